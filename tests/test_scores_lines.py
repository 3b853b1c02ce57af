"""``score lines``: which documents tell one contact."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.record import encode
from pourparlers.scores.lines import GoldContact, score_lines

from .test_ledger_happenings import AUSTIN, CHOIGOU, SHOIGU, contact_record

GOLD = [{"pair": ["RUS", "USA"], "contacts": [{"date": "2022-05-13", "documents": ["a", "b"]}, {"documents": ["c"]}]}]


def contacts(*groups: str) -> list[GoldContact]:
    return [GoldContact(documents=list(group)) for group in groups]


def test_pairs_of_documents_are_counted() -> None:
    found = score_lines([("BA", contacts("abc", "d")), ("AC", contacts("abc"))], [("AB", contacts("ab", "cd"))])
    assert found.lines == 2
    assert (found.same.asked, found.same.given, found.same.right) == (3, 2, 1)
    assert found.split == [("a", "c"), ("b", "c")]
    assert found.mixed == [("c", "d")]
    # (line, document): the second line was not answered at all.
    assert (found.told.asked, found.told.given, found.told.right) == (7, 4, 4)


def test_documents_that_were_not_read_are_left_out_of_read() -> None:
    found = score_lines([("AB", contacts("abc"))], [("AB", contacts("ab"))])
    assert found.same.recall == pytest.approx(1 / 3)
    assert found.read.f1 == 1.0


def test_two_contacts_in_common_count_twice_and_a_contact_of_many_once() -> None:
    gold = [("AB", contacts("xy", "xy")), ("AC", contacts("xy")), ("BC", contacts("xy"))]
    assert score_lines(gold, gold).same.asked == 2


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    Path("gold.jsonl").write_text("\n".join(json.dumps(line) for line in GOLD))
    records = [
        contact_record("a", ([AUSTIN, SHOIGU], "phone", "minister")),
        contact_record("b", ([AUSTIN, CHOIGOU], "phone", "minister")),
        contact_record("c", ([AUSTIN, SHOIGU], "phone", "minister"), date="2022-05-20"),
    ]
    Path("records.jsonl").write_bytes(b"\n".join(map(encode, records)))

    def running(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(["score", "lines", *arguments])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return running


def test_records_are_put_into_a_ledger_of_their_own(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("gold.jsonl", "--answers", "records.jsonl", "--json")
    assert status == 0
    found = json.loads(out)
    assert found["same"]["f1"] == found["told"]["f1"] == 1.0
    assert not list(Path().glob("*.sqlite*"))


def test_lines_answer_too_and_the_page_shows_what_is_wrong(run) -> None:  # type: ignore[no-untyped-def]
    Path("lines.json").write_text(json.dumps([{"pair": ["USA", "RUS"], "contacts": [{"documents": ["a", "c"]}]}]))
    status, out, _ = run("gold.jsonl", "--answers", "lines.json")
    assert status == 0
    assert "Lines · 1 line" in out
    assert "a · b" in out and "a · c" in out


@pytest.mark.parametrize(
    ("content", "said"), [("", "holds no line"), ("{}", "does not fit"), ("[1]", "does not fit"), ("{", "valid JSON")]
)
def test_what_is_no_line_is_told(run, content: str, said: str) -> None:  # type: ignore[no-untyped-def]
    Path("bad.jsonl").write_text(content)
    status, _, err = run("bad.jsonl", "--answers", "records.jsonl")
    assert (status, said in err) == (2, True)
    assert len(err.splitlines()) == 1


def test_lines_need_answers(run) -> None:  # type: ignore[no-untyped-def]
    status, _, err = run("gold.jsonl")
    assert status == 2
    assert "--answers" in err
