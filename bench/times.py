"""What time expressions cost: documents a second of the tagger alone, and their share of the time of ``code``.

Reads the first documents of each file given (JSON lines with ``text``, ``date`` and ``language``), or of
``../shared/data/raw/news.<language>.jsonl`` where it is there, else the examples twenty times. Prints the documents a
second that the tagger reads once they are parsed, its time as a share of the bare parse of the same texts by the same
spaCy pipeline, side by side in one process, what the rules cost when they are first used, and the share of tagging and
anchoring in ``code`` without the relation model.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

from shares import bare_parse, cost_of, documents, seconds_of

from pourparlers import times
from pourparlers.languages import parse_batch
from pourparlers.record import Document
from pourparlers.times.rules import load

ROUNDS = 3


def tagger(language: str, found: list[Document]) -> None:
    """Print what the rules cost at first, documents a second, and the ratio to the bare parse."""
    load.cache_clear()
    first = seconds_of(lambda: times.tag_text(found[0].text, language, found[0].date))
    parses = parse_batch([document.text for document in found], language)

    def tag() -> None:
        for parse, document in zip(parses, found, strict=True):
            times.tag(parse, document.date)

    def parse_bare() -> None:
        for document in found:
            bare_parse(document.text, language)

    tag()
    parse_bare()
    tagged, parsed = zip(*((seconds_of(tag), seconds_of(parse_bare)) for _ in range(ROUNDS)), strict=True)
    ratio = statistics.median(t / p for t, p in zip(tagged, parsed, strict=True))
    print(
        f"{language}, {len(found)} documents of {sum(len(d.text) for d in found) // len(found)} characters: the tagger"
        f" {len(found) / statistics.median(tagged):.0f} documents a second, {100 * ratio:.1f} % of the bare parse;"
        f" rules and first document {first:.2f} s"
    )


def share(language: str, found: list[Document]) -> None:
    """Print the share of tagging and anchoring in ``code``."""
    cost = cost_of(found, {"tagging": [(times, "tag")], "anchoring": [(times, "anchor")]}, ask=None)
    print(
        f"{language}: code {cost.whole.processor:.1f} s of processor time; tagging {cost.by_processor('tagging'):.1f}"
        f" %, anchoring {cost.by_processor('anchoring'):.1f} %"
    )


def main() -> None:
    """Measure both languages."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=32, help="documents a language")
    arguments.add_argument("--fr", type=Path, help="a file of French documents")
    arguments.add_argument("--en", type=Path, help="a file of English documents")
    given = arguments.parse_args()
    for language, path in (("fr", given.fr), ("en", given.en)):
        found = documents(language, given.count, path)
        tagger(language, found)
        share(language, found)


if __name__ == "__main__":
    main()
