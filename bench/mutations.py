"""Statements on damaged texts: quotation marks deleted, doubled, swapped, replaced or moved, many thousand times over.

Reads every damaged text as ``pourparlers code`` does (without the relation model) and fails when a document raises or
is lost, or when a span lies outside its text; then makes long texts of damaged ones and fails when the work of
``statements.find`` for a character grows with their length. The same seed gives the same texts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pourparlers import actors, statements
from pourparlers.actors.mentions import Cast
from pourparlers.coder import code_batch
from pourparlers.languages import parse
from pourparlers.languages.tokens import Parse
from pourparlers.record import Document, Record

ROOT = Path(__file__).resolve().parent.parent
MARKS = "«»“”„\"'‘’‹›"
BATCH = 160
# So many times the shortest of the long texts is the longest; work a character may grow by this factor at most.
LENGTHS = (1, 2, 4, 8, 16)
GROWTH = 1.5


def sources() -> dict[str, list[str]]:
    """The project's own sentences and example reports, by language."""
    found: dict[str, list[str]] = {}
    for language in ("fr", "en"):
        lines = (ROOT / "tests" / "data" / "quotes" / f"parallel.{language}.jsonl").read_text(encoding="utf-8")
        found[language] = [json.loads(line)["text"] for line in lines.splitlines()]
        report = (ROOT / "examples" / f"report.{language}.md").read_text(encoding="utf-8")
        found[language] += [block for block in report.split("\n\n") if set(block) & set(MARKS)]
    return found


def damaged(text: str, chance: random.Random) -> str:
    """``text`` with one to six of its quotation marks damaged."""
    for _ in range(chance.randint(1, 6)):
        places = [i for i, character in enumerate(text) if character in MARKS]
        if not places:
            text = _put(text, chance)
            continue
        at = chance.choice(places)
        how = chance.choice(("delete", "double", "swap", "replace", "move", "insert"))
        if how == "delete":
            text = text[:at] + text[at + 1 :]
        elif how == "double":
            text = text[: at + 1] + text[at:]
        elif how == "replace":
            text = text[:at] + chance.choice(MARKS) + text[at + 1 :]
        elif how == "move":
            text = _put(text[:at] + text[at + 1 :], chance)
        elif how == "insert":
            text = _put(text, chance)
        else:
            characters, other = list(text), chance.choice(places)
            characters[at], characters[other] = characters[other], characters[at]
            text = "".join(characters)
    return text


def _put(text: str, chance: random.Random) -> str:
    to = chance.randint(0, len(text))
    return text[:to] + chance.choice(MARKS) + text[to:]


def documents(count: int, seed: int) -> Iterator[Document]:
    """``count`` damaged texts of one to four sentences, half of them French."""
    chance, kept = random.Random(seed), sources()
    for number in range(count):
        language = ("fr", "en")[(number // BATCH) % 2]
        pieces = chance.choices(kept[language], k=chance.randint(1, 4))
        text = damaged(chance.choice((" ", "\n\n")).join(pieces), chance)
        yield Document(id=str(number), text=text, language=language, date="2024-03-12")


def faults(record: Record) -> Iterator[str]:
    """What is wrong with the statements of a record."""
    ids = [statement.id for statement in record.statements]
    if ids != [f"s{number}" for number in range(1, len(ids) + 1)]:
        yield f"ids {ids}"
    for statement in record.statements:
        if not statement.content:
            yield f"{statement.id} has no content"
        if statement.within is not None and (statement.within not in ids or statement.within == statement.id):
            yield f"{statement.id} lies within {statement.within}"
        people = [entity.spans for entity in (statement.speaker, statement.addressee) if entity is not None]
        for start, end in (*statement.content, *statement.cue, *(span for spans in people for span in spans)):
            if not 0 <= start < end <= len(record.text):
                yield f"{statement.id} has the span {start}–{end} in {len(record.text)} characters"
        if any(a < d and c < b for a, b in statement.content for c, d in statement.cue):
            yield f"{statement.id} holds its own cue"


def read_all(count: int, seed: int) -> int:
    """Read ``count`` damaged texts; the number of those that raised, were lost or have a fault."""
    start, given, back, wrong, found = time.perf_counter(), 0, 0, 0, 0
    batch: list[Document] = []
    for document in documents(count, seed):
        batch.append(document)
        given += 1
        if len(batch) < BATCH and given < count:
            continue
        for record in _read(batch):
            back += 1
            found += len(record.statements)
            for fault in faults(record):
                wrong += 1
                print(f"document {record.id}: {fault}: {record.text!r}")
        batch = []
        if given % (BATCH * 10) == 0:
            print(f"… {given:,} read", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - start
    lost = given - back
    print(
        f"{given:,} damaged texts: {lost} lost or raised, {wrong} faults, {found:,} statements, {seconds:.0f} s"
        f" ({given / seconds:.0f} a second, parse included)"
    )
    return lost + wrong


def _read(batch: list[Document]) -> Iterator[Record]:
    try:
        yield from list(code_batch(batch, ask=None))
    except Exception:
        for document in batch:
            try:
                yield from list(code_batch([document], ask=None))
            except Exception as error:  # what the run is for: say which text it was, and go on
                print(f"document {document.id} raised {error!r}: {document.text!r}")


def grows(language: str, seed: int) -> bool:
    """Whether the work a character of ``statements.find`` grows with the length of damaged texts.

    Work is counted in calls of functions: seconds, which are printed too, depend on how busy the machine is.
    """
    chance, kept = random.Random(seed), sources()[language]
    costs = []
    for times in LENGTHS:
        text = " ".join(damaged(chance.choice(kept), chance) for _ in range(60 * times))
        parsed = parse(text, language)
        cast = actors.find(parsed, "2024-03-12", None, None)
        start = time.process_time()
        statements.find(parsed, cast, [], None)
        seconds = time.process_time() - start
        costs.append(_calls(parsed, cast) / len(text))
        print(f"{language}: {len(text):>8,} characters, {seconds * 1000:7.1f} ms, {costs[-1]:.2f} calls a character")
    return costs[-1] > GROWTH * min(costs)


def _calls(parsed: Parse, cast: Cast) -> int:
    made = 0

    def tally(frame: object, event: str, argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        statements.find(parsed, cast, [], None)
    finally:
        sys.setprofile(None)
    return made


def main() -> None:
    """Run at full size; exit with 1 when anything was wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    wrong = read_all(given.count, given.seed)
    slow = [language for language in ("fr", "en") if grows(language, given.seed)]
    if wrong or slow:
        sys.exit(f"not sound: {wrong} texts, growing work in {slow or 'none'}")


if __name__ == "__main__":
    main()
