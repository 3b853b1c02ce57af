"""What people put right in the register by hand: offices that hold, and statements that do not.

A correction is never mixed with what documents state; it can be listed and taken back.
"""

from __future__ import annotations

import sqlite3

import msgspec

from ..errors import LedgerError
from ..record import RegisterEntry
from . import sound
from .search import checked_date, person
from .shapes import Correction

_COLUMNS = "name, name_key, surname_key, country, office, sector, other_sectors, identifier, since, until, wrong"


def add(
    connection: sqlite3.Connection, entry: RegisterEntry, since: str | None, until: str | None, wrong: bool
) -> Correction:
    """Keep a correction, and return it with its number. Raises LedgerError when it says nothing, or dates are wrong."""
    if not sound.name_key(entry.name):
        raise LedgerError("a correction needs a name with letters: give the person's name")
    if not wrong and not (entry.country or entry.office or entry.sector):
        raise LedgerError("a correction says what is right: give a country, an office or a sector")
    for day in (since, until):
        if day is not None:
            checked_date(day)
    if since and until and until < since:
        raise LedgerError(
            f"the office ends on {until}, before it begins on {since}: give the dates the other way round"
        )
    keys = (sound.name_key(entry.name), sound.surname_key(entry.name))
    others = msgspec.json.encode(entry.other_sectors).decode()
    values = (entry.name, *keys, entry.country, entry.office, entry.sector, others, entry.identifier, since, until)
    same = connection.execute(
        f"SELECT number FROM register_corrections WHERE ({_COLUMNS}) IS ({', '.join('?' * 11)})", (*values, int(wrong))
    ).fetchone()
    if same is None:
        places = ", ".join("?" * 11)
        cursor = connection.execute(
            f"INSERT INTO register_corrections ({_COLUMNS}) VALUES ({places})", (*values, int(wrong))
        )
        return Correction(number=int(cursor.lastrowid or 0), entry=entry, since=since, until=until, wrong=wrong)
    return Correction(number=int(same["number"]), entry=entry, since=since, until=until, wrong=wrong)


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Take a correction back. Raises LedgerError when there is none of that number."""
    if not connection.execute("DELETE FROM register_corrections WHERE number = ?", (number,)).rowcount:
        raise LedgerError(f"there is no correction {number}: `pourparlers register corrections` lists them")


def find(connection: sqlite3.Connection, name: str | None = None) -> list[Correction]:
    """The corrections for persons of this name, or all of them, in the order in which they were made."""
    condition, parameters = ("1", []) if name is None else _condition(name)
    rows = connection.execute(f"SELECT * FROM register_corrections WHERE {condition} ORDER BY number", parameters)
    return [_correction(row) for row in rows]


def _condition(name: str) -> tuple[str, list[object]]:
    key = sound.name_key(name)
    return person(key, "register_corrections") if key else ("0", [])


def _correction(row: sqlite3.Row) -> Correction:
    entry = entry_of(row, by_hand=True)
    return Correction(
        number=row["number"], entry=entry, since=row["since"], until=row["until"], wrong=bool(row["wrong"])
    )


def entry_of(row: sqlite3.Row, by_hand: bool = False) -> RegisterEntry:
    """The entry in a row of ``register_evidence`` or ``register_corrections``, which share these columns."""
    return RegisterEntry(
        name=row["name"],
        country=row["country"],
        office=row["office"],
        sector=row["sector"],
        other_sectors=msgspec.json.decode(row["other_sectors"], type=tuple[str, ...]),
        identifier=row["identifier"],
        by_hand=by_hand,
    )


def holds(correction: Correction, day: str | None) -> bool:
    """Whether what a correction says is so on ``day``; without a day, whether it may be."""
    if correction.wrong:
        return False
    since, until = correction.since or "", correction.until or "9999-12-31"
    return day is None or since <= day <= (until + "-12-31")[:10]


def refutes(correction: Correction, entry: RegisterEntry) -> bool:
    """Whether a correction says that what a document states is wrong."""
    said = correction.entry
    return correction.wrong and all(
        wrong is None or wrong == stated
        for wrong, stated in ((said.country, entry.country), (said.office, entry.office), (said.sector, entry.sector))
    )
