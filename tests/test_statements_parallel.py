"""Quotations and reports in two parallel sets of simple sentences, and in the same sentences with damaged marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.actors import find as find_actors
from pourparlers.coder import code_batch
from pourparlers.languages import parse
from pourparlers.record import Document
from pourparlers.scores.quotes import line_of, score_quotes
from pourparlers.statements import find

FOLDER = Path(__file__).parent / "data" / "quotes"
LANGUAGES = ("fr", "en")
MARKS = "«»“”„\"'‘’"


def gold(language: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"parallel.{language}.jsonl").open(encoding="utf-8")]


def test_parallel_sets_hold_the_same_sentences() -> None:
    french, english = gold("fr"), gold("en")
    assert [line["id"] for line in french] == [line["id"] for line in english]
    assert len(french) == 40
    for line in (*french, *english):
        for quote in line["quotes"]:
            assert quote["content"]
            assert quote["source"]
            assert all(0 <= s < e <= len(line["text"]) for part in ("source", "cue", "content") for s, e in quote[part])


@pytest.mark.parametrize("language", LANGUAGES)
def test_parallel_sentences_yield_content_and_speaker(language: str) -> None:
    lines = gold(language)
    records = code_batch(
        (Document(id=g["id"], text=g["text"], date=g["date"], language=language) for g in lines), ask=None
    )
    score = score_quotes((g["text"], line_of(g), line_of(r)) for g, r in zip(lines, records, strict=True))
    assert score.content.f1 >= 0.92, score
    assert score.speaker >= 0.9, score


QUOTED = [(language, g["text"]) for language in LANGUAGES for g in gold(language) if set(g["text"]) & set(MARKS)]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """Two or three of the sentences in one paragraph, with marks deleted, doubled, swapped or put in anywhere."""
    language = draw(st.sampled_from(LANGUAGES))
    own = [text for kept, text in QUOTED if kept == language]
    text = draw(st.sampled_from(["\n\n", " "])).join(draw(st.lists(st.sampled_from(own), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(1, 4))):
        places = [i for i, character in enumerate(text) if character in MARKS]
        if not places:
            break
        at = draw(st.sampled_from(places))
        how = draw(st.sampled_from(["delete", "double", "swap", "replace", "move"]))
        if how == "delete":
            text = text[:at] + text[at + 1 :]
        elif how == "double":
            text = text[:at] + text[at] + text[at:]
        elif how == "replace":
            text = text[:at] + draw(st.sampled_from(MARKS)) + text[at + 1 :]
        elif how == "move":
            text = text[:at] + text[at + 1 :]
            to = draw(st.integers(0, len(text)))
            text = text[:to] + draw(st.sampled_from(MARKS)) + text[to:]
        else:
            other = draw(st.sampled_from(places))
            characters = list(text)
            characters[at], characters[other] = characters[other], characters[at]
            text = "".join(characters)
    return language, text


@settings(max_examples=80, deadline=None)
@given(damaged())
def test_damaged_marks_never_raise_and_keep_spans_valid(case: tuple[str, str]) -> None:
    language, text = case
    parsed = parse(text, language)
    found = find(parsed, find_actors(parsed, "2022-05-13", None, None), [], "2022-05-13")
    assert [statement.id for statement in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    for statement in found:
        assert statement.content
        for start, end in (*statement.content, *statement.cue):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
        for start, end in statement.content:
            assert not any(start < b and a < end for a, b in statement.cue)


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("fr", 'Marc Leroy a dit : "Nous partons. Anne Petit a répondu : "Je reste."', ["Nous partons.", "Je reste."]),
        ("fr", 'Marc Leroy a dit que la route était ""très dangereuse"".', ['que la route était ""très dangereuse""']),
        ("en", 'Mark Lowe said: "We leave now. It is late.”', ["We leave now. It is late."]),
        ("en", 'Mark Lowe said: “We leave now. It is late."', ["We leave now. It is late."]),
    ],
)
def test_lost_doubled_and_mixed_marks_keep_the_words_apart(language: str, text: str, content: list[str]) -> None:
    parsed = parse(text, language)
    found = find(parsed, find_actors(parsed, None, None, None), [], None)
    assert [text[s.content[0][0] : s.content[-1][1]] for s in found] == content
