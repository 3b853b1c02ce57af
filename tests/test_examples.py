"""The example reports and the codebook's own examples, read by the whole house."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparlers import read_document
from pourparlers.codebook import check
from pourparlers.documents import load
from pourparlers.record import Record

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    found = {}
    for language in ("fr", "en"):
        (document,) = load(str(EXAMPLES / f"report.{language}.md"))
        found[language] = read_document(document)
    return found


def _contacts(record: Record) -> list[tuple[object, ...]]:
    return [
        (
            sorted(party.country or "" for party in contact.parties),
            contact.parties[contact.initiator].country if contact.initiator is not None else None,
            contact.channel,
            contact.level,
            contact.field,
            contact.date,
            contact.sequence.since if contact.sequence else None,
        )
        for contact in record.contacts
    ]


def test_english_example_gives_the_contacts_of_the_french(records: dict[str, Record]) -> None:
    assert _contacts(records["fr"]) == _contacts(records["en"])
    assert _contacts(records["fr"]) == [
        (["RUS", "USA"], "USA", "phone", "minister", "defence", "2022-05-13", "2022-02-18"),
        (["DEU", "RUS"], "DEU", "phone", "head", None, "2022-05-13", None),
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_example_spans_read_as_what_they_claim(records: dict[str, Record], language: str) -> None:
    record = records[language]
    for event in record.events:
        for entity in (*event.actor, *event.recipient):
            words = " ".join(record.text[start:end] for start, end in entity.spans)
            assert words == entity.text
    for statement in record.statements:
        for start, end in statement.content:
            assert 0 <= start < end <= len(record.text)


def test_every_codebook_example_holds() -> None:
    problems = check.run()
    assert not problems, "\n".join(str(problem) for problem in problems)
