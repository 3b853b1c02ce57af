"""What the folds of training leave behind becomes scores, calibration and settings; needs no torch."""

from __future__ import annotations

import numpy as np
import pytest

from pourparlers.events.relation.labels import TYPES
from pourparlers.events.relation.marking import Pair
from training.examples import Example, fold_of
from training.folds import FOLDS, fold_path, held_out, settings_of
from training.report import answers_of, report

PER_FOLD = 6
OUTPUTS = len(TYPES) + 1


def example(number: int, language: str) -> Example:
    """A pair of type ``number`` modulo the types."""
    pair = Pair("A met B.", ((0, 1),), ((6, 7),), language)
    return Example(f"made-{number:04d}-{language}", language, pair, (number % len(TYPES),), None, False)


@pytest.fixture
def folds(tmp_path):
    """Examples in both languages and the folder with their folds' raw scores: three in four right."""
    gold = [example(number, language) for language in ("en", "fr") for number in range(FOLDS * PER_FOLD)]
    for fold in range(FOLDS):
        held = [e for e in gold if fold_of(e, FOLDS) == fold]
        straight = np.zeros((len(held), OUTPUTS), np.float32)
        for row, e in enumerate(held):
            straight[row, (e.types[0] + (row % 4 == 0)) % len(TYPES)] = 3.0
            straight[row, -1] = 2.0
        swapped = straight.copy()
        swapped[:, -1] = -2.0
        np.save(fold_path(tmp_path, fold), np.stack([straight, swapped]))
    return tmp_path, gold


def test_fold_of_a_sentence_and_its_translation_is_the_same() -> None:
    assert all(fold_of(example(n, "en"), FOLDS) == fold_of(example(n, "fr"), FOLDS) for n in range(50))


def test_held_out_scores_cover_every_example_once(folds) -> None:
    work, gold = folds
    examples, straight, swapped = held_out(work, gold)
    assert sorted(e.id for e in examples) == sorted(e.id for e in gold)
    assert len(straight) == len(gold)
    assert len(swapped) == sum(e.directed for e in gold)


def test_settings_are_calibrated_on_held_out_scores(folds) -> None:
    settings = settings_of(*folds, [])
    examples, straight, swapped = held_out(*folds)
    answers = answers_of(straight, settings)
    right = np.mean([a.event == TYPES[e.types[0]] for a, e in zip(answers, examples, strict=True)])
    assert np.mean([answer.confidence for answer in answers]) == pytest.approx(right, abs=0.06)
    turned = answers_of(swapped, settings)
    assert min(answer.related for answer in answers) > 0.5 > max(answer.related for answer in turned)


def test_report_tells_scores_by_language_reliability_and_confusions(folds) -> None:
    examples, straight, _ = held_out(*folds)
    lines = list(report(examples, answers_of(straight, settings_of(*folds, []))))
    rows = [line for line in lines if line.startswith(("| en |", "| fr |"))]
    assert len(rows) == 2 and all(" ± " in row for row in rows)
    assert any("expected calibration error" in line for line in lines)
    assert " → " in lines[-1]
