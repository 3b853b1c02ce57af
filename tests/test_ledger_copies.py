"""Near-identical documents: found whatever the order, undone when one goes, and nothing else taken for one."""

from __future__ import annotations

import itertools
import random
import sqlite3
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.ledger import Ledger
from pourparlers.ledger.copies import keys
from pourparlers.record import Record

_BEGINNINGS, _ENDS = ("bor", "kal", "tam", "rin", "sel", "vok"), ("a", "en", "ist", "um")
_WORDS = [first + second for first in _BEGINNINGS for second in _ENDS]


def text(seed: int, length: int = 400) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(_WORDS) for _ in range(length)]


def document(name: str, words: list[str], **fields: str) -> Record:
    return Record(id=name, language="en", text=" ".join(words), **fields)


def changed(words: list[str], *places: int) -> list[str]:
    return ["Changed" if place in places else word for place, word in enumerate(words)]


def groups(ledger: Ledger) -> set[tuple[str, ...]]:
    return {tuple(sorted([row.id, *row.copies])) for row in ledger.documents()}


def test_a_word_changed_and_a_heading_added_are_copies_in_any_order(tmp_path: Path) -> None:
    one = text(1)
    records = [
        document("wire", one),
        document("edited", changed(one, 200)),
        document("headed", ["By", "our", "own", "correspondent", *one]),
        document("other", text(2)),
    ]
    for number, order in enumerate(itertools.permutations(records)):
        with Ledger(tmp_path / f"{number}.sqlite") as ledger:
            ledger.add_many(order)
            assert groups(ledger) == {("edited", "headed", "wire"), ("other",)}


def test_case_and_punctuation_make_no_difference(tmp_path: Path) -> None:
    one = text(1)
    assert keys(" ".join(one)) == keys(", ".join(word.upper() for word in one) + "!")


def test_half_of_a_report_and_a_short_text_are_no_copies(tmp_path: Path) -> None:
    one = text(1)
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(document("a", one))
        ledger.add(document("b", [*one[:200], *text(3, 200)]))
        ledger.add(document("c", text(4, 20)))
        ledger.add(document("d", changed(text(4, 20), 3)))
        assert groups(ledger) == {("a",), ("b",), ("c",), ("d",)}


def test_a_chain_breaks_when_its_middle_goes(tmp_path: Path) -> None:
    one = text(1)
    chain = [one, changed(one, *range(12)), changed(one, *range(24)), changed(one, *range(60))]
    names = "abcd"
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add_many(document(name, words) for name, words in zip(names, chain, strict=True))
        whole = groups(ledger)
        assert any({"a", "b", "c"} <= set(group) for group in whole)
        ledger.add(Record(id="b", language="en", text="Short."))
        after = groups(ledger)
    with Ledger(tmp_path / "fresh.sqlite") as fresh:
        fresh.add(Record(id="b", language="en", text="Short."))
        fresh.add_many(document(name, words) for name, words in zip(names, chain, strict=True) if name != "b")
        assert groups(fresh) == after


def test_versions_at_one_address_are_one_document_and_both_kept(tmp_path: Path) -> None:
    one = text(1)
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(document("late", changed(one, 5), url="https://h.example/1", date="2022-05-14"))
        ledger.add(document("early", one, url="https://h.example/1", date="2022-05-13"))
        (row,) = ledger.documents()
        assert (row.id, row.other_ids, row.copies) == ("late", ["early"], [])
        account = ledger.document("early")
        assert account is not None and [other.id for other in account.others] == ["early"]


def test_copies_count_as_one_report_of_a_happening(tmp_path: Path) -> None:
    from .test_ledger_happenings import AUSTIN, CHOIGOU, SHOIGU, contact_record

    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        for name, words, other in (("a", text(1), SHOIGU), ("b", changed(text(1), 9), SHOIGU), ("c", text(2), CHOIGOU)):
            record = contact_record(name, ([AUSTIN, other], "phone", "minister"))
            record.text = " ".join(words)
            ledger.add(record)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT documents, reports FROM happening_rows").fetchall() == [(3, 2)]
    connection.close()


def test_the_page_names_copies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add_many([document("a", text(1)), document("b", changed(text(1), 9))])
    assert cli.main(["documents", "--ledger", str(path)]) == 0
    assert "nearly the same text as b" in capsys.readouterr().out


def test_nothing_found_says_who_published_what_was_searched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        for number in range(6):
            ledger.add(document(f"d{number}", text(number), publisher=f"Gazette {number}", date=f"2022-05-1{number}"))
    assert cli.main(["lines", "FRA", "--ledger", str(path)]) == 0
    said = capsys.readouterr().err
    assert "in 6 documents, dated 2022-05-10 to 2022-05-15" in said
    assert "published by Gazette 0, Gazette 1, Gazette 2, Gazette 3 and 2 others" in said


def test_copies_are_found_among_the_newest_and_those_moved_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pourparlers.ledger.lookups.RECENT", 3)
    records = [document(f"d{seed}{n}", changed(text(seed), 100 * n)) for n in range(3) for seed in range(4)]
    expected = {tuple(f"d{seed}{n}" for n in range(3)) for seed in range(4)}
    kept: set[tuple[object, ...]] = set()
    for batch in (1, 2, 5, 100):
        path = tmp_path / f"{batch}.sqlite"
        with Ledger(path) as ledger:
            ledger.add_many(records, batch=batch)
            assert groups(ledger) == expected
        connection = sqlite3.connect(path)
        recent = connection.execute("SELECT DISTINCT number FROM copy_keys_recent ORDER BY 1").fetchall()
        assert recent == [], "twelve is a multiple of three"
        assert connection.execute("SELECT count(DISTINCT number) FROM copy_keys").fetchone() == (12,)
        kept.add(tuple(connection.execute("SELECT * FROM copy_keys")))
        connection.close()
        with Ledger(path) as ledger:
            ledger.add(Record(id="d01", language="en", text="Short."))
            assert ("d00", "d02") in groups(ledger)
    assert len(kept) == 1, "the same whatever stands in one transaction"
