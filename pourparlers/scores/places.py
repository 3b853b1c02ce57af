"""Places: are the names found, and are they put where people put them?

A gold line is ``{"id", "text", "places": [{"span": [s, e], "lat", "lon", "geonameid"}]}`` with spans in code points of
``text``; an answer is such a line or a record as ``pourparlers code`` writes it, whatever its places are used for. A
gold name of an actor or a nationality ("Turkish forces") counts like the others: those are in the record too.

* ``found``: a gold name is found when an answer shares a code point with it, each once; ``exact``: the same span.
* ``near``: of the names found, the share put within 161 km (100 miles: Leidner, 2007) of the gold; an answer
  without coordinates is not. ``mean_error`` is the mean distance in km of those that have coordinates on both sides.
* ``countries``: names found that the gold puts in a country as a whole (by its GeoNames id); ``pinned`` is the share of
  them that the answer takes for something smaller, which misleads whoever looks at a map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ..places import country_ids
from ..record import Precision, Record, Span
from .measures import Measure, mean, measure, ratio
from .spans import match_spans

NEAR_KM = 161.0
_EARTH_KM = 6371.0


class PlaceMention(msgspec.Struct):
    """One name with its coordinates in degrees. Further fields are passed over."""

    span: Span
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: Precision | None = None


class PlaceLine(msgspec.Struct):
    """One document's places; further fields are passed over."""

    id: str
    places: list[PlaceMention]


class PlaceScores(msgspec.Struct, frozen=True):
    """The scores of all documents; see the module. Shares are from 0 to 1, ``mean_error`` is in km."""

    documents: int
    found: Measure
    exact: Measure
    near: float
    mean_error: float
    countries: int
    pinned: float


def line_of(value: Any) -> PlaceLine:
    """The places of a gold line, of an answer's line or of a record. Raises msgspec.ValidationError."""
    return msgspec.convert(msgspec.to_builtins(value) if isinstance(value, Record) else value, PlaceLine)


def score_places(pairs: Iterable[tuple[PlaceLine, PlaceLine]]) -> PlaceScores:
    """The scores of answers to gold lines."""
    documents = asked = given = found = exact = near = countries = pinned = 0
    errors: list[float] = []
    nations = country_ids()
    for gold, answer in pairs:
        documents += 1
        asked, given = asked + len(gold.places), given + len(answer.places)
        exact += len({p.span for p in gold.places} & {p.span for p in answer.places})
        for wanted, place in _matched(gold.places, answer.places):
            found += 1
            distance = kilometres(wanted, place)
            if distance is not None:
                errors.append(distance)
                near += distance <= NEAR_KM
            if wanted.geonameid in nations:
                countries += 1
                pinned += place.precision in ("city", "region")
    return PlaceScores(
        documents=documents,
        found=measure(asked, given, found),
        exact=measure(asked, given, exact),
        near=ratio(near, found),
        mean_error=mean(errors),
        countries=countries,
        pinned=ratio(pinned, countries),
    )


def _matched(
    gold: Sequence[PlaceMention], answers: Sequence[PlaceMention]
) -> Iterable[tuple[PlaceMention, PlaceMention]]:
    for one, other in match_spans([place.span for place in gold], [place.span for place in answers]):
        yield gold[one], answers[other]


def kilometres(one: PlaceMention, other: PlaceMention) -> float | None:
    """Great-circle distance (haversine) on a sphere of 6,371 km; None when either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    across = math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * across
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
