"""What each document says of a happening. Where the accounts differ is found in :mod:`.differences`.

A head's spokesman and the other side's tell one call in two ways. An account holds what one document says of date,
channel, level and parties; the topics of the talk; and what its parties called for there. Topics are PLOVER contexts,
the same in French and English: those of the event itself, and of what its parties did by words and deeds on that day in
the same document. The context "diplomatic" is no topic of a talk between officials.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from . import sound
from .chunks import chunks
from .search import is_code
from .shapes import Account, Call

_NO_TOPIC = frozenset({"diplomatic", "historical", "future", "hypothetical", "negation"})
_CALLS = "REQUEST"


class Party(NamedTuple):
    """An entity of an event; ``key`` is its sound key, ``named`` is true for a person known by name."""

    name: str
    country: str | None
    key: str
    named: bool

    def is_side(self, value: str) -> bool:
        """Whether the entity is a side that was asked for: a country code or a name in any spelling."""
        if is_code(value):
            return self.country == value
        key = sound.name_key(value)
        return bool(key) and sound.same_surname(key, self.key)

    def may_be(self, other: Party) -> bool:
        """Whether two entities may be one, or one stands for the other: a minister for his state."""
        if self.country is None or other.country is None:
            return self.key == other.key
        alike = not (self.named and other.named) or sound.same_surname(self.key, other.key)
        return self.country == other.country and alike


class Telling(NamedTuple):
    """A document's account with its parties as entities."""

    account: Account
    sides: list[Party]


class _Act(NamedTuple):
    """What a document tells besides contacts, with who did it and towards whom."""

    row: sqlite3.Row
    actors: list[Party]
    recipients: list[Party]


def find_tellings(connection: sqlite3.Connection, events_of: Mapping[str, Sequence[int]]) -> dict[str, list[Telling]]:
    """The accounts of happenings, by the happening's id; ``events_of`` are the numbers of the events that tell each.

    Accounts stand in the order of their documents' days, those without a day last.
    """
    wanted = [event for events in events_of.values() for event in events]
    rows = {row["number"]: row for row in _rows(connection, wanted)}
    contacts = [row["contact"] for row in rows.values() if row["contact"] is not None]
    parties = entities(connection, "contact_number", "party", contacts)
    actors = entities(connection, "event_number", "actor", wanted)
    recipients = entities(connection, "event_number", "recipient", wanted)
    acts = _acts(connection, sorted({row["document_number"] for row in rows.values()}))
    found: dict[str, list[Telling]] = {}
    for happening, events in events_of.items():
        told = []
        for event in events:
            row = rows[event]
            sides = parties.get(row["contact"] or 0) or [*actors.get(event, []), *recipients.get(event, [])]
            own = [act for act in acts.get(row["document_number"], ()) if _belongs(act, row, sides)]
            told.append(Telling(_account(row, sides, own), sides))
        found[happening] = sorted(told, key=lambda t: (t.account.published or "~", t.account.document, t.account.event))
    return found


def _rows(connection: sqlite3.Connection, events: Sequence[int]) -> Iterator[sqlite3.Row]:
    for some in chunks(events):
        yield from connection.execute(
            "SELECT e.number, e.id, e.event, e.document_number, d.id AS document_id, e.context, e.date_from,"
            " e.sentence_text, coalesce(c.date, e.date) AS date, c.number AS contact, c.channel, c.level, c.initiator,"
            " d.publisher, d.date AS published, d.language,"
            " (SELECT count(*) FROM contacts o WHERE o.document_number = e.document_number) AS contacts"
            " FROM events e JOIN documents d ON d.number = e.document_number"
            " LEFT JOIN contacts c ON c.event_number = e.number AND c.id = e.id"
            f" WHERE e.number IN ({', '.join('?' * len(some))})",
            some,
        )


def _acts(connection: sqlite3.Connection, documents: Sequence[int]) -> dict[int, list[_Act]]:
    rows: list[sqlite3.Row] = []
    for some in chunks(documents):
        rows += connection.execute(
            f"SELECT {CALL_COLUMNS}, e.context FROM {CALL_TABLES}"
            f" WHERE e.document_number IN ({', '.join('?' * len(some))}) AND e.event <> 'CONSULT'"
            " AND e.historical = 0 AND e.negated = 0 AND e.hypothetical = 0 ORDER BY d.id, e.position",
            some,
        )
    numbers = [row["number"] for row in rows]
    actors = entities(connection, "event_number", "actor", numbers)
    recipients = entities(connection, "event_number", "recipient", numbers)
    found: dict[int, list[_Act]] = {}
    for row in rows:
        act = _Act(row, actors.get(row["number"], []), recipients.get(row["number"], []))
        found.setdefault(row["document_number"], []).append(act)
    return found


# What a call for something is made of; ``words`` are those of the statement that makes it, else the sentence.
CALL_COLUMNS = (
    "e.number, e.id, e.event, e.document_number, d.id AS document_id, e.date, e.mode,"
    " coalesce(nullif(s.content_text, ''), e.sentence_text) AS words"
)
CALL_TABLES = (
    "events e JOIN documents d ON d.number = e.document_number"
    " LEFT JOIN statements s ON s.document_number = e.document_number AND s.id = e.statement_id"
)


def entities(connection: sqlite3.Connection, column: str, role: str, numbers: Sequence[int]) -> dict[int, list[Party]]:
    """The entities of a role by the number of their event or contact (``column``), in their order."""
    found: dict[int, list[Party]] = {}
    for some in chunks(numbers):
        for row in connection.execute(
            f"SELECT {column} AS owner, name, country, name_key, surname_key FROM entities"
            f" WHERE role = ? AND {column} IN ({', '.join('?' * len(some))}) ORDER BY {column}, position",
            [role, *some],
        ):
            party = Party(row["name"], row["country"], row["name_key"], row["surname_key"] is not None)
            found.setdefault(row["owner"], []).append(party)
    return found


def _belongs(act: _Act, row: sqlite3.Row, sides: Sequence[Party]) -> bool:
    """Whether an act is part of what ``row`` tells: done by one of its sides on its day.

    Where the document tells several contacts it has to be towards another side too.
    """
    if act.row["date"] not in (None, row["date"]) or row["event"] != "CONSULT":
        return False
    doers = [side for side in sides if any(actor.may_be(side) for actor in act.actors)]
    if not doers or row["contacts"] < 2:
        return bool(doers)
    others = [side for side in sides if side.country not in {doer.country for doer in doers}]
    return any(recipient.may_be(side) for side in others for recipient in act.recipients)


def _account(row: sqlite3.Row, sides: Sequence[Party], own: Sequence[_Act]) -> Account:
    initiator = row["initiator"]
    topics = set(json.loads(row["context"])).union(*(json.loads(act.row["context"]) for act in own))
    return Account(
        event=row["id"],
        document=row["document_id"],
        publisher=row["publisher"],
        published=row["published"],
        language=row["language"],
        date=row["date"],
        date_from=row["date_from"],
        channel=row["channel"],
        level=row["level"],
        parties=[side.name for side in sides],
        countries=[side.country for side in sides],
        initiator=sides[initiator].name if initiator is not None and 0 <= initiator < len(sides) else None,
        topics=sorted(topics - _NO_TOPIC),
        called_for=[call_of(act.row, act.actors, act.recipients) for act in own if act.row["event"] == _CALLS],
        words=row["sentence_text"],
    )


def call_of(row: sqlite3.Row, actors: Sequence[Party], recipients: Sequence[Party]) -> Call:
    """What a side called for, from a row with :data:`CALL_COLUMNS`. There is at least one actor."""
    return Call(
        date=row["date"],
        by=actors[0].name,
        country=actors[0].country,
        towards=[recipient.name for recipient in recipients],
        mode=json.loads(row["mode"]),
        words=row["words"],
        documents=[row["document_id"]],
        event=row["id"],
    )
