"""Talks among many, crowds and days: what makes two accounts one contact, whatever the order of arrival."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from bench.soak.orders import add_as_they_come
from pourparlers.ledger import Ledger
from pourparlers.record import Channel, Entity, Level, Record

from .test_ledger_happenings import _facts, contact_record, happenings, load, person, state

ROJAS, QUISPE = person("Ana Rojas", "CHL"), person("Luis Quispe", "PER")
MOEN, LIND = person("Kari Moen", "NOR"), person("Lars Lind", "SWE")


def many(name: str, *parties: Entity, channel: Channel = "video", date: str = "2023-03-12") -> Record:
    return contact_record(name, (list(parties), channel, "head"), date=date)


def group_of(country: str, sector: str | None = None) -> Entity:
    words = f"members ({country})"
    return Entity(text=words, spans=[(0, 1)], name=words, kind="group", country=country, sector=sector)


def organ(country: str, sector: str) -> Entity:
    return Entity(text="x", spans=[(0, 1)], name="the organ", kind="organisation", country=country, sector=sector)


def test_a_list_of_some_parties_joins_the_fullest(tmp_path: Path) -> None:
    records = [
        many("full", ROJAS, QUISPE, MOEN, LIND),
        many("some", ROJAS, QUISPE, MOEN),
        many("others", ROJAS, QUISPE, LIND, channel="unknown"),
        many("two", ROJAS, QUISPE),
    ]
    for number, order in enumerate(itertools.permutations(records)):
        with load(tmp_path / f"{number}.sqlite", *order) as ledger:
            assert happenings(ledger) == [["full#e0", "others#e0", "some#e0"], ["two#e0"]], "two may call apart"
    with Ledger(tmp_path / "0.sqlite") as ledger:
        account = ledger.event("some#e0")
        assert account is not None and account.merged is not None
        assert "names fewer of the parties than the fullest account" in account.merged
        (line,) = ledger.lines("NOR", "PER")
        assert [contact.documents for contact in line.contacts] == [["full", "others", "some"]]
        # Without the fullest account the two others are two.
        ledger.add(Record(id="full", language="fr", text="Texte full."))
        assert happenings(ledger) == [["others#e0"], ["some#e0"], ["two#e0"]]


@pytest.mark.parametrize(
    "other",
    [
        many("b", ROJAS, QUISPE, person("Jon Dahl", "NOR")),  # somebody else for one country
        many("b", ROJAS, QUISPE, MOEN, channel="meeting"),
        many("b", ROJAS, QUISPE, MOEN, date="2023-03-13"),
        many("b", state("CHL"), state("PER"), MOEN),  # one person in common is too little
        many("b", ROJAS, QUISPE, person("Ilse Bach", "AUT")),
    ],
)
def test_another_list_of_parties_is_another_talk(tmp_path: Path, other: Record) -> None:
    with load(tmp_path / "l.sqlite", many("a", ROJAS, QUISPE, MOEN, LIND), other) as ledger:
        assert happenings(ledger) == [["a#e0"], ["b#e0"]]


def test_a_list_that_fits_two_talks_stays_apart(tmp_path: Path) -> None:
    bach = person("Ilse Bach", "AUT")
    records = [
        many("a", ROJAS, QUISPE, MOEN, LIND),
        many("b", ROJAS, QUISPE, MOEN, bach),
        many("c", ROJAS, QUISPE, MOEN),
    ]
    with load(tmp_path / "l.sqlite", *records) as ledger:
        assert happenings(ledger) == [["a#e0"], ["b#e0"], ["c#e0"]]


def test_a_document_that_tells_both_lists_tells_two_talks(tmp_path: Path) -> None:
    both = contact_record(
        "a", ([ROJAS, QUISPE, MOEN, LIND], "video", "head"), ([ROJAS, QUISPE, MOEN], "video", "head"), date="2023-03-12"
    )
    with load(tmp_path / "l.sqlite", both) as ledger:
        assert happenings(ledger) == [["a#e0"], ["a#e1"]]


@pytest.mark.parametrize(
    ("party", "channel", "level", "joins"),
    [
        (group_of("PER", "LEG"), "unknown", "other", False),  # members of parliament, and a call of presidents
        (group_of("PER", "LEG"), "meeting", "other", False),
        (group_of("PER"), "phone", "other", False),
        (organ("PER", "LEG"), "unknown", "head", False),
        (organ("PER", "GOV"), "phone", "other", True),
        (state("PER"), "phone", "other", True),
    ],
)
def test_a_crowd_is_no_head_of_state(
    tmp_path: Path, party: Entity, channel: Channel, level: Level, joins: bool
) -> None:
    call = contact_record("a", ([ROJAS, QUISPE], "meeting" if channel == "meeting" else "phone", "head"))
    with load(tmp_path / "l.sqlite", call, contact_record("b", ([ROJAS, party], channel, level))) as ledger:
        assert happenings(ledger) == ([["a#e0", "b#e0"]] if joins else [["a#e0"], ["b#e0"]])


def test_a_delegation_comes_to_a_meeting_with_its_head(tmp_path: Path) -> None:
    records = [
        contact_record("a", ([ROJAS, QUISPE], "meeting", "head")),
        contact_record("b", ([group_of("CHL"), group_of("PER")], "meeting", "other")),
    ]
    with load(tmp_path / "l.sqlite", *records) as ledger:
        assert happenings(ledger) == [["a#e0", "b#e0"]]


def told(name: str, teller: str, day: str, channel: Channel) -> Record:
    record = contact_record(name, ([ROJAS, QUISPE], channel, "head"), date=day)
    record.publisher, record.date = teller, day
    return record


@pytest.mark.parametrize(
    ("channels", "joins"),
    [
        (("unknown", "phone"), True),
        (("phone", "unknown"), True),
        (("unknown", "unknown"), False),
        (("unknown", "meeting"), False),
    ],
)
def test_a_call_of_two_days_may_be_told_without_its_channel(
    tmp_path: Path, channels: tuple[Channel, Channel], joins: bool
) -> None:
    records = [
        told("a", "Santiago", "2023-03-12", channels[0]),
        told("b", "Lima", "2023-03-13", channels[1]),
    ]
    with load(tmp_path / "l.sqlite", *records) as ledger:
        assert happenings(ledger) == ([["a#e0", "b#e0"]] if joins else [["a#e0"], ["b#e0"]])


def _many_talks(seed: int) -> list[Record]:
    """Talks among two to five, on two days, told by three publishers, some as crowds."""
    chance = random.Random(seed)
    heads = [ROJAS, QUISPE, MOEN, LIND, person("Ilse Bach", "AUT")]
    channels: list[Channel] = ["phone", "video", "unknown"]
    records = []
    for number in range(12):
        contacts: list[tuple[list[Entity], Channel, Level]] = []
        for _ in range(chance.choice((1, 1, 2))):
            chosen = chance.sample(heads, chance.choice((2, 3, 3, 4, 5)))
            parties = [
                head if chance.random() < 0.8 else chance.choice((state, group_of))(head.country or "")
                for head in chosen
            ]
            contacts.append((parties, chance.choice(channels), "head"))
        day = chance.choice(("2023-03-12", "2023-03-13"))
        record = contact_record(f"d{number}", *contacts, date=day)
        record.publisher, record.date = chance.choice(("Santiago", "Lima", "Oslo")), day
        records.append(record)
    return records


@pytest.mark.parametrize("seed", range(8))
def test_order_makes_no_difference_to_talks_among_many(tmp_path: Path, seed: int) -> None:
    records = _many_talks(seed)
    results = []
    for number in range(4):
        chance = random.Random(number)
        order = list(records)
        if number:
            chance.shuffle(order)
        path = tmp_path / f"{number}.sqlite"
        with Ledger(path) as ledger:
            if number > 1:
                ledger.add(Record(id="d0", language="en", text="Words that are read again later."))
                ledger.add(records[-1])
                ledger.add(Record(id=records[-1].id, language="en", text="Taken away for a while."))
            add_as_they_come(ledger, order, batch=chance.choice((1, 3, 100)))
        results.append(_facts(path))
    assert all(result == results[0] for result in results[1:])
