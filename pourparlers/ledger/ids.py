"""From the ids that people see to the numbers by which the ledger's rows point to each other.

Only documents are indexed by their id: that of an event or statement begins with its document's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence


def find_document(connection: sqlite3.Connection, document_id: str) -> int | None:
    """The number of a document."""
    row = connection.execute("SELECT number FROM documents WHERE id = ?", (document_id,)).fetchone()
    return int(row[0]) if row is not None else None


def id_of(connection: sqlite3.Connection, number: int) -> str:
    """The id of a document that the ledger has."""
    return str(connection.execute("SELECT id FROM documents WHERE number = ?", (number,)).fetchone()[0])


def find_event(connection: sqlite3.Connection, event_id: str, documents: Sequence[str] | None = None) -> int | None:
    """The number of an event, looked for in all ``documents`` (ids) that it may be one of."""
    for document_id in owners(event_id) if documents is None else documents:
        row = connection.execute(
            "SELECT e.number FROM documents d JOIN events e ON e.document_number = d.number"
            " WHERE d.id = ? AND e.id = ?",
            (document_id, event_id),
        ).fetchone()
        if row is not None:
            return int(row[0])
    return None


def find_events(connection: sqlite3.Connection, event_ids: Iterable[str]) -> list[int]:
    """The numbers of events; those that are not there are left out."""
    numbers = (find_event(connection, event_id) for event_id in event_ids)
    return [number for number in numbers if number is not None]


def owners(inner_id: str) -> list[str]:
    """The documents whose event or statement an id may be: both parts of it may hold a "#"."""
    return [inner_id[:place] for place, mark in enumerate(inner_id) if mark == "#"]
