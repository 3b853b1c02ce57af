"""Spans with a value: time expressions, quotations, places. Two spans agree when they overlap by half both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Span = tuple[int, int]


def overlap(a: Span, b: Span) -> int:
    """How many code points two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def score_spans(
    pairs: Iterable[tuple[Sequence[tuple[Span, Any]], Sequence[tuple[Span, Any]]]], share: float = 0.0
) -> dict[str, float]:
    """F1 of found spans and of spans with the right value, over ``(gold, found)`` lists of ``(span, value)``.

    With ``share`` 0 any overlap counts (TempEval-3's relaxed match), else that share of both spans must overlap.
    ``value_accuracy`` is over the spans found.
    """
    asked = given = matched = valued = 0
    for gold, found in pairs:
        asked += len(gold)
        given += len(found)
        for one, other in match_spans([span for span, _ in gold], [span for span, _ in found], share):
            matched += 1
            valued += found[other][1] == gold[one][1]
    return {
        "precision": matched / given if given else 0.0,
        "recall": matched / asked if asked else 0.0,
        "f1": 2 * matched / (asked + given) if asked + given else 0.0,
        "value_f1": 2 * valued / (asked + given) if asked + given else 0.0,
        "value_accuracy": valued / matched if matched else 0.0,
    }


def match_spans(gold: Sequence[Span], found: Sequence[Span], share: float = 0.0) -> Iterator[tuple[int, int]]:
    """Indices of the gold spans that are met, each with that of the found span it shares most with; each once."""
    free = list(range(len(found)))
    for index, span in enumerate(gold):
        best = max(free, key=lambda i: overlap(span, found[i]), default=None)
        if best is not None and _agree(span, found[best], share):
            free.remove(best)
            yield index, best


def _agree(a: Span, b: Span, share: float) -> bool:
    common = overlap(a, b)
    return common > 0 and common >= share * (a[1] - a[0]) and common >= share * (b[1] - b[0])
