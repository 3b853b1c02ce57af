"""What nobody named says, what the writer says, and clauses that only say whose word the rest is."""

from __future__ import annotations

import pytest

from tests.test_statements import read, said, who

# Language, text, speaker and content.
ASIDES = [
    ("en", "As Anne Reed reported on Saturday, the bridge has fallen.", "Anne Reed", ["the bridge has fallen"]),
    ("en", "The bridge has fallen, as Anne Reed reported on Saturday.", "Anne Reed", ["The bridge has fallen"]),
    ("en", "The bridge, as Anne Reed said, has fallen.", "Anne Reed", ["The bridge", "has fallen"]),
    ("fr", "Comme l'a rapporté Anne Petit samedi, le pont est tombé.", "Anne Petit", ["le pont est tombé"]),
    ("fr", "Comme Anne Petit l'a indiqué, le pont est tombé.", "Anne Petit", ["le pont est tombé"]),
    ("fr", "Le pont est tombé, comme l'a annoncé Anne Petit samedi.", "Anne Petit", ["Le pont est tombé"]),
]
HEARSAY = [
    ("en", "Luke Arnold is said to have left the capital.", None, ["Luke Arnold", "to have left the capital"]),
    ("en", "It was reported that the bridge had fallen.", None, ["that the bridge had fallen"]),
    ("fr", "Il a été rapporté que le pont était tombé.", None, ["que le pont était tombé"]),
]
WRITERS = [
    ("en", "I think that the bridge will fall.", "I", ["that the bridge will fall"]),
    ("fr", "Nous demandons que le pont rouvre.", "Nous", ["que le pont rouvre"]),
]
OTHERS = [
    ("en", "Anne Reed says: it is time to leave.", "Anne Reed", ["it is time to leave"]),
    ("fr", "Anne Petit a dit : nous partirons demain.", "Anne Petit", ["nous partirons demain"]),
    ("en", "Anne Reed used her speech to declare that the road was safe.", "Anne Reed", ["that the road was safe"]),
    ("fr", "Anne Petit a expliqué comment le pont était tombé.", "Anne Petit", ["comment le pont était tombé"]),
    ("fr", "Anne Petit a demandé si le pont tenait.", "Anne Petit", ["si le pont tenait"]),
    ("fr", "Selon un accord signé lundi, le pont rouvrira.", "un accord", ["le pont rouvrira"]),
]


@pytest.mark.parametrize(("language", "text", "speaker", "content"), ASIDES + HEARSAY + WRITERS + OTHERS)
def test_who_says_it_and_what_is_told_apart(language: str, text: str, speaker: str | None, content: list[str]) -> None:
    (statement,) = read(text, language)
    assert (statement.speaker.name if statement.speaker else None, said(text, statement)) == (speaker, content)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "As Anne Reed said goodbye, the crowd left."),
        ("en", "Mark Lowe was told to leave the capital."),
        ("fr", "Les habitants partent selon leurs moyens."),
        ("fr", "Comme Anne Petit a parlé, la foule est partie."),
    ],
)
def test_what_only_looks_like_it_yields_nothing(language: str, text: str) -> None:
    assert read(text, language) == []


def test_i_inside_a_quotation_is_the_one_quoted() -> None:
    text = '"I think that the bridge will fall," Anne Reed said.'
    (statement,) = read(text, "en")
    assert who(statement) == "Anne Reed"


def test_a_passive_is_said_to_its_subject() -> None:
    text = "Mark Lowe was urged by Anne Reed to leave the capital."
    (statement,) = read(text, "en")
    assert (who(statement), statement.addressee.name if statement.addressee else "") == ("Anne Reed", "Mark Lowe")


def test_a_quotation_behind_a_sentence_of_the_reporter_is_a_statement_of_its_own() -> None:
    text = '"We are leaving," Anne Reed said. The crowd fell silent for a moment.\n\n"Nobody will stop us now."'
    first, second = read(text, "en")
    assert (said(text, first), said(text, second)) == (["We are leaving"], ["Nobody will stop us now."])
    assert (who(first), who(second)) == ("Anne Reed", "Anne Reed")
