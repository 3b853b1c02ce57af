"""What the ledger has to bear, at a size that runs in a minute; ``make soak`` is the same at full size."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.soak import crowd, harm, killing, orders
from bench.soak.reports import reports


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
