"""Spans with a value: time expressions, quotations, places. Two spans agree when they overlap by half both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        free = list(range(len(found)))
        for span, value in gold:
            best = max(free, key=lambda i: overlap(span, found[i][0]), default=None)
            if best is None or not _agree(span, found[best][0], share):
                continue
            free.remove(best)
            matched += 1
            valued += found[best][1] == value
    return {
        "precision": matched / given if given else 0.0,
        "recall": matched / asked if asked else 0.0,
        "f1": 2 * matched / (asked + given) if asked + given else 0.0,
        "value_f1": 2 * valued / (asked + given) if asked + given else 0.0,
        "value_accuracy": valued / matched if matched else 0.0,
    }


def _agree(a: Span, b: Span, share: float) -> bool:
    common = overlap(a, b)
    return common > 0 and common >= share * (a[1] - a[0]) and common >= share * (b[1] - b[0])
