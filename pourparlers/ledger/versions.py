"""Finding the records that the ledger holds, versions and copies among them: by id, by words, by address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from . import lookups
from .identity import Version

_KEYS = "record_keys"
_HELD = "SELECT number, document_number, id, content_hash, url_key, date FROM records"


class Held(NamedTuple):
    """A record that the ledger has: its number, that of its document, and what identity needs to know."""

    number: int
    document: int
    version: Version


def find(
    connection: sqlite3.Connection, *, id: str | None = None, words: str | None = None, address: str | None = None
) -> list[Held]:
    """The records with this id, with words of this content hash, or at this normalised address; by number."""
    values = _values(id, words, address)
    found = []
    for number in sorted({number for _, number in lookups.find(connection, _KEYS, values)}):
        row = connection.execute(f"{_HELD} WHERE number = ?", (number,)).fetchone()
        held = Held(row[0], row[1], Version(*row[2:]))
        version = held.version
        # Two values may be alike by chance.
        if (
            version.record_id == id
            or version.content_hash == words
            or (address is not None and version.url_key == address)
        ):
            found.append(held)
    return found


def find_home(connection: sqlite3.Connection, record_id: str) -> int | None:
    """The number of the document that a record belongs to."""
    found = find(connection, id=record_id)
    return found[0].document if found else None


def of_document(connection: sqlite3.Connection, document: int) -> list[Held]:
    """The records that belong to a document."""
    rows = connection.execute(f"{_HELD} WHERE document_number = ? ORDER BY number", (document,))
    return [Held(row[0], row[1], Version(*row[2:])) for row in rows]


def add(connection: sqlite3.Connection, number: int, version: Version) -> None:
    """Let a record be found."""
    lookups.add(connection, _KEYS, [(value, number) for value in _values_of(version)])


def remove(connection: sqlite3.Connection, held: Held) -> None:
    """Let a record be found no more."""
    lookups.remove(connection, _KEYS, [(value, held.number) for value in _values_of(held.version)])


def settle(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """At the end of a transaction that added records of these numbers."""
    lookups.move(connection, _KEYS, numbers)


def _values_of(version: Version) -> list[int]:
    return _values(version.record_id, version.content_hash, version.url_key)


def _values(id: str | None, words: str | None, address: str | None) -> list[int]:
    named = (("id", id), ("words", words), ("address", address))
    return [lookups.digest(what, value) for what, value in named if value is not None]
