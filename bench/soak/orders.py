"""The same documents in random orders and batch sizes: the same happenings and lines."""

from __future__ import annotations

import random
from pathlib import Path

from pourparlers.ledger import Ledger

from .reports import reports
from .state import digest, faults, meaning

BATCHES = (1, 2, 7, 50, 400)


def run(folder: Path, *, documents: int, orders: int, seed: int = 0, days: int | None = None) -> list[str]:
    """Loads ``documents`` in ``orders`` orders; says what went wrong."""
    records = list(reports(documents, seed, days=days))
    expected: tuple[object, ...] | None = None
    wrong: list[str] = []
    for number in range(orders):
        chance = random.Random(f"{seed} {number}")
        shuffled = list(records)
        if number:
            chance.shuffle(shuffled)
        path = folder / f"order-{seed}-{number}.sqlite"
        with Ledger(path) as ledger:
            ledger.add_many(shuffled, batch=chance.choice(BATCHES))
        # Without the internal row numbers the whole ledger is the same, not the happenings alone.
        found = (*meaning(path), digest(path, numbers=False))
        wrong += [f"order {number}: {fault}" for fault in faults(path)]
        expected = expected or found
        if found != expected:
            wrong.append(f"order {number} of seed {seed}: {found}, not {expected}")
        path.unlink()
    return wrong
