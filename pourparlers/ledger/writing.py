"""Writing the rows of documents, those of many in one go.

Only what the grouping of happenings looks at, and what other rows point to, is written at once. The rest waits until
:meth:`Rows.finish`: fewer statements; copies are looked for together; and the full-text indexes, which write out what
they hold whenever SQLite makes a savepoint within a statement (as it does for triggers and for rows that go with
others), are written once, at the end, so that they hold few large pieces and not many small ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..record import Record
from . import copies, rows
from .happenings import Account
from .rows import Row

# Columns of the rows that wait, in the order of writing: what others point to comes first.
_LATER = {
    "contacts": 13,
    "statements": 13,
    "entities": 17,
    "places": 12,
    "places_box": 5,
    "times": 6,
    "register_evidence": 12,
}
# The columns of a full-text index, with the query for what it holds of a document.
_SEARCH = {
    "documents_search": ("title, text", "SELECT number, title, text FROM documents WHERE number = ?"),
    "events_search": ("sentence_text", "SELECT number, sentence_text FROM events WHERE document_number = ?"),
    "statements_search": ("content_text", "SELECT number, content_text FROM statements WHERE document_number = ?"),
}
_DOCUMENT = f"INSERT INTO documents VALUES ({', '.join('?' * 9)})"
_EVENT = f"INSERT INTO events VALUES ({', '.join('?' * 24)})"

_INSERT = {
    # SQLite numbers the entities itself: nobody asks for their numbers here.
    table: f"INSERT INTO {table} VALUES ({'NULL, ' if table == 'entities' else ''}{', '.join('?' * count)})"
    for table, count in _LATER.items()
}
# Places of columns in the rows.
_TEXT_OF_EVENT, _TEXT_OF_STATEMENT, _LATITUDE = 21, 8, 9


class Rows:
    """The rows that one transaction writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[str, list[Row]] = {table: [] for table in _LATER}
        # What is to be indexed, by its number, and what is to be taken out of an index.
        self._search: dict[str, dict[object, Row]] = {table: {} for table in _SEARCH}
        self._unsearch: dict[str, list[Row]] = {table: [] for table in _SEARCH}
        self._texts: list[tuple[int, str, str]] = []
        self._numbers: dict[str, int] = {}

    def write(self, record: Record) -> tuple[int, list[Account]]:
        """Write a document with all that it yields; gives its number and the events that need a happening."""
        (document,), described = self._numbered("documents", [rows.document_row(record)])
        self._connection.executemany(_DOCUMENT, described)
        of_events, events = self._numbered("events", rows.event_rows(record, document))
        self._connection.executemany(_EVENT, events)
        event_numbers = _by_id(of_events, events)
        named = rows.named_contacts(record)
        of_contacts, contacts = self._numbered("contacts", rows.contact_rows(record, document, named, event_numbers))
        of_statements, statements = self._numbered("statements", rows.statement_rows(record, document))
        _, places = self._numbered("places", rows.place_rows(record, document, event_numbers))
        held = self._held
        held["contacts"] += contacts
        held["statements"] += statements
        numbers = (event_numbers, _by_id(of_contacts, contacts), _by_id(of_statements, statements))
        held["entities"] += rows.entity_rows(record, document, named, numbers)
        held["places"] += places
        held["times"] += rows.time_rows(record, document)
        held["register_evidence"] += rows.register_rows(record, document)
        held["places_box"] += [
            (place[0], place[_LATITUDE], place[_LATITUDE], place[_LATITUDE + 1], place[_LATITUDE + 1])
            for place in places
            if place[_LATITUDE] is not None and place[_LATITUDE + 1] is not None
        ]
        search = self._search
        search["documents_search"][document] = (document, record.title, record.text)
        search["events_search"].update((event[0], (event[0], event[_TEXT_OF_EVENT])) for event in events)
        search["statements_search"].update((said[0], (said[0], said[_TEXT_OF_STATEMENT])) for said in statements)
        self._texts.append((document, record.id, record.text))
        return document, rows.accounts_of(record, event_numbers)

    def remove(self, document: int) -> list[int]:
        """Take a document and all that it yielded away (its records stay); gives the documents that were its copies.

        Documents are given by number.
        """
        if any(number == document for number, _, _ in self._texts):
            self._flush()
        # SQLite gives a number that has become free again: so do we, whatever stands in one transaction. Where rows
        # wait theirs are the last.
        self._numbers = {table: last for table, last in self._numbers.items() if self._held.get(table)}
        execute = self._connection.execute
        for table, (_, query) in _SEARCH.items():
            waiting = self._search[table]
            for row in execute(query, (document,)):
                if waiting.pop(row[0], None) is None:
                    self._unsearch[table].append(tuple(row))
        execute(
            "DELETE FROM places_box WHERE number IN (SELECT number FROM places WHERE document_number = ?)", (document,)
        )
        alike = copies.take_away(self._connection, document)
        execute("DELETE FROM documents WHERE number = ?", (document,))
        return alike

    def finish(self) -> None:
        """Write all that waits."""
        self._flush()
        for table, (columns, _) in _SEARCH.items():
            marks = ", ".join("?" * (columns.count(",") + 2))
            insert = f"INSERT INTO {table} (rowid, {columns}) VALUES ({marks})"
            delete = f"INSERT INTO {table} ({table}, rowid, {columns}) VALUES ('delete', {marks})"
            # In the order of numbers: an index also writes out what it holds whenever a number is not above the last.
            for statement, changes in ((delete, self._unsearch[table]), (insert, self._search[table].values())):
                self._connection.executemany(statement, sorted(changes, key=lambda row: row[0]))
            self._search[table].clear()
            self._unsearch[table].clear()

    def _flush(self) -> None:
        for table, held in self._held.items():
            if held:
                self._connection.executemany(_INSERT[table], held)
                held.clear()
        if self._texts:
            copies.settle(self._connection, self._texts)
            self._texts.clear()

    def _numbered(self, table: str, unnumbered: Iterable[Row]) -> tuple[range, list[Row]]:
        """Internal numbers as SQLite would give them, and the rows with these in front."""
        last = self._numbers.get(table)
        if last is None:
            last = self._connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0]
        numbered: list[Row] = [(number, *row) for number, row in enumerate(unnumbered, last + 1)]
        self._numbers[table] = last + len(numbered)
        return range(last + 1, last + 1 + len(numbered)), numbered


def _by_id(numbers: Iterable[int], numbered: Iterable[Row]) -> dict[str, int]:
    """The numbers of rows by their id, the column that follows the number."""
    return {str(row[1]): number for number, row in zip(numbers, numbered, strict=True)}
