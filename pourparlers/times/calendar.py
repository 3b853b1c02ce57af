"""Reckoning on TIMEX3 values: days, weeks, months, years, and the few feasts that fall on no fixed day.

Values are strings as in TIMEX3 (ISO 8601 with XXXX for what is open). Nothing here reads today's date.
"""

from __future__ import annotations

import datetime
import re

from ..days import day_in

Day = datetime.date
# How many days ahead a date without its year may be: as a rule, in a clause in the future, with the verb itself.
_SOON, _LATER, _LATEST = 130, 180, 300
_GRAIN = {"D": "D", "W": "W", "M": "M", "Y": "Y", "WE": "WE", "Q": "Q", "DE": "DE", "CE": "CE"}


def parse_day(value: str | None) -> Day | None:
    """The day that ``value`` (YYYY-MM-DD, with or without a time) names, or None when it names none."""
    day = day_in(value)
    return None if day is None else make_day(*(int(part) for part in day.split("-")))


def first_day(value: str, unit: str) -> Day | None:
    """The first day of the day, month or year that ``value`` names, or None when its grain is coarser than ``unit``."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![-\dWXQH])", value)
    if (
        match is None
        or (match[2] is None and unit not in ("Y", "DE", "CE"))
        or (match[3] is None and unit in ("D", "W"))
    ):
        return None
    return make_day(int(match[1]), int(match[2] or 1), int(match[3] or 1))


def make_day(year: int, month: int, day: int) -> Day | None:
    """The day, or None when the calendar has no such day (31 April)."""
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def shift_days(day: Day, days: int) -> Day | None:
    """``day`` moved by ``days``; None beyond the years 1-9999."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None


def shift_months(year: int, month: int, months: int) -> tuple[int, int] | None:
    """(year, month) moved by ``months``; None beyond the years 1-9999."""
    index = year * 12 + month - 1 + months
    return (index // 12, index % 12 + 1) if 12 <= index < 120000 else None


def week_value(day: Day) -> str:
    """The ISO week of ``day`` as YYYY-Www."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted_value(day: Day, unit: str, number: float) -> str | None:
    """``day`` moved by ``number`` units, named at the grain of the unit.

    Units: days D, weeks W, weekends WE, months M, quarters Q, years Y, decades DE,
    centuries CE; hours and minutes (TH, TM) have no value without a time of day: None.
    """
    if unit not in _GRAIN or abs(number) > 100_000:
        return None
    count = int(number)
    if unit in ("D", "W", "WE"):
        moved = shift_days(day, count * (1 if unit == "D" else 7))
        if moved is None:
            return None
        return moved.isoformat() if unit == "D" else week_value(moved) + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        quarter = day.year * 4 + (day.month - 1) // 3 + count
        return f"{quarter // 4:04d}-Q{quarter % 4 + 1}" if 4 <= quarter < 40000 else None
    if unit == "M":
        moved_month = shift_months(day.year, day.month, count)
        return None if moved_month is None else f"{moved_month[0]:04d}-{moved_month[1]:02d}"
    year = day.year + count * {"Y": 1, "DE": 10, "CE": 100}[unit]
    if not 1 <= year <= 9999:
        return None
    return {"Y": f"{year:04d}", "DE": f"{year // 10:03d}X", "CE": f"{year // 100:02d}XX"}[unit]


def weekday_near(day: Day, weekday: int, direction: int) -> Day | None:
    """The day of the week ``weekday`` (1 = Monday) near ``day``: 0 the same day or before, 1 the same day or after,
    -1 strictly before, 2 strictly after.
    """
    back = (day.isoweekday() - weekday) % 7
    if direction == 0:
        return shift_days(day, -back)
    if direction == -1:
        return shift_days(day, -(back or 7))
    ahead = (weekday - day.isoweekday()) % 7
    return shift_days(day, ahead if direction == 1 else ahead or 7)


def year_for(reference: Day, month: int, day: int | None, tense: str | None, borne: str | None = "") -> int:
    """The year meant by a month (and day) without one, in a report of ``reference``.

    A report speaks of what was, or of what comes soon: a date is put ahead only up to about four months, six where
    nothing tells the tense, ten when the clause is in the future (six when no verb in the future bears it); a bare
    month that a verb in the past bears is never put ahead. "next" (a date with no clause around it) is the first from
    the reference on. ``borne`` is the tense of the verb on which the date itself hangs; where it is not known that of
    the clause stands in.
    """
    if tense == "next":
        return reference.year + ((month, day or reference.day) < (reference.month, reference.day))
    borne = tense if borne == "" else borne
    target = Day(reference.year, month, min(day or reference.day, 28))
    ahead = (target - reference).days
    limit = _SOON
    if tense == "future":
        limit = _LATEST if borne == "future" else _LATER
    elif tense is None:
        limit = _LATER
    elif day is None and borne in ("past", "told"):
        limit = 0
    if ahead > limit:
        return reference.year - 1
    return reference.year + 1 if ahead + 365 <= limit and ahead < 0 else reference.year


def duration_value(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3M, PT2H, PXD when the number is not told, P10Y for a decade."""
    factor = {"DE": 10, "CE": 100, "Q": 3, "WE": 1}.get(unit, 1)
    letter = {"DE": "Y", "CE": "Y", "Q": "M", "TH": "H", "TM": "M", "TS": "S"}.get(unit, unit)
    prefix = "PT" if unit in ("TH", "TM", "TS") else "P"
    if number is None:
        return f"{prefix}X{letter}"
    if unit == "TH" and number != int(number):
        whole, minutes = int(number), round((number - int(number)) * 60)
        return f"PT{whole}H{minutes}M" if whole else f"PT{minutes}M"
    return f"{prefix}{_plain(number * factor)}{letter}"


def back(day: str | None, duration: str | None) -> str | None:
    """The value ``duration`` (P3M, P10D) before ``day`` (YYYY-MM-DD), at the grain of the duration's unit.

    None when there is no day, the duration is open (PXM), or it is of hours.
    """
    start = parse_day(day)
    match = re.fullmatch(r"P(\d{1,4})([DWMY])", duration or "")
    if start is None or match is None:
        return None
    if match[2] == "W":
        moved = shift_days(start, -7 * int(match[1]))
        return None if moved is None else moved.isoformat()
    return shifted_value(start, match[2], -int(match[1]))


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return Day(year, f // 31, f % 31 + 1)


def feast(code: str, year: int) -> Day | None:
    """The day of a feast: ``12-25``, ``easter+1``, or ``11-4-4`` (month, weekday, which one of the month, L for the
    last; no such feast is in February)."""
    if not 1583 <= year <= 9990:
        return None
    if code.startswith("easter"):
        return shift_days(easter(year), int(code[6:] or 0))
    parts = code.split("-")
    if len(parts) == 2:
        return make_day(year, int(parts[0]), int(parts[1]))
    month, weekday = int(parts[0]), int(parts[1])
    if parts[2] == "L":
        return weekday_near(Day(year, month, 31 if month in (1, 3, 5, 7, 8, 10, 12) else 30), weekday, 0)
    which = int(parts[2])
    first = weekday_near(Day(year, month, 1), weekday, 1)
    return None if first is None else shift_days(first, 7 * (which - 1))
