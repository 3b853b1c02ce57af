"""How fast records go into the ledger, and whether that depends on how much it holds.

``python -m bench.ledger`` loads made-up records (:mod:`bench.soak.reports`: on average seven entities, nearly two
events and 70 words each, one in twelve a copy or a new version) and prints a line at each mark up to 200,000 events;
``--events 1000000`` goes on to a million (minutes, 6 GB of disk). They come story by story, the stories in no order of
time: each report tells of a few days anywhere. ``--by-day`` takes them in the order of their days, as news comes.
``--shuffled`` is by day, then shuffled as a whole (2 GB of memory): whatever tells of one happening or is a version of
one document comes anywhere too. ``--hashed-ids`` gives ids in no order, as documents without an id get.

Records are handed over 20,000 at a time: a window (:mod:`pourparlers.ledger.loading`). Records a second are those since
the mark before: by the clock, and by this process's processor time, which others on the machine disturb less. The next
columns hold the processor time of loading records against that of loading the very same into an empty ledger, by turns:
1.00 is a cost that does not grow at all. First 20,000 handed over together – so it is against the first 20,000 of an
empty ledger, which grows meanwhile; then 5,000 handed over 1,000 at a time, with no large window. Shuffled records
find their older versions and other accounts of their happenings in the full ledger only, and are more work there.

The first lines hold loading against plain inserts of the very same rows into the same tables and indexes, one at a
time: each in a transaction of its own – with SQLite's settings as they come, and with the ledger's –, and a transaction
a document.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from bench.soak.reports import reports, shuffled, with_hashed_ids
from pourparlers.ledger import Ledger
from pourparlers.ledger.opening import connect
from pourparlers.record import Record

Order = Literal["story", "day", "shuffled"]
MARKS = (30_000, 200_000, 400_000, 600_000, 800_000, 1_000_000)
# So many records are made before the clock runs, and handed over together: a window.
CHUNK = 20_000
# At each mark so many turns of so many records, into the ledger and into an empty one: handed over together, and
# (one turn) some of them a few at a time.
SIDE_BY_SIDE, SAMPLE = 3, CHUNK
FEW_SAMPLE, FEW = 5_000, 1_000
# Events that the turns at the last mark add.
BEYOND = 2 * (SIDE_BY_SIDE * SAMPLE + FEW_SAMPLE)
# Documents whose loading is held against plain inserts.
PLAIN = 1_500
# What is written, parents first, with the number of the document that each row (of ``t``) is written for; the views and
# the tables inside the full-text indexes are not.
_FIRST = "(SELECT min(document_number) FROM happening_events WHERE {} = t.number)"
_TABLES = {
    "documents": "number",
    "records": "document_number",
    "record_keys_recent": "(SELECT document_number FROM records r WHERE r.number = t.number)",
    **dict.fromkeys(("events", "contacts", "statements", "entities", "times", "places"), "document_number"),
    "merge_keys": _FIRST.format("key_number"),
    "happenings": _FIRST.format("happening_number"),
    **dict.fromkeys(("happening_events", "copies"), "document_number"),
    "copy_keys_recent": "number",
    "register_evidence": "document_number",
}
# The number of the document, and what is indexed.
_SEARCH = {
    "documents_search": ("number", "title, text"),
    "events_search": ("document_number", "sentence_text"),
    "statements_search": ("document_number", "content_text"),
}


class Clock:
    """Seconds since the start, by the wall and by this process's processor time."""

    def __init__(self) -> None:
        self.wall, self.cpu = 0.0, 0.0

    def __enter__(self) -> None:
        self._begun = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self._begun[0]
        self.cpu += time.process_time() - self._begun[1]


def source(events: int, order: Order, hashed_ids: bool) -> Iterator[Record]:
    """Records with ``events`` events and some more."""
    most = events + BEYOND
    told = _up_to(most, reports(most, days=most // 20, by_day=order != "story", by_story=order == "story"))
    if hashed_ids:
        told = with_hashed_ids(told)
    return shuffled(told) if order == "shuffled" else told


def _up_to(events: int, records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        if events <= 0:
            return
        events -= len(record.events)
        yield record


def curve(folder: Path, events: int, order: Order, hashed_ids: bool) -> None:
    """Load until the ledger holds ``events``, and print the speed at each mark."""
    path = folder / "curve.sqlite"
    records = source(events, order, hashed_ids)
    marks = [mark for mark in MARKS if mark <= events]
    print("                                                         beside an empty ledger")
    print(
        f"    events  documents  records/s  by processor time  {SAMPLE:,} together  {FEW:,} at a time      file",
        flush=True,
    )
    held, told, at_mark, clock = 0, 0, 0, Clock()
    with Ledger(path) as ledger:
        while marks and (chunk := list(islice(records, CHUNK))):
            with clock:
                ledger.add_many(chunk)
            told += len(chunk)
            held += _events(chunk)
            if held < marks[0]:
                continue
            rates = f"{(told - at_mark) / clock.wall:9,.0f} {(told - at_mark) / clock.cpu:16,.0f}/s"
            line = f"{held:10,} {told:10,}  {rates}"
            _checkpoint(path)
            together, few = [], []
            for sample, handed, ratios in [(SAMPLE, CHUNK, together)] * SIDE_BY_SIDE + [(FEW_SAMPLE, FEW, few)]:
                further = list(islice(records, sample))
                ratios.append(_beside(ledger, folder, further, handed))
                told += len(further)
                held += _events(further)
            size = path.stat().st_size / 1e6
            print(f"{line}  {statistics.median(together):15.2f}  {few[0]:15.2f}  {size:8,.0f} MB", flush=True)
            marks, at_mark, clock = [mark for mark in marks if mark > held], told, Clock()


def _events(records: Iterable[Record]) -> int:
    return sum(len(record.events) for record in records)


def _beside(ledger: Ledger, folder: Path, records: list[Record], handed: int) -> float:
    """The speed of loading into ``ledger`` over that of loading the same into an empty one, by processor time.

    ``handed`` records are given at a time. Whatever else the machine does disturbs both alike. What waits in the -wal
    file is moved into the ledger each time: an empty one would put that off.
    """
    full, empty = Clock(), Clock()
    with Ledger(folder / "empty.sqlite") as fresh:
        for one, clock in ((fresh, empty), (ledger, full)):
            with clock:
                for start in range(0, len(records), handed):
                    one.add_many(records[start : start + handed])
                _checkpoint(one.path)
    for end in ("", "-wal", "-shm"):
        (folder / f"empty.sqlite{end}").unlink(missing_ok=True)
    return empty.cpu / full.cpu


def _checkpoint(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(FULL)")


class Way(NamedTuple):
    """How rows are inserted one at a time: of so many documents, each row in a transaction of its own or not."""

    what: str
    documents: int
    a_row: bool
    as_it_comes: bool = False


WAYS = (
    Way("a transaction a row, SQLite's settings as they come", 100, True, True),
    Way("a transaction a row, the ledger's settings", 1_500, True),
    Way("a transaction a document, the ledger's settings", 1_500, False),
)


class Plain(NamedTuple):
    """The rows of a loaded ledger, in the order of documents."""

    rows: list[list[tuple[str, tuple[object, ...]]]]

    @classmethod
    def of(cls, path: Path) -> Plain:
        """All rows that the ledger at ``path`` holds, as inserts."""
        connection = sqlite3.connect(path)
        documents = [row[0] for row in connection.execute("SELECT number FROM documents ORDER BY number")]
        by_document: dict[int, list[tuple[str, tuple[object, ...]]]] = {document: [] for document in documents}
        for table, owner in _TABLES.items():
            for home, *row in connection.execute(f"SELECT {owner}, t.* FROM {table} t"):
                insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"
                by_document[home].append((insert, tuple(row)))
        for table, (owner, columns) in _SEARCH.items():
            for home, *row in connection.execute(
                f"SELECT {owner}, number, {columns} FROM {table.removesuffix('_search')}"
            ):
                insert = f"INSERT INTO {table} (rowid, {columns}) VALUES ({', '.join('?' * len(row))})"
                by_document[home].append((insert, tuple(row)))
        connection.close()
        return cls(list(by_document.values()))

    def insert(self, path: Path, way: Way) -> float:
        """Documents a second when all rows are inserted one at a time, ``way`` by way."""
        Ledger(path).close()
        connection = connect(path, readonly=False)
        connection.execute("PRAGMA foreign_keys = OFF")
        if way.as_it_comes:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
        start = time.perf_counter()
        for rows in self.rows[: way.documents]:
            if not way.a_row:
                connection.execute("BEGIN")
            for insert, row in rows:
                connection.execute(insert, row)
            if not way.a_row:
                connection.execute("COMMIT")
        seconds = time.perf_counter() - start
        connection.close()
        return min(way.documents, len(self.rows)) / seconds


def compare(folder: Path) -> None:
    """Print what loading costs beside plain inserts of the same rows, in one run."""
    records = list(_once(reports(2 * PLAIN, seed=1, days=PLAIN // 20)))[:PLAIN]
    start = time.perf_counter()
    with Ledger(folder / "loaded.sqlite") as ledger:
        ledger.add_many(records)
    loading = time.perf_counter() - start
    plain = Plain.of(folder / "loaded.sqlite")
    rows = sum(len(of_document) for of_document in plain.rows)
    print(f"{PLAIN:,} records, {rows:,} rows: loading them {PLAIN / loading:,.0f} records/s")
    for number, way in enumerate(WAYS):
        rate = plain.insert(folder / f"plain-{number}.sqlite", way)
        print(f"  plain inserts, {way.what}: {rate:,.0f} records/s; loading is {PLAIN / loading / rate:.1f} times that")


def _once(records: Iterator[Record]) -> Iterator[Record]:
    """Without new versions, which would leave rows that are not there any more."""
    seen: set[str | None] = set()
    for record in records:
        if record.url is not None and record.url not in seen:
            seen.add(record.url)
            yield record


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__)
    parser.add_argument("--events", type=int, default=200_000, help="how far the curve goes (200,000)")
    orders = parser.add_mutually_exclusive_group()
    orders.add_argument("--by-day", dest="order", action="store_const", const="day", help="in the order of their days")
    orders.add_argument(
        "--shuffled", dest="order", action="store_const", const="shuffled", help="by day, then shuffled"
    )
    parser.add_argument("--hashed-ids", action="store_true", help="ids in no order, as those made from texts")
    chosen = parser.parse_args()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"SQLite {sqlite3.sqlite_version}; load of the machine before {load}, of {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory(prefix="pourparlers-bench-") as folder:
        compare(Path(folder))
        curve(Path(folder), chosen.events, chosen.order or "story", chosen.hashed_ids)


if __name__ == "__main__":
    main()
