"""`make train`: the relation model from the published encoder to the weights that ship. Well over an hour on two cores.

First the encoder learns from our own sentences; then, from there, from the development data with a share of ours.
Five folds give the scores and the calibration (a sentence and its translation in one fold), a last run over all data
gives the weights. Everything is written to ``--work`` as it comes, so that a stopped run goes on where it was.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from pourparlers.encoder import softmax
from pourparlers.events.relation.labels import TYPES
from pourparlers.events.relation.model import ranked
from pourparlers.scores.relations import score_labels

from .encoder import RelationModel
from .examples import Example, fold_of, own_examples
from .export import export
from .fit import Plan, answer, fit
from .folds import DATA, FOLDS, WORK, fold_path, gold_examples, settings_of
from .model import Kit, prepare
from .report import gold_label, print_report

OWN = Plan(epochs=3, rate=1.5e-4, swap_share=0.15)
GOLD = Plan(epochs=4, rate=1e-4, swap_share=0.1, own_share=0.12, frozen_layers=5)
PACKAGE = Path(__file__).resolve().parent.parent / "pourparlers"


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the development data")
    parser.add_argument("--work", type=Path, default=WORK, help="where intermediate results go")
    parser.add_argument("--target", type=Path, default=PACKAGE, help="the package that the weights go into")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)), help="which folds to run")
    parser.add_argument("--no-final", action="store_true", help="cross-validate only")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    own = own_examples()
    gold = gold_examples(chosen.data)
    kit = prepare(_texts(chosen.data, own))
    start = _trained(chosen.work / "own.pt", kit, kit.fresh(), own, OWN)
    for fold in chosen.folds:
        _fold(chosen.work, kit, start, own, gold, fold)
    if chosen.no_final:
        return
    final = _trained(chosen.work / "final.pt", kit, start, [*gold, *own], GOLD)
    settings = settings_of(chosen.work, gold, kit.modes)
    encoder = chosen.target / "encoder" / "weights"
    encoder.mkdir(parents=True, exist_ok=True)
    export(final, encoder / "relation.onnx", kit.epsilon)
    kit.tokenizer.save(str(encoder / "vocabulary.json"), pretty=False)
    _write(encoder / "symbols.json", kit.symbols)
    _write(chosen.target / "events" / "relation" / "weights" / "settings.json", settings)
    print_report(chosen.work, gold, settings)


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")


def _texts(data: Path, own: list[Example]) -> Iterator[str]:
    """What the vocabulary is chosen by: news in both languages and all training sentences."""
    for name in ("raw/news.fr.jsonl", "raw/news.en.jsonl", "relations.en.jsonl", "relations.fr.jsonl"):
        for line in (data / name).open(encoding="utf-8"):
            yield json.loads(line)["text"]
    yield from (example.pair.text for example in own)


def _trained(path: Path, kit: Kit, start: RelationModel, examples: list[Example], plan: Plan) -> RelationModel:
    """``start`` trained on ``examples``; taken from ``path`` when that was done before."""
    model = kit.copy(start)
    if path.exists():
        model.load_state_dict(torch.load(path))
        return model.eval()
    fit(model, kit.marker, examples, kit.modes, plan, path.stem)
    torch.save(model.state_dict(), path)
    return model


def _fold(work: Path, kit: Kit, start: RelationModel, own: list[Example], gold: list[Example], fold: int) -> None:
    """Train without one fold and keep the scores of that fold's pairs, asked both ways."""
    path = fold_path(work, fold)
    if path.exists():
        return
    model = kit.copy(start)
    seen = [example for example in gold if fold_of(example, FOLDS) != fold]
    fit(model, kit.marker, [*seen, *own], kit.modes, replace(GOLD, seed=fold), f"fold {fold}")
    held = [example for example in gold if fold_of(example, FOLDS) == fold]
    scores = answer(model, kit.marker, held)
    np.save(path, np.stack([scores, answer(model, kit.marker, [example.swapped for example in held])]))
    for language in ("en", "fr"):
        rows = [i for i, example in enumerate(held) if example.language == language]
        print(f"fold {fold} {language}:", summary([held[i] for i in rows], scores[rows]), flush=True)


def summary(examples: list[Example], scores: NDArray[np.float32]) -> str:
    """Accuracy, macro-F1 and quad macro-F1 in a line."""
    labels = [ranked(softmax(row[: len(TYPES)]))[1] for row in scores]
    found = score_labels([gold_label(example) for example in examples], labels)
    return f"accuracy {found.accuracy:.3f}, macro-F1 {found.macro_f1:.3f}, quad macro-F1 {found.quad_macro_f1:.3f}"


if __name__ == "__main__":
    main()
