"""Who is who, from the ledger's register and the dated lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ..ledger.shapes import Correction, RegisterRow, Searched
from .answers import nothing_found
from .console import line, make_console, put
from .parts import first_of
from .safe import one_line
from .streams import print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ..actors.holders import Holder
    from ..ledger import Ledger
    from ..record import RegisterEntry


_MOST_DOCUMENTS = 6
_NOTHING = Searched(documents=0, undated=0, first_date=None, last_date=None, publishers=[], languages=[])


class Listed(msgspec.Struct, kw_only=True):
    """An office of the lists. With ``until`` None it was still held on ``known_until``."""

    name: str
    country: str
    office: str
    sector: str | None
    other_sectors: list[str]
    since: str | None
    until: str | None
    known_until: str | None
    identifier: str | None


class Who(msgspec.Struct, kw_only=True):
    """What is known of a name: ``register`` from documents and by hand, ``lists`` from the dated lists."""

    register: list[RegisterRow]
    lists: list[Listed]


def answer_who(name: str, on: str | None, as_json: bool, store: Ledger | None) -> None:
    """Print what register and lists know of the name; with ``on`` only the listed offices that may be held that day.

    ``store`` is None when nothing was read yet: then the lists alone answer.
    """
    from ..actors.holders import named

    rows = store.who(name, on) if store is not None else []
    day = on if on is not None and len(on) == 10 else None
    listed = [_listed(holder) for holder in named(name, day)]
    if as_json:
        print_json(Who(register=rows, lists=listed))
    else:
        console = make_console()
        if rows:
            show_who(console, rows)
        if listed:
            show_listed(console, listed)
    if not rows and not listed:
        say(nothing_found(f"office of {name}", store.searched() if store is not None else _NOTHING))


def show_who(console: Console, rows: Sequence[RegisterRow]) -> None:
    """What the register holds of persons: office, when it was first and last stated, and where; or by whose hand."""
    for row in rows:
        _person(console, row.entry)
        if row.correction is not None:
            told = f"put right by hand (correction {row.correction}), {_span(row.first_stated, row.last_stated)}"
        else:
            days = dict.fromkeys(one_line(day) for day in (row.first_stated, row.last_stated) if day)
            documents = list(dict.fromkeys(one_line(evidence.document, 80) for evidence in row.evidence))
            told = f"stated {' to '.join(days) or 'without a date'} in {first_of(documents, _MOST_DOCUMENTS)}"
        put(console, line((told, "label")), indent=2, hang=2)


def show_listed(console: Console, listed: Sequence[Listed]) -> None:
    """Offices of the dated lists."""
    for office in listed:
        sectors = " ".join(code for code in (office.sector, *office.other_sectors) if code)
        details = ", ".join(part for part in (office.country, office.office, sectors) if part)
        put(console, line((one_line(office.name, 100), "actor"), f" ({one_line(details)})"), hang=2)
        known = f"; known until {office.known_until}" if office.known_until else ""
        put(console, line((f"in the lists, {_span(office.since, office.until)}{known}", "label")), indent=2, hang=2)


def show_corrections(console: Console, made: Sequence[Correction]) -> None:
    """What was put right by hand, with its numbers."""
    for correction in made:
        put(console, line((f"{correction.number}", "code"), "  wrong:" if correction.wrong else "  right:"), hang=2)
        _person(console, correction.entry, indent=2)
        if not correction.wrong:
            put(console, line((_span(correction.since, correction.until), "label")), indent=4, hang=2)


def _person(console: Console, entry: RegisterEntry, indent: int = 0) -> None:
    sectors = " ".join(code for code in (entry.sector, *entry.other_sectors) if code)
    details = ", ".join(one_line(part) for part in (entry.country, entry.office, sectors) if part)
    put(
        console,
        line((one_line(entry.name, 100), "actor"), f" ({details or 'nothing more said'})"),
        indent=indent,
        hang=2,
    )


def _span(since: str | None, until: str | None) -> str:
    """A time in office in words."""
    if since and until:
        return f"from {one_line(since)} to {one_line(until)}"
    if since:
        return f"from {one_line(since)}"
    return f"until {one_line(until)}" if until else "without dates"


def _listed(holder: Holder) -> Listed:
    return Listed(
        name=holder.name,
        country=holder.country,
        office=holder.office,
        sector=holder.sector,
        other_sectors=list(holder.other_sectors),
        since=holder.start,
        until=holder.end,
        known_until=holder.known_until if holder.end is None else None,
        identifier=holder.identifier,
    )
