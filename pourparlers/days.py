"""Days as they are written everywhere in a record: YYYY-MM-DD."""

from __future__ import annotations

import datetime
import re
from typing import TypeGuard

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(value: str | None) -> TypeGuard[str]:
    """Whether ``value`` is written as a day, and nothing more. The calendar is not asked."""
    return value is not None and _DAY.fullmatch(value) is not None


def is_real_day(value: str | None) -> TypeGuard[str]:
    """Whether ``value`` is written as a day, and the calendar has it."""
    if not is_day(value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def day_in(value: str | None) -> str | None:
    """The day that a TIMEX3 value begins with (2022-05-13T15:30 is on 2022-05-13), or None."""
    match = _DAY.match(value or "")
    return None if match is None else match[0]
