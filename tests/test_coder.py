"""The coder: what holds for the record of any document, whatever it says and whenever it is read."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.coder import code_batch, identity, read
from pourparlers.contents import entities, spans
from pourparlers.errors import InputError, LanguageError
from pourparlers.record import Document, Record, decode, encode

DATE = "2023-04-12"
FRENCH = (
    "Oslo et Copenhague se parlent\n\nLa ministre norvégienne de la Défense Anna Bakke a téléphoné mardi à son "
    "homologue danois Peter Lund, leur premier échange depuis le 3 janvier. Lors de cet appel, Mme Bakke a exhorté "
    "le Danemark à retirer ses navires. « Nous n'avons pas attaqué la Suède », a répondu M. Lund 🇩🇰.\n\n"
    "Le Premier ministre finlandais rencontrera le président letton à Riga."
)
ENGLISH = (
    "Oslo and Copenhagen talk\n\nNorwegian defence minister Anna Bakke phoned her Danish counterpart Peter Lund on "
    "Tuesday, their first contact since January 3. During the call, Bakke urged Denmark to withdraw its ships. “We did "
    "not attack Sweden,” Lund replied 🇩🇰.\n\nThe Finnish prime minister will meet the Latvian president in Riga."
)
DOCUMENTS = [
    Document(text=FRENCH, date=DATE, language="fr", title="Appel entre ministres", publisher="La Dépêche d'Oslo"),
    Document(text=ENGLISH, date=DATE, language="en", id="own-id", url="https://news.example/call"),
    Document(text=FRENCH, date=None),
    Document(text=ENGLISH, date=None),
    Document(text="Le Mali a rejeté l'offre du Niger hier.\r\n\tL’armée malienne\u00a0a fui.", language="fr"),
    Document(text="Kenya’s president met Sudan’s president in Nairobi yesterday. “Talks failed.”", date="2024-02-29"),
    Document(text="La Croatie a condamné la Serbie.", date=DATE),
    Document(text="Rien à signaler ce matin dans la vallée.", date=DATE, language="fr"),
]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(code_batch(DOCUMENTS))


def assert_sound(record: Record, text: str) -> None:
    """What holds for every record: spans within the text, words as written, ids that lead somewhere."""
    assert record.text == text
    for start, end in spans(record):
        assert 0 <= start < end <= len(text)
    for entity in entities(record):
        assert entity.spans
        assert entity.text == " ".join(text[start:end] for start, end in entity.spans)
    ids = [event.id for event in record.events]
    assert len(ids) == len(set(ids))
    said = {statement.id for statement in record.statements}
    for contact in record.contacts:
        assert contact.event in ids
        assert contact.initiator is None or 0 <= contact.initiator < len(contact.parties)
    for event in record.events:
        assert event.actor and event.trigger and 0 <= event.confidence <= 1
        assert event.sentence in event.evidence
        assert event.statement is None or event.statement in said
        assert all(any(a <= start and end <= b for a, b in event.evidence) for start, end in event.trigger)
    for statement in record.statements:
        assert statement.within is None or statement.within in said


def test_every_record_is_sound(records: list[Record]) -> None:
    for document, record in zip(DOCUMENTS, records, strict=True):
        assert_sound(record, document.text)
    assert sum(len(record.events) for record in records) > 10


def test_record_carries_the_document_along(records: list[Record]) -> None:
    assert [record.language for record in records] == ["fr", "en", "fr", "en", "fr", "en", "fr", "fr"]
    assert (records[0].title, records[0].publisher, records[0].date) == (
        "Appel entre ministres",
        "La Dépêche d'Oslo",
        DATE,
    )
    assert (records[1].id, records[1].url) == ("own-id", "https://news.example/call")
    assert records[0].id == records[2].id == identity(FRENCH) != identity(ENGLISH)
    assert records[2].title is None and records[2].date is None


def test_both_languages_tell_the_same(records: list[Record]) -> None:
    def told(record: Record) -> list[tuple[str, list[str | None], list[str | None], str | None]]:
        return [
            (e.event, [a.country for a in e.actor], [r.country for r in e.recipient], e.date) for e in record.events
        ]

    assert told(records[0]) == told(records[1])
    french, english = records[0].contacts, records[1].contacts
    assert len(french) == len(english) == 1
    assert french[0].sequence is not None and english[0].sequence is not None
    for contact in (french[0], english[0]):
        assert (contact.channel, contact.level, contact.field, contact.date) == (
            "phone",
            "minister",
            "defence",
            "2023-04-11",
        )
        assert [party.name for party in contact.parties] == ["Anna Bakke", "Peter Lund"]
        assert contact.sequence is not None and contact.sequence.since == "2023-01-03"


def test_batch_gives_what_single_reads_give(records: list[Record]) -> None:
    for document, record in zip(DOCUMENTS, records, strict=True):
        alone = read(
            document.text,
            date=document.date,
            language=document.language,
            title=document.title,
            id=document.id,
            publisher=document.publisher,
            url=document.url,
        )
        assert encode(alone) == encode(record)


def test_batches_larger_than_one_round_keep_their_order() -> None:
    texts = [f"La Croatie a condamné {country}." for country in ("la Serbie", "le Mali", "le Pérou")] * 7
    documents = [Document(text=text, language="fr", id=str(number)) for number, text in enumerate(texts)]
    coded = list(code_batch(documents))
    assert [record.id for record in coded] == [str(number) for number in range(21)]
    assert [record.events[0].recipient[0].country for record in coded] == ["SRB", "MLI", "PER"] * 7


def test_two_reads_give_identical_json(records: list[Record]) -> None:
    assert [encode(record) for record in code_batch(DOCUMENTS)] == [encode(record) for record in records]
    assert [encode(decode(encode(record))) for record in records] == [encode(record) for record in records]


def test_without_a_date_nothing_relative_is_dated(records: list[Record]) -> None:
    for record in records[2:5]:
        for event in record.events:
            assert (event.date, event.date_from) == (None, None)
            assert not event.historical
        assert all(contact.date is None for contact in record.contacts)
        assert all(item.value is None or not item.value[:4].isdigit() for item in record.times)
        assert any("date" in warning for warning in record.warnings)
    assert len(records[2].contacts) == 1


@pytest.mark.parametrize("day", [datetime.datetime(1999, 12, 31), datetime.datetime(2031, 6, 15)])
def test_record_is_the_same_whatever_the_day(
    day: datetime.datetime, records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Date(datetime.date):
        @classmethod
        def today(cls) -> Date:
            return cls(day.year, day.month, day.day)

    class Moment(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Moment:
            return cls(day.year, day.month, day.day, tzinfo=tz)

        @classmethod
        def today(cls) -> Moment:
            return cls(day.year, day.month, day.day)

    monkeypatch.setattr(datetime, "date", Date)
    monkeypatch.setattr(datetime, "datetime", Moment)
    monkeypatch.setattr(time, "time", lambda: day.timestamp())
    assert [encode(record) for record in code_batch(DOCUMENTS)] == [encode(record) for record in records]


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u00a0\u2003"])
def test_empty_text_is_refused_with_advice(text: str) -> None:
    with pytest.raises(InputError, match="at least one sentence"):
        read(text, language="fr")


@pytest.mark.parametrize("date", ["12/04/2023", "2023-02-30", "20230412", "2023-4-12", "2023-W15-3", "hier", ""])
def test_impossible_dates_are_refused_with_advice(date: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read("La Croatie a condamné la Serbie.", date=date, language="fr")


def test_languages_without_a_pack_are_refused() -> None:
    with pytest.raises(LanguageError):
        read("La Croatie a condamné la Serbie.", language="xx")
    with pytest.raises(LanguageError):
        read("Der Bundeskanzler hat gestern mit dem Präsidenten der Schweiz über die Lage gesprochen.")


def test_report_without_events_says_nothing(records: list[Record]) -> None:
    assert records[-1].events == [] and records[-1].contacts == [] and records[-1].statements == []


# Bare letters seldom look like a report: words that the frames know are thrown in.
WORDS = (
    'Le président kényan|a rencontré|son homologue|Macron|a déclaré|«|»|“|”|"|[|]|Russia|attacked|the minister|said|'
    "on Monday|depuis|le 3 janvier|n'a pas|ne|qui|,|.|;|:|\n|\r\n|\u2028|\u00a0|\u200d|🇫🇷|e\u0301|\ufeff|will|to|et|and"
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.one_of(st.sampled_from(WORDS.split("|")), st.text(max_size=4)), max_size=25).map(" ".join),
)


@settings(max_examples=30, deadline=None)
@given(
    text=TEXTS,
    language=st.sampled_from(["fr", "en"]),
    date=st.sampled_from([None, DATE, "0001-01-01", "9999-12-31"]),
)
def test_any_text_is_refused_or_gives_a_sound_record(text: str, language: str, date: str | None) -> None:
    try:
        record = read(text, language=language, date=date)
    except InputError:
        return
    assert_sound(record, text)
    assert decode(encode(record)) == record
