"""Adding to the curation log, and bringing documents and happenings in step with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from ..errors import LedgerError
from . import curation, queries, versions
from .changes import Changes, corrected
from .curation import Entry, Kind
from .ids import find_event, id_of
from .rows import ledger_id
from .store import Writer


def curate(
    connection: sqlite3.Connection,
    kind: Kind,
    events: Sequence[str],
    changes: Changes,
    by: str,
    why: str | None,
) -> Entry:
    """Keep an entry about ``events`` (ledger ids) and carry it out, inside the caller's transaction.

    Raises LedgerError when it cannot be carried out or would change nothing.
    """
    curation.check(kind, events, changes)
    wanted = list(dict.fromkeys(events))
    anchors = [curation.anchor(connection, event, changes) for event in wanted]
    ids = [_id(connection, event) for event in wanted]
    if kind == "correct":
        for event in ids:
            # Told here whether the change can be made at all; replayed, one that cannot is passed over.
            corrected(queries.record_of(connection, event), event, changes)
    before = [_told(connection, event) for event in ids]
    if kind == "join":
        _check_types(connection, ids)
    if kind == "split" and all(told <= set(ids) for told in before) and len({frozenset(told) for told in before}) == 1:
        raise LedgerError("no other event is in this happening: there is nothing to split")
    number = curation.append(
        connection, Entry(number=0, kind=kind, by=by, at=curation.now(), why=why, events=anchors, changes=changes)
    )
    _rewrite(connection, [number])
    made = curation.entries(connection, [number])[0]
    after = [_told(connection, event) for event in ids]
    if kind == "join" and any(told != after[0] for told in after):
        raise LedgerError(f"{_hinderer(connection, ids)} keeps these events apart: take it back first")
    return made


def take_back(connection: sqlite3.Connection, number: int, by: str, why: str | None) -> Entry:
    """Take back an entry by a further one, inside the caller's transaction; taking that back restores the first."""
    entry = curation.standing(connection, number)
    undo = Entry(number=0, kind="undo", by=by, at=curation.now(), why=why, undoes=entry.number)
    made = curation.append(connection, undo)
    _follow(connection, [made])
    return curation.entries(connection, [made])[0]


def replay(connection: sqlite3.Connection, entries: Iterable[Entry]) -> list[Entry]:
    """Append the entries of another log that this one has not, in their order, and carry all out; gives those new.

    The numbers are this log's own. An entry is known again by all but its number.
    """
    # The same entry made twice is two: the first there is the first here.
    known: dict[bytes, list[int]] = {}
    for entry in curation.entries(connection):
        known.setdefault(_digest(entry, entry.undoes), []).append(entry.number)
    numbers: dict[int, int] = {}
    new: list[int] = []
    for entry in entries:
        undoes = numbers.get(entry.undoes or 0)
        if entry.kind == "undo" and undoes is None:
            raise LedgerError(
                f"entry {entry.number} takes back entry {entry.undoes}, which is not before it: give the whole log"
            )
        same = known.get(_digest(entry, undoes))
        if same:
            numbers[entry.number] = same.pop(0)
            continue
        numbers[entry.number] = curation.append(connection, msgspec.structs.replace(entry, undoes=undoes))
        new.append(numbers[entry.number])
    _follow(connection, new)
    return curation.entries(connection, new) if new else []


def _digest(entry: Entry, undoes: int | None) -> bytes:
    return msgspec.json.encode((entry.kind, entry.by.strip(), entry.at, entry.why, entry.events, entry.changes, undoes))


def _follow(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Write the documents again that the entries, or those that they take back, are about."""
    wanted = list(numbers)
    for number in wanted:
        (undoes,) = connection.execute("SELECT undoes FROM curation WHERE number = ?", (number,)).fetchone()
        if undoes is not None and undoes not in wanted:
            wanted.append(undoes)
    _rewrite(connection, wanted)


def _rewrite(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    writer = Writer(connection)
    writer.rewrite(_documents(connection, numbers))
    writer.finish()


def _documents(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[str]:
    """The documents that entries are about, as the ledger holds them now."""
    found = {
        held.document
        for number in numbers
        for digest, address in connection.execute(
            "SELECT content_hash, url_key FROM curation_events WHERE number = ?", (number,)
        )
        for held in versions.find(connection, words=digest, address=address)
    }
    return {id_of(connection, document) for document in found}


def _id(connection: sqlite3.Connection, event_id: str) -> str:
    record, event = curation.coded(connection, event_id)
    return ledger_id(record.id, event.id)


def _told(connection: sqlite3.Connection, event_id: str) -> set[str]:
    """The events of the happening that an event stands in."""
    rows = connection.execute(
        "SELECT e.id FROM happening_events m JOIN happening_events o ON o.happening_number = m.happening_number"
        " JOIN events e ON e.number = o.event_number WHERE m.event_number = ?",
        (find_event(connection, event_id),),
    )
    return {row[0] for row in rows}


def _check_types(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    types = [
        connection.execute("SELECT event FROM events WHERE number = ?", (find_event(connection, event),)).fetchone()[0]
        for event in ids
    ]
    first = types[0]
    for event, found in zip(ids, types, strict=True):
        if found != first:
            raise LedgerError(
                f"{event} is {found}, {ids[0]} is {first}: happenings of one type are joined;"
                " `pourparlers curate correct EVENT type …` puts a type right"
            )


def _hinderer(connection: sqlite3.Connection, ids: Sequence[str]) -> str:
    """Which entry forbids that these events be one happening."""
    there = {other for event in ids for other in _told(connection, event)}
    numbers = [
        entry.number for entry in curation.about(connection, sorted(there)) if entry.kind == "forbid" and entry.active
    ]
    return f"entry {numbers[0]} (forbid)" if numbers else "an entry"
