"""Actors: does the country and the sector given for a noun phrase agree with what people gave it?

A gold line is ``{"id", "text", "country", "sector", "checked": ["country", "sector"], "sector_accept": [...]}``. A
field counts where it is named in ``checked`` (both when there is no such list), so that a null is an answer only where
somebody looked. UNK, PLOVER's sector of those without identity, and no sector are the same answer. The codes of other
coders are read as PLOVER's: XKX is KOS; CAMEO's HLH and INS are MED and REB.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import msgspec

from .measures import ratio

_COUNTRIES = {"XKX": "KOS"}
_SECTORS = {"HLH": "MED", "INS": "REB", "UNK": None}


class GoldActor(msgspec.Struct):
    """What people gave a phrase; further fields are passed over."""

    id: str
    country: str | None = None
    sector: str | None = None
    checked: tuple[str, ...] = ("country", "sector")
    sector_accept: tuple[str, ...] = ()


class ActorAnswer(msgspec.Struct):
    """What is given for a phrase; further fields are passed over."""

    id: str
    country: str | None = None
    sector: str | None = None


class Coded(Protocol):
    """Whatever has a country and a sector: an answer of a file, or one of ours."""

    country: str | None
    sector: str | None


class ActorPair(NamedTuple):
    """A gold line and its answer."""

    gold: GoldActor
    answer: Coded


class ActorScores(msgspec.Struct, frozen=True):
    """Shares of right answers, from 0 to 1.

    ``country`` and ``sector`` are those of the ``country_n`` and ``sector_n`` lines where they are checked, ``both``
    that of all ``n`` lines: whatever is checked is right. ``wrong`` are the ids of the others.
    """

    n: int
    both: float
    country: float
    country_n: int
    sector: float
    sector_n: int
    wrong: list[str]


def score_actors(pairs: Iterable[ActorPair]) -> ActorScores:
    """The scores of answers to gold lines."""
    n = right = countries = countries_right = sectors = sectors_right = 0
    wrong: list[str] = []
    for gold, answer in pairs:
        country = "country" not in gold.checked or _country(answer.country) == _country(gold.country)
        accepted = {_sector(sector) for sector in (gold.sector, *gold.sector_accept)}
        sector = "sector" not in gold.checked or _sector(answer.sector) in accepted
        n += 1
        right += country and sector
        countries += "country" in gold.checked
        countries_right += country and "country" in gold.checked
        sectors += "sector" in gold.checked
        sectors_right += sector and "sector" in gold.checked
        if not (country and sector):
            wrong.append(gold.id)
    return ActorScores(
        n=n,
        both=ratio(right, n),
        country=ratio(countries_right, countries),
        country_n=countries,
        sector=ratio(sectors_right, sectors),
        sector_n=sectors,
        wrong=wrong,
    )


def _country(code: str | None) -> str | None:
    return _COUNTRIES.get(code, code) if code else None


def _sector(code: str | None) -> str | None:
    return _SECTORS.get(code, code) if code else None
