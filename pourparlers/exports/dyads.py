"""Counts for statisticians: how many happenings of which type between two countries, by day or month.

What is negated, hypothetical or recalled from before is not counted, nor deeds and contacts still to come (the verbal
types speak of the future by nature). A happening without a day stands in no day, one with a month only in its month.
A contact is counted in both directions; every other event from each country of its actors to each of its recipients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import BinaryIO

from ..ledger import EventRow, Ledger
from ..record import Event
from .rows import fullest, once
from .shapes import Field, Format, Options, Outcome
from .tabular import write_table

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}

_COUNTS = (
    Field("events", "integer", "happenings from source to target"),
    Field("reports", "integer", "documents that tell them"),
    *(Field(name, "integer", f"happenings of PLOVER quad category {code}") for code, name in _QUADS.items()),
    Field("mean_scale", "number", "mean score on the PLOVER scale (-10 to 10)"),
    *(Field(name.lower(), "integer", f"happenings of the type {name}") for name in TYPES),
)
_SIDES = (
    Field("source", "text", "country that acts (ISO 3166 alpha-3 or PLOVER's codes)"),
    Field("target", "text", "country that it is done to"),
)
DAY_FIELDS = (Field("date", "date", "day of the event"), *_SIDES, *_COUNTS)
MONTH_FIELDS = (Field("month", "date", "month of the event, YYYY-MM"), *_SIDES, *_COUNTS)


class _Cell:
    """The counts of one dyad in one day or month."""

    def __init__(self) -> None:
        self.reports = 0
        self.scale = 0.0
        self.types: Counter[str] = Counter()
        self.quads: Counter[int] = Counter()

    def add(self, event: Event, reports: int) -> None:
        self.reports += reports
        self.scale += event.event_scale
        self.types[event.event] += 1
        self.quads[event.quad_code] += 1

    def row(self) -> list[object]:
        total = self.types.total()
        quads = [self.quads[code] for code in _QUADS]
        return [total, self.reports, *quads, round(self.scale / total, 4), *(self.types[name] for name in TYPES)]


def counts(event: Event) -> bool:
    """Whether an event took place, or is said, as the report tells it."""
    to_come = event.tense == "future" and (event.event == "CONSULT" or event.quad_code in (2, 4))
    return not (event.negated or event.hypothetical or event.historical or to_come)


def dyads(row: EventRow) -> list[tuple[str, str]]:
    """The (source, target) pairs of an event."""
    if row.contact is not None:
        return list(permutations(sorted(once(party.country for party in row.contact.parties)), 2))
    sources = once(entity.country for entity in row.event.actor)
    targets = once(entity.country for entity in row.event.recipient)
    return [(source, target) for source in sources for target in targets if source != target]


def _rows(ledger: Ledger, options: Options, length: int) -> Iterator[list[object]]:
    """The rows of one day or month after the other, as the ledger gives happenings by date."""
    period = ""
    cells: dict[tuple[str, str], _Cell] = {}
    for happening, accounts in ledger.happenings(type=options.type, since=options.since, until=options.until):
        day = (happening.date or "")[:length]
        if len(day) < length:
            continue
        if day != period:
            yield from _flush(period, cells)
            period, cells = day, {}
        row = fullest(accounts)
        if counts(row.event):
            for pair in dyads(row):
                cells.setdefault(pair, _Cell()).add(row.event, len(happening.documents))
    yield from _flush(period, cells)


def _flush(period: str, cells: dict[tuple[str, str], _Cell]) -> Iterator[list[object]]:
    for pair in sorted(cells):
        yield [period, *pair, *cells[pair].row()]


def _write_days(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    return Outcome(write_table(target, DAY_FIELDS, _rows(ledger, options, len("2022-05-13"))))


def _write_months(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    return Outcome(write_table(target, MONTH_FIELDS, _rows(ledger, options, len("2022-05"))))


DAYS = Format("dyad-day", "csv", "counts of happenings between two countries by day", DAY_FIELDS, _write_days)
MONTHS = Format("dyad-month", "csv", "counts of happenings between two countries by month", MONTH_FIELDS, _write_months)
