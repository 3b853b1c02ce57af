"""Which of its namesakes a name means: what the text says ("Paris, Texas"), what else it speaks of, and their size."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from ..actors.mentions import Cast
from .entries import Entry
from .gazetteer import Gazetteer
from .names import Candidate

# What is worth how much, against the number of figures of a town's population.
_COUNTRY, _STATE, _PROVINCE, _COUNTY = 20.0, 6.9, 4.25, 4.5
# Countries whose states are better known than a town of their name; elsewhere the town is meant (Geneva, Idlib).
_FEDERAL = frozenset(["USA", "CAN", "AUS", "BRA", "MEX", "IND", "GBR"])
_SAME_COUNTRY, _SAME_STATE, _NEAR = 2.0, 1.8, 0.8
_NEAR_DEGREES = 1.0
# A city of so many people is as likely meant as the state of its name.
_RIVAL = 1_000_000
# So much apart are ranks that tell nothing.
_AS_LIKELY = 0.15
# A town of fewer people is not known the world over.
_SMALL = 50_000


def narrow(text: str, candidates: list[Candidate], gazetteer: Gazetteer) -> None:
    """Keep of each name only what lies where the text puts it: "Paris, Texas", "Rome in Georgia", "Ohio's Columbus"."""
    joins: tuple[str, ...] = {"fr": (" en ", " au ", " aux ", " dans le ", " dans la ", " dans l'")}.get(
        gazetteer.language, (" in ",)
    )
    for at, (one, other) in enumerate(pairwise(candidates)):
        between = text[one.span[1] : other.span[0]].replace("’", "'").lower()
        if one.sentence is not other.sentence or "adjective" in (one.kind, other.kind) or len(between) > 12:
            continue
        if between in ("'s ", "'s downtown "):
            inner, outer = other, one
        elif between in (", ", ",", " (") or between.lstrip(",") in joins:
            inner, outer = one, other
        else:
            continue
        listed = between == ", " and other.kind == "name" and _in_list(text, candidates, at)
        _put_within(inner, outer, listed=listed)


def _in_list(text: str, candidates: list[Candidate], at: int) -> bool:
    """Whether more names of the same kind stand around a pair: "Nevada, Iowa and Ohio" are three states."""
    one, other = candidates[at], candidates[at + 1]
    if at and text[candidates[at - 1].span[1] : one.span[0]] == ", ":
        return True
    if at + 2 < len(candidates):
        after = text[other.span[1] : candidates[at + 2].span[0]]
        return after.strip(" ,") in ("", "and", "or", "et", "ou") and after != " "
    return False


def _put_within(inner: Candidate, outer: Candidate, *, listed: bool) -> None:
    broadest = min((entry.level for entry in inner.entries), default=3)
    if (broadest <= 1 and listed) or (broadest == 0 and any(entry.level == 0 for entry in outer.entries)):
        return  # "Georgia, Armenia", "Jordan, Syria and Lebanon"
    pairs = [(i, o) for o in outer.entries if o.level <= 2 for i in inner.entries if _within(i, o)]
    if not pairs or (listed and not any(o.level == 0 for _, o in pairs) and outer.kind == "name"):
        return
    level = min(o.level for _, o in pairs)
    kept = [(i, o) for i, o in pairs if o.level == level]
    inner.entries = list(dict.fromkeys(i for i, _ in kept))
    outer.entries = list(dict.fromkeys(o for _, o in kept))
    inner.told = True


def _within(inner: Entry, outer: Entry) -> bool:
    if inner is outer or inner.level <= outer.level or inner.country != outer.country or outer.country is None:
        return False
    if outer.level == 2 and inner.level == 3:  # a town's code is that of its state
        near = abs((inner.lat or 0) - (outer.lat or 0)) < 1 and abs((inner.lon or 0) - (outer.lon or 0)) < 1.5
        return inner.code == _state(outer) and near
    if outer.level == 1 and not outer.code:  # an area has no code: what is not far from its middle may lie in it
        near = abs((inner.lat or 0) - (outer.lat or 0)) < 5 and abs((inner.lon or 0) - (outer.lon or 0)) < 5
        return near and inner.level >= 2
    return outer.level == 0 or (bool(outer.code) and (inner.code + ".").startswith(outer.code + "."))


def _far(one: Entry, other: Entry) -> bool:
    return abs((one.lat or 0) - (other.lat or 0)) + abs((one.lon or 0) - (other.lon or 0)) > _NEAR_DEGREES


@dataclass(slots=True)
class Setting:
    """What a document speaks of: how often each country and each state, and where its towns lie."""

    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    spots: list[tuple[float, float]] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        if entry.country:
            self.countries[entry.country] += 1
        if entry.code:
            self.states[_state(entry)] += 1
        if entry.level >= 2 and entry.lat is not None and entry.lon is not None:
            self.spots.append((entry.lat, entry.lon))


def _state(entry: Entry) -> str:
    return ".".join(entry.code.split(".")[:2])


class Resolver:
    """Chooses for one document: names with one meaning, or told by the text, first; one name means one place."""

    def __init__(self, candidates: list[Candidate], cast: Cast, gazetteer: Gazetteer) -> None:
        self.setting = Setting(Counter(actor.country for actor in cast.actors if actor.country is not None))
        self.gazetteer = gazetteer
        self.chosen: dict[str, Entry] = {}
        self.settled: set[str] = set()
        for candidate in candidates:
            if candidate.told:
                best = max(candidate.entries, key=self._rank)
                self.setting.take(best)
                self.chosen.setdefault(candidate.key, best)
                self.settled.add(candidate.key)
        rest: list[Candidate] = []
        doubtful = {name for name, *_ in gazetteer.rivals}
        for candidate in candidates:
            if candidate.told or candidate.key in self.chosen or candidate.key in doubtful:
                continue
            if len({(entry.country, _state(entry)) for entry in candidate.entries}) == 1 or candidate.kind == "short":
                self.setting.take(max(candidate.entries, key=self._rank))
            else:
                rest.append(candidate)
        for candidate in rest:  # "Iowa" is the state, if its country is spoken of at all
            broad = min(candidate.entries, key=lambda entry: entry.level)
            rival = any(entry.population >= _RIVAL for entry in candidate.entries)
            known = broad.country in self.setting.countries or len({e.country for e in candidate.entries}) == 1
            if broad.level <= 1 and known and not rival:
                self.setting.take(broad)

    def choose(self, candidate: Candidate) -> Entry | None:
        """The place that a name means here; None for a small town of a country that the document does not speak of."""
        if candidate.told or candidate.kind != "name":
            return max(candidate.entries, key=self._rank)
        if candidate.key not in self.chosen:
            self.chosen[candidate.key] = self._best(candidate)
        best = self.chosen[candidate.key]
        spoken = self.setting.countries
        strange = best.level >= 2 and best.population < _SMALL and best.country not in spoken
        if (strange and spoken and len(candidate.entries) > 1) or self._open(candidate, best):
            return None
        return best

    def _open(self, candidate: Candidate, best: Entry) -> bool:
        """Whether another town, far away, is as likely: nothing tells which of the Springfields is meant."""
        rank = self._rank(best) - _AS_LIKELY
        if best.level < 3 or best.population >= _RIVAL or candidate.key in self.settled:
            return False
        return any(e.level == 3 and self._rank(e) > rank and _far(e, best) for e in candidate.entries)

    def _best(self, candidate: Candidate) -> Entry:
        best = max(candidate.entries, key=self._rank)
        speaks = self.setting.countries
        for name, other, country, without in self.gazetteer.rivals:
            # The actor that the name itself has been taken for does not count.
            others = any(speaks[c] > (c == best.country) for c in without)
            if name == candidate.key and speaks[country] and not others:
                found = [e for e in self.gazetteer.find(other) if e.country == country or e.level == 0]
                return max(found, key=lambda e: (e.country == country, -e.level), default=best)
        return best

    def _rank(self, entry: Entry) -> float:
        state = _STATE if entry.country in _FEDERAL or not entry.code else _PROVINCE
        size = (_COUNTRY, state, _COUNTY, math.log10(entry.population + 1))[entry.level]
        if entry.level == 0:  # nothing smaller has its name
            return size
        known = _SAME_COUNTRY * (entry.country in self.setting.countries)
        if entry.code and (entry.level >= 2 or entry.country in _FEDERAL):
            known += _SAME_STATE * (_state(entry) in self.setting.states)
        return size + known + _NEAR * self._beside(entry)

    def _beside(self, entry: Entry) -> bool:
        if entry.lat is None or entry.lon is None or entry.level < 2:
            return False
        return any(
            (entry.lat, entry.lon) != spot and abs(spot[0] - entry.lat) < _NEAR_DEGREES
            and abs(spot[1] - entry.lon) < _NEAR_DEGREES
            for spot in self.setting.spots[:50]
        )  # fmt: skip
