"""What people put right in events and happenings by hand: a log, gone through again whenever a document is written.

An entry names its events by anchors (:mod:`.anchors`), so that it outlives new ids and a newer codebook, and may come
before the document does. The log only grows: an entry is taken back by another one. The record as coded is kept as it
is; what is asked about is the record with the log laid over it.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from .. import record as shapes_in
from ..errors import LedgerError
from ..record import Event, Record
from .anchors import Anchor, Party, anchor_of, find
from .changes import FIELDS, Changes, corrected, named, without
from .ids import find_event
from .overlay import Link
from .rows import ledger_id
from .versions import find_home

Kind = Literal["correct", "reject", "join", "split", "forbid", "undo"]
LINKS: frozenset[Kind] = frozenset({"join", "split", "forbid"})


class Entry(msgspec.Struct, kw_only=True):
    """An entry of the curation log.

    ``events`` are what it is about, ``found`` the ledger ids under which these stand now (an event that is not there,
    or no longer, is missing). ``changes`` are the new values of a correction by field, ``undoes`` the number of the
    entry that is taken back. ``at`` is a time in UTC (ISO 8601). An entry that is not ``active`` was taken back.
    """

    number: int
    kind: Kind
    by: str
    at: str
    why: str | None = None
    events: list[Anchor] = []
    changes: Changes = {}
    undoes: int | None = None
    active: bool = True
    found: list[str] = []


# Content hash and normalised address of each version of a document.
Identities = Collection[tuple[str, str | None]]


def concerning(connection: sqlite3.Connection, identities: Identities) -> list[int]:
    """The entries about a document, in their order."""
    numbers: set[int] = set()
    for digest, address in identities:
        for (number,) in connection.execute(
            "SELECT number FROM curation_events WHERE content_hash = ? UNION"
            " SELECT number FROM curation_events WHERE url_key = ?",
            (digest, address),
        ):
            numbers.add(number)
    return sorted(numbers)


# Number of an entry, position among its events, ledger id of the event.
Found = tuple[int, int, str]


def lay_over(connection: sqlite3.Connection, coded: Record, identities: Identities) -> tuple[Record, list[Found]]:
    """A document's record as coded with the log laid over it, and which of its events each entry finds.

    A correction that can no longer be made (it names a party who is not there any more) finds nothing.
    """
    numbers = concerning(connection, identities)
    if not numbers:
        return coded, []
    digests = {digest for digest, _ in identities}
    addresses = {address for _, address in identities if address is not None}
    record = coded
    found: list[Found] = []
    rejected: set[str] = set()
    for entry in entries(connection, numbers):
        for position, anchor in enumerate(entry.events if entry.active else ()):
            own = anchor.content_hash in digests or anchor.url_key in addresses
            event = find(anchor, coded) if own else None
            if event is None:
                continue
            event_id = ledger_id(coded.id, event.id)
            if entry.kind == "correct":
                try:
                    record = corrected(record, event_id, entry.changes)
                except LedgerError:
                    continue
            elif entry.kind == "reject":
                rejected.add(event_id)
            found.append((entry.number, position, event_id))
    return without(record, rejected) if rejected else record, found


def keep_found(connection: sqlite3.Connection, raw: Record, curated: Record, found: Sequence[Found]) -> bool:
    """Remember what the entries find in a document that was just written; gives whether happenings are concerned."""
    if not found:
        return False
    connection.executemany(
        "INSERT INTO curation_found VALUES (?, ?, ?, ?)",
        [(number, position, event_id, raw.id) for number, position, event_id in found],
    )
    payload = shapes_in.encode(curated).decode()
    if payload != shapes_in.encode(raw).decode():
        connection.execute("INSERT INTO curated_records VALUES (?, ?)", (raw.id, payload))
    numbers = {number for number, _, _ in found}
    kinds = connection.execute(
        f"SELECT kind FROM curation WHERE number IN ({', '.join('?' * len(numbers))})", [*numbers]
    )
    return any(row[0] in LINKS for row in kinds.fetchall())


def links(connection: sqlite3.Connection) -> list[Link]:
    """The entries about happenings that hold, in the order of the log, with the events that they find."""
    rows = connection.execute(
        "SELECT c.number, c.kind, f.event_id FROM curation c JOIN curation_found f ON f.number = c.number"
        " WHERE c.kind IN ('join', 'split', 'forbid') ORDER BY c.number, f.position, f.event_id"
    )
    grouped: dict[int, tuple[str, list[str]]] = {}
    for number, kind, event_id in rows:
        grouped.setdefault(number, (kind, []))[1].append(event_id)
    return [Link(kind, list(dict.fromkeys(events))) for kind, events in grouped.values()]


def entries(connection: sqlite3.Connection, numbers: Collection[int] | None = None) -> list[Entry]:
    """The log, or the entries of these numbers, in its order."""
    taken_back = _taken_back(connection)
    marks = "" if numbers is None else f" WHERE number IN ({', '.join('?' * len(numbers))})"
    rows = connection.execute(f"SELECT * FROM curation{marks} ORDER BY number", tuple(numbers or ())).fetchall()
    return [
        Entry(
            number=row["number"],
            kind=row["kind"],
            by=row["made_by"],
            at=row["made_at"],
            why=row["why"],
            changes=msgspec.json.decode(row["changes"]),
            undoes=row["undoes"],
            active=row["number"] not in taken_back,
            events=_anchors(connection, row["number"]),
            found=[
                found[0]
                for found in connection.execute(
                    "SELECT event_id FROM curation_found WHERE number = ? ORDER BY position, event_id", (row["number"],)
                )
            ],
        )
        for row in rows
    ]


def about(connection: sqlite3.Connection, events: Collection[str]) -> list[Entry]:
    """The entries that find one of these events (ledger ids)."""
    numbers = {
        row[0]
        for event in events
        for row in connection.execute("SELECT number FROM curation_found WHERE event_id = ?", (event,))
    }
    return entries(connection, numbers) if numbers else []


def _taken_back(connection: sqlite3.Connection) -> set[int]:
    """The entries that do not hold: taken back by one that does."""
    gone: set[int] = set()
    for number, undoes in connection.execute(
        "SELECT number, undoes FROM curation WHERE undoes IS NOT NULL ORDER BY number DESC"
    ):
        if number not in gone:
            gone.add(undoes)
    return gone


def _anchors(connection: sqlite3.Connection, number: int) -> list[Anchor]:
    return [
        Anchor(
            event_id=row["event_id"],
            content_hash=row["content_hash"],
            url_key=row["url_key"],
            types=msgspec.json.decode(row["types"], type=tuple[str, ...]),
            sentence=(row["sentence_start"], row["sentence_end"]),
            words=row["sentence_text"],
            triggers=msgspec.json.decode(row["trigger_spans"], type=tuple[tuple[int, int], ...]),
            actors=msgspec.json.decode(row["actors"], type=tuple[Party, ...]),
            recipients=msgspec.json.decode(row["recipients"], type=tuple[Party, ...]),
        )
        for row in connection.execute("SELECT * FROM curation_events WHERE number = ? ORDER BY position", (number,))
    ]


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(connection: sqlite3.Connection, entry: Entry) -> int:
    """Write an entry at the end of the log; gives its number. Raises LedgerError when it says who by nobody."""
    if not entry.by.strip():
        raise LedgerError("an entry tells who made it: give a name with --by")
    number = 1 + connection.execute("SELECT coalesce(max(number), 0) FROM curation").fetchone()[0]
    connection.execute(
        "INSERT INTO curation (number, kind, changes, undoes, made_by, made_at, why) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, entry.kind, _json(entry.changes), entry.undoes, entry.by.strip(), entry.at, entry.why),
    )
    connection.executemany(
        "INSERT INTO curation_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                position,
                anchor.event_id,
                anchor.content_hash,
                anchor.url_key,
                _json(anchor.types),
                *anchor.sentence,
                anchor.words,
                _json(anchor.triggers),
                _json(anchor.actors),
                _json(anchor.recipients),
            )
            for position, anchor in enumerate(entry.events)
        ],
    )
    return int(number)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def anchor(connection: sqlite3.Connection, event_id: str, changes: Changes) -> Anchor:
    """The anchor of an event of the ledger. Raises LedgerError when there is none, or it was rejected."""
    record, event = coded(connection, event_id)
    corrected: list[str] = [
        entry.changes["event"]
        for entry in about(connection, [ledger_id(record.id, event.id)])
        if entry.active and "event" in entry.changes
    ]
    return anchor_of(record, event, [*corrected, *([changes["event"]] if "event" in changes else [])])


def coded(connection: sqlite3.Connection, event_id: str) -> tuple[Record, Event]:
    """An event of the ledger with its record, both as coded. Raises LedgerError when it is not there, or rejected."""
    number = find_event(connection, event_id)
    if number is None:
        document = find_home(connection, event_id.rpartition("#")[0])
    else:
        (document,) = connection.execute("SELECT document_number FROM events WHERE number = ?", (number,)).fetchone()
    row = connection.execute(
        "SELECT r.record FROM documents d JOIN records r ON r.document_number = d.number AND r.id = d.id"
        " WHERE d.number = ?",
        (document,),
    ).fetchone()
    unknown = LedgerError(f"the ledger has no event {event_id}: `pourparlers events` lists the ids")
    if row is None:
        raise unknown
    record = shapes_in.decode(row[0])
    # Also under the id of a version that another stands for now.
    wanted = {event_id, f"{record.id}#{event_id.rpartition('#')[2]}"}
    event = next((event for event in record.events if ledger_id(record.id, event.id) in wanted), None)
    if event is None:
        raise unknown
    rejected = rejection(connection, ledger_id(record.id, event.id))
    if rejected is not None:
        raise LedgerError(
            f"{event_id} was rejected by entry {rejected.number}:"
            f" `pourparlers curate undo {rejected.number}` takes that back"
        )
    return record, event


def rejection(connection: sqlite3.Connection, event_id: str) -> Entry | None:
    """The entry that rejects an event, if one does."""
    return next((entry for entry in about(connection, [event_id]) if entry.kind == "reject" and entry.active), None)


def check(kind: Kind, events: Sequence[str], changes: Changes) -> None:
    """Raise LedgerError when an entry of this kind cannot be about so many events, or changes nothing."""
    fewest = 2 if kind in ("join", "forbid") else 1
    if len(set(events)) < fewest:
        raise LedgerError(f"{kind} takes {'two events or more' if fewest == 2 else 'an event'}: give their ids")
    if kind == "correct" and (not changes or not named(changes) or changes.keys() - FIELDS):
        raise LedgerError(f"a correction gives a field a value: one of {', '.join(sorted(FIELDS))}")


def standing(connection: sqlite3.Connection, number: int) -> Entry:
    """The entry of that number. Raises LedgerError when there is none, or it was taken back already."""
    found = entries(connection, [number])
    if not found:
        raise LedgerError(f"the log has no entry {number}: `pourparlers curate log` lists them")
    if not found[0].active:
        raise LedgerError(f"entry {number} was taken back already: `pourparlers curate log` tells by which")
    return found[0]
