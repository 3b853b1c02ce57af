"""`pourparlers resolve` and `score actors`: noun phrases in, codes out, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.resolving import Phrase, resolve
from pourparlers.scores.actors import ActorAnswer, ActorPair, GoldActor, score_actors

PHRASES = [
    ("Latvian soldiers", "en", None, "LVA", "MIL"),
    ("Chile", "en", None, "CHL", None),
    ("Nairobi", "en", None, "KEN", "GOV"),
    ("Abkhazia", "en", None, "GEO", "PRE"),
    ("four Omani men", "en", None, "OMN", "UNK"),
    ("army cook", "en", None, None, "MIL"),
    ("Peru's Ombudsman's Office", "en", None, "PER", "GOV"),
    ("Christian leaders in Niger", "en", None, "NER", "REL"),
    ("the wife of the Gabonese president", "en", None, "GAB", "ELI"),
    ("Ulan Bator Children's Hospital", "en", None, "MNG", "MED"),
    ("Malawian Farmers League", "en", None, "MWI", "AGR"),
    ("Mary Colbyson", "en", None, None, None),
    ("Angela Merkel", "en", "2019-01-01", "DEU", "GOV"),
    ("Angela Merkel", "en", "2022-06-01", "DEU", "ELI"),
    ("des soldats lettons", "fr", None, "LVA", "MIL"),
    ("le Chili", "fr", None, "CHL", None),
    ("les dirigeants musulmans du Niger", "fr", None, "NER", "REL"),
    ("l'épouse du président gabonais", "fr", None, "GAB", "ELI"),
    ("un lycéen marseillais", "fr", None, "FRA", "EDU"),
    ("des réfugiés rohingyas", "fr", None, "MMR", "REF"),
    ("la police de Lyon", "fr", None, "FRA", "COP"),
    ("la Ligue tchadienne des droits de l'homme", "fr", None, "TCD", "SOC"),
]


@pytest.mark.parametrize(("text", "language", "date", "country", "sector"), PHRASES)
def test_phrase_has_its_country_and_sector(
    text: str, language: str, date: str | None, country: str | None, sector: str | None
) -> None:
    (answer,) = resolve([Phrase("p", text, language, date)])
    assert (answer.country, answer.sector or "UNK") == (country, sector or "UNK"), answer


def test_sentence_is_answered_by_its_subject() -> None:
    (answer,) = resolve([Phrase("p", "Sergueï Choïgou a appelé Lloyd Austin vendredi.", "fr", "2022-05-13")])
    assert (answer.country, answer.office, answer.other_sectors) == ("RUS", "minister of defence", ["MIL"])


@pytest.fixture
def run(capfd, tmp_path, monkeypatch):
    """The command's status, output and errors, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments):
        status = cli.main(list(arguments))
        return status, *capfd.readouterr()

    return running


def write(name: str, *values: object) -> None:
    lines = (value if isinstance(value, str) else json.dumps(value) for value in values)
    Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_resolve_answers_each_line_in_order(run) -> None:
    write("in.jsonl", {"id": "1", "text": "Latvian soldiers", "language": "en"}, {"id": "2", "text": "le Chili"})
    status, _, _ = run("resolve", "in.jsonl", "-o", "out.jsonl")
    out = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert status == 0
    assert [line["id"] for line in out] == ["1", "2"]
    fields = {"id", "name", "kind", "country", "sector", "other_sectors", "office", "identifier", "why"}
    assert all(set(line) == fields for line in out)
    assert [line["country"] for line in out] == ["LVA", "CHL"]


def test_bad_lines_are_told_and_the_others_answered(run) -> None:
    write(
        "in.jsonl",
        {"id": "1", "text": " "},
        {"id": "2"},
        {"id": "3", "text": "le Chili", "language": "de"},
        {"id": "4", "text": "le Chili", "date": "yesterday"},
        "no json",
        {"id": "6", "text": "\ud800"},
        {"id": "7", "text": "le Chili", "language": "fr"},
    )
    status, _, errors = run("resolve", "in.jsonl", "-o", "out.jsonl")
    assert status == 1
    assert [json.loads(line)["id"] for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()] == ["7"]
    assert all(f"line {number}" in errors for number in range(1, 7))
    assert "fr, en" in errors and "YYYY-MM-DD" in errors


def test_empty_or_missing_input_is_refused(run) -> None:
    write("empty.jsonl")
    assert run("resolve", "empty.jsonl", "-o", "out.jsonl")[0] == 2
    assert run("resolve", "nowhere.jsonl", "-o", "out.jsonl")[0] == 2
    assert not Path("out.jsonl").exists()


def test_score_actors_counts_what_is_checked() -> None:
    def pair(country, sector, answered, **gold):
        return ActorPair(GoldActor("g", country, sector, **gold), ActorAnswer("g", *answered))

    found = score_actors(
        [
            pair("FRA", "MIL", ("FRA", "MIL")),
            pair("FRA", "MIL", ("FRA", "GOV")),
            pair(None, "UNK", (None, None)),
            pair("XKX", "HLH", ("KOS", "MED")),
            pair("LBN", "PTY", ("LBN", "REB"), sector_accept=("REB",)),
            pair("IGO", None, ("IGO", "GOV"), checked=("country",)),
            pair(None, None, ("FRA", None)),
        ]
    )
    assert (found.n, found.country_n, found.sector_n) == (7, 7, 6)
    assert found.both == pytest.approx(5 / 7)
    assert found.country == pytest.approx(6 / 7)
    assert found.sector == pytest.approx(5 / 6)
    assert found.wrong == ["g", "g"]


def test_score_command_takes_answers_or_gives_them(run) -> None:
    write(
        "gold.jsonl",
        {"id": "1", "text": "Latvian soldiers", "language": "en", "date": None, "country": "LVA", "sector": "MIL"},
    )
    write("answers.jsonl", {"id": "1", "country": "LVA", "sector": "GOV"})
    status, out, _ = run("score", "actors", "gold.jsonl", "--json")
    assert (status, json.loads(out)["both"]) == (0, 1.0)
    status, out, _ = run("score", "actors", "gold.jsonl", "--answers", "answers.jsonl")
    assert status == 0 and "0.000" in out and "wrong" in out.lower()
    write("bad.jsonl", {"id": "1", "country": 3})
    assert run("score", "actors", "bad.jsonl")[0] == 2
