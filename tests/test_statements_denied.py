"""What nobody said is nobody's statement."""

from __future__ import annotations

import pytest

from pourparlers.coder import code_batch
from pourparlers.record import Document


def acts(language: str, text: str) -> list[str | None]:
    (record,) = code_batch([Document(text=text, date="2022-05-13", language=language)], ask=None)
    return [statement.act for statement in record.statements]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sergei Lavrov did not say that the talks had failed."),
        ("en", "Neither Sergei Lavrov nor Antony Blinken said that the talks had failed."),
        ("en", "No official said that the talks had failed."),
        ("en", "None of the ministers said that the talks had failed."),
        ("en", "Sergei Lavrov stopped short of saying that the talks had failed."),
        ("en", "Sergei Lavrov left without saying that the talks had failed."),
        ("fr", "Ni Sergueï Lavrov ni Antony Blinken n'ont dit que les pourparlers avaient échoué."),
        ("fr", "Aucun responsable n'a dit que les pourparlers avaient échoué."),
        ("fr", "Personne n'a affirmé que l'Ukraine gagnerait."),
    ],
)
def test_words_that_nobody_said_are_no_statement(language: str, text: str) -> None:
    assert acts(language, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sergei Lavrov said that the talks had not failed.",
        "Sergei Lavrov not only said that the talks had failed, he left.",
        "Sergei Lavrov stopped, saying that the talks had failed.",
        "With no minister in the room, Sergei Lavrov said that the talks had failed.",
    ],
)
def test_words_said_beside_a_denial_are_a_statement(text: str) -> None:
    assert acts("en", text) == ["state"]
