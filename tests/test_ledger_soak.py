"""What the ledger has to bear, at a size that runs in a minute; ``make soak`` is the same at full size."""

from __future__ import annotations

import datetime
import itertools
import re
from pathlib import Path

import pytest

from bench import ledger as curve
from bench.soak import crowd, harm, killing, orders
from bench.soak.reports import reports, shuffled, with_hashed_ids
from pourparlers.record import Record


@pytest.mark.parametrize("seed", range(4))
def test_orders_and_batch_sizes_make_no_difference(tmp_path: Path, seed: int) -> None:
    assert orders.run(tmp_path, documents=60, orders=5, seed=seed, days=4) == []


def test_killed_loading_resumes_to_the_same_ledger(tmp_path: Path) -> None:
    assert killing.run(tmp_path, documents=100, kills=5) == []


def test_two_writers_and_five_readers_lose_nothing(tmp_path: Path) -> None:
    assert crowd.run(tmp_path, seconds=4) == []


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    assert harm.full_disk(tmp_path, documents=60) == []


def test_without_room_the_command_says_so(tmp_path: Path) -> None:
    assert harm.little_room(tmp_path) == []


def test_a_read_only_file_is_told_and_still_answers(tmp_path: Path) -> None:
    assert harm.read_only(tmp_path) == []


def test_a_corrupted_page_is_an_answer_or_one_clear_message(tmp_path: Path) -> None:
    assert harm.corrupted_page(tmp_path, pages=12) == []


def test_other_schemas_are_told_and_left(tmp_path: Path) -> None:
    assert harm.other_schemas(tmp_path) == []


def test_the_same_seed_makes_the_same_reports() -> None:
    assert list(reports(30, 5)) == list(reports(30, 5))
    assert len({record.id for record in reports(30, 5)}) == 30


def test_shuffled_reports_are_the_same_in_no_order() -> None:
    told = list(reports(300, 5, by_day=True))
    found = list(shuffled(told))
    assert sorted(found, key=lambda record: record.id) == told
    rising = sum(one.date < other.date for one, other in itertools.pairwise(found) if one.date and other.date)
    assert 100 < rising < 200


def test_the_bench_takes_the_same_reports_by_day_and_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curve, "BEYOND", 100)
    by_day, shuffled_ones, stories = (list(curve.source(200, order, False)) for order in ("day", "shuffled", "story"))
    hashed = [list(curve.source(200, order, True)) for order in ("day", "shuffled")]
    assert [record.id for record in by_day] == sorted(record.id for record in shuffled_ones)
    assert [record.id for record in shuffled_ones] != sorted(record.id for record in shuffled_ones)
    assert {record.id for record in hashed[0]} == {record.id for record in hashed[1]}
    for records in (by_day, stories):
        assert 300 <= sum(len(record.events) for record in records) < 304
        spread = [max(days) - min(days) for record in records if (days := _days(record))]
        assert max(spread) <= 14, "one report tells of a few days"


def test_reports_by_story_come_in_no_order_of_time() -> None:
    found = [record.date or "" for record in reports(400, 5, days=4000, by_story=True)]
    apart = [
        abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)
        for one, other in itertools.pairwise(found)
    ]
    assert sorted(apart)[200] > 500, "half of them are years from the one before"


def test_hashed_ids_look_like_those_of_documents_without_one() -> None:
    found = list(with_hashed_ids(reports(50, 5)))
    assert len({record.id for record in found}) == 50
    assert all(re.fullmatch("d[0-9a-f]{16}", record.id) for record in found)


def _days(record: Record) -> list[int]:
    return [datetime.date.fromisoformat(event.date).toordinal() for event in record.events if event.date]
