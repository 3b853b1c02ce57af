"""What the ledger has to bear, at full size: ``python -m bench.soak`` runs all, or those named.

Each check says what went wrong; the exit status is 1 when anything did.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from . import crowd, harm, killing, orders

# A further check: one line here.
CHECKS: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "orders": (
        "2,000 documents in 20 random orders and batch sizes: the same ledger",
        lambda folder: orders.run(folder, documents=2_000, orders=20),
    ),
    "kill": (
        "kill -9 at 200 random moments of loading 2,000 documents, then resume",
        lambda folder: killing.run(folder, documents=2_000, kills=200),
    ),
    "crowd": (
        "two writers and five readers at once, five minutes",
        lambda folder: crowd.run(folder, seconds=300),
    ),
    "harm": (
        "disk full, read-only file, corrupted pages, older and newer schema",
        lambda folder: harm.run(folder, documents=400, pages=60),
    ),
}


def main() -> int:
    """Run the checks and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"of {', '.join(CHECKS)}; all by default")
    chosen = parser.parse_args().checks or list(CHECKS)
    if unknown := [name for name in chosen if name not in CHECKS]:
        parser.error(f"there is no check {', '.join(unknown)}: give some of {', '.join(CHECKS)}")
    failed = False
    for name in chosen:
        what, check = CHECKS[name]
        print(f"== {name}: {what}", flush=True)
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="pourparlers-soak-") as folder:
            wrong = check(Path(folder))
        for fault in wrong[:20]:
            print(f"   WRONG {fault}")
        failed = failed or bool(wrong)
        verdict = f"{len(wrong)} wrong" if wrong else "as it should be"
        print(f"   {verdict} ({time.monotonic() - start:.0f} s)", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
