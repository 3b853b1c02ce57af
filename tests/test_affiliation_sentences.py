"""The sentences that the affiliation model is trained on: their form, what they cover, and that they are ours."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from pourparlers.actors.lists import load
from training.affiliation.examples import OWN, SECTORS, UNSAID, Example, own_examples, parse_line

from .conftest import SHARED
from .test_relation_sentences import runs

FILES = sorted(OWN.glob("*.tsv"))
WORLD = {"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM", "-", UNSAID}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(own_examples())


def test_training_persons_have_known_codes(examples: list[Example]) -> None:
    known = WORLD | load("en").countries.keys()
    assert {e.country for e in examples} <= known
    assert {e.sector for e in examples} <= {*SECTORS, UNSAID}


def test_training_persons_cover_every_sector_and_the_untold_in_both_languages(examples: list[Example]) -> None:
    for language in ("fr", "en"):
        mine = [e for e in examples if e.language == language]
        counts = Counter(e.sector for e in mine)
        assert min(counts[sector] for sector in SECTORS if sector != "-") >= 8
        assert sum(e.country == "-" for e in mine) >= 150
        assert len({e.country for e in mine}) >= 150


def test_training_lines_are_told_once() -> None:
    counts = Counter(line for path in FILES for line in path.read_text(encoding="utf-8").splitlines())
    assert [line for line, count in counts.items() if count > 1] == []


def test_training_lines_share_no_wording_with_the_development_data(examples: list[Example]) -> None:
    files = sorted((SHARED / "data").glob("*.jsonl"))
    if not files:
        pytest.skip(f"no development data at {SHARED}")
    theirs = {run for path in files for line in path.open(encoding="utf-8") for run in runs(line)}
    assert [e.id for e in examples if runs(e.text) & theirs] == []


def test_marked_line_gives_the_persons_and_the_plain_text() -> None:
    first, second = parse_line("en\tSo said [[Ann Drew|-|GOV]] to [[Bo Lind|SWE|?]].", "x-1")
    assert first.text == second.text == "So said Ann Drew to Bo Lind."
    assert [first.text[slice(*e.person)] for e in (first, second)] == ["Ann Drew", "Bo Lind"]
    assert (first.country, first.sector, second.country, second.sector) == ("-", "GOV", "SWE", "?")


BROKEN = [
    "de\t[[A B|FRA|GOV]]",
    "fr [[A B|FRA|GOV]]",
    "fr\tA B",
    "fr\t[[A B|FRA]]",
    "fr\t[[A B|FRANCE|GOV]]",
    "fr\t[[A B|FRA|XXX]]",
]


@pytest.mark.parametrize("line", BROKEN)
def test_line_that_is_no_example_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape("x-1")):
        parse_line(line, "x-1")
