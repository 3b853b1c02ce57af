"""What two sides called for from each other, in their contacts and between them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from .accounts import CALL_COLUMNS, CALL_TABLES, Party, call_of, entities
from .search import Where, with_entity
from .shapes import Call


class Called(NamedTuple):
    """A call with its two sides; one happening, however many documents tell it."""

    call: Call
    actors: list[Party]
    recipients: list[Party]


def find_calls(
    connection: sqlite3.Connection, sides: Sequence[str], since: str | None, until: str | None
) -> list[Called]:
    """Calls (REQUEST events) in which each of ``sides`` takes part, by date; what was denied or supposed is none.

    Of several accounts of one call the first document's words stand for it. Undated calls come last.
    """
    where = Where()
    where.of("e", "events", "REQUEST", since, until)
    few = where.leaves_few(connection, "events e")
    where.add("e.negated = 0 AND e.hypothetical = 0 AND e.historical = 0")
    for value in sides:
        with_entity(where, "e", ("actor", "recipient"), value, few)
    rows = connection.execute(
        f"SELECT {CALL_COLUMNS}, m.happening_number AS happening FROM {CALL_TABLES}"
        " JOIN happening_events m ON m.event_number = e.number"
        f"{where.sql()} ORDER BY e.date IS NULL, e.date, d.id, e.position",
        where.parameters,
    ).fetchall()
    numbers = [row["number"] for row in rows]
    actors = entities(connection, "event_number", "actor", numbers)
    recipients = entities(connection, "event_number", "recipient", numbers)
    found: dict[int, Called] = {}
    for row in rows:
        by, towards = actors.get(row["number"]), recipients.get(row["number"])
        if not by or not towards:
            continue
        known = found.get(row["happening"])
        if known is None:
            found[row["happening"]] = Called(call_of(row, by, towards), by, towards)
        elif row["document_id"] not in known.call.documents:
            known.call.documents.append(row["document_id"])
    return list(found.values())


def between(calls: Iterable[Called], first: str, second: str) -> list[Call]:
    """The calls of one side of a line to the other, ``first`` and ``second`` as they are written in ``Line.pair``.

    Where several made a call together, each line has its own of them.
    """
    found = []
    for called in calls:
        for one, other in ((first, second), (second, first)):
            by = [party for party in called.actors if party.is_side(one)]
            towards = [party.name for party in called.recipients if party.is_side(other)]
            if by and towards:
                found.append(
                    msgspec.structs.replace(called.call, by=by[0].name, country=by[0].country, towards=towards)
                )
                break
    return found
