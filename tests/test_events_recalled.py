"""Earlier talks that a report recalls beside its own: each a contact with its own day, never mixed with today's.

All names and reports are invented for these tests.
"""

from __future__ import annotations

import pytest

from pourparlers.coder import code_batch
from pourparlers.record import Document, Record

DATE = "2023-03-12"
EN = "President of Chile Ana Rojas had a telephone conversation with President of Peru Luis Quispe."
FR = "La présidente du Chili Ana Rojas a eu une conversation téléphonique avec le président du Pérou Luis Quispe."
TODAY = ("phone", DATE)


def read_all(*reports: tuple[str, str, str | None]) -> list[Record]:
    """Records of (language, text, title)."""
    return list(code_batch(Document(text=text, date=DATE, language=lang, title=title) for lang, text, title in reports))


RECALLED = [
    # The day of a noun with "their" is that of another talk, and the verb of the sentence tells today's.
    (
        "en",
        f"{EN} Building on the agreements reached during their personal meeting in Lima on March 7, the presidents "
        "discussed trade.",
        {TODAY, ("meeting", "2023-03-07")},
    ),
    (
        "fr",
        f"{FR} Dans le prolongement des accords conclus lors de leur rencontre à Lima le 7 mars, les deux présidents "
        "ont parlé de commerce.",
        {TODAY, ("meeting", "2023-03-07")},
    ),
    ("en", f"{EN} They reviewed what was agreed during their meeting on March 7.", {TODAY, ("meeting", "2023-03-07")}),
    # A verb with a day and a channel of its own.
    ("en", f"{EN} The presidents met in Lima on March 3.", {TODAY, ("meeting", "2023-03-03")}),
    ("fr", f"{FR} Les deux présidents se sont rencontrés à Lima le 3 mars.", {TODAY, ("meeting", "2023-03-03")}),
    # A visit, whose visitor stands in the phrase that introduces it.
    (
        "en",
        f"{EN} Following the Chilean President's visit to Lima on March 3, they discussed trade.",
        {TODAY, ("visit", "2023-03-03")},
    ),
    # "The previous" one is theirs, even where the sentence names nobody.
    (
        "en",
        f"{EN} Issues raised during the previous telephone conversation on March 3 were discussed.",
        {TODAY, ("phone", "2023-03-03")},
    ),
    (
        "fr",
        f"{FR} La précédente conversation du 3 mars avait porté sur la pêche.",
        {TODAY, ("unknown", "2023-03-03")},
    ),
    # Two joined by "and", in one phrase.
    (
        "en",
        f"{EN} The call was a sort of follow-up on the March 2 videoconference talks between Chile and Peru, and the "
        "February 20 telephone conversation.",
        {TODAY, ("video", "2023-03-02"), ("phone", "2023-02-20")},
    ),
    (
        "fr",
        f"{FR} L'appel faisait suite à la visioconférence du 2 mars entre le Chili et le Pérou, et à la conversation "
        "téléphonique du 20 février.",
        {TODAY, ("video", "2023-03-02"), ("phone", "2023-02-20")},
    ),
    (
        "fr",
        f"{FR} Cet appel fait suite à leur rencontre de Lima le 2 mars et à leur conversation du 20 février.",
        {TODAY, ("meeting", "2023-03-02"), ("unknown", "2023-02-20")},
    ),
    # The parties stand in the phrase that introduces it.
    (
        "en",
        "Following the Chile-Peru high-level talks held in Lima on March 7, President of Chile Ana Rojas and President "
        "of Peru Luis Quispe discussed fishing in a telephone conversation.",
        {TODAY, ("meeting", "2023-03-07")},
    ),
    (
        "fr",
        "À la suite des pourparlers tenus à Lima le 7 mars, la présidente du Chili Ana Rojas et le président du Pérou "
        "Luis Quispe ont évoqué la pêche lors d'une conversation téléphonique.",
        {TODAY, ("meeting", "2023-03-07")},
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), RECALLED)
def test_earlier_talks_stand_beside_todays(language: str, text: str, wanted: set[tuple[str, str]]) -> None:
    (record,) = read_all((language, text, None))
    assert {(contact.channel, contact.date) for contact in record.contacts} == wanted
    for contact in record.contacts:
        assert {party.country for party in contact.parties} == {"CHL", "PER"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "President of Chile Ana Rojas said this to the press following talks with President of Peru Luis Quispe.",
        ),
        (
            "fr",
            "La présidente du Chili Ana Rojas l'a déclaré à la presse à la suite d'entretiens avec le président du "
            "Pérou Luis Quispe.",
        ),
    ],
)  # fmt: skip
def test_talks_that_a_statement_follows_are_the_speakers(language: str, text: str) -> None:
    (record,) = read_all((language, text, None))
    assert [sorted(party.country or "" for party in contact.parties) for contact in record.contacts] == [["CHL", "PER"]]


def test_a_title_tells_the_channel_of_todays_talk_only() -> None:
    english, french = read_all(
        (
            "en",
            "Following the Chile-Peru talks held in Lima on March 7, President of Chile Ana Rojas and President of "
            "Peru Luis Quispe discussed fishing.",
            "Telephone conversation with the President of Peru",
        ),
        (
            "fr",
            "À la suite de pourparlers tenus à Lima le 7 mars entre le Chili et le Pérou, la présidente du Chili Ana "
            "Rojas et le président du Pérou Luis Quispe ont évoqué la pêche.",
            "Conversation téléphonique avec le président du Pérou",
        ),
    )
    for record in (english, french):
        assert {(c.channel, c.date) for c in record.contacts} == {TODAY, ("meeting", "2023-03-07")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "President of Chile Ana Rojas held a Zoom conference with members of the Peruvian Congress."),
        (
            "en",
            "President of Chile Ana Rojas spoke with Peruvian deputies by means of an online meeting.",
        ),
        ("fr", "La présidente du Chili Ana Rojas a tenu une conférence en ligne avec des députés péruviens."),
        (
            "fr",
            "La présidente du Chili Ana Rojas s'est entretenue avec des députés péruviens sous la forme d'une "
            "conférence en ligne.",
        ),
    ],
)
def test_talks_on_line_are_by_video(language: str, text: str) -> None:
    (record,) = read_all((language, text, None))
    assert [contact.channel for contact in record.contacts] == ["video"]
