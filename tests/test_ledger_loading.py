"""Loading many records: by day within windows, each whole or not at all, the same ledger as one by one."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.soak.reports import reports
from bench.soak.state import digest, faults, meaning
from pourparlers.errors import LedgerError
from pourparlers.ledger import Added, Ledger, loading
from pourparlers.ledger.loading import Window, windows
from pourparlers.record import Event, Record, encode


def report(name: str, date: str | None = None, text: str | None = None) -> Record:
    return Record(id=name, language="fr", text=text or f"Texte de {name}.", date=date)


def halved(name: str) -> Record:
    return report(name, text="La moitié d'une paire : \ud83d")


def unheld(name: str) -> Record:
    """A record whose ids do not fit, which only writing finds out."""
    event = Event(id="e0", event="CONSULT")
    return Record(id=name, language="fr", text="Deux fois.", events=[event, event])


class Clock:
    """A clock that a source moves on by waiting."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def source(self, seconds: float, count: int) -> Iterator[Record]:
        for number in range(count):
            self.now += seconds
            yield report(f"r{number}")


def still() -> float:
    return 0.0


def places(found: Iterator[Window]) -> list[list[int]]:
    return [[held.place for held in window.held] for window in found]


def test_a_window_is_in_the_order_of_days(tmp_path: Path) -> None:
    dates = ["2021-03-02", None, "2021-03-01", "2021-03-02", None, "2020-12-31"]
    records = [report(f"r{number}", date) for number, date in enumerate(dates)]
    (window,) = windows(records, tmp_path, clock=still)
    assert [held.place for held in window.held] == [1, 4, 5, 2, 0, 3]
    assert [held.record() for held in window.held] == [records[held.place] for held in window.held]


def test_a_second_record_with_an_id_comes_in_a_later_window(tmp_path: Path) -> None:
    records = [
        report("a", "2021-03-02"),
        report("b", "2021-03-01"),
        report("a", "2021-01-01"),
        report("c"),
        halved("c"),
    ]
    assert places(windows(records, tmp_path, clock=still)) == [[1, 0], [3, 2]], "halved c is kept nowhere"


def test_windows_hold_no_more_than_so_many_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_RECORDS", 4)
    records = [halved(f"r{n}") if n == 1 else report(f"r{n}") for n in range(9)]
    assert places(windows(records, tmp_path, clock=still)) == [[0, 2, 3], [4, 5, 6, 7], [8]]


def test_windows_hold_no_more_than_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [report(f"r{number:02}") for number in range(10)]
    records[4].text *= 1000
    monkeypatch.setattr(loading, "MAX_BYTES", 3 * len(encode(records[0])) + 1)
    taken = 0

    def source() -> Iterator[Record]:
        nonlocal taken
        for record in records:
            taken += 1
            yield record

    given = 0
    for window in windows(source(), tmp_path, clock=still):
        given += len(window.held)
        assert taken <= given + 1, "one record at most is read beyond the window"
        assert sum(len(held.encoded) for held in window.held) <= loading.MAX_BYTES or len(window.held) == 1
    assert given == 10


@pytest.mark.parametrize(
    ("seconds", "sizes"),
    [(0.0, [90]), (0.125, [24, 24, 24, 18]), (4.0, [1] * 90)],
)
def test_a_slow_source_is_not_held_back(tmp_path: Path, seconds: float, sizes: list[int]) -> None:
    clock = Clock()
    found = windows(clock.source(seconds, 90), tmp_path, clock=clock)
    assert [len(window.held) for window in found] == sizes


def test_the_time_that_writing_takes_ends_no_window(tmp_path: Path) -> None:
    clock = Clock()
    sizes = []
    for window in windows(clock.source(0.125, 72), tmp_path, clock=clock):
        sizes.append(len(window.held))
        clock.now += 60
    assert sizes == [24, 24, 24]


def test_results_stand_in_the_order_of_the_records(tmp_path: Path) -> None:
    records = [report(f"r{n}", f"2021-03-{n:02}") for n in (7, 3, 9, 1)]
    with Ledger(tmp_path / "l.sqlite") as ledger:
        assert [added.document_id for added in ledger.add_many(iter(records), batch=3)] == ["r7", "r3", "r9", "r1"]
        assert [place for place, _ in ledger.load(records)] == [3, 1, 0, 2]
        assert ledger.add_many([]) == list(ledger.load([])) == []


@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_of_records_with_one_id_the_last_is_kept(tmp_path: Path, batch: int) -> None:
    records = [report("a", "2021-03-09", "Neuf."), report("b"), report("a", "2021-03-01", "Un."), report("a", None)]
    with Ledger(tmp_path / "l.sqlite") as ledger:
        added = ledger.add_many(records, batch=batch)
        assert [one.new for one in added] == [True, True, False, False]
        assert {record.id: record.text for record in ledger.records()} == {"a": "Texte de a.", "b": "Texte de b."}


@pytest.mark.parametrize("bad", [halved, unheld, lambda name: report("")])
def test_a_bad_record_among_many_loses_no_other(tmp_path: Path, bad: Callable[[str], Record]) -> None:
    records = [report(f"r{n:02}", f"2021-03-{28 - n:02}") for n in range(20)]
    records[7], records[3] = bad("r07"), bad("r03")
    good = [f"r{n:02}" for n in range(20) if n not in (3, 7)]
    with Ledger(tmp_path / "one.sqlite") as ledger, pytest.raises(LedgerError) as alone:
        ledger.add(records[3])
    with Ledger(tmp_path / "many.sqlite") as ledger:
        with pytest.raises(LedgerError) as raised:
            ledger.add_many(records, batch=6)
        assert str(raised.value).replace("many", "one") == str(alone.value), "the first by place, told as when alone"
        assert sorted(row.id for row in ledger.documents()) == good
    with Ledger(tmp_path / "load.sqlite") as ledger:
        outcomes = dict(ledger.load(records, batch=6))
        assert sorted(outcomes) == list(range(20))
        assert [place for place, told in sorted(outcomes.items()) if isinstance(told, LedgerError)] == [3, 7]
        assert sorted(row.id for row in ledger.documents()) == good


def test_a_record_that_could_not_be_read_back_is_refused(tmp_path: Path) -> None:
    record = report("a")
    record.statements = [{"id": "s1"}]  # type: ignore[list-item]
    with Ledger(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(LedgerError, match="does not fit its shape"):
            ledger.add(record)
        assert list(ledger.records()) == []


def test_no_transaction_is_open_while_telling(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    seen = []
    with Ledger(path) as ledger, Ledger(path) as other:
        for _ in ledger.load([report(f"r{n}") for n in range(7)], batch=3):
            seen.append(len(ledger.documents()))
            other.add(report("other"))
    assert seen == [3, 4, 4, 7, 7, 7, 8]


def test_batches_before_a_fault_of_the_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    Ledger(path).close()
    told = []
    with Ledger(path) as ledger:
        ledger._connection.execute("PRAGMA busy_timeout = 20")  # type: ignore[union-attr]
        writer = sqlite3.connect(path, isolation_level=None)
        with pytest.raises(LedgerError, match="being written by another process"):
            for place, _ in ledger.load([unheld("bad"), *(report(f"r{n}") for n in range(9))], batch=5):
                told.append(place)
                if place == 4:
                    writer.execute("BEGIN IMMEDIATE")
        writer.close()
        assert told == [0, 1, 2, 3, 4] and len(ledger.documents()) == 4


def test_a_ledger_that_cannot_be_written_is_no_fault_of_the_records(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    ledger = Ledger(path)
    found = ledger.load([report(f"r{n}") for n in range(4)], batch=2)
    next(found)
    ledger.close()
    next(found)
    with pytest.raises(LedgerError, match="is closed"):
        next(found)
    with Ledger(path, readonly=True) as asked:
        with pytest.raises(LedgerError, match="reading only"):
            list(asked.load([report("z")]))
        with pytest.raises(LedgerError, match="at least one record"):
            asked.load([], batch=0)


def test_a_source_that_fails_is_told_and_asks_for_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_RECORDS", 5)

    def source() -> Iterator[Record]:
        yield from (report(f"r{number}") for number in range(7))
        raise OSError("the source broke off")

    with Ledger(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(OSError, match="broke off"):
            ledger.add_many(source())
        assert len(ledger.documents()) == 5, "the window before is kept"


def test_reading_ahead_ends_with_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_RECORDS", 10)
    numbers = itertools.count()
    with Ledger(tmp_path / "l.sqlite") as ledger:
        for told, _ in enumerate(ledger.load((report(f"r{n}") for n in numbers), batch=4)):
            if told == 33:
                break
    assert next(numbers) == 40, "four windows of a source without an end"


@pytest.mark.parametrize("seed", range(3))
def test_the_ledger_is_that_of_adding_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    records = list(reports(70, seed, days=5))
    for old, new in zip(records[:5], records[9:14], strict=True):
        records.append(report(old.id, new.date, new.text))
    records[20].date = None
    random.Random(seed).shuffle(records)
    one, many = tmp_path / "one.sqlite", tmp_path / "many.sqlite"
    with Ledger(one) as ledger:
        expected = [ledger.add(record) for record in records]
    monkeypatch.setattr(loading, "MAX_RECORDS", 30)
    with Ledger(many) as ledger:
        found = ledger.add_many(records, batch=7)
    assert (meaning(many), digest(many, numbers=False)) == (meaning(one), digest(one, numbers=False))
    assert faults(many) == []
    assert [isinstance(added, Added) and added.changed for added in found] == [added.changed for added in expected]
