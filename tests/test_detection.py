"""Telling French, English and all else apart."""

import pytest

from pourparlers.errors import LanguageError
from pourparlers.languages import detection

FRENCH = (
    "La ministre des Affaires étrangères a rencontré mardi son homologue dans la capitale, où elle a plaidé pour une "
    "trêve et pour la reprise des pourparlers entre les deux pays, selon un communiqué de ses services."
)
ENGLISH = (
    "The foreign minister met her counterpart in the capital on Tuesday and pleaded for a truce and for the talks "
    "between the two countries to be resumed, according to a statement from her office."
)


def test_clear_cases_are_told_without_the_identifier(monkeypatch):
    monkeypatch.setattr(detection, "_identify", lambda words: pytest.fail("not needed"))
    assert detection.detect(FRENCH) == "fr"
    assert detection.detect(ENGLISH) == "en"


def test_a_long_text_is_told_by_a_sample(monkeypatch):
    monkeypatch.setattr(detection, "_identify", lambda words: pytest.fail("not needed"))
    assert detection.detect(FRENCH * 4000) == "fr"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Poutine a parlé à Scholz.", "fr"),
        ("Putin spoke to Scholz.", "en"),
        ("Austin appelle Choïgou", "fr"),
        ("Biden calls Xi", "en"),
    ],
)
def test_short_texts_are_told(text, code):
    assert detection.detect(text) == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Kanzler sprach am Freitag mit dem russischen Präsidenten über eine Waffenruhe.", "German"),
        ("El presidente habló el viernes con su homólogo de la tregua y de la ayuda para los civiles.", "Spanish"),
        ("Il presidente ha parlato venerdì con il suo omologo della tregua e degli aiuti per i civili.", "Italian"),
        ("De minister sprak vrijdag met zijn ambtgenoot over de wapenstilstand en de hulp aan burgers.", "Dutch"),
        ("Владимир Путин в пятницу поговорил с канцлером Германии о положении в городе и о перемирии.", "Russian"),
    ],
)
def test_other_languages_are_named(text, name):
    with pytest.raises(LanguageError, match=rf"{name} .*French \(fr\) and English \(en\).*--language"):
        detection.detect(text)


@pytest.mark.parametrize("text", ["", "12 345", "… – !"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(LanguageError, match="--language"):
        detection.detect(text)


@pytest.mark.parametrize("text", ["a" * 300_000, "\u0301" * 1000 + "x", "𝔘𝔫𝔦 " * 100, "𓀀" * 50])
def test_odd_texts_do_no_harm(text):
    try:
        assert detection.detect(text) in ("fr", "en")
    except LanguageError as error:
        assert str(error).isprintable()


def test_what_is_no_word_does_not_decide():
    # One endless "word" and bare accents around a short English report.
    text = "The minister spoke with her " + "x" * 5_000 + " counterpart on Friday." + "\u0301" * 500
    assert detection.detect(text) == "en"


def test_no_language_at_all_is_told():
    with pytest.raises(LanguageError, match=r"no words to tell its language by.*--language"):
        detection.detect("x" * 10_000)
