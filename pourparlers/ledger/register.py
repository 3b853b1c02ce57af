"""The register: persons in their offices, as documents stated them."""

from __future__ import annotations

import datetime
import sqlite3

import msgspec

from ..record import Span
from . import corrections, sound
from .search import checked_date, person
from .shapes import Correction, Evidence, RegisterEntry, RegisterRow

# An office stated longer ago, or later, than this (days) says nothing about the day that is asked for.
HORIZON_DAYS = 730


def who(connection: sqlite3.Connection, name: str | None = None, on: str | None = None) -> list[RegisterRow]:
    """What the register holds of persons of this name, or of everybody.

    First what was put right by hand (with ``on``: what holds on that day), then what documents stated, nearest to the
    day ``on`` first (undated last); what somebody marked as wrong is left out.
    """
    day = checked_date(on) if on is not None else None
    key = sound.name_key(name) if name is not None else ""
    if name is not None and not key:
        return []
    condition, parameters = person(key, "register_evidence") if name is not None else ("1", [])
    made = corrections.find(connection, name)
    rows = connection.execute(
        "SELECT register_evidence.*, d.id AS document FROM register_evidence"
        f" JOIN documents d ON d.number = register_evidence.document_number WHERE {condition}"
        " ORDER BY name, document, position",
        parameters,
    )
    found: dict[RegisterEntry, RegisterRow] = {}
    for row in rows:
        entry = corrections.entry_of(row)
        if entry not in found:
            found[entry] = RegisterRow(entry=entry, first_stated=None, last_stated=None, evidence=[])
        spans = msgspec.json.decode(row["spans"], type=list[Span])
        found[entry].evidence.append(Evidence(document=row["document"], date=row["date"], spans=spans))
    for stated in found.values():
        dates = sorted(evidence.date for evidence in stated.evidence if evidence.date)
        if dates:
            stated.first_stated, stated.last_stated = dates[0], dates[-1]
    stated_rows = [row for row in found.values() if not any(corrections.refutes(c, row.entry) for c in made)]
    by_hand = [_row_of(correction) for correction in made if corrections.holds(correction, day)]
    return by_hand + sorted(stated_rows, key=lambda stated: _order(stated, day))


def _row_of(correction: Correction) -> RegisterRow:
    return RegisterRow(
        entry=correction.entry,
        first_stated=correction.since,
        last_stated=correction.until,
        evidence=[],
        correction=correction.number,
    )


def _order(stated: RegisterRow, day: str | None) -> tuple[int, str, str, str, str]:
    away = distance(stated, day)
    entry = stated.entry
    return (10**9 if away is None else away, entry.name, entry.country or "", entry.office or "", entry.sector or "")


def distance(stated: RegisterRow, day: str | None) -> int | None:
    """Days from ``day`` to the nearest day between the first and the last statement; None when either is unknown."""
    if day is None or stated.first_stated is None or stated.last_stated is None:
        return None
    try:
        asked, first, last = (
            datetime.date.fromisoformat((value + "-01-01")[:10])
            for value in (day, stated.first_stated, stated.last_stated)
        )
    except ValueError:
        return None
    return max((first - asked).days, (asked - last).days, 0)


class LedgerRegister:
    """The register as reading uses it: plain lookups, fixed at the ledger's present state."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def lookup(self, name: str, date: str | None = None) -> list[RegisterEntry]:
        """Entries for a name: those put right by hand that hold, else what documents stated, nearest to ``date`` first.

        What documents stated more than two years away is left out.
        """
        found = who(self._connection, name, date)
        by_hand = [stated.entry for stated in found if stated.correction is not None]
        if by_hand:
            return by_hand
        if date is None:
            return [stated.entry for stated in found]
        near = [(stated, distance(stated, date)) for stated in found]
        return [stated.entry for stated, away in near if away is not None and away <= HORIZON_DAYS]
