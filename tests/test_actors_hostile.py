"""Names that the world may hold: endless ones, control characters, marks of direction, letters that look alike."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparlers.actors import find
from pourparlers.actors.bodies import body_codes, country_in, role_in, words_in
from pourparlers.actors.holders import named
from pourparlers.actors.spots import lexicon
from pourparlers.languages import parse
from pourparlers.resolving import Phrase, resolve

HOSTILE = [
    "A" * 10_000,
    "Jean-" * 2_000 + "Paul",
    "de " * 3_000 + "Gaulle",
    "Президент " * 500,
    "\u202eniM\u202c Ho",
    "P\u0430ul K\u0430g\u0430me",  # Cyrillic а
    "Ana\x00\x07\x1b[31mMaria\x1b[0m",
    "O\u0301" * 2_000,
    "\U0001f600 \U0001f600 Smith",
    "Dr. " * 1_000,
    "(((((" * 400,
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_name_in_a_report_keeps_spans_in_the_text(name: str, language: str) -> None:
    frame = {
        "fr": "Le ministre malien {}, 47 ans, a parlé à Bamako.",
        "en": "Mali's minister, {}, 47, spoke in Bamako.",
    }
    text = frame[language].format(name)
    cast = find(parse(text, language), "2022-05-13")
    for mention in cast.mentions:
        for start, end in mention.spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_is_resolved_to_an_answer(name: str) -> None:
    (answer,) = resolve([Phrase("x", name, "en", "2022-05-13")])
    assert answer.id == "x"
    assert answer.country is None or (len(answer.country) == 3 and answer.country.isupper())


def test_look_alike_letters_are_not_the_listed_person() -> None:
    (answer,) = resolve([Phrase("x", "Vladimir Pu\u03c4in", "en", "2022-05-13")])
    assert answer.identifier in (None, "Q7747")
    assert named("\u202eVladimir Putin\u202c") == [] or named("Vladimir Putin")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text_has_words_and_codes(text: str) -> None:
    lex = lexicon("fr")
    words = words_in(parse(text, "fr").sentences[0].tokens) if parse(text, "fr").sentences else []
    assert len(words) <= 60
    role_in(words, lex)
    body_codes(words, lex)
    code = country_in(words, lex)
    assert code is None or len(code) == 3


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80), st.sampled_from(["fr", "en"])
)
def test_any_phrase_is_answered_or_refused_as_empty(text: str, language: str) -> None:
    if text.strip():
        (answer,) = resolve([Phrase("x", text, language)])
        assert answer.why


def test_long_name_costs_no_more_than_its_length() -> None:
    """Look-ups refuse what is no name before they search for it."""
    assert named("A" * 10_000) == []
    assert len(words_in(parse("word " * 5_000, "en").sentences[0].tokens)) == 60
