"""Relations: does the event type given for two marked parties agree with what people saw?

The measures are those published for the PLV data (Hu et al. 2024, Leveraging Codebook Knowledge with NLI and ChatGPT
for Zero-Shot Political Relation Classification): accuracy and macro-averaged F1 over the labels, and both again over
the quad categories, which follow from the labels (see ``labels``). Macro-F1 is the mean of the labels' F1 (Opitz and
Burst 2019, Macro F1 and Macro F1) over the labels that occur in the gold; scikit-learn, used there, also counts labels
that were only answered, as 0.

Confidences are held against what came true in a reliability table (Niculescu-Mizil and Caruana 2005, Predicting Good
Probabilities with Supervised Learning) and summed up as the expected calibration error (Naeini et al. 2015; Guo et al.
2017, On Calibration of Modern Neural Networks): ten bins of equal width, each open below and closed above; the mean gap
between confidence and share right, weighted by the answers in the bin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from .labels import QUAD_NAMES, QUADS, label_of
from .measures import Measure, macro_f1, mean, measure, ratio

_EDGES = tuple(n / 10 for n in range(11))


class RelationPair(NamedTuple):
    """A gold line and its answer: one of the 16 types or YIELD each; ``confidence`` from 0 to 1 when it is given."""

    gold: str
    answer: str
    confidence: float | None = None


class Bin(msgspec.Struct, frozen=True):
    """The answers with a confidence above ``low`` and up to ``high``: their mean confidence and the share right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


class Calibration(msgspec.Struct, frozen=True):
    """The reliability table of the ``n`` answers that give a confidence, and its expected calibration ``error``.

    Bins without an answer are left out.
    """

    n: int
    error: float
    bins: list[Bin]


class RelationScores(msgspec.Struct, frozen=True):
    """What ``score_relations`` finds. ``labels`` and ``quads`` hold what occurs in gold or answers, in PLOVER's order;
    ``confusion`` holds for each gold label the labels answered and how often. All shares are from 0 to 1.
    """

    n: int
    accuracy: float
    macro_f1: float
    quad_accuracy: float
    quad_macro_f1: float
    labels: dict[str, Measure]
    quads: dict[str, Measure]
    confusion: dict[str, dict[str, int]]
    calibration: Calibration | None


def score_relations(pairs: Iterable[RelationPair], *, plover: bool = False) -> RelationScores:
    """The scores of answers to gold lines, on 15 labels or with ``plover`` on PLOVER's 16 types.

    On 15 labels YIELD, CONCEDE and RETREAT are one on either side. Quads are those of the labels: YIELD is material
    cooperation; with ``plover`` CONCEDE is verbal. Raises InputError for a label that is none, see ``label_of``.
    """
    told = [RelationPair(label_of(p.gold, plover), label_of(p.answer, plover), p.confidence) for p in pairs]
    labels = [(pair.gold, pair.answer) for pair in told]
    quads = [(_quad(gold), _quad(answer)) for gold, answer in labels]
    by_label = _per_class(labels, list(QUADS))
    by_quad = _per_class(quads, list(QUAD_NAMES.values()))
    return RelationScores(
        n=len(told),
        accuracy=_accuracy(labels),
        macro_f1=macro_f1(by_label),
        quad_accuracy=_accuracy(quads),
        quad_macro_f1=macro_f1(by_quad),
        labels=by_label,
        quads=by_quad,
        confusion=_confusion(labels, list(by_label)),
        calibration=_calibration(told),
    )


def score_labels(gold: Sequence[str], answers: Sequence[str], *, plover: bool = False) -> RelationScores:
    """The scores of plain labels, in the order of the gold; see ``score_relations``."""
    return score_relations((RelationPair(*pair) for pair in zip(gold, answers, strict=True)), plover=plover)


def _quad(label: str) -> str:
    return QUAD_NAMES[QUADS[label]]


def _accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    return ratio(sum(gold == answer for gold, answer in pairs), len(pairs))


def _per_class(pairs: Sequence[tuple[str, str]], order: Sequence[str]) -> dict[str, Measure]:
    """The measure of each class that occurs, in this order."""
    asked = Counter(gold for gold, _ in pairs)
    given = Counter(answer for _, answer in pairs)
    right = Counter(gold for gold, answer in pairs if gold == answer)
    return {name: measure(asked[name], given[name], right[name]) for name in order if asked[name] or given[name]}


def _confusion(pairs: Sequence[tuple[str, str]], order: Sequence[str]) -> dict[str, dict[str, int]]:
    counts = Counter(pairs)
    rows = {gold: {answer: counts[gold, answer] for answer in order if counts[gold, answer]} for gold in order}
    return {gold: row for gold, row in rows.items() if row}


def _calibration(told: Sequence[RelationPair]) -> Calibration | None:
    """The reliability table; None when no answer gives a confidence."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in _EDGES[1:]]
    for gold, answer, confidence in told:
        if confidence is not None:
            bins[max(bisect_left(_EDGES, confidence) - 1, 0)].append((confidence, gold == answer))
    found = [
        Bin(low, high, len(members), mean(c for c, _ in members), mean(right for _, right in members))
        for low, high, members in zip(_EDGES, _EDGES[1:], bins, strict=False)
        if members
    ]
    n = sum(row.n for row in found)
    if not n:
        return None
    return Calibration(n, sum(row.n * abs(row.confidence - row.right) for row in found) / n, found)
