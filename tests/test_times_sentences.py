"""Whole sentences of our own through the parser: tenses, limits, quarters, spans, weeks, in French and English."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest

from pourparlers import times
from pourparlers.languages import Parse, parse_batch

DATA = Path(__file__).parent / "data" / "times"
LINES = {
    language: [json.loads(line) for line in (DATA / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]
    for language in ("en", "fr")
}
CASES = [
    pytest.param(language, number, id=line["text"])
    for language, lines in LINES.items()
    for number, line in enumerate(lines)
]


@functools.cache
def parses(language: str) -> list[Parse]:
    return parse_batch([line["text"] for line in LINES[language]], language)


@pytest.mark.parametrize(("language", "number"), CASES)
def test_sentence_has_these_times(language: str, number: int) -> None:
    line = LINES[language][number]
    found = times.tag(parses(language)[number], line["date"])
    text = line["text"]
    assert [[text[t.span[0] : t.span[1]], t.type, t.value] for t in found] == line["times"]
