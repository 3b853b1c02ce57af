"""Demands, promises and threats: whom they are addressed to, their words, and the event that they perform."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparlers.coder import code_batch
from pourparlers.ledger import Ledger
from pourparlers.record import Document

# Text, act, speaker, addressee, words, and the event that the statement performs.
ENGLISH = [
    ("Emmanuel Macron demanded a ceasefire from Russia.", "demand", "FRA", "RUS", "a ceasefire", "REQUEST"),
    (
        "Turkey demanded of Syria that it open the corridor.",
        "demand",
        "TUR",
        "SYR",
        "that it open the corridor",
        "REQUEST",
    ),
    ("Turkey demanded from Sweden the arrest of two men.", "demand", "TUR", "SWE", "the arrest of two men", "REQUEST"),
    ("Ursula von der Leyen called on China for restraint.", "demand", "EUR", "CHN", "for restraint", "REQUEST"),
    ("Spain insisted on an apology from Morocco.", "demand", "ESP", "MAR", "on an apology", "REQUEST"),
    ("Joe Biden promised Ukraine new weapons.", "promise", "USA", "UKR", "new weapons", "AGREE"),
    ("Joe Biden promised new weapons to Ukraine.", "promise", "USA", "UKR", "new weapons", "AGREE"),
    ("Poland offered Ukraine a loan.", "propose", "POL", "UKR", "a loan", "AGREE"),
    ("Iran threatened Israel with reprisals.", "threaten", "IRN", "ISR", "with reprisals", "THREATEN"),
    ("China threatened Taiwan on Friday with a blockade.", "threaten", "CHN", "TWN", "with a blockade", "THREATEN"),
    ("Russia threatened retaliation against Latvia.", "threaten", "RUS", "LVA", "retaliation", "THREATEN"),
    ('"Withdraw your troops," Macron urged Russia.', "demand", "FRA", "RUS", "Withdraw your troops", "REQUEST"),
    ('"Open the corridor," Turkey demanded of Syria.', "demand", "TUR", "SYR", "Open the corridor", "REQUEST"),
]
FRENCH = [
    ("Emmanuel Macron a exigé de la Russie un cessez-le-feu.", "demand", "FRA", "RUS", "un cessez-le-feu", "REQUEST"),
    ("Emmanuel Macron a exigé un cessez-le-feu de la Russie.", "demand", "FRA", "RUS", "un cessez-le-feu", "REQUEST"),
    ("La Finlande a exigé de la Russie qu'elle parte.", "demand", "FIN", "RUS", "qu'elle parte", "REQUEST"),
    ("L'Espagne a exigé du Maroc des excuses.", "demand", "ESP", "MAR", "des excuses", "REQUEST"),
    ("Le Kenya a réclamé des excuses au Royaume-Uni.", "demand", "KEN", "GBR", "des excuses", "REQUEST"),
    ("Zelensky a demandé à l'Allemagne davantage de canons.", "demand", "UKR", "DEU", "davantage de canons", "REQUEST"),
    ("Joe Biden a promis à l'Ukraine de nouvelles armes.", "promise", "USA", "UKR", "de nouvelles armes", "AGREE"),
    ("Joe Biden a promis de nouvelles armes à l'Ukraine.", "promise", "USA", "UKR", "de nouvelles armes", "AGREE"),
    ("La Pologne a proposé à l'Ukraine un prêt.", "propose", "POL", "UKR", "un prêt", "AGREE"),
    ("L'Iran a menacé Israël de représailles.", "threaten", "IRN", "ISR", "de représailles", "THREATEN"),
    ("Le Japon a menacé la Corée du Nord de sanctions.", "threaten", "JPN", "PRK", "de sanctions", "THREATEN"),
    ("Le Mali a menacé la France « des pires maux ».", "threaten", "MLI", "FRA", "des pires maux", "THREATEN"),
    ("« Retirez-vous », a demandé Emmanuel Macron à la Russie.", "demand", "FRA", "RUS", "Retirez-vous", "REQUEST"),
]
CASES = [("en", *case) for case in ENGLISH] + [("fr", *case) for case in FRENCH]


@pytest.mark.parametrize(("language", "text", "act", "speaker", "addressee", "words", "event"), CASES)
def test_an_addressee_beside_the_content_is_kept_apart(
    language: str, text: str, act: str, speaker: str, addressee: str, words: str, event: str
) -> None:
    (record,) = code_batch([Document(text=text, language=language, date="2024-03-12")], ask=None)
    (statement,) = record.statements
    assert statement.speaker is not None and statement.addressee is not None
    assert (statement.act, statement.speaker.country, statement.addressee.country) == (act, speaker, addressee)
    assert [text[start:end] for start, end in statement.content] == [words]
    assert [(found.event, found.statement) for found in record.events if found.event == event] == [(event, "s1")]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Joe Biden promised Trump supporters a fair hearing.", "Trump supporters a fair hearing"),
        ("en", "Emmanuel Macron demanded a full withdrawal from Ukraine.", "a full withdrawal from Ukraine"),
        ("en", "Joe Biden promised to help Argentina.", "to help Argentina"),
        ("fr", "La Finlande a exigé la libération de Navalny.", "la libération de Navalny"),
        ("fr", "Le Mali a promis une aide à la Guinée.", "une aide à la Guinée"),
    ],
)
def test_a_name_that_belongs_to_the_content_is_no_addressee(language: str, text: str, words: str) -> None:
    (record,) = code_batch([Document(text=text, language=language, date="2024-03-12")], ask=None)
    (statement,) = record.statements
    assert statement.addressee is None
    assert [text[start:end] for start, end in statement.content] == [words]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Sergueï Lavrov a écrit sur X (ex-Twitter) que les pourparlers étaient finis."),
        ("en", "Sergei Lavrov wrote on X (formerly Twitter) that the talks were over."),
    ],
)
def test_a_medium_with_an_aside_in_brackets_is_no_end(language: str, text: str) -> None:
    (record,) = code_batch([Document(text=text, language=language, date="2024-03-12")], ask=None)
    (statement,) = record.statements
    assert statement.medium == "twitter"
    assert text[slice(*statement.content[0])] == text[text.index("que" if language == "fr" else "that") : -1]


def test_who_demanded_a_ceasefire_of_whom_is_one_query_in_both_languages(tmp_path: Path) -> None:
    texts = {
        "fr": "Emmanuel Macron a exigé de la Russie un cessez-le-feu.",
        "en": "Germany demanded a ceasefire from Russia.",
    }
    documents = [Document(id=name, text=text, language=name, date="2024-03-12") for name, text in texts.items()]
    with Ledger(tmp_path / "l.sqlite") as ledger:
        for record in code_batch(documents, ask=None):
            ledger.add(record)
        rows = ledger.statements(addressee="RUS", act="demand")
    assert [(row.id, row.words, row.events) for row in rows] == [
        ("en#s1", "a ceasefire", ["en#e1"]),
        ("fr#s1", "un cessez-le-feu", ["fr#e1"]),
    ]
