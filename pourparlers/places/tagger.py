"""Place names → coordinates, precision and use: the names, what the text says of them, their use, which is meant."""

from __future__ import annotations

from ..actors.mentions import Cast
from ..languages.tokens import Parse, Sentence, Token
from ..record import Place, Span, Use
from . import entries
from .entries import Claim, Entry
from .folding import fold_name
from .gazetteer import Gazetteer, load
from .names import Candidate, candidates_of
from .resolve import Resolver, narrow
from .uses import Judge


def tag(parse: Parse, cast: Cast, date: str | None = None) -> list[Place]:
    """The places named in a document, sorted by span, none overlapping.

    Each says how it is used (``use``): as a place, as the actor that it stands for (« Moscou a déclaré »), as a
    nationality ("Turkish forces"), or as a part of another name ("the Washington Post"); a person's name is no place. A
    country has the coordinates of its middle and the precision ``country``. ``date`` (ISO) decides whose a disputed
    place is, by most states' view; None means by the latest claims.
    """
    gazetteer = load(parse.language)
    candidates = candidates_of(parse, gazetteer)
    narrow(parse.text, candidates, gazetteer)
    judge = Judge(parse, cast, gazetteer)
    used = judge.judge(candidates)
    resolver = Resolver([candidate for candidate, _ in used], cast, gazetteer)
    places = [_place(parse.text, candidate, resolver.choose(candidate), use, date) for candidate, use in used]
    places += _unknown(parse, cast, gazetteer, judge, [candidate.span for candidate, _ in used])
    return sorted(places, key=lambda place: place.span)


def claims(name: str, date: str | None = None) -> list[Claim]:
    """Who claims the disputed place that the record calls ``name``, on ``date`` (ISO); [] when it is not disputed."""
    return [claim for claim in entries.claims_by_name().get(name, []) if claim.holds(date)]


def _place(text: str, candidate: Candidate, best: Entry | None, use: Use, date: str | None) -> Place:
    if best is None:
        return Place(span=candidate.span, name=text[slice(*candidate.span)], use=use)
    country = best.country
    if candidate.kind != "adjective":
        country = next((c.country or None for c in claims(best.name, date) if c.viewpoint == "most"), country)
    return Place(
        span=candidate.span, name=best.name, country=country, geonameid=best.geonameid, lat=best.lat, lon=best.lon,
        precision=best.precision, use=use,
    )  # fmt: skip


def _unknown(parse: Parse, cast: Cast, gazetteer: Gazetteer, judge: Judge, taken: list[Span]) -> list[Place]:
    """Names the recogniser calls places, after a word of place, that the gazetteer lacks: without coordinates."""
    found: list[Place] = []
    spans = iter(sorted(taken))
    here = next(spans, None)
    for sentence in parse.sentences:
        for run in _location_runs(sentence):
            start, end = run[0].start, run[-1].end
            while here is not None and here[1] <= start:
                here = next(spans, None)
            if (here is not None and here[0] < end) or not parse.text[start].isupper():
                continue
            name = parse.text[start:end]
            if len(name) > 80 or len(name) < 3 or not fold_name(name) or "\n" in name:
                continue
            candidate = Candidate((start, end), sentence, run, fold_name(name), [])
            if cast.covering(sentence.index, run[0].i) is None and judge.located(candidate):
                found.append(Place(span=(start, end), name=name))
    return found


def _location_runs(sentence: Sentence) -> list[list[Token]]:
    runs: list[list[Token]] = []
    for token in sentence.tokens:
        if token.entity != "LOC":
            continue
        if runs and runs[-1][-1].i == token.i - 1 and not token.entity_start:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs
