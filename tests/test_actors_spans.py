"""What holds of every mention, on any text: spans read as their words, and nothing crashes or takes too long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.actors import find
from pourparlers.errors import InputError
from pourparlers.languages import parse

PIECES = st.sampled_from(
    ["le président russe", "Vladimir Poutine", ", ", "« ", " »", "son homologue", "les deux hommes", "il", "à Moscou",
     "Scholz", "M. ", "[Putin]", "the U.S. and Russian officials", "'s", "’", "ministre de la ", "de ", "et ", "(", ")",
     "\u202e", "🇺🇦", "Ex-président", "\n\n", "ﬃ", "Иван", "K", "ELLE ", "leurs ", "they said", ". ", "'s spokesman"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["fr", "en"]), st.sampled_from([None, "2022-05-13"]))
def test_spans_read_as_their_words_on_any_text(pieces: list[str], language: str, date: str | None) -> None:
    parsed = parse(" ".join(pieces), language)
    cast = find(parsed, date)
    for mention in cast.mentions:
        (start, end), sentence = mention.spans[0], parsed.sentences[mention.sentence]
        assert parsed.text[start:end] == mention.text != ""
        assert sentence.tokens[mention.first].start == start and sentence.tokens[mention.last - 1].end == end
        assert mention.first <= mention.head < mention.last
        assert mention.why
        assert mention.actor in cast.actors
        assert all(not member.members for member in mention.actor.members)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_huge_names_do_no_harm(language: str) -> None:
    text = f"Le président {'A' * 10_000} a vu {'Bo' * 5_000}. President {'X-' * 5_000} said so."
    cast = find(parse(text, language), "2022-05-13", title="B" * 10_000)
    assert all(m.text in text for m in cast.mentions)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_time_grows_with_the_text_and_not_faster(language: str) -> None:
    line = "Le président russe Vladimir Poutine, il et son homologue, de Paul Durand, the Russian president's aide, "
    times = []
    for count in (60, 240):
        parsed = parse(line * count, language)
        start = time.perf_counter()
        find(parsed, "2022-05-13")
        times.append(time.perf_counter() - start)
    assert times[1] < 4 * 3 * times[0] + 0.5


def test_empty_text_has_no_cast() -> None:
    assert find(parse("", "fr"), None).mentions == []


def test_bad_date_is_refused_with_advice() -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        find(parse("Rien.", "fr"), "13 mai")
