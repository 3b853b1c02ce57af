"""From the words a rule matched to a TIMEX3 type and value: one small function for each ``make`` of the rule files."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from . import calendar, periods, positions
from .context import NEXT, Context, Made
from .rules import Compiled

# So many days after a weekday its name alone still means that day, not the next, where the clause leaves it open.
_JUST_PAST = (1, 2)
# Up to so many days around the report the year of a date without one is plain.
_PLAIN = 30


def make(rule: Compiled, context: Context) -> Made | None:
    """The type and value of a match, or None when the words turn out to be no time (« 31 avril », an age)."""
    return _MAKERS[rule.rule.make](context)


def _date(c: Context) -> Made | None:
    month, day, year = c.integer("month"), c.integer("dayname"), c.year()
    month = month if month is not None else c.integer("mm")
    day = day if day is not None else c.integer("dd")
    if c.settings.get("order") == "mdy":
        first, second = int(c.groups["dd"]), int(c.groups["dd2"])
        month, day = (first, second) if first <= 12 else (second, first)
    if month is None or not 1 <= month <= 12:
        return None
    if year is None:
        year = _yearless(c, month, day)
        if year is not None and day is not None:
            year = _year_of_weekday(c, year, month, day)
        if year is None:
            known = day is None or calendar.make_day(2000, month, day) is not None
            return ("DATE", None) if known else None
    if day is None:
        return "DATE", f"{year:04d}-{month:02d}"
    found = calendar.make_day(year, month, day)
    if found is None:
        return None
    return _with_part(c, found)


def _yearless(c: Context, month: int, day: int | None) -> int | None:
    if c.reference is None:
        return None
    step = c.word("rel")
    if step is None:
        return calendar.year_for(c.reference, month, day, c.tense(), c.borne())
    here = (month, day or 0) < (c.reference.month, c.reference.day if day else 0)
    same = day is None and month == c.reference.month
    if int(step) < 0:
        return c.reference.year - (0 if here and not same else 1)
    if int(step) > 0:
        return c.reference.year + (1 if here or same else 0)
    return c.reference.year


def _year_of_weekday(c: Context, year: int, month: int, day: int) -> int:
    """Of the year found and those beside it the one in which the date falls on the weekday that the words give.

    Of a day near the report's the year is plain: there the weekday is a slip.
    """
    weekday, here = c.integer("weekday"), calendar.make_day(year, month, day)
    if weekday is None or c.reference is None or here is None or abs((here - c.reference).days) <= _PLAIN:
        return year
    nearer = 1 if here < c.reference else -1
    for candidate in (year, year + nearer, year - nearer):
        found = calendar.make_day(candidate, month, day)
        if found is not None and found.isoweekday() == weekday:
            return candidate
    return year


def _with_part(c: Context, day: datetime.date | None) -> Made:
    part = c.word("part") or c.settings.get("part")
    if part is None:
        return "DATE", None if day is None else day.isoformat()
    return "TIME", None if day is None else f"{day.isoformat()}{part}"


def _weekday(c: Context) -> Made | None:
    weekday = c.integer("weekday")
    if weekday is None:
        return None
    if c.reference is None:
        return _with_part(c, None)
    return _with_part(c, _day_named(c, c.reference, weekday))


def _day_named(c: Context, reference: datetime.date, weekday: int) -> datetime.date | None:
    if c.groups.get("unitrel"):
        return _in_week(reference, int(c.word("unitrel") or 0), weekday)
    if c.groups.get("inweeks"):  # « lundi en huit »
        coming = calendar.weekday_near(reference, weekday, 1)
        return None if coming is None else calendar.shift_days(coming, 7 * int(c.word("inweeks") or 0))
    tense, step = c.tense(), c.word("rel")
    if c.groups.get("follow"):
        if c.alone:
            return _in_week(reference, 1, weekday)
        return calendar.weekday_near(c.seen.last or reference, weekday, 2)
    if c.groups.get("before"):
        return calendar.weekday_near(c.seen.last or reference, weekday, -1)
    if step is not None:
        direction = -1 if int(step) < 0 else 2 if int(step) > 0 else 0 if tense == "past" else 1
    else:
        ahead = tense == "future" or (c.groups.get("this") is not None and tense is None)
        direction = 2 if tense == NEXT else 1 if ahead else 0
        is_tomorrow = direction == 0 and weekday == reference.isoweekday() % 7 + 1
        if is_tomorrow and (c.groups.get("this") or c.borne() != "past"):
            direction = 1  # six days back a report says "last Friday"; tomorrow's name alone is tomorrow
        if direction == 1 and c.is_open() and (reference.isoweekday() - weekday) % 7 in _JUST_PAST:
            direction = 0  # "had another chance to win Tuesday", said on Wednesday
    return calendar.weekday_near(reference, weekday, direction)


def _in_week(reference: datetime.date, weeks: int, weekday: int) -> datetime.date | None:
    moved = calendar.shift_days(reference, 7 * weeks)
    monday = None if moved is None else calendar.weekday_near(moved, 1, 0)
    return None if monday is None else calendar.shift_days(monday, weekday - 1)


def _weekday_number(c: Context) -> Made | None:
    """« mardi 15 »: the nearest month in which that day of the month is that day of the week."""
    weekday, number = c.integer("weekday"), c.integer("dd") or c.integer("dayname") or int(c.number() or 0)
    if weekday is None or not number:
        return None
    if c.reference is None:
        return _with_part(c, None)
    for step in range(12) if c.alone else (0, -1, 1, -2, 2, -3, 3):
        moved = calendar.shift_months(c.reference.year, c.reference.month, step)
        day = calendar.make_day(*moved, number) if moved else None
        if day is not None and day.isoweekday() == weekday and not (c.alone and day < c.reference):
            return _with_part(c, day)
    return None


def _year_only(c: Context) -> Made | None:
    year, hundreds = c.year(), c.integer("hundreds")
    if hundreds is not None:  # "nineteen forty-six"
        rest = c.number()
        year = int(hundreds * 100 + rest) if rest is not None and 1 <= rest <= 99 else None
    return None if year is None else ("DATE", f"{year:04d}")


def _day_of_month(c: Context) -> Made | None:
    number = c.integer("dd") or c.integer("dayname")
    if number is None or c.reference is None:
        return None if number is None else ("DATE", None)
    found = calendar.make_day(c.reference.year, c.reference.month, number)
    if c.alone and (found is None or found < c.reference):
        moved = calendar.shift_months(c.reference.year, c.reference.month, 1)
        found = calendar.make_day(*moved, number) if moved else None
    return _with_part(c, found)


def _shift(c: Context) -> Made | None:
    """« hier », « la semaine dernière », « il y a trois jours »: the report's day moved by a number of units."""
    unit = str(c.settings.get("unit") or c.word("unit") or c.word("part_unit") or "D")
    step = c.settings.get("step", c.word("rel"))
    if step is None:
        step = c.word("unitrel") or 0
    number = c.number(1.0)
    if number is None:
        return None
    if unit in ("TH", "TM", "TS"):
        return "TIME", None
    if c.reference is None:
        return ("TIME" if c.groups.get("part") else "DATE"), None
    if unit in ("DE", "CE") and c.groups.get("num"):  # "a decade ago" is a year, "the last decade" ten of them
        unit, number = "Y", number * (10 if unit == "DE" else 100)
    count = number * int(step)
    if unit == "D":
        return _with_part(c, calendar.shift_days(c.reference, int(count)) if abs(count) < 1_000_000 else None)
    if unit == "Y" and count != int(count):  # "two and a half years ago"
        moved = calendar.shift_months(c.reference.year, c.reference.month, int(count * 12))
        return "DATE", None if moved is None else f"{moved[0]:04d}"
    if unit == "WE" and not count:
        return "DATE", calendar.shifted_value(c.reference, unit, _weekend(c, c.reference))
    if unit == "Y" and count == -1 and c.groups.get("num"):  # "a year ago", beside the quarter that it is held against
        return "DATE", positions.part_of_the_year_before(c) or calendar.shifted_value(c.reference, unit, count)
    return "DATE", calendar.shifted_value(c.reference, unit, count)


def _weekend(c: Context, reference: datetime.date) -> int:
    """What "the weekend" is, in weeks from the report's: the last that has begun, unless the clause is in the future.

    "This weekend" is the coming one, unless a verb in the past bears it.
    """
    if reference.isoweekday() >= 6:
        return 0
    tense = c.tense()
    this = "this" in c.settings or c.groups.get("rel") is not None
    ahead = tense in ("future", NEXT) or (this and not c.is_behind())
    return 0 if ahead else -1


def _from_text(c: Context) -> Made | None:
    """« la veille », "three days later": from the day last named in the text, or else from the report's own."""
    unit = str(c.settings.get("unit") or c.word("unit") or "D")
    number = c.number(1.0)
    if number is None or unit in ("TH", "TM", "TS"):
        return None if number is None else ("TIME", None)
    anchor = c.seen.last or c.reference
    step = int(c.settings.get("step", 0))
    if unit == "Y" and number * step == -1 and (before := positions.part_of_the_year_before(c)) is not None:
        return "DATE", before
    if unit != "D" and c.seen.near is not None:
        anchor = calendar.first_day(c.seen.near, unit) or anchor
    if unit == "D" and c.seen.last and c.reference and c.seen.last > c.reference and c.tense() == "past":
        anchor = c.reference  # what has been was not after a day that is still to come
    if unit == "D" and c.seen.last is None and c.seen.near is not None and len(c.seen.near) < len("YYYY-MM-DD"):
        anchor = None  # "a month ago … and a day later": of which day, nothing tells
    if anchor is None:
        return ("TIME" if c.groups.get("part") else "DATE"), None
    count = number * step
    if unit == "D":
        return _with_part(c, calendar.shift_days(anchor, int(count)) if abs(count) < 1_000_000 else None)
    return "DATE", calendar.shifted_value(anchor, unit, count)


def _duration(c: Context) -> Made | None:
    unit = str(c.settings.get("unit") or c.word("unit"))
    number = c.number()
    if number is None and "number" in c.settings:
        number = float(c.settings["number"]) / 10
    if number is not None and number <= 0:
        return None
    if "share" in c.settings or c.groups.get("share"):  # « un quart de siècle », "half a century"
        number = (number or 1) * int(c.settings.get("share") or c.word("share") or 100) / 100
    return "DURATION", calendar.duration_value(number, unit)


def _nights(c: Context) -> Made | None:
    number = c.number(1.0)
    return None if number is None or number != int(number) or number < 1 else ("DURATION", f"P{int(number)}NI")


def _set(c: Context) -> Made | None:
    if "value" in c.settings:
        return "SET", str(c.settings["value"])
    if c.groups.get("often"):
        return "SET", str(c.word("often"))
    weekday = c.integer("weekday")
    if weekday is not None:
        return "SET", f"XXXX-WXX-{weekday}{c.word('part') or ''}"
    if c.groups.get("part"):
        return "SET", f"XXXX-XX-XX{c.word('part')}"
    if c.groups.get("season"):
        return "SET", f"XXXX-{c.word('season')}"
    unit = str(c.word("unit"))
    return "SET", calendar.duration_value(1.0 if "times" in c.settings else c.number(1.0), unit)


def _clock(c: Context) -> Made | None:
    hour = c.integer("hour")
    if hour is None:
        number = c.settings.get("hour", c.number())
        hour = None if number is None else int(number)
    minute = c.integer("minute") or int(c.number(0.0, "minutes") or c.settings.get("minute", 0))
    if hour is None or not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    half = c.word("half") if c.groups.get("half") and "half" in c.language.lexicon else None
    minute = int(half) if half is not None else minute
    if c.groups.get("to"):  # « midi moins le quart », "ten to five"
        minute = -minute
    part = str(c.word("part") or c.word("ampm") or "")
    if part in ("TAF", "TEV", "PM") and 1 <= hour < 12:
        hour += 12
    elif part == "AM" and hour == 12:
        hour = 0
    if minute < 0:
        hour, minute = (hour - 1) % 24, minute + 60
    clock = f"T{hour % 24:02d}:{minute:02d}"
    if c.alone and hour == 0 and c.settings.get("hour") == 0 and minute == 0 and c.reference is not None:
        following = calendar.shift_days(c.reference, 1)  # the next midnight
        return "TIME", clock if following is None else following.isoformat() + clock
    return "TIME", clock


def _part(c: Context) -> Made | None:
    return "TIME", str(c.word("part"))


def _side(c: Context) -> Made | None:
    """« le lendemain de », "the eve of": no time by itself; the date that follows is moved when they are joined."""
    return "DATE", None


def _reference(c: Context) -> Made | None:
    return "DATE", str(c.settings["value"])


def _feast(c: Context) -> Made | None:
    year, code = c.year(), str(c.word("feast"))
    if year is None:
        if c.reference is None:
            return "DATE", None
        day = calendar.feast(code, c.reference.year)
        year = c.reference.year if day is None else calendar.year_for(c.reference, day.month, day.day, c.tense())
        step = c.word("rel")
        if step is not None and day is not None:
            year = c.reference.year + (int(step) if int(step) * (day - c.reference).days <= 0 else 0)
    day = calendar.feast(code, year)
    return ("DATE", None) if day is None else _with_part(c, day)


_MAKERS: dict[str, Callable[[Context], Made | None]] = {
    "date": _date, "weekday": _weekday, "weekday_number": _weekday_number, "year": _year_only,
    "day_of_month": _day_of_month, "shift": _shift, "from_text": _from_text, "duration": _duration, "nights": _nights,
    "set": _set, "clock": _clock, "part": _part, "reference": _reference, "feast": _feast, "side": _side,
    "season": periods.season, "fraction": periods.fraction, "decade": periods.decade, "century": periods.century,
    "nth": positions.nth, "week_of": positions.week_of, "week_of_year": positions.week_of_year,
    "beside": positions.beside, "end_of_years": positions.end_of_years, "quarter": positions.quarter,
    "like_a_year_before": positions.like_a_year_before,
    "none": lambda c: ("DATE", None),
}  # fmt: skip
MAKERS = frozenset(_MAKERS)
