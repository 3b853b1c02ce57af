"""Neighbours that belong together: a day and its time, « six jours avant » a date, a time of day and its day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..record import Span, TimeType
from . import calendar
from .rules import Language

_LONGEST_GAP = 24


@dataclass(slots=True)
class Found:
    """A match before joining: ``unit`` and number of a duration; ``fixed`` when its words tell which weekday."""

    start: int
    end: int
    type: TimeType
    value: str | None
    make: str
    unit: tuple[str, float] | None = None
    fixed: bool = False


def join(found: list[Found], copy: str, language: Language, reference: datetime.date | None) -> list[Found]:
    """Joins « vendredi » with « à 15 h », dates « six jours avant », and gives a lone time of day its day."""
    joined: list[Found] = []
    day: tuple[int, str] | None = None
    for item in found:
        before = joined[-1] if joined else None
        gap = copy[before.end : item.start] if before is not None and item.start - before.end <= _LONGEST_GAP else None
        if before is not None and gap is not None and language.glue.fullmatch(gap):
            merged = _day_and_clock(before, item)
            if merged is not None:
                joined[-1] = merged
                continue
        if before is not None and item.type == "DATE" and before.make in ("duration", "side"):
            merged = _offset_from(before, item, copy, language)
            if merged is not None:
                joined[-1] = merged
                continue
        if before is not None and item.make == "duration":
            _offset_after(before, item, copy, language)
        joined.append(item)
    joined = [item for item in joined if item.make != "side"]
    for number, item in enumerate(joined):
        if item.value is not None and item.value.startswith("T"):
            same_paragraph = day is not None and "\0" not in copy[day[0] : item.start]
            near = day[1] if day and same_paragraph else reference.isoformat() if reference else None
            near = _day_of_series(joined[number : number + 2], copy, language) or near
            item.value = f"{near}{item.value}" if near else item.value
        elif item.type in ("DATE", "TIME") and calendar.parse_day(item.value):
            day = (item.end, (item.value or "")[:10])
    return joined


def _day_of_series(pair: list[Found], copy: str, language: Language) -> str | None:
    """The day of the second of two hours, which the first shares: "between 8 a.m. and 5 p.m. Thursday"."""
    if len(pair) < 2 or pair[1].type != "TIME" or calendar.parse_day(pair[1].value) is None:
        return None
    joined = language.series.fullmatch(copy, pair[0].end, pair[1].start)
    return (pair[1].value or "")[:10] if joined else None


def _day_and_clock(first: Found, second: Found) -> Found | None:
    clock, other = (second, first) if second.make in ("clock", "part") else (first, second)
    if clock.make not in ("clock", "part") or clock.value is None or not clock.value.startswith("T"):
        return None
    if other.make in ("clock", "part"):
        hour = clock if clock.make == "clock" else other
        part = other if hour is clock else clock
        if hour.make != "clock" or part.make != "part" or hour.value is None or part.value is None:
            return None
        number = int(hour.value[1:3])
        value = (
            f"T{number + 12:02d}{hour.value[3:]}" if part.value in ("TAF", "TEV") and 1 <= number < 12 else hour.value
        )
        return Found(first.start, second.end, "TIME", value, "clock")
    if other.value is None and other.make in ("weekday", "date", "shift", "weekday_number", "day_of_month"):
        return Found(first.start, second.end, "TIME", None, "date")
    base, _, rest = (other.value or "").partition("T")
    if len(base) != 10 or calendar.parse_day(base) is None:
        return None
    value = clock.value
    if ":" in rest or (rest and clock.make == "part"):
        return None
    if (rest in ("AF", "EV") and 1 <= int(value[1:3]) < 12) or (rest == "NI" and 5 <= int(value[1:3]) < 12):
        value = f"T{int(value[1:3]) + 12:02d}{value[3:]}"
    return Found(first.start, second.end, "TIME", base + value, "date")


def _offset_from(offset: Found, anchor: Found, copy: str, language: Language) -> Found | None:
    """« trois jours avant le 18 février »: the day that many units from the date that follows."""
    gap = copy[offset.end : anchor.start]
    if len(gap) > _LONGEST_GAP or offset.unit is None:
        return None
    side = -1 if language.before_words.fullmatch(gap) else 1 if language.after_words.fullmatch(gap) else 0
    if offset.make == "side":  # « le lendemain du »: the words themselves tell which side
        side = 1
    day = calendar.parse_day(anchor.value)
    if side == 0 or not offset.unit[1]:
        return None
    value = None if day is None else calendar.shifted_value(day, offset.unit[0], side * offset.unit[1])
    return Found(offset.start, anchor.end, "DATE", value, "date")


def _offset_after(date: Found, offset: Found, copy: str, language: Language) -> None:
    """« le 18 février, six jours avant que … »: dates what follows, that many units after the date just named."""
    side = offset_side(copy, (date.start, date.end), (offset.start, offset.end), language)
    day = calendar.parse_day(date.value)
    if side and day is not None and date.type == "DATE" and offset.unit is not None and offset.unit[1]:
        value = calendar.shifted_value(day, offset.unit[0], side * offset.unit[1])
        if value is not None:
            offset.type, offset.value, offset.make = "DATE", value, "offset"


def offset_side(copy: str, date: Span, offset: Span, language: Language) -> int:
    """1 when ``offset`` is in apposition to ``date`` and "before" follows (what comes then is later), -1: "after"."""
    gap = copy[date[1] : offset[0]]
    if not 0 < len(gap) <= _LONGEST_GAP or not language.apposition.fullmatch(gap):
        return 0
    rest = copy[offset[1] : offset[1] + _LONGEST_GAP]
    if language.before_words.match(rest):
        return 1
    return -1 if language.after_words.match(rest) else 0
