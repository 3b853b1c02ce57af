"""``kill -9`` at random moments of loading, then resume: the same ledger as an undisturbed run, row for row."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

from pourparlers.ledger import Ledger

from .reports import reports
from .state import digest, faults

_BATCH = 25


def _load(path: str, documents: int, seed: int, ready: object) -> None:
    """Load everything from the beginning, as a command that is started again does."""
    records = list(reports(documents, seed))
    ready.set()  # type: ignore[attr-defined]
    with Ledger(path) as ledger:
        ledger.add_many(records, batch=_BATCH)


def run(folder: Path, *, documents: int, kills: int, seed: int = 0) -> list[str]:
    """Kills loading ``kills`` times in all, starting over with a new ledger whenever one is complete."""
    whole = folder / "whole.sqlite"
    start = time.monotonic()
    with Ledger(whole) as ledger:
        ledger.add_many(reports(documents, seed), batch=_BATCH)
    # Moments are drawn from a few steps of loading, so that a ledger is killed many times before it is complete.
    longest = max(0.05, (time.monotonic() - start) / 4)
    expected = digest(whole)
    context = multiprocessing.get_context("fork")
    chance = random.Random(seed)
    wrong: list[str] = []
    done = runs = 0
    path = folder / "killed.sqlite"
    while done < kills or path.exists():
        ready = context.Event()
        process = context.Process(target=_load, args=(str(path), documents, seed, ready))
        process.start()
        ready.wait()
        if done < kills:
            process.join(chance.uniform(0, longest))
            if process.is_alive():
                assert process.pid is not None
                os.kill(process.pid, signal.SIGKILL)
                process.join()
                done += 1
                if done % 10 == 0 and path.exists() and path.stat().st_size:
                    # An empty file is no ledger yet: it was killed before its tables were there.
                    wrong += [f"after kill {done}: {fault}" for fault in faults(path)]
                continue
        process.join()
        runs += 1
        if process.exitcode:
            wrong.append(f"resumed after {done} kills: exit status {process.exitcode}")
        elif digest(path) != expected:
            wrong.append(f"after {done} kills the ledger is not that of an undisturbed run")
        for name in (path.name, path.name + "-wal", path.name + "-shm"):
            (folder / name).unlink(missing_ok=True)
    if not wrong:
        print(f"   {done} kills, {runs} ledgers completed")
    return wrong
