"""The seed report's eight points. Rules must be general: nothing in the project knows this text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pourparlers import read
from pourparlers.record import Contact, Entity, Event, Record, Span, Statement

DATE = "2022-05-13"


@pytest.fixture(scope="module")
def record(request: pytest.FixtureRequest) -> Iterator[Record]:
    from .conftest import SHARED

    path = SHARED / "seed" / "report.fr.txt"
    if not path.exists():
        pytest.skip(f"no development data: {path} is absent")
    yield read(path.read_text(encoding="utf-8"), date=DATE)


def _words(record: Record, spans: list[Span]) -> str:
    return " … ".join(record.text[start:end] for start, end in spans)


def _contact(record: Record, *countries: str) -> Contact:
    found = [c for c in record.contacts if {p.country for p in c.parties} == set(countries)]
    assert len(found) == 1, f"{len(found)} contacts between {countries}"
    return found[0]


def _event(record: Record, contact: Contact) -> Event:
    return next(event for event in record.events if event.id == contact.event)


def _party(contact: Contact, country: str) -> Entity:
    return next(party for party in contact.parties if party.country == country)


def _events(record: Record, kind: str, actor: str, recipient: str | None = None) -> list[Event]:
    return [
        event
        for event in record.events
        if event.event == kind
        and actor in {a.country for a in event.actor}
        and (recipient is None or recipient in {r.country for r in event.recipient})
    ]


def _statements(record: Record, speaker: str) -> list[Statement]:
    return [s for s in record.statements if s.speaker is not None and speaker in s.speaker.name]


def test_phone_call_is_one_contact_with_several_evidences(record: Record) -> None:
    contact = _contact(record, "USA", "RUS")
    austin, choigou = _party(contact, "USA"), _party(contact, "RUS")
    assert (austin.name, choigou.name) == ("Lloyd Austin", "Sergueï Choïgou")
    assert austin.office is not None and "defen" in austin.office
    assert (austin.sector, austin.other_sectors) == ("GOV", ["MIL"])
    assert (choigou.sector, choigou.other_sectors) == ("GOV", ["MIL"])
    assert contact.channel == "phone"
    assert contact.initiator is not None and contact.parties[contact.initiator].name == "Lloyd Austin"
    assert (contact.date, contact.level, contact.field) == (DATE, "minister", "defence")
    evidence = _event(record, contact).evidence
    assert len(evidence) >= 3
    headline = record.text.index("\n")
    assert any(end <= headline for _, end in evidence), "the headline tells it too"


def test_phone_call_claims_to_be_first_since_february(record: Record) -> None:
    sequence = _contact(record, "USA", "RUS").sequence
    assert sequence is not None
    assert (sequence.kind, sequence.since) == ("first_since", "2022-02-18")
    assert "18 février" in record.text[slice(*sequence.span)]


def test_chancellor_and_president_talk_on_an_unknown_channel(record: Record) -> None:
    contact = _contact(record, "DEU", "RUS")
    assert _party(contact, "DEU").name == "Olaf Scholz"
    assert _party(contact, "RUS").name == "Vladimir Poutine"
    assert (contact.channel, contact.level, contact.date) == ("unknown", "head", DATE)


@pytest.mark.parametrize("actor", ["USA", "DEU"])
def test_ceasefire_requests_are_addressed_to_russia(record: Record, actor: str) -> None:
    found = _events(record, "REQUEST", actor, "RUS")
    assert any("yield" in event.mode and not event.negated for event in found)
    assert all("cessez-le-feu" in record.text[slice(*event.sentence)] for event in found if "yield" in event.mode)


def test_accusation_of_nazism_is_rejected_by_scholz(record: Record) -> None:
    found = [*_events(record, "REJECT", "DEU"), *_events(record, "ACCUSE", "DEU")]
    assert any("nazisme" in record.text[slice(*event.sentence)] for event in found)
    assert not any(
        "nazisme" in record.text[slice(*e.sentence)] for e in _events(record, "ACCUSE", "RUS") if not e.negated
    )


def test_invasion_is_history_with_a_computed_date(record: Record) -> None:
    found = [event for event in _events(record, "ASSAULT", "RUS", "UKR") if event.date == "2022-02-24"]
    assert len(found) == 1
    assert found[0].historical and found[0].date_from == "inferred" and not found[0].negated


def test_aims_on_donbas_and_kyiv_are_not_achieved_facts(record: Record) -> None:
    donbas = [e for e in record.events if "contrôle" in _words(record, e.trigger)]
    kyiv = [e for e in record.events if "capturer" in _words(record, e.trigger)]
    assert donbas and kyiv
    assert all(event.hypothetical or event.negated for event in (*donbas, *kyiv))
    assert all("RUS" in {actor.country for actor in event.actor} for event in (*donbas, *kyiv))


def test_kirby_speaks_directly_in_a_communique(record: Record) -> None:
    (statement,) = _statements(record, "Kirby")
    assert statement.kind == "direct" and statement.medium == "communiqué"
    assert statement.speaker is not None and statement.speaker.country == "USA"
    assert (statement.speaker.office or "").startswith("spokesperson")
    assert _words(record, statement.content).startswith("Le secrétaire Austin")
    assert _words(record, statement.content).endswith("lignes de communication")


def test_hebestreit_reports_what_scholz_told_putin(record: Record) -> None:
    outer = _statements(record, "Hebestreit")
    assert {statement.kind for statement in outer} >= {"indirect", "mixed"}
    assert all(s.speaker is not None and s.speaker.country == "DEU" for s in outer)
    inner = [s for s in _statements(record, "Scholz") if s.within in {o.id for o in outer}]
    assert any(s.addressee is not None and s.addressee.name == "Vladimir Poutine" for s in inner)
    insertions = [i for s in (*outer, *inner) for i in s.insertions]
    assert any(i.text == "Putin" and record.text[slice(*i.span)] == "[Putin]" for i in insertions)


def test_tweet_is_direct_though_never_closed(record: Record) -> None:
    tweets = [s for s in _statements(record, "Scholz") if s.medium == "twitter" and s.kind == "direct"]
    assert len(tweets) == 1
    content = _words(record, tweets[0].content)
    assert content.startswith("Il doit y avoir un cessez-le-feu")
    assert content.rstrip(" .").endswith("situation alimentaire mondiale")


def test_times_have_their_values(record: Record) -> None:
    times = {record.text[slice(*time.span)]: time for time in record.times}
    february = next(time for words, time in times.items() if "18 février" in words)
    friday = next(time for words, time in times.items() if "vendredi" in words)
    duration = next(time for words, time in times.items() if "trois mois" in words)
    assert (february.type, february.value) == ("DATE", "2022-02-18")
    assert (friday.type, friday.value) == ("DATE", DATE)
    assert (duration.type, duration.value) == ("DURATION", "P3M")


def test_places_have_their_precision(record: Record) -> None:
    precision = {record.text[slice(*place.span)].removeprefix("l’"): place.precision for place in record.places}
    assert precision["Marioupol"] == precision["Kiev"] == "city"
    assert precision["Donbass"] == "region"
    assert precision["Ukraine"] == "country"


def test_western_allies_have_no_country_and_the_tag_is_nothing(record: Record) -> None:
    parties = [entity for event in record.events for entity in (*event.actor, *event.recipient)]
    allies = [entity for entity in parties if "alliés occidentaux" in entity.text]
    assert allies and all(entity.country is None for entity in allies)
    assert any("ttn-fr-56" in warning for warning in record.warnings)
    tag = record.text.index("ttn-fr-56")
    spans = [span for e in record.events for span in (*e.trigger, e.sentence)]
    spans += [span for s in record.statements for span in s.content]
    assert not any(start <= tag < end for start, end in spans)


def test_every_entity_reads_as_its_words(record: Record) -> None:
    for event in record.events:
        for entity in (*event.actor, *event.recipient):
            assert entity.spans and _words(record, entity.spans).replace(" … ", " ") == entity.text
        for start, end in event.trigger:
            assert record.text[start:end].strip()


def test_without_date_nothing_depends_on_today(seed_text: str) -> None:
    record = read(seed_text)
    friday = next(time for time in record.times if "vendredi" in record.text[slice(*time.span)])
    assert friday.value is None
    assert any("vendredi" in warning for warning in record.warnings)
    assert all(contact.date is None for contact in record.contacts)
    assert all(event.date is None for event in record.events)
