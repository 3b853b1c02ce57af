"""Rows found by values that are by chance: digests of ids, texts and addresses, band values of copies.

Such a value belongs on any page of its table, so that each new one would have a page of its own written. Those of the
newest rows stand in a small table and are moved into the large one together, in their order: a page that many of them
belong on is written once. Both tables hold ``value`` (64 bits, signed) and ``number``, that of the row.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence

from .chunks import chunks

# Whenever the rows' numbers pass a multiple of this, the values of those up to it are moved over.
RECENT = 20_000


def digest(what: str, value: str) -> int:
    """``value`` as a number of 64 bits, the same on every machine and day; ``what`` says what it is an id of."""
    made = hashlib.blake2b(f"{what}\x00{value}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(made, "little", signed=True)


def add(connection: sqlite3.Connection, table: str, pairs: Iterable[tuple[int, int]]) -> None:
    """Add values with the numbers of their rows."""
    # In their order: neighbours stand on one page of the table.
    connection.executemany(f"INSERT OR IGNORE INTO {table}_recent VALUES (?, ?)", sorted(pairs))


def remove(connection: sqlite3.Connection, table: str, pairs: Sequence[tuple[int, int]]) -> None:
    """Take values with the numbers of their rows away."""
    for kept in (table, f"{table}_recent"):
        connection.executemany(f"DELETE FROM {kept} WHERE value = ? AND number = ?", pairs)


def find(connection: sqlite3.Connection, table: str, values: Iterable[int]) -> list[tuple[int, int]]:
    """All pairs of value and number for ``values``, in no order."""
    found: list[tuple[int, int]] = []
    for part in chunks(sorted(set(values))):
        marks = ", ".join("?" * len(part))
        rows = connection.execute(
            f"SELECT value, number FROM {table}_recent WHERE value IN ({marks})"
            f" UNION ALL SELECT value, number FROM {table} WHERE value IN ({marks})",
            [*part, *part],
        )
        found += [(value, number) for value, number in rows]
    return found


def find_one(connection: sqlite3.Connection, table: str, values: Iterable[int]) -> dict[int, int]:
    """One number for each of the ``values`` that has any, however many it has."""
    found: dict[int, int] = {}
    for part in chunks(sorted(set(values))):
        rows = connection.execute(
            f"WITH wanted(value) AS (VALUES {', '.join(['(?)'] * len(part))})"
            f" SELECT value, coalesce((SELECT number FROM {table}_recent k WHERE k.value = wanted.value LIMIT 1),"
            f" (SELECT number FROM {table} k WHERE k.value = wanted.value LIMIT 1)) AS number"
            " FROM wanted WHERE number IS NOT NULL",
            part,
        )
        found.update((value, number) for value, number in rows)
    return found


def move(connection: sqlite3.Connection, table: str, numbers: Iterable[int]) -> None:
    """Move values over when the ``numbers`` of new rows pass a multiple of ``RECENT``."""
    ordered = sorted(numbers)
    if not ordered:
        return
    bound = ordered[-1] - ordered[-1] % RECENT
    if ordered[0] <= bound:
        connection.execute(
            f"INSERT OR IGNORE INTO {table} SELECT value, number FROM {table}_recent WHERE number <= ?"
            " ORDER BY value, number",
            (bound,),
        )
        connection.execute(f"DELETE FROM {table}_recent WHERE number <= ?", (bound,))
