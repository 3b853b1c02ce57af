"""Who held which office when: the table of office-holders and its look-up by name, spelling and sound."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ..languages.folding import fold
from ..record import Level
from .fold import sound_key
from .tables import lexicon, split, table

_PARTICLES = frozenset(
    ["de", "du", "van", "von", "der", "den", "al", "el", "ben", "bin", "abu", "le", "la", "da", "dos", "der", "ter"]
)


# How long after the last day it is known an office may still be taken to be held (days).
HORIZON_DAYS = 730
_RANKS = {"head": 0, "minister": 1}


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone in an office from ``start`` to ``end`` (ISO dates, either may be None).

    With ``end`` None the person was still in office on ``known_until``; nothing is claimed beyond that day.
    ``minor`` officials are known by their full names only: too many share their surnames.
    """

    name: str
    names: tuple[str, ...]
    country: str
    office: str
    sector: str | None
    other_sectors: tuple[str, ...] = ()
    level: Level | None = None
    field: str | None = None
    identifier: str | None = None
    start: str | None = None
    end: str | None = None
    known_until: str | None = None
    gender: Literal["m", "f"] | None = None
    minor: bool = False

    @property
    def rank(self) -> int:
        """Which of several offices held at once is told: that of a head before a minister's before all others."""
        return _RANKS.get(self.level or "", 2) + 3 * (self.sector == "ELI")

    def in_office(self, date: str) -> bool | None:
        """Whether the person held the office on the ISO day ``date``; None if the list cannot tell."""
        if self.start is not None and date < self.start:
            return False
        if self.end is not None:
            return date <= self.end
        if self.known_until is not None and date > self.known_until:
            return None
        return True

    def may_hold(self, date: str) -> bool:
        """Whether the office may be taken to be held on ``date``: not when last known of over two years before."""
        held = self.in_office(date)
        if held is None and self.known_until is not None:
            return _days(self.known_until, date) <= HORIZON_DAYS
        return held is True

    def left(self, date: str) -> bool:
        """Whether the list says that the person had left the office before the ISO day ``date``."""
        return self.end is not None and date > self.end


def _days(start: str, end: str) -> int:
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def named(full_or_surname: str, date: str | None = None) -> list[Holder]:
    """Office-holders of that full name or surname; see :meth:`.lists.Lists.holders_named`."""
    key = fold(full_or_surname)
    if not key or len(key) > 120:
        return []
    found = _by_name().get(key)
    if found is None and len(key) >= 4:
        found = _by_sound().get(sound_key(key))
    ranked = sorted(found or (), key=lambda h: h.start or "", reverse=True)
    ranked.sort(key=lambda h: h.rank)
    if date is None:
        return ranked
    serving = [(h.in_office(date), h) for h in ranked if h.may_hold(date)]
    return [h for known in (True, None) for state, h in serving if state is known]


@cache
def holders() -> list[Holder]:
    """All office-holders of the table."""
    offices = _offices()
    listed = [_holder(row, offices[row["office"]], minor=False) for row in table("holders.csv")]
    return listed + [_holder(row, offices[row["office"]], minor=True) for row in table("officials.csv")]


def _offices() -> dict[str, dict[str, Any]]:
    """The codes of every office: those of ministers follow from what their ministry is for."""
    words = lexicon("lexicon.toml")
    offices: dict[str, dict[str, Any]] = {}
    for topic in words["topic"]:
        codes = {"sector": "GOV", "other": topic.get("other", []), "level": "minister", "field": topic["field"]}
        for office in (topic["office"], topic.get("secretary", topic["office"])):
            offices.setdefault(office, codes)
    return {**offices, **words["office"]}


def _holder(row: dict[str, str], office: dict[str, Any], minor: bool) -> Holder:
    return Holder(
        name=row["name"],
        names=tuple(dict.fromkeys([row["name"], *split(row["names"])])),
        country=row["country"],
        office=row["office"],
        sector=office["sector"] or None,
        other_sectors=tuple(office.get("other", ())),
        level=office.get("level"),
        field=office.get("field"),
        identifier=row["identifier"] or None,
        start=row["start"] or None,
        end=row["end"] or None,
        known_until=row["known_until"] or None,
        gender={"f": "f", "m": "m"}.get(row.get("gender", "")),  # type: ignore[arg-type]
        minor=minor,
    )


@cache
def _by_name() -> dict[str, list[Holder]]:
    index: dict[str, list[Holder]] = {}
    for holder in holders():
        for key in {key for name in holder.names for key in ([fold(name)] if holder.minor else _name_keys(name))}:
            index.setdefault(key, []).append(holder)
    return index


@cache
def _by_sound() -> dict[str, list[Holder]]:
    """The same by sound key; built at the first name that no listed spelling matches."""
    index: dict[str, list[Holder]] = {}
    for key, holders in _by_name().items():
        if len(key) >= 4:
            alike = index.setdefault(sound_key(key), [])
            alike.extend(h for h in holders if h not in alike)
    return index


def _name_keys(name: str) -> Iterator[str]:
    """The folded keys a person may be called by: the full name, and the surname with and without its particles."""
    words = name.split()
    yield fold(name)
    while len(words) > 2 and fold(words[-1]).strip(".") in ("jr", "sr", "ii", "iii"):
        words.pop()
    if len(words) > 1:
        yield fold(words[-1])
        first = len(words) - 1
        while first > 1 and fold(words[first - 1]) in _PARTICLES:
            first -= 1
            yield fold(" ".join(words[first:]))
