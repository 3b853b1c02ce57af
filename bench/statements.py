"""What statements cost: their share of the processor time of ``code``, on news or on the example reports.

Reads the first documents of each file given (JSON lines with ``text``, ``date`` and ``language``), or of
``../shared/data/raw/news.<language>.jsonl`` where it is there, else the examples twenty times. Prints, with and without
the relation model, the seconds of reading and the share of ``statements.find`` and of the parse, and how many of the
statements are acts of the mind (a belief, hope or plan that nobody need have voiced).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from shares import cost_of, documents

from pourparlers import coder, events, statements
from pourparlers.record import spoken


def measure(language: str, count: int, path: Path | None) -> None:
    """Print the shares for one language."""
    found = documents(language, count, path)
    stages = {"statements": [(statements, "find")], "parse": [(coder, "parse_batch")]}
    for name, ask in (("with the model", events.ask_model), ("without it", None)):
        cost = cost_of(found, stages, ask)
        told = [statement for record in cost.records for statement in record.statements]
        held = sum(not spoken(statement) for statement in told)
        print(
            f"{language}, {len(found)} documents, {name}: {cost.whole.processor:.1f} s of processor time; statements"
            f" {cost.stages['statements'].processor:.2f} s, {cost.by_processor('statements'):.1f} %;"
            f" parse {cost.stages['parse'].processor:.1f} s;"
            f" {len(told)} statements, {held} of them beliefs, feelings, hopes and plans"
        )


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
