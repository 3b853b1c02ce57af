"""The folds of cross-validation: where their raw scores are kept, and the calibration that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pourparlers.events.relation.labels import TYPES
from pourparlers.events.relation.model import Settings

from .calibrate import best_logistic, best_temperature
from .examples import Example, development_examples, fold_of

FOLDS = 5
DATA = Path("../shared/data")
WORK = Path("build/training")
MODE_SHARE = 0.5


def gold_examples(data: Path) -> list[Example]:
    """The development pairs of both languages."""
    return development_examples([data / f"relations.{language}.jsonl" for language in ("en", "fr")])


def fold_path(work: Path, fold: int) -> Path:
    """Where the raw scores of a fold's pairs are kept: asked straight, and with the parties swapped."""
    return work / f"fold{fold}.npy"


def held_out(work: Path, gold: Sequence[Example]) -> tuple[list[Example], np.ndarray, np.ndarray]:
    """All development pairs, fold by fold, with their raw scores by the model that had not seen them: straight, and
    swapped for those pairs that swapping makes unrelated."""
    examples: list[Example] = []
    straight, swapped = [], []
    for fold in range(FOLDS):
        held = [example for example in gold if fold_of(example, FOLDS) == fold]
        scores, turned = np.load(fold_path(work, fold))
        examples.extend(held)
        straight.append(scores)
        swapped.append(turned[[example.directed for example in held]])
    return examples, np.concatenate(straight), np.concatenate(swapped)


def settings_of(work: Path, gold: Sequence[Example], modes: list[str]) -> Settings:
    """The settings that ship with the weights, calibrated on pairs that the model had not seen."""
    examples, straight, swapped = held_out(work, gold)
    right = np.zeros((len(examples), len(TYPES)), bool)
    for i, example in enumerate(examples):
        right[i, list(example.types)] = True
    related = np.concatenate([straight, swapped])[:, len(TYPES)]
    temperature, shift = best_logistic(related, np.arange(len(related)) < len(examples))
    return Settings(
        modes=modes,
        temperature=round(best_temperature(straight[:, : len(TYPES)], right), 3),
        related_temperature=round(temperature, 3),
        related_shift=round(shift, 3),
        mode_share=MODE_SHARE,
    )
