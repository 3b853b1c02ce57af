"""The gazetteer of a language: what it calls the places of the tables, and the adjectives made from their names."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from ..actors.fold import demonym_forms
from ..actors.tables import split, table
from . import entries
from .entries import Entry
from .folding import fold_name, fold_word

__all__ = ["Entry", "Gazetteer", "fold_name", "fold_word", "load"]


NOTHING = re.compile("(?!)")


@dataclass(slots=True)
class Gazetteer:
    """What one language calls the places: ``names`` by folded words, ``longest`` the most words after a first word.

    ``adjectives`` are nationalities and the like, in all their numbers and genders, folded; ``short`` matches a short
    form of a state behind a town ("Ill."), ``states`` says which state that is. ``capitals`` are names only when all
    letters are capitals; ``rivals`` see ``areas.toml``.
    """

    language: str = "en"
    names: dict[str, list[Entry]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    adjectives: dict[str, list[Entry]] = field(default_factory=dict)
    short: re.Pattern[str] = NOTHING
    states: dict[str, list[Entry]] = field(default_factory=dict)
    rivals: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    ambiguous: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    capitals: set[str] = field(default_factory=set)
    ground: frozenset[str] = frozenset()
    inside: re.Pattern[str] = NOTHING
    locative: re.Pattern[str] = NOTHING
    street_before: re.Pattern[str] = NOTHING
    street_after: frozenset[str] = frozenset()

    def add(self, name: str, entry: Entry) -> None:
        """File ``entry`` under ``name``; names of one or two letters are left out, but for countries ("UK")."""
        self.add_folded(fold_name(name), name, entry)

    def add_folded(self, key: str, name: str, entry: Entry) -> None:
        """``add`` for a name whose folded form is known: folding is most of what loading costs."""
        if len(key) < (2 if entry.precision == "country" else 3):
            return
        if name.endswith("!"):
            self.capitals.add(key)
        found = self.names.setdefault(key, [])
        if entry not in found:
            found.append(entry)
        words = key.split(" ")
        if len(words) > self.longest.get(words[0], 0):
            self.longest[words[0]] = len(words)

    def find(self, key: str) -> list[Entry]:
        """The places that a folded name may stand for, the tables' own first; [] when there is none."""
        found = self.names.get(key, [])
        more = entries.towns(key) or ([] if found else entries.spelt(key))
        if not more:
            return found
        known = {entry.geonameid for entry in found}
        return [*found, *(entry for entry in more if entry.geonameid not in known)]


@functools.cache
def load(language: str) -> Gazetteer:
    """The gazetteer as seen from ``language``: its own names, then other languages' where nothing is so called."""
    hand, areas = entries.hand(), entries.areas()
    first = Gazetteer(language)
    second: list[tuple[str, Entry]] = []
    for source in (entries.countries, entries.regions, entries.cities):
        for names, others, entry in source(language):
            for name in names:
                first.add(name, entry)
                if language == "fr" and name.startswith(("Le ", "Les ")):  # « au Caire », « aux Cayes »
                    first.add(name.split(" ", 1)[1], entry)
            second.extend((name, entry) for name in others)
    taken = frozenset(first.names)
    for name, entry in second:
        key = fold_name(name)
        if key not in taken:
            first.add_folded(key, name, entry)
    first.ambiguous = frozenset(fold_name(name) for name in hand.ambiguous)
    first.rivals = [(fold_name(name), fold_name(other), country, rest) for name, other, country, rest in areas.rivals]
    first.ordinary = entries.ordinary(language)
    first.ground = frozenset(hand.ground.get(language, []))
    first.inside = _before(hand.inside.get(language, []))
    first.locative = _before(hand.locative.get(language, []))
    first.street_before = _before(areas.streets["fr"] if language == "fr" else [])
    first.street_after = frozenset(areas.streets["en"] if language == "en" else [])
    _file_adjectives(first)
    short: list[str] = []
    for country, rows in areas.abbreviations.items():
        for *forms, name in rows:
            state = [e for e in first.names.get(fold_name(name), []) if e.level == 1 and e.country == country]
            first.states.update((form, state) for form in forms)
            short += forms
    forms_by_length = "|".join(re.escape(form) for form in sorted(short, key=len, reverse=True))
    first.short = re.compile(rf"(?:,\s{{0,2}}|\s?\()({forms_by_length})(?!\w)")
    return first


def _before(words: list[str]) -> re.Pattern[str]:
    """An expression for one of ``words``, perhaps with an article, at the end of what stands before a name."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern})(?:\s*(?:le|la|les|l'|the))?\s*$" if words else "(?!)")


def _file_adjectives(gazetteer: Gazetteer) -> None:
    """Adjectives of areas, then of countries, then of states and towns; the first to have a form keeps it."""
    language, found = gazetteer.language, gazetteer.adjectives

    def file(word: str, entry: Entry) -> None:
        for form in demonym_forms(word, language):
            if not (language == "en" and form.endswith("s") and not word.endswith("s")):  # "Russians" are people
                found.setdefault(form, [entry])

    for word, name in entries.areas().adjectives.get(language, []):
        known = [e for e in _anywhere(gazetteer, name) if e.level == 1]
        if known:
            file(word, known[0])
    nations = {e.country: e for es in gazetteer.names.values() for e in es if e.precision == "country"}
    for row in table("countries.csv"):
        named = [e for name in split(row["en"]) for e in _anywhere(gazetteer, name.rstrip("!")) if e.level < 2]
        entry = next((e for e in named if e.precision == "country"), None) or next(iter(named), None)
        entry = nations.get(row["code"]) if "part" not in (row.get("flags") or "") and not entry else entry
        for word in split(row[f"{language}_demonym"]):
            if entry is not None:
                file(word, entry)
    for row in table("regions.csv"):
        words = split(row[f"{language}_demonym"])
        named = [e for name in split(row["en"]) if words for e in _anywhere(gazetteer, name)]
        own = [e for e in named if e.country == row["country"]]
        for word in words:
            if own:
                file(word, max(own, key=lambda e: (e.level < 2, e.population)))


def _anywhere(gazetteer: Gazetteer, name: str) -> list[Entry]:
    """The entries called ``name`` in English, whatever language the gazetteer is of."""
    return gazetteer.find(fold_name(name)) or [e for e in _by_english().get(name, ())]


@functools.cache
def _by_english() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for source in (entries.countries, entries.regions):
        for _, _, entry in source("en"):
            found.setdefault(entry.name, []).append(entry)
    return found
