"""Place names → coordinates and precision: longest name first, then the doubtful ones are refused, namesakes ranked."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ..actors.mentions import Cast
from ..languages.tokens import Parse, Sentence, Token
from ..record import Place, Span
from .gazetteer import WORD, Entry, Gazetteer, fold_name, fold_word, load

_MOST_WORDS = 8
_SMALL = 200_000
_JOINS = frozenset(" -'’‑–.,\u00a0\u202f\n")


@dataclass(slots=True)
class _Candidate:
    span: Span
    sentence: Sentence
    tokens: list[Token]
    entries: list[Entry]
    key: str


def tag(parse: Parse, cast: Cast, date: str | None = None) -> list[Place]:
    """The places named in a document, sorted by span, none overlapping.

    A name that stands for an actor (« Moscou a déclaré ») is no place, nor is part of a person's name. A country has
    the coordinates of its middle and the precision ``country``. ``date`` is not used yet: names are those of today.
    """
    gazetteer = load(parse.language)
    candidates: list[_Candidate] = []
    for sentence in parse.sentences:
        found = _names(parse, sentence, gazetteer)
        candidates += [c for c in found if _is_place(c, parse, cast, gazetteer)]
    countries = _countries_of(candidates, cast)
    places = [_place(candidate, countries) for candidate in candidates]
    places += _unknown(parse, cast, gazetteer, [candidate.span for candidate in candidates])
    return sorted(places, key=lambda place: place.span)


def _names(parse: Parse, sentence: Sentence, gazetteer: Gazetteer) -> list[_Candidate]:
    text = parse.text[sentence.start : sentence.end]
    words = [(m.start(), m.end(), fold_word(m[0])) for m in WORD.finditer(text)]
    found: list[_Candidate] = []
    index = 0
    while index < len(words):
        size = _longest(words, index, text, gazetteer)
        if size:
            start, end = sentence.start + words[index][0], sentence.start + words[index + size - 1][1]
            end += _final_stop(parse.text, start, end)
            key = " ".join(word[2] for word in words[index : index + size])
            tokens = [t for t in sentence.tokens if t.start < end and t.end > start]
            found.append(_Candidate((start, end), sentence, tokens, gazetteer.names[key], key))
        index += size or 1
    return found


def _final_stop(text: str, start: int, end: int) -> int:
    """1 when the full stop after "U.S" belongs to the name."""
    return 1 if "." in text[start:end] and text[end : end + 1] == "." and end - start <= 4 else 0


def _longest(words: list[tuple[int, int, str]], index: int, text: str, gazetteer: Gazetteer) -> int:
    most = min(gazetteer.longest.get(words[index][2], 0), _MOST_WORDS, len(words) - index)
    for size in range(most, 0, -1):
        run = words[index : index + size]
        key = " ".join(word[2] for word in run)
        if key not in gazetteer.names or not _joined(run, text):
            continue
        capitals = [text[start].isupper() for start, _, _ in run]
        if (capitals[0] or (size > 1 and capitals[-1])) and (len(key) > 2 or text[run[0][0] : run[-1][1]].isupper()):
            return size
    return 0


def _joined(run: list[tuple[int, int, str]], text: str) -> bool:
    """True when only blanks, hyphens, apostrophes and the like part the words of a name."""
    return all(b[0] - a[1] <= 2 and all(c in _JOINS for c in text[a[1] : b[0]]) for a, b in pairwise(run))


def _is_place(candidate: _Candidate, parse: Parse, cast: Cast, gazetteer: Gazetteer) -> bool:
    if not candidate.tokens:
        return False
    after_preposition = _locative(candidate.span[0], parse, candidate.sentence, gazetteer)
    kinds = {entry.precision for entry in candidate.entries}
    first = candidate.tokens[0].i
    mention = cast.covering(candidate.sentence.index, first)
    within = (m for m in cast.by_sentence.get(candidate.sentence.index, ()) if m.first <= first < m.last)
    if any(m.place_only for m in within):
        return True  # "the mayor of *Kharkiv*"
    if mention is not None:
        if mention.actor.kind in ("person", "organisation", "group"):
            return False
        if mention.actor.kind == "state" and mention.form != "demonym" and _inside(candidate, parse, gazetteer):
            return True
        return "city" in kinds and mention.form != "demonym" and _is_ground(candidate, gazetteer)
    labels = {token.entity for token in candidate.tokens}
    if not after_preposition and ("PER" in labels or _in_longer_name(candidate, parse)):
        return False
    if "country" in kinds or "region" in kinds or after_preposition:
        return candidate.key not in gazetteer.ambiguous or after_preposition or "LOC" in labels
    if candidate.key in gazetteer.ambiguous:
        return "LOC" in labels and len(parse.text) > candidate.span[1]
    biggest = max(entry.population for entry in candidate.entries)
    return biggest >= _SMALL or ("LOC" in labels and "PROPN" in {token.pos for token in candidate.tokens})


def _is_ground(candidate: _Candidate, gazetteer: Gazetteer) -> bool:
    """True when the name follows a verb of taking or reaching, of which it is the object (by place or by its arc)."""
    tokens, first = candidate.sentence.tokens, candidate.tokens[0]
    head = tokens[first.head]
    near = tokens[max(0, first.i - 2) : first.i]
    return any(t.lemma in gazetteer.ground and t.pos == "VERB" for t in (head, *near))


def _in_longer_name(candidate: _Candidate, parse: Parse) -> bool:
    """True inside a longer name of something else: "Washington Post", « Paris Saint-Germain », "George Washington"."""
    tokens, sentence = candidate.tokens, candidate.sentence
    after = sentence.tokens[tokens[-1].i + 1] if tokens[-1].i + 1 < len(sentence.tokens) else None
    before = sentence.tokens[tokens[0].i - 1] if tokens[0].i > 0 else None
    if any(token.entity == "ORG" for token in tokens):
        wider = (before is not None and before.entity == "ORG" and not tokens[0].entity_start) or (
            after is not None and after.entity == "ORG" and not after.entity_start
        )
        if wider:
            return True
    follows = after is not None and after.text[:1].isupper() and after.pos == "PROPN"
    if (
        follows
        and after is not None
        and after.start - tokens[-1].end == 1
        and "LOC" not in {token.entity for token in tokens}
    ):
        return True
    return (
        before is not None and before.i > 0 and before.text[:1].isupper() and before.pos == "PROPN"
        and before.entity in ("PER", "ORG", "MISC") and tokens[0].start - before.end == 1
    )  # fmt: skip


def _locative(start: int, parse: Parse, sentence: Sentence, gazetteer: Gazetteer) -> bool:
    window = parse.text[max(sentence.start, start - 30) : start].lower().replace("’", "'")
    return gazetteer.locative.search(window) is not None


def _inside(candidate: _Candidate, parse: Parse, gazetteer: Gazetteer) -> bool:
    start = candidate.span[0]
    window = parse.text[max(candidate.sentence.start, start - 30) : start].lower().replace("’", "'")
    return gazetteer.inside.search(window) is not None


def _countries_of(candidates: list[_Candidate], cast: Cast) -> Counter[str]:
    """How often the document speaks of each country: by places with one meaning and by its actors."""
    found = Counter(actor.country for actor in cast.actors if actor.country is not None)
    for candidate in candidates:
        countries = {entry.country for entry in candidate.entries if entry.country}
        if len(countries) == 1:
            found.update(c for c in countries)
    return found


def _place(candidate: _Candidate, countries: Counter[str]) -> Place:
    def rank(entry: Entry) -> float:
        known = 2.0 if entry.country in countries else 0.0
        size = {"country": 9.0, "region": 7.5, "city": math.log10(entry.population + 1)}[entry.precision]
        return size + known

    best = max(candidate.entries, key=rank)
    return Place(
        span=candidate.span, name=best.name, country=best.country, geonameid=best.geonameid, lat=best.lat, lon=best.lon,
        precision=best.precision,
    )  # fmt: skip


def _unknown(parse: Parse, cast: Cast, gazetteer: Gazetteer, taken: list[Span]) -> list[Place]:
    """Names the recogniser calls places, after a word of place, that the gazetteer lacks: without coordinates."""
    found: list[Place] = []
    starts = sorted(taken)
    for sentence in parse.sentences:
        for run in _location_runs(sentence):
            start, end = run[0].start, run[-1].end
            if any(s < end and start < e for s, e in starts) or not parse.text[start].isupper():
                continue
            name = parse.text[start:end]
            if len(name) > 80 or len(name) < 3 or not fold_name(name) or "\n" in name:
                continue
            if cast.covering(sentence.index, run[0].i) is None and _locative(start, parse, sentence, gazetteer):
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
