"""Seasons, quarters and halves of a year, decades and centuries."""

from __future__ import annotations

import datetime

from .context import NEXT, Context, Made


def season(c: Context) -> Made | None:
    """A season; winter bears the year in which it begins."""
    season, year = c.word("season"), c.year()
    if year is None:
        if c.reference is None:
            return "DATE", None
        year = _year_of_season(c, c.reference, ("SP", "SU", "FA", "WI").index(str(season)))
    return "DATE", f"{year:04d}-{season}"


def _year_of_season(c: Context, reference: datetime.date, place: int) -> int:
    now = reference.year * 4 + reference.month // 3 - 1  # January and February are of the winter before
    last = (now - place) // 4  # the year of the last such season that has begun
    step, tense = c.word("rel"), c.tense()
    if step is not None and int(step):
        return last - (last * 4 + place == now) if int(step) < 0 else last + 1
    if tense in ("future", NEXT):
        return last + (last * 4 + place < now)
    # "everybody who runs this fall": the clause above may be past, the season is not
    behind = c.is_behind() if step is not None else tense == "past"
    return last if behind else max(last, (now // 4))


def fraction(c: Context) -> Made | None:
    """Quarters and halves of a year: 2021-Q3, 2021-H1."""
    which, letter, year, step = c.integer("ordinal"), str(c.word("fraction")), c.year(), c.word("rel")
    if which is None:
        if c.reference is None:
            return "DATE", None
        months = 3 if letter == "Q" else 6
        index = c.reference.year * (12 // months) + (c.reference.month - 1) // months + int(step or 0)
        return "DATE", f"{index // (12 // months):04d}-{letter}{index % (12 // months) + 1}"
    if which < 1 or which > (4 if letter == "Q" else 2):
        return None
    if year is None and c.reference is None:
        return "DATE", None
    base = year if year is not None else (c.reference.year if c.reference else 0) + int(step or 0)
    if year is None and step is None and c.reference is not None:
        now = (c.reference.month - 1) // (3 if letter == "Q" else 6) + 1
        base -= 1 if which > now and c.tense() not in ("future", NEXT) else 0
    return "DATE", f"{base:04d}-{letter}{which}"


def decade(c: Context) -> Made | None:
    words = c.groups.get("decade") or ""
    digits = words[:-1] if words else str(c.word("decadename") or "").rstrip("X")
    if not digits.isdecimal():
        return None
    return "DATE", f"{digits if len(digits) == 3 else '19' + digits if int(digits) > 2 else '20' + digits}X"


def century(c: Context) -> Made | None:
    words = c.groups.get("roman")
    number = _roman(words) if words else c.integer("ordinal") or c.integer("dayname") or int(c.number() or 0)
    return ("DATE", f"{number - 1:02d}XX") if 1 <= number <= 21 else None


def _roman(words: str) -> int:
    figures = [{"i": 1, "v": 5, "x": 10}[letter] for letter in words]
    return sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True))
