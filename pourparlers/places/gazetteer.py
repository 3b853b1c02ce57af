"""The gazetteer: cities (Natural Earth), countries (mledoze) and places written by hand, by folded name."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import resources

import msgspec

from ..record import Precision

WORD = re.compile(r"[^\W_]+")
City = tuple[str, str, list[str], str, float, float, int]
Region = tuple[str, list[str], list[str], str, float, float]


@dataclass(frozen=True, slots=True)
class Entry:
    """A known place: ``country`` is ISO alpha-3 (KOS for Kosovo), coordinates are degrees, ``population`` ranks."""

    name: str
    country: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    precision: Precision
    population: int


class _Hand(msgspec.Struct, forbid_unknown_fields=True):
    cities: list[City]
    aliases: list[tuple[str, str, list[str]]]
    countries: list[tuple[str, list[str]]]
    regions: list[Region]
    ambiguous: list[str]
    ground: dict[str, list[str]]
    inside: dict[str, list[str]]
    locative: dict[str, list[str]]


@dataclass(slots=True)
class Gazetteer:
    """What one language calls the places: ``names`` by folded words, ``longest`` the most words after a first word."""

    names: dict[str, list[Entry]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    ground: frozenset[str] = frozenset()
    inside: re.Pattern[str] = re.compile("$^")
    locative: re.Pattern[str] = re.compile("$^")

    def add(self, name: str, entry: Entry) -> None:
        """File ``entry`` under ``name``; names of one or two letters are left out, but for countries ("UK")."""
        key = fold_name(name)
        if len(key) < (3 if entry.precision == "city" else 2):
            return
        entries = self.names.setdefault(key, [])
        if entry not in entries:
            entries.append(entry)
        words = key.split(" ")
        self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))


@functools.lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """A word in lower case without accents; an ASCII spelling of the letters that keep none (ł, ø, ß)."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ð": "d", "þ": "th"})


def fold_name(name: str) -> str:
    """The words of a name, folded, with single blanks between: hyphens and apostrophes part words."""
    return " ".join(fold_word(word) for word in WORD.findall(name))


@functools.cache
def load(language: str) -> Gazetteer:
    """The gazetteer as seen from ``language``: its own names, then other languages' where nothing is so called."""
    folder = resources.files(__package__).joinpath("data")
    hand = msgspec.convert(tomllib.loads(folder.joinpath("hand.toml").read_text(encoding="utf-8")), _Hand)
    first = Gazetteer()
    second: list[tuple[str, Entry]] = []
    for names, others, entry in [
        *_countries(folder.joinpath("countries.tsv").read_text(encoding="utf-8"), hand, language),
        *_regions(hand, language),
        *_cities(folder.joinpath("cities.tsv").read_text(encoding="utf-8"), hand, language),
    ]:
        for name in names:
            first.add(name, entry)
            if language == "fr" and name.startswith(("Le ", "Les ")):  # « au Caire », « aux Cayes »
                first.add(name.split(" ", 1)[1], entry)
        second.extend((name, entry) for name in others)
    taken = frozenset(first.names)
    for name, entry in second:
        if fold_name(name) not in taken:
            first.add(name, entry)
    first.ambiguous = frozenset(fold_name(name) for name in hand.ambiguous)
    first.ground = frozenset(hand.ground.get(language, []))
    first.inside = _before(hand.inside.get(language, []))
    first.locative = _before(hand.locative.get(language, []))
    return first


def _before(words: list[str]) -> re.Pattern[str]:
    """An expression for one of ``words``, perhaps with an article, at the end of what stands before a name."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern})(?:\s*(?:le|la|les|l'|the))?\s*$" if words else "$^")


_Named = tuple[list[str], list[str], Entry]


def _countries(table: str, hand: _Hand, language: str) -> list[_Named]:
    more = dict(hand.countries)
    found: list[_Named] = []
    for line in table.splitlines():
        code, english, french, others, lat, lon, identifier = line.split("\t")
        entry = Entry(english, code, int(identifier) if identifier else None, float(lat), float(lon), "country", 0)
        own, other = (french or english, english) if language == "fr" else (english, french)
        found.append(([own, *more.get(code, [])], [other, *others.split("|")], entry))
    return found


def _regions(hand: _Hand, language: str) -> list[_Named]:
    found: list[_Named] = []
    for english, english_names, french_names, country, lat, lon in hand.regions:
        entry = Entry(english, country or None, None, lat, lon, "region", 0)
        all_english = [english, *english_names]
        found.append((french_names, all_english, entry) if language == "fr" else (all_english, french_names, entry))
    return found


def _cities(table: str, hand: _Hand, language: str) -> list[_Named]:
    aliases: dict[tuple[str, str], list[str]] = {(name, country): names for name, country, names in hand.aliases}
    found: list[_Named] = []
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for line in table.splitlines():
        english, french, others, country, lat, lon, population, identifier, _ = line.split("\t")
        entry = Entry(
            english,
            country or None,
            int(identifier) if identifier else None,
            float(lat),
            float(lon),
            "city",
            int(population),
        )
        more = aliases.get((english, country), [])
        own, other = (french or english, english) if language == "fr" else (english, french)
        found.append(([own, *more], [other, *others.split("|")], entry))
        for name in (english, french or english):
            by_name[fold_name(name), country].append(entry)
    for city in hand.cities:
        english, french, names, country = city[:4]
        known = by_name.get((fold_name(english), country)) or by_name.get((fold_name(french), country))
        made = Entry(english, country, None, city[4], city[5], "city", city[6])
        entry = max(known, key=lambda e: e.population) if known else made
        found.append(([french if language == "fr" else english, *names], [english, french], entry))
    return found
