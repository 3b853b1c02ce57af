"""What the value of a time expression may depend on, and what the words of its groups mean."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from ..record import TimeType
from . import calendar
from .numbers import read_number
from .rules import Language
from .tenses import FUTURE, LIKELY, PAST, TOLD

Made = tuple[TimeType, str | None]
# The "tense" of a phrase that stands alone, without any clause: it means the next day of that name.
NEXT = "next"


_AHEAD, _BEHIND = 20, 79
_TURN = 50


def _hundreds(year: int, reference: datetime.date | None) -> int:
    """The century of a year of two figures: from 79 years before the report to 20 after it; 1950 to 2049 without."""
    if reference is None:
        return 2000 if year < _TURN else 1900
    hundreds = reference.year - reference.year % 100
    if hundreds + year > reference.year + _AHEAD:
        return hundreds - 100
    return hundreds + 100 if hundreds + year < reference.year - _BEHIND else hundreds


@dataclass(slots=True)
class Seen:
    """What the text has named before: the value last named (a day, month or year), the last that was a day, the last
    that was a quarter or half of a year.
    """

    near: str | None = None
    last: datetime.date | None = None
    quarter: str | None = None

    def name(self, value: str | None) -> None:
        """Take in the value of a date or time that the text has just named."""
        self.last = calendar.parse_day(value) or self.last
        if value and value[:4].isdecimal():
            self.near = value
            self.quarter = value if value[4:6] in ("-Q", "-H") else self.quarter


@dataclass(slots=True)
class Context:
    """What a value may depend on: the report's day, what the text has named before, the tense of the clause.

    ``clause`` is the tense of the clause, ``borne`` that of the verb that bears the very words (:mod:`.tenses`).
    """

    language: Language
    groups: dict[str, str]
    settings: dict[str, str | int]
    reference: datetime.date | None
    seen: Seen
    clause: Callable[[], str | None]
    borne: Callable[[], str | None]

    def tense(self) -> str | None:
        """The tense of the clause: past, future, next, or None where nothing tells it."""
        told = self.clause()
        return FUTURE if told == LIKELY else told

    def is_open(self) -> bool:
        """Whether the clause looks ahead, but leaves it open whether this date does."""
        return self.clause() == LIKELY and self.borne() is None

    def is_behind(self) -> bool:
        """Whether the verb that bears the very words is in the past."""
        return self.borne() in (PAST, TOLD)

    def word(self, name: str) -> str | int | None:
        """The lexicon's entry for the words of group ``name`` (``month2`` is looked up as ``month``)."""
        words = self.groups.get(name)
        if not words:
            return None
        return self.language.lexicon[name.rstrip("0123456789")].get(" ".join(words.split()))

    def integer(self, name: str) -> int | None:
        """The group ``name`` as a whole number, by the lexicon or as digits."""
        words = self.groups.get(name)
        if not words:
            return None
        if name.rstrip("0123456789") in self.language.lexicon:
            found = self.word(name)
            return None if found is None else int(found)
        return int(words) if words.isdecimal() else None

    def year(self) -> int | None:
        """The year that the words name, in digits or as "last year"; None when they name none."""
        words = self.groups.get("year") or self.groups.get("yy")
        if not words:
            step = self.word("relyear")
            return None if step is None or self.reference is None else self.reference.year + int(step)
        year = int(words)
        if len(words) == 2:
            year += _hundreds(year, self.reference)
        return year

    @property
    def alone(self) -> bool:
        """Whether the text is nothing but this expression."""
        return self.tense() == NEXT

    def number(self, default: float | None = None, name: str = "num") -> float | None:
        """The number in words or digits, with « et demi » when the rule has seen it."""
        words = self.groups.get(name)
        value = read_number(words, self.language.numbers) if words else default
        half = self.groups.get("half") if name == "num" else None
        return value + 0.5 if half and value is not None else value
