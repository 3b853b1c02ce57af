"""Two writers and five readers at once: no lost write, no reader's error, a wait or a clear message for the second."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.queues import Queue
from pathlib import Path

from pourparlers.errors import LedgerError
from pourparlers.ledger import Ledger
from pourparlers.record import Record

from .reports import reports
from .state import faults

Told = tuple[str, int, list[str]]


def _own(record: Record, writer: int) -> Record:
    """The record as one of this writer's own: the two never write the same document."""
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    return Record(**{**values, "id": f"w{writer}-{record.id}", "url": None, "text": f"{record.text} {writer}"})


def _write(path: str, writer: int, until: float, queue: Queue[Told]) -> None:
    chance = random.Random(writer)
    kept, wrong = 0, []
    source = (_own(record, writer) for record in reports(1_000_000, writer, days=400))
    seen: set[str] = set()
    while time.time() < until:
        batch = [next(source) for _ in range(chance.choice((1, 5, 30)))]
        for _ in range(100):
            try:
                with Ledger(path) as ledger:
                    ledger.add_many(batch, batch=chance.choice((1, 10)))
                break
            except LedgerError as error:
                if "being written by another process" not in str(error) or "\n" in str(error):
                    wrong.append(f"writer {writer}: {error}")
                    break
        seen.update(record.id for record in batch)
        kept += len(batch)
    with Ledger(path, readonly=True) as ledger:
        there = {id for row in ledger.documents() for id in (row.id, *row.other_ids)}
    wrong += [f"writer {writer}: {len(seen - there)} of {kept} records lost"] if seen - there else []
    queue.put((f"writer {writer}", kept, wrong))


def _read(path: str, reader: int, until: float, queue: Queue[Told]) -> None:
    chance = random.Random(100 + reader)
    asked, wrong, most = 0, [], 0
    while time.time() < until and len(wrong) < 5:
        try:
            with Ledger(path, readonly=True) as ledger:
                for _ in range(chance.choice((1, 10))):
                    count = ledger.searched().documents
                    if count < most:
                        wrong.append(f"reader {reader}: {count} documents after {most}")
                    most = max(most, count)
                    found = ledger.events(limit=50)
                    ledger.lines("ALD", since=chance.choice(("2020-01-01", "2020-06-01")))
                    ledger.statements(about="border", limit=20)
                    if found:
                        account = ledger.event(chance.choice(found).id)
                        assert account is None or account.document.id
                    asked += 5
        except Exception as error:
            wrong.append(f"reader {reader}: {type(error).__name__}: {error}")
    queue.put((f"reader {reader}", asked, wrong))


def run(folder: Path, *, seconds: float, writers: int = 2, readers: int = 5) -> list[str]:
    """Lets them work for ``seconds``; says what went wrong."""
    path = folder / "crowd.sqlite"
    Ledger(path).close()
    context = multiprocessing.get_context("spawn")
    queue: Queue[Told] = context.Queue()
    until = time.time() + seconds
    jobs = [(_write, n) for n in range(writers)] + [(_read, n) for n in range(readers)]
    processes = [context.Process(target=job, args=(str(path), n, until, queue)) for job, n in jobs]
    for process in processes:
        process.start()
    told = [queue.get(timeout=seconds + 120) for _ in processes]
    for process in processes:
        process.join()
    wrong = [fault for _, _, faults_of in told for fault in faults_of]
    print("   " + ", ".join(f"{who}: {count:,}" for who, count, _ in sorted(told)))
    return wrong + faults(path)
