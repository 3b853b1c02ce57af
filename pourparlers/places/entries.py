"""The tables of places, read once: countries, states and counties, areas, cities and towns, with their names.

Countries come from mledoze, cities with French names from Natural Earth, states, counties and towns from GeoNames; what
is disputed, what belongs to no country and what they lack is written by hand (``areas.toml``, ``hand.toml``).
"""

from __future__ import annotations

import functools
import gzip
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

import msgspec

from ..actors.tables import split, table
from ..record import Precision
from .folding import fold_name

City = tuple[str, str, list[str], str, float, float, int]
Region = tuple[str, list[str], list[str], str, float, float]
Area = tuple[str, list[str], list[str], str, float, float, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A known place: ``country`` is ISO alpha-3 (KOS for Kosovo), coordinates are degrees, ``population`` ranks.

    ``code`` is GeoNames' code of the state (US.KY) or county (US.KY.059) that it is or, for a town, lies in; ``level``
    is 0 for a country, 1 for a state or an area, 2 for a county, 3 for a town.
    """

    name: str
    country: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    precision: Precision
    population: int
    code: str = ""
    level: int = 3


class Claim(msgspec.Struct, array_like=True, frozen=True):
    """Whose ``name`` is from day to day (ISO; "" is open), by the view of "most" states or that of a country."""

    name: str
    geonameid: int
    country: str
    viewpoint: str
    since: str
    until: str

    def holds(self, date: str | None) -> bool:
        """Whether the claim was made on ``date`` (ISO; None means today's state of the list)."""
        begun = not self.since or date is None or date >= self.since
        return begun and (not self.until or (date is not None and date <= self.until))


class Areas(msgspec.Struct, forbid_unknown_fields=True):
    """``areas.toml``."""

    areas: list[Area]
    rivals: list[tuple[str, str, str, list[str]]]
    disputed: list[Claim]
    adjectives: dict[str, list[tuple[str, str]]]
    streets: dict[str, list[str]]
    abbreviations: dict[str, list[tuple[str, str, str]]]


class Hand(msgspec.Struct, forbid_unknown_fields=True):
    """``hand.toml``."""

    cities: list[City]
    aliases: list[tuple[str, str, list[str]]]
    countries: list[tuple[str, list[str]]]
    regions: list[Region]
    ambiguous: list[str]
    ground: dict[str, list[str]]
    inside: dict[str, list[str]]
    locative: dict[str, list[str]]


# The names in the language read, the names in others, and what they name.
Named = tuple[list[str], list[str], Entry]


def _text(name: str) -> str:
    data = resources.files(__package__).joinpath("data").joinpath(name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


@functools.cache
def hand() -> Hand:
    return msgspec.convert(tomllib.loads(_text("hand.toml")), Hand)


@functools.cache
def areas() -> Areas:
    return msgspec.convert(tomllib.loads(_text("areas.toml")), Areas)


@functools.cache
def claims_by_name() -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in areas().disputed:
        found[claim.name].append(claim)
    return found


@functools.cache
def ordinary(language: str) -> frozenset[str]:
    """Ordinary words that are names too, folded."""
    return frozenset(tomllib.loads(_text("ordinary.toml"))[language].split())


@functools.cache
def _names_of_actors(language: str) -> dict[str, list[str]]:
    """What the actors' table calls each state, but for names of its parts ("England")."""
    parts = {
        name
        for row in [r[:3] for r in areas().areas] + [r[:3] for r in hand().regions]
        for name in (row[0], *row[1], *row[2])
    }
    found: dict[str, list[str]] = {}
    for row in table("countries.csv"):
        if "part" not in (row.get("flags") or "") and row["code"] not in found:
            found[row["code"]] = [n for n in split(row[language]) if n not in parts]
    return found


def countries(language: str) -> Iterator[Named]:
    """The countries and dependencies; a name that ends in ! counts only in capitals."""
    more = dict(hand().countries)
    for line in _text("countries.tsv").splitlines():
        code, english, french, others, lat, lon, identifier = line.split("\t")
        entry = Entry(english, code, int(identifier), float(lat), float(lon), "country", 0, "", 0)
        own, other = (french or english, english) if language == "fr" else (english, french)
        also = _names_of_actors(language).get(code, [])
        yield [own, *more.get(code, []), *also], [other, *others.split("|")], entry


@functools.cache
def country_ids() -> frozenset[int]:
    """The GeoNames ids of all countries and dependencies."""
    return frozenset(entry.geonameid for _, _, entry in countries("en") if entry.geonameid is not None)


@functools.cache
def _divisions() -> list[tuple[str, str, list[str], Entry]]:
    """States and counties: English name, French name or "", others."""
    found = []
    for line in _text("regions.tsv").splitlines():
        english, french, others, country, code, lat, lon, identifier, level = line.split("\t")
        entry = Entry(
            english, country, int(identifier), float(lat), float(lon), "region", 0, code, int(level)
        )  # fmt: skip
        found.append((english, french, others.split("|"), entry))
    return found


def regions(language: str) -> Iterator[Named]:
    """Areas and regions written by hand (a state among them takes its id and place), then states and counties."""
    known: dict[tuple[str, str], Entry] = {}
    for english, _, others, entry in _divisions():
        if entry.level == 1:
            for name in (english, *others):
                known.setdefault((fold_name(name), entry.country or ""), entry)
    ids = {claim.name: claim.geonameid for claim in areas().disputed if claim.geonameid}
    written: list[tuple[str, list[str], list[str], Entry]] = []
    for english, own, french, country, lat, lon, identifier in areas().areas:
        written.append((english, own, french, _area(english, country, lat, lon, identifier)))
    names = {english for english, *_ in written}
    for english, own, french, country, lat, lon in hand().regions:
        if english not in names:
            same = known.get((fold_name(english), country))
            written.append((english, own, french, same or _area(english, country, lat, lon, ids.get(english, 0))))
    for english, own, french, entry in written:
        yield (french or [english], [english, *own], entry) if language == "fr" else ([english, *own], french, entry)
    for english, french_name, others, entry in _divisions():
        own_name, other = (french_name or english, english) if language == "fr" else (english, french_name)
        yield [own_name], [other, *others], entry


def _area(name: str, country: str, lat: float, lon: float, identifier: int) -> Entry:
    return Entry(name, country or None, identifier or None, lat, lon, "region", 0, "", 1)


@functools.cache
def _rows(name: str) -> dict[str, str]:
    """A table of towns by folded name: what stands behind the key, unread until it is asked for."""
    return dict(line.split("\t", 1) for line in _text(name).splitlines())


def towns(key: str) -> list[Entry]:
    """GeoNames' towns of a folded name."""
    return _read(_rows("towns.tsv.gz").get(key))


def spelt(key: str) -> list[Entry]:
    """The towns that a folded name is another spelling of; a name of its own is not among these."""
    return _read(_rows("spellings.tsv.gz").get(key))


def _read(rows: str | None) -> list[Entry]:
    """Fields of a row: name, country, GeoNames code of the state, latitude, longitude, population, GeoNames id."""
    found: list[Entry] = []
    for row in rows.split("\t") if rows else ():
        name, country, code, lat, lon, people, identifier = row.split(";")
        found.append(Entry(name, country, int(identifier), float(lat), float(lon), "city", int(people), code))
    return found


def cities(language: str) -> Iterator[Named]:
    """Natural Earth's cities, placed where GeoNames has them, and those written by hand."""
    placed = {line.split("\t", 1)[0]: line.split("\t")[1:] for line in _text("cities_placed.tsv").splitlines()}
    aliases = {(name, country): names for name, country, names in hand().aliases}
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for line in _text("cities.tsv").splitlines():
        english, french, others, country, lat, lon, population, identifier, capital = line.split("\t")
        known_as = placed.get(f"{lat},{lon}")
        code = ""
        if known_as is not None:
            identifier, country, code, lat, lon = known_as
        people = int(population) * (10 if capital else 1)  # a capital is meant rather than a larger namesake
        entry = Entry(
            english, country or None, int(identifier) if identifier else None, float(lat), float(lon), "city", people,
            code,
        )  # fmt: skip
        more = aliases.get((english, country), [])
        own, other = (french or english, english) if language == "fr" else (english, french)
        yield [own, *more], [other, *others.split("|")], entry
        for name in (english, french or english):
            by_name[fold_name(name), country].append(entry)
    for city in hand().cities:
        english, french, names, country = city[:4]
        known = by_name.get((fold_name(english), country)) or by_name.get((fold_name(french), country))
        if not known:
            known = [town for town in towns(fold_name(english)) if town.country == country]
        made = Entry(english, country, None, city[4], city[5], "city", city[6])
        entry = max(known, key=lambda e: e.population) if known else made
        yield [french if language == "fr" else english, *names], [english, french], entry
