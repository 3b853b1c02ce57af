"""Reading the sets of ``tests/data/actors``: sentences written for the project and kept apart from development.

Nobody has looked at them while rules were written; only their scores were taken. ``phrases`` hold noun phrases,
``holders`` office-holders of 2022 by their full names, ``unknown`` and ``unknown_*`` invented persons
introduced by office and country, ``untold`` invented persons of whom half the texts tell no country though they name
one, ``reference`` later mentions that point back.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pourparlers import actors
from pourparlers.actors import Actor, Cast
from pourparlers.languages import parse_batch
from pourparlers.languages.folding import fold
from pourparlers.resolving import Phrase, resolve
from pourparlers.scores.actors import ActorAnswer, ActorPair, ActorScores, GoldActor, score_actors

SETS = Path(__file__).parent / "data" / "actors"


def lines(name: str) -> list[dict[str, Any]]:
    """The lines of one set."""
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").open(encoding="utf-8")]


def score_phrases(language: str) -> ActorScores:
    """Country and sector of the noun phrases of one language."""
    gold = lines(f"phrases.{language}")
    found = resolve([Phrase(line["id"], line["text"], line["language"], line["date"]) for line in gold])
    return score_actors(ActorPair(_gold(line), answer) for line, answer in zip(gold, found, strict=True))


def score_persons(name: str, language: str | None = None) -> ActorScores:
    """Country and sector of the person named in each sentence of a set."""
    pairs = []
    for line, cast in _read(name, language):
        at = line["text"].index(line["mention"])
        actor = _person(cast, at, at + len(line["mention"]))
        answer = ActorAnswer(line["id"], actor and actor.country, actor and actor.sector)
        pairs.append(ActorPair(_gold(line), answer))
    return score_actors(pairs)


def score_untold() -> tuple[float, float]:
    """(share of persons left open whom the text leaves open, share of right countries among the others)."""
    left, told = [], []
    for line, cast in _read("untold", None):
        at = line["text"].index(line["mention"])
        actor = _person(cast, at, at + len(line["mention"]))
        country = actor.country if actor is not None else None
        (left if line["country"] is None else told).append(country == line["country"])
    return sum(left) / len(left), sum(told) / len(told)


def score_references() -> float:
    """The share of later mentions that lead back to whom they mean."""
    told = [_same(line, cast) for line, cast in _read("reference", None)]
    return sum(told) / len(told)


def _gold(line: dict[str, Any]) -> GoldActor:
    checked = tuple(line.get("checked", ("country", "sector")))
    return GoldActor(line["id"], line["country"], line["sector"], checked)


def _read(name: str, language: str | None) -> list[tuple[dict[str, Any], Cast]]:
    found = []
    for code in ("en", "fr"):
        some = [line for line in lines(name) if line["language"] == code and language in (None, code)]
        parses = parse_batch([line["text"] for line in some], code)
        found += [(line, actors.find(parse, line["date"])) for line, parse in zip(some, parses, strict=True)]
    return found


def _person(cast: Cast, start: int, end: int) -> Actor | None:
    """The person whose mention is the shortest that overlaps the name."""
    over = [m for m in cast.mentions if m.actor.kind == "person" and any(a < end and start < b for a, b in m.spans)]
    return min(over, key=lambda m: m.spans[0][1] - m.spans[0][0]).actor if over else None


def _same(line: dict[str, Any], cast: Cast) -> bool:
    """Whether the words stand for the persons, bodies or states that they mean, by last names or countries."""
    words = re.compile(rf"(?<!\w){re.escape(line['mention'])}(?!\w)")
    places = [match.span() for match in words.finditer(line["text"])]
    start, end = places[line["nth"]]
    over = [m for m in cast.mentions if any(a < end and start < b for a, b in m.spans)]
    if not over:
        return False
    best = max(over, key=lambda m: sum(min(b, end) - max(a, start) for a, b in m.spans) - 0.01 * len(m.text))
    found = best.actor.members or [best.actor]
    wanted = line["name"] if isinstance(line["name"], list) else [line["name"]]
    return sorted(map(_last, wanted)) == sorted(_last(actor.name) for actor in found)


def _last(name: str) -> str:
    return fold(name).split()[-1] if fold(name) else ""
