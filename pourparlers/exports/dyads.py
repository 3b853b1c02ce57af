"""Counts for statisticians: how many happenings of which type between two countries, by day or month.

A happening without a day stands in no day, one with a month only in its month. What counts: :mod:`.counting`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..ledger import Ledger
from .counting import MEAN_SCALE, TYPE_FIELDS, Tally, counted
from .shapes import Field, Format, Options, Outcome
from .tabular import write_table

_QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}

_COUNTS = (
    Field("events", "integer", "happenings from source to target"),
    Field("reports", "integer", "documents that tell them"),
    *(Field(name, "integer", f"happenings of PLOVER quad category {code}") for code, name in _QUADS.items()),
    MEAN_SCALE,
    *TYPE_FIELDS,
)
_SIDES = (
    Field("source", "text", "country that acts (ISO 3166 alpha-3 or PLOVER's codes)"),
    Field("target", "text", "country that it is done to"),
)
DAY_FIELDS = (Field("date", "date", "day of the event"), *_SIDES, *_COUNTS)
MONTH_FIELDS = (Field("month", "date", "month of the event, YYYY-MM"), *_SIDES, *_COUNTS)


def _rows(ledger: Ledger, options: Options, length: int) -> Iterator[list[object]]:
    """The rows of one day or month after the other, as the ledger gives happenings by date."""
    period = ""
    cells: dict[tuple[str, str], Tally] = {}
    for happening, event, pairs in counted(ledger, options):
        day = (happening.date or "")[:length]
        if len(day) < length:
            continue
        if day != period:
            yield from _flush(period, cells)
            period, cells = day, {}
        for pair in pairs:
            cells.setdefault(pair, Tally()).add(happening, event)
    yield from _flush(period, cells)


def _flush(period: str, cells: dict[tuple[str, str], Tally]) -> Iterator[list[object]]:
    for pair, cell in sorted(cells.items(), key=lambda item: item[0]):
        quads = [cell.quads[code] for code in _QUADS]
        yield [period, *pair, cell.total, cell.reports, *quads, cell.mean_scale, *cell.by_type()]


def _write_days(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    return Outcome(write_table(target, DAY_FIELDS, _rows(ledger, options, len("2022-05-13"))))


def _write_months(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    return Outcome(write_table(target, MONTH_FIELDS, _rows(ledger, options, len("2022-05"))))


DAYS = Format("dyad-day", "counts of happenings between two countries by day", DAY_FIELDS, _write_days)
MONTHS = Format("dyad-month", "counts of happenings between two countries by month", MONTH_FIELDS, _write_months)
