"""The same documents in random orders and batch sizes: the same happenings and lines."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from pourparlers.errors import LedgerError
from pourparlers.ledger import Ledger
from pourparlers.ledger.loading import Waiting
from pourparlers.record import Record, encode

from .reports import reports
from .state import digest, faults, meaning

BATCHES = (1, 2, 7, 50, 400)


def add_as_they_come(ledger: Ledger, records: Sequence[Record], *, batch: int = 1000) -> None:
    """As ``add_many``, which puts records by day first; here they go in as given, for any order must do."""
    held = [Waiting("", place, encode(record)) for place, record in enumerate(records)]
    for start in range(0, len(held), batch):
        for _, outcome in ledger._put_all(held[start : start + batch]):
            if isinstance(outcome, LedgerError):
                raise outcome


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
            add_as_they_come(ledger, shuffled, batch=chance.choice(BATCHES))
        # Without the internal row numbers the whole ledger is the same, not the happenings alone.
        found = (*meaning(path), digest(path, numbers=False))
        wrong += [f"order {number}: {fault}" for fault in faults(path)]
        expected = expected or found
        if found != expected:
            wrong.append(f"order {number} of seed {seed}: {found}, not {expected}")
        path.unlink()
    return wrong
