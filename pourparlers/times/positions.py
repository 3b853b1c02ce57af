"""Times named by their place: "the last Friday of May", « la semaine 12 », "the quarter", "1939-45"."""

from __future__ import annotations

import datetime

from . import calendar
from .context import Context, Made


def nth(c: Context) -> Made | None:
    """The nth day, week or weekday of a month: DATE, or no value when the month has no year and the report no date."""
    where = _month(c)
    number = c.integer("nth")
    if number is None:
        return None
    if where is None:
        return "DATE", None
    weekday, unit = c.integer("weekday"), str(c.word("unit") or "D")
    found = _pick(*where, number, weekday, unit)
    if found is None:
        return None
    return "DATE", calendar.week_value(found) if weekday is None and unit == "W" else found.isoformat()


def week_of(c: Context) -> Made | None:
    """« la semaine du 7 octobre »: the week that holds the day."""
    month, number, year = c.integer("month"), c.integer("dd") or c.integer("dayname"), c.year()
    if month is None or number is None:
        return None
    if year is None:
        year = None if c.reference is None else calendar.year_for(c.reference, month, number, c.tense())
    if year is None:
        return "DATE", None
    day = calendar.make_day(year, month, number)
    return None if day is None else ("DATE", calendar.week_value(day))


def week_of_year(c: Context) -> Made | None:
    """« La dernière semaine de 2021 », "week 12 of 2022": weeks are numbered as in ISO 8601, -1 is the last."""
    number, year = c.integer("week") or c.integer("nth") or c.integer("dayname"), c.year()
    if number is None or number == 0 or number > 53:
        return None
    if year is None:
        year = None if c.reference is None else c.reference.year
    if year is None:
        return "DATE", None
    last = calendar.make_day(year, 12, 28)  # always in the last ISO week of its year
    weeks = 52 if last is None else last.isocalendar().week
    number = weeks if number < 0 else number
    return ("DATE", f"{year:04d}-W{number:02d}") if number <= weeks else None


def end_of_years(c: Context) -> Made | None:
    """« 1914-18 »: the second year, in the century of the first."""
    if c.seen.near is None or not c.seen.near.isdecimal() or int(c.groups["yy"]) <= int(c.seen.near) % 100:
        return None
    return "DATE", c.seen.near[:2] + c.groups["yy"]


def quarter(c: Context) -> Made | None:
    """The quarter last named ("the quarter"), or that ``step`` years away ("the year-ago quarter"); None before."""
    if c.seen.quarter is None:
        return None
    return "DATE", f"{int(c.seen.quarter[:4]) + int(c.settings.get('step', 0)):04d}{c.seen.quarter[4:]}"


def like_a_year_before(c: Context) -> Made | None:
    """What a month or a quarter is compared with: "in March … from a year earlier" is March of the year before."""
    quarter = part_of_the_year_before(c)
    month = c.seen.near if c.seen.near is not None and len(c.seen.near) == 7 and c.seen.near[5:].isdecimal() else None
    if quarter is None and month is None:
        return None
    return "DATE", quarter or f"{int((month or '')[:4]) - 1:04d}{(month or '')[4:]}"


def part_of_the_year_before(c: Context) -> str | None:
    """What "a year earlier" is beside the third quarter of 2021: that of 2020; None when no quarter was named last."""
    if c.seen.quarter is None or c.seen.near != c.seen.quarter:
        return None
    return f"{int(c.seen.quarter[:4]) - 1:04d}{c.seen.quarter[4:]}"


def beside(c: Context) -> Made | None:
    """« les 24 et 25 avril », "April 24 and 25": a day of the month last named."""
    number = c.integer("dd")
    if number is None or c.seen.last is None:
        return None
    day = calendar.make_day(c.seen.last.year, c.seen.last.month, number)
    return None if day is None or day <= c.seen.last else ("DATE", day.isoformat())


def _month(c: Context) -> tuple[int, int] | None:
    """The (year, month) that the words name, by name or as "next month"."""
    month, year = c.integer("month"), c.year()
    if month is not None:
        if year is None and c.reference is not None:
            year = calendar.year_for(c.reference, month, None, c.tense())
        return None if year is None else (year, month)
    if c.reference is None:
        return None
    return calendar.shift_months(c.reference.year, c.reference.month, int(c.word("relmonth") or 0))


def _pick(year: int, month: int, number: int, weekday: int | None, unit: str) -> datetime.date | None:
    """The day, or the Monday of the week; ``number`` -1 is the last. Weeks are those that lie whole in the month."""
    following = calendar.shift_months(year, month, 1)
    first = calendar.make_day(year, month, 1)
    end = None if following is None else calendar.make_day(*following, 1)
    last = None if end is None else calendar.shift_days(end, -1)
    if first is None or last is None:
        return None
    if weekday is None and unit != "W":
        return last if number == -1 else calendar.make_day(year, month, number)
    if number == -1:
        whole = last if weekday is not None else calendar.shift_days(last, -6)
        return None if whole is None else calendar.weekday_near(whole, weekday or 1, 0)
    start = calendar.weekday_near(first, weekday or 1, 1)
    found = None if start is None else calendar.shift_days(start, 7 * (number - 1))
    return found if found is not None and found.month == month else None
