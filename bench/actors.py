"""What actors cost: the share of ``actors.find``, and of the affiliation model in it, in the time of ``code``.

Reads every twentieth of the first documents of ``../shared/data/raw/news.<language>.jsonl`` where it is there, else the
examples twenty times. By the clock and by the processor: the model works on all cores, the rest of reading on one.
"""

from __future__ import annotations

import argparse

from shares import cost_of, documents

from pourparlers import actors
from pourparlers.actors.affiliation import asking, names


def share(language: str, count: int) -> None:
    """Print the shares."""
    found = documents(language, count, step=20)
    model = [(asking, "affiliations_of"), (names, "affiliations_of")]
    cost = cost_of(found, {"actors": [(actors, "find")], "model": model})
    print(
        f"{language}, {len(found)} documents: code {cost.whole.clock:.1f} s; actors {cost.by_clock('actors'):.1f} % of"
        f" it, their model {cost.by_clock('model'):.1f} % ({cost.stages['model'].asked} questions);"
        f" of {cost.whole.processor:.1f} s of the processor"
        f" {cost.by_processor('actors'):.1f} %, {cost.by_processor('model'):.1f} %"
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
