"""The cross-validated scores: each development pair answered by a model that has seen neither it nor its translation.

Read from the raw scores that the folds of `make train` leave in ``--work``; `make train` prints it at its end, and
``python -m training.report`` at any time after.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, stdev

import numpy as np

from pourparlers.events.relation import Answer
from pourparlers.events.relation.labels import TYPES, label_of
from pourparlers.events.relation.model import Settings, answer_of
from pourparlers.relating import relate
from pourparlers.scores.relations import RelationPair, RelationScores, score_relations

from .examples import Example, fold_of
from .folds import DATA, FOLDS, WORK, gold_examples, held_out, settings_of

MEASURES = ("accuracy", "macro_f1", "quad_macro_f1")
WORST = 14


def report(examples: Sequence[Example], answers: Sequence[Answer]) -> Iterator[str]:
    """Markdown: scores by language as mean and spread over folds, reliability, the commonest confusions."""
    told = [RelationPair(gold_label(e), a.label, a.confidence) for e, a in zip(examples, answers, strict=True)]
    yield "| | accuracy | macro-F1 (15) | quad macro-F1 | all folds together |"
    yield "|---|---|---|---|---|"
    for language in ("en", "fr"):
        mine = [i for i, example in enumerate(examples) if example.language == language]
        folds = [
            score_relations([told[i] for i in mine if fold_of(examples[i], FOLDS) == fold]) for fold in range(FOLDS)
        ]
        whole = score_relations([told[i] for i in mine])
        cells = [f"{mean(values):.3f} ± {stdev(values):.3f}" for values in (_values(folds, m) for m in MEASURES)]
        together = " / ".join(f"{getattr(whole, measure):.3f}" for measure in MEASURES)
        yield f"| {language} | {' | '.join(cells)} | {together} |"
    calibration = score_relations(told).calibration
    assert calibration is not None  # every answer gives its confidence
    yield f"\nexpected calibration error {calibration.error:.3f}\n"
    yield "| confidence | pairs | mean confidence | share right |"
    yield "|---|---|---|---|"
    for row in calibration.bins:
        yield f"| {row.low:.1f} to {row.high:.1f} | {row.n} | {row.confidence:.2f} | {row.right:.2f} |"
    wrong = Counter((p.gold, p.answer) for p in told if p.gold != p.answer)
    yield "\nconfusions (gold → answer): " + ", ".join(f"{g} → {a} {n}" for (g, a), n in wrong.most_common(WORST))


def gold_label(example: Example) -> str:
    """The gold label, YIELD for CONCEDE or RETREAT."""
    return label_of(TYPES[example.types[0]])


def _values(folds: Sequence[RelationScores], measure: str) -> list[float]:
    return [getattr(scores, measure) for scores in folds]


def answers_of(scores: np.ndarray, settings: Settings) -> list[Answer]:
    """The model's answers for rows of raw scores."""
    return [answer_of(row, settings) for row in scores]


def print_report(work: Path, gold: Sequence[Example], settings: Settings) -> None:
    """Both ways of answering: the model alone, and with the frames where it is not sure, as `relate` does."""
    examples, straight, _ = held_out(work, gold)
    alone = answers_of(straight, settings)
    print("### model alone\n", *report(examples, alone), sep="\n", flush=True)
    pairs = [replace(example.pair, language=example.language) for example in examples]
    print("\n### with the frames where the model is not sure (`relate`)\n", flush=True)
    print(*report(examples, relate(pairs, lambda _: list(alone))), sep="\n", flush=True)


def main() -> None:
    """Read the arguments and print."""
    parser = argparse.ArgumentParser(prog="python -m training.report", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the development data")
    parser.add_argument("--work", type=Path, default=WORK, help="where the folds' scores are")
    chosen = parser.parse_args()
    gold = gold_examples(chosen.data)
    print_report(chosen.work, gold, settings_of(chosen.work, gold, []))


if __name__ == "__main__":
    main()
