"""Writing the rows of documents, those of many in one go.

Only what the grouping of happenings looks at, and what other rows point to, is written at once. The rest waits until
:meth:`Rows.flush`: fewer statements, and the full-text indexes, which would write out what they hold whenever SQLite
makes a savepoint within a statement (as it does for every trigger), are written once, at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..record import Record
from . import rows
from .happenings import Account
from .rows import Row

# In the order of writing: what others point to comes first.
_LATER = {
    "contacts": 12,
    "statements": 13,
    "entities": 18,
    "places": 12,
    "times": 6,
    "register_evidence": 12,
    "documents_search": 3,
    "events_search": 2,
    "statements_search": 2,
    "places_box": 5,
}
_COLUMNS = {
    "documents_search": "rowid, title, text",
    "events_search": "rowid, sentence_text",
    "statements_search": "rowid, content_text",
    "statements": (
        "number, id, document_id, position, kind, medium, date, within_id, content_text, content_spans, cue_spans,"
        " insertions, act"
    ),
}
_DOCUMENT = f"INSERT INTO documents VALUES ({', '.join('?' * 9)})"
_EVENT = f"INSERT INTO events VALUES ({', '.join('?' * 24)})"


def _insert(table: str) -> str:
    columns = f" ({_COLUMNS[table]})" if table in _COLUMNS else ""
    return f"INSERT INTO {table}{columns} VALUES ({', '.join('?' * _LATER[table])})"


_INSERT = {table: _insert(table) for table in _LATER}


class Rows:
    """The rows that one transaction writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[str, list[Row]] = {table: [] for table in _LATER}
        self._numbers: dict[str, int] = {}

    def write(self, record: Record) -> list[Account]:
        """Write a document with all that it yields; gives the events that need a happening."""
        (document,) = self._numbered("documents", [rows.document_row(record)])
        self._connection.execute(_DOCUMENT, document)
        events = self._numbered("events", rows.event_rows(record))
        self._connection.executemany(_EVENT, events)
        contacts = rows.named_contacts(record)
        statements = self._numbered("statements", rows.statement_rows(record))
        places = self._numbered("places", rows.place_rows(record))
        held = self._held
        held["contacts"] += rows.contact_rows(record, contacts)
        held["statements"] += statements
        held["entities"] += self._numbered("entities", rows.entity_rows(record, contacts))
        held["places"] += places
        held["times"] += rows.time_rows(record)
        held["register_evidence"] += rows.register_rows(record)
        held["documents_search"].append((document[0], record.title, record.text))
        held["events_search"] += [(event[0], event[_TEXT_OF_EVENT]) for event in events]
        held["statements_search"] += [(statement[0], statement[_TEXT_OF_STATEMENT]) for statement in statements]
        held["places_box"] += [
            (place[0], place[_LATITUDE], place[_LATITUDE], place[_LATITUDE + 1], place[_LATITUDE + 1])
            for place in places
            if place[_LATITUDE] is not None and place[_LATITUDE + 1] is not None
        ]
        return rows.accounts_of(record)

    def remove(self, document_id: str) -> None:
        """Take a document and all that it yielded away; its records stay."""
        self.flush()
        self._numbers.clear()
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def flush(self) -> None:
        """Write what waits."""
        for table, held in self._held.items():
            if held:
                self._connection.executemany(_INSERT[table], held)
                held.clear()

    def _numbered(self, table: str, unnumbered: Iterable[Row]) -> list[Row]:
        """The rows with their internal numbers in front, as SQLite would give them."""
        last = self._numbers.get(table)
        if last is None:
            last = self._connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0]
        numbered = [(number, *row) for number, row in enumerate(unnumbered, last + 1)]
        self._numbers[table] = last + len(numbered)
        return numbered


# Places of columns in the rows.
_TEXT_OF_EVENT, _TEXT_OF_STATEMENT, _LATITUDE = 21, 8, 9
