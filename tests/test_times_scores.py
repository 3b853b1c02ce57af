"""``pourparlers score times``: TempEval-3's measures, answers from a file or from us, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.record import Record, Time
from pourparlers.scores.times import TimeLine, TimeMark, line_of, score_times

TEXT = "Oslo a reçu Lima le 3 mai, puis Quito pendant deux jours."
GOLD = TimeLine("a", [TimeMark((17, 25), "2022-05-03", "DATE"), TimeMark((46, 56), "P2D", "DURATION")])


def test_relaxed_matches_overlap_and_strict_ones_are_equal() -> None:
    answer = TimeLine("a", [TimeMark((20, 25), "2022-05-03", "DATE"), TimeMark((46, 56), "P2W", "DURATION")])
    found = score_times([(GOLD, answer)])
    assert (found.relaxed.f1, found.strict.f1, found.value.f1, found.type.f1) == (1.0, 0.5, 0.5, 1.0)
    assert found.value_accuracy == 0.5


def test_an_expression_is_matched_once() -> None:
    answer = TimeLine("a", [TimeMark((17, 56), "2022-05-03", "DATE")])
    found = score_times([(GOLD, answer)])
    assert (found.relaxed.right, found.relaxed.asked, found.relaxed.given) == (1, 2, 1)


def test_nothing_scores_nothing() -> None:
    assert score_times([]).relaxed.f1 == 0


def test_a_record_is_an_answer() -> None:
    record = Record(id="a", language="fr", text=TEXT, times=[Time(span=(17, 25), type="DATE", value="2022-05-03")])
    assert line_of(record).times == [GOLD.times[0]]


@pytest.fixture
def score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)

    def running(gold: dict[str, object], answer: dict[str, object], *options: str) -> tuple[int, str, str]:
        Path("gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
        Path("out.jsonl").write_text(json.dumps(answer) + "\n", encoding="utf-8")
        status = cli.main(["score", "times", "gold.jsonl", "--answers", "out.jsonl", *options])
        return status, *capfd.readouterr()

    return running


GOLD_LINE = {"id": "a", "text": TEXT, "times": [{"span": [17, 25], "type": "DATE", "value": "2022-05-03"}]}


def test_the_command_scores_a_file_of_answers(score) -> None:
    answer = {"id": "a", "times": [{"span": [20, 25], "value": "2022-05-03"}]}
    status, out, _ = score(GOLD_LINE, answer, "--json")
    assert status == 0
    assert json.loads(out)["value"]["f1"] == 1.0
    status, out, _ = score(GOLD_LINE, answer)
    rows = [line.split() for line in out.splitlines()]
    assert ["relaxed", "1", "1", "1", "1.000", "1.000", "1.000"] in rows
    assert ["strict", "1", "1", "0", "0.000", "0.000", "0.000"] in rows


def test_a_line_without_times_is_refused(score) -> None:
    status, _, err = score({"id": "a", "text": TEXT}, GOLD_LINE)
    assert status != 0
    assert "gold.jsonl, line 1" in err and "`times`" in err
