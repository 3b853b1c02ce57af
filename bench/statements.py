"""What statements cost: their share of the processor time of ``code``, on news or on the example reports.

Reads the first documents of each file given (JSON lines with ``text``, ``date`` and ``language``), or of
``../shared/data/raw/news.<language>.jsonl`` where it is there, else the examples twenty times. Prints, with and without
the relation model, the seconds of reading and the share of ``statements.find`` and of the parse, and how many of the
statements are acts of the mind (a belief, hope or plan that nobody need have voiced).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pourparlers import coder, events
from pourparlers.documents import load
from pourparlers.record import Document, spoken

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT.parent / "shared" / "data" / "raw"


def documents(language: str, count: int, path: Path | None) -> list[Document]:
    """The documents to read."""
    path = path or RAW / f"news.{language}.jsonl"
    if not path.exists():
        (report,) = load(str(ROOT / "examples" / f"report.{language}.md"))
        return [Document(id=str(n), text=report.text, date=report.date, language=language) for n in range(20)]
    with path.open(encoding="utf-8") as lines:
        return list(_read(lines, language, count))


def _read(lines: Any, language: str, count: int) -> Iterator[Document]:
    for number, line in enumerate(lines):
        if number == count:
            return
        given = json.loads(line)
        date = given.get("date") if len(given.get("date") or "") == 10 else None
        yield Document(id=str(number), text=given["text"], date=date, language=language)


class Clock:
    """Wraps a function and adds up the processor seconds spent in it."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work, self.seconds = work, 0.0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return self.work(*arguments, **named)
        finally:
            self.seconds += time.process_time() - start


def measure(language: str, count: int, path: Path | None) -> None:
    """Print the shares for one language."""
    found = documents(language, count, path)
    said, parsing = Clock(coder.statements.find), Clock(coder.parse_batch)
    coder.statements.find, coder.parse_batch = said, parsing  # type: ignore[attr-defined]
    try:
        for name, ask in (("with the model", events.ask_model), ("without it", None)):
            list(coder.code_batch(found[:1], ask=ask))
            said.seconds = parsing.seconds = 0.0
            start = time.process_time()
            records = list(coder.code_batch(found, ask=ask))
            seconds = time.process_time() - start
            statements = [statement for record in records for statement in record.statements]
            held = sum(not spoken(statement) for statement in statements)
            print(
                f"{language}, {len(found)} documents, {name}: {seconds:.1f} s of processor time; statements"
                f" {said.seconds:.2f} s, {100 * said.seconds / seconds:.1f} %; parse {parsing.seconds:.1f} s;"
                f" {len(statements)} statements, {held} of them beliefs, feelings, hopes and plans"
            )
    finally:
        coder.statements.find, coder.parse_batch = said.work, parsing.work  # type: ignore[attr-defined]


def main() -> None:
    """Measure both languages."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=64, help="documents a language")
    arguments.add_argument("--fr", type=Path, help="a file of French documents")
    arguments.add_argument("--en", type=Path, help="a file of English documents")
    given = arguments.parse_args()
    measure("fr", given.count, given.fr)
    measure("en", given.count, given.en)


if __name__ == "__main__":
    main()
