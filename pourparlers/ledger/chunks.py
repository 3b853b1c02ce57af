"""Many values in several queries: SQLite takes 999 parameters everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
# So many values at once; a query may name each twice.
CHUNK = 400


def chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """The items in their order, ``size`` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
