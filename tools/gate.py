"""Hold the scores on the shared development data against ``floors.toml``; exit 1 when one has dropped.

Where the data is absent the gate says so and passes: a score cannot be taken without data.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from pourparlers.coder import code_batch
from pourparlers.events import Ask, ask_model
from pourparlers.record import Document, Record
from pourparlers.relating import Pair, relate
from pourparlers.resolving import Phrase, resolve
from pourparlers.scores import score_contacts
from pourparlers.scores.actors import ActorPair, GoldActor, score_actors
from pourparlers.scores.events import line_of, score_events, told
from pourparlers.scores.places import line_of as places_of
from pourparlers.scores.places import score_places
from pourparlers.scores.quotes import line_of as quotes_of
from pourparlers.scores.quotes import score_quotes
from pourparlers.scores.relations import score_labels
from pourparlers.scores.times import line_of as times_of
from pourparlers.scores.times import score_times

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("POURPARLERS_SHARED", ROOT.parent / "shared")) / "data"


def lines(name: str) -> list[dict[str, Any]]:
    """The gold lines of one development file."""
    return [json.loads(line) for line in (SHARED / name).open(encoding="utf-8")]


def coded(gold: list[dict[str, Any]], ask: Ask | None = None) -> Iterator[tuple[dict[str, Any], Record]]:
    """Each gold line with the record of its text; without the relation model where no event is looked at."""
    documents = [
        Document(id=g["id"], text=g["text"], date=g.get("date"), language=g["language"], title=g.get("title"))
        for g in gold
    ]
    return zip(gold, code_batch(documents, ask=ask), strict=True)


def contacts(name: str) -> dict[str, float]:
    """Contacts by countries, date and channel."""
    return score_contacts(coded(lines(name), ask_model))


def times(name: str) -> dict[str, float]:
    """TIMEX3 by TempEval-3's measures: ``f1`` is that of relaxed spans."""
    found = score_times((times_of(gold), times_of(record)) for gold, record in coded(lines(name)))
    return {
        "precision": found.relaxed.precision,
        "recall": found.relaxed.recall,
        "f1": found.relaxed.f1,
        "strict_f1": found.strict.f1,
        "value_f1": found.value.f1,
        "value_accuracy": found.value_accuracy,
    }


def quotes(name: str) -> dict[str, float]:
    """Contents of statements, by overlap of half both ways; the value is whether the speaker's words overlap."""
    found = score_quotes((g["text"], quotes_of(g), quotes_of(record)) for g, record in coded(lines(name)))
    return {
        "precision": found.content.precision,
        "recall": found.content.recall,
        "f1": found.content.f1,
        "value_accuracy": found.speaker,
        "speaker_named": found.speaker_named,
        "exact_f1": found.exact.f1,
        "cue_f1": found.cue.f1,
    }


def places(name: str) -> dict[str, float]:
    """Place names found (any overlap), within 161 km of where people put them, countries not pinned as less."""
    found = score_places((places_of(gold), places_of(record)) for gold, record in coded(lines(name)))
    return {
        "precision": found.found.precision,
        "recall": found.found.recall,
        "f1": found.found.f1,
        "within_161_km": found.near,
        "countries_whole": 1 - found.pinned,
        "mean_error_km": found.mean_error,
    }


def relations(name: str) -> dict[str, float]:
    """Marked pairs. The weights that ship were trained on these very lines: the floor guards against breakage only."""
    gold = lines(name)
    pairs = [
        Pair(g["text"], *(tuple((s, e) for s, e in g[side]) for side in ("actor", "recipient")), g["language"])
        for g in gold
    ]
    found = score_labels([g["event"] for g in gold], [answer.label for answer in relate(pairs)])
    return {"accuracy": found.accuracy, "macro_f1": found.macro_f1, "quad_macro_f1": found.quad_macro_f1}


def events(name: str) -> dict[str, float]:
    """Events from raw text: F1 of types, and of (actor country, type, recipient country)."""
    found = score_events((told(line_of(gold)), told(line_of(record))) for gold, record in coded(lines(name), ask_model))
    return {"types_f1": found.types.f1, "triples_f1": found.triples.f1}


def actors(name: str) -> dict[str, float]:
    """Noun phrases: country and sector, and both."""
    gold = lines(name)
    found = resolve([Phrase(g["id"], g["text"], g["language"], g["date"]) for g in gold])
    scores = score_actors(ActorPair(msgspec.convert(g, GoldActor), a) for g, a in zip(gold, found, strict=True))
    return {"both": scores.both, "country": scores.country, "sector": scores.sector}


TASKS: dict[str, Callable[[str], dict[str, float]]] = {
    "contacts": contacts,
    "times": times,
    "quotes": quotes,
    "places": places,
    "relations": relations,
    "events": events,
    "actors": actors,
}


def main() -> int:
    """Print each score beside its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="only these files, e.g. contacts.fr.jsonl")
    chosen = parser.parse_args().files
    floors = tomllib.loads((ROOT / "floors.toml").read_text(encoding="utf-8"))
    if not SHARED.is_dir():
        print(f"gate skipped: no development data at {SHARED}")
        return 0
    dropped = False
    for name, wanted in floors.items():
        file = f"{name}.jsonl"
        if name.startswith("own."):
            continue  # sets of our own: `make test` holds them
        if chosen and file not in chosen:
            continue
        if not (SHARED / file).exists():
            print(f"{name}: skipped, {file} is absent")
            continue
        score = TASKS[name.partition(".")[0].partition("_")[0]](file)
        for measure, floor in wanted.items():
            low = score[measure] < floor
            dropped = dropped or low
            print(f"{name:16} {measure:15} {score[measure]:.3f}  floor {floor:.3f}{'  DROPPED' if low else ''}")
        rest = ", ".join(f"{measure} {value:.3f}" for measure, value in score.items() if measure not in wanted)
        print(f"{'':16} ({rest})")
    if dropped:
        print("a score dropped below its floor: mend the change, or say in the commit why the floor must fall")
    return int(dropped)


if __name__ == "__main__":
    sys.exit(main())
