"""What actors cost: the share of ``actors.find``, and of the affiliation model in it, in the time of ``code``.

Reads every twentieth of the first documents of ``../shared/data/raw/news.<language>.jsonl`` where it is there, else the
examples twenty times. By the clock and by the processor: the model works on all cores, the rest of reading on one.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from statements import documents

from pourparlers import actors, coder
from pourparlers.actors.affiliation import asking, names


class Timer:
    """A function with the seconds that its calls have taken, by the clock and by the processor, and their number."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work, self.clock, self.processor, self.asked = work, 0.0, 0.0, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it."""
        clock, processor = time.perf_counter(), time.process_time()
        found = self.work(*arguments, **named)
        self.clock += time.perf_counter() - clock
        self.processor += time.process_time() - processor
        self.asked += len(arguments[0]) if isinstance(arguments[0], list) else 1
        return found


def share(language: str, count: int) -> None:
    """Print the shares."""
    found = documents(language, count * 20, None)[::20] or documents(language, count, None)
    list(coder.code_batch(found[:2]))
    find, model = Timer(actors.find), Timer(asking.affiliations_of)
    actors.find, asking.affiliations_of, names.affiliations_of = find, model, model
    try:
        clock, processor = time.perf_counter(), time.process_time()
        list(coder.code_batch(found))
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
    finally:
        actors.find, asking.affiliations_of, names.affiliations_of = find.work, model.work, model.work
    print(
        f"{language}, {len(found)} documents: code {clock:.1f} s; actors {100 * find.clock / clock:.1f} % of it, their"
        f" model {100 * model.clock / clock:.1f} % ({model.asked} questions); of {processor:.1f} s of the processor"
        f" {100 * find.processor / processor:.1f} %, {100 * model.processor / processor:.1f} %"
    )


def main() -> None:
    """Measure both languages."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=80, help="documents a language")
    given = arguments.parse_args()
    for language in ("fr", "en"):
        share(language, given.count)


if __name__ == "__main__":
    main()
