"""Which found spans meet which of the gold: of time expressions, quotations, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Span = tuple[int, int]


def overlap(a: Span, b: Span) -> int:
    """How many code points two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def match_spans(gold: Sequence[Span], found: Sequence[Span], share: float = 0.0) -> Iterator[tuple[int, int]]:
    """Indices of the gold spans that are met, each with that of the found span it shares most with; each once.

    With ``share`` 0 any overlap counts (TempEval-3's relaxed match), else that share of both spans must overlap.
    """
    free = list(range(len(found)))
    for index, span in enumerate(gold):
        best = max(free, key=lambda i: overlap(span, found[i]), default=None)
        if best is not None and _agree(span, found[best], share):
            free.remove(best)
            yield index, best


def _agree(a: Span, b: Span, share: float) -> bool:
    common = overlap(a, b)
    return common > 0 and common >= share * (a[1] - a[0]) and common >= share * (b[1] - b[0])
