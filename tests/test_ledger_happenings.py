"""One happening, however many documents; lines between two sides; no matter in which order documents come."""

from __future__ import annotations

import itertools
import random
import sqlite3
from pathlib import Path

import msgspec
import pytest

from bench.soak.orders import add_as_they_come
from bench.soak.state import rows
from pourparlers.errors import LedgerError
from pourparlers.ledger import Ledger, sound
from pourparlers.record import Channel, Contact, Entity, Event, Level, Place, Record, Sequence

from .old_ledgers import make_old


def person(name: str, country: str | None) -> Entity:
    return Entity(text=name, spans=[(0, 1)], name=name, kind="person", country=country)


def state(country: str) -> Entity:
    return Entity(text=country, spans=[(0, 1)], name=country, kind="state", country=country)


def contact_record(
    record_id: str,
    *told: tuple[list[Entity], Channel, Level],
    date: str | None = "2022-05-13",
    initiator: int | None = 0,
    **marks: object,
) -> Record:
    events, contacts = [], []
    for n, (parties, channel, level) in enumerate(told):
        event = Event(id=f"e{n}", event="CONSULT", actor=parties[:1], recipient=parties[1:], date=date)
        for name, value in marks.items():
            setattr(event, name, value)
        events.append(event)
        contacts.append(
            Contact(event=f"e{n}", channel=channel, parties=parties, level=level, date=date, initiator=initiator)
        )
    return Record(id=record_id, language="fr", text=f"Texte {record_id}.", events=events, contacts=contacts)


AUSTIN, SHOIGU = person("Lloyd Austin", "USA"), person("Sergei Shoigu", "RUS")
CHOIGOU = person("Sergueï Choïgou", "RUS")


def happenings(ledger: Ledger) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for row in ledger.events():
        groups.setdefault(row.happening, []).append(row.id)
    return sorted(sorted(group) for group in groups.values())


def load(path: Path, *records: Record) -> Ledger:
    ledger = Ledger(path)
    add_as_they_come(ledger, records)
    return ledger


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Choïgou", "Shoigu"),
        ("Poutine", "Putin"),
        ("Gorbatchev", "Gorbachev"),
        ("Zelensky", "Zelenskyy"),
        ("Loukachenko", "Lukashenko"),
        ("Kouleba", "Kuleba"),
        ("Jirinovski", "Zhirinovsky"),
        ("Netanyahou", "Netanyahu"),
        ("Khrouchtchev", "Khrushchev"),
        ("Iouchtchenko", "Yushchenko"),
        ("Eltsine", "Yeltsin"),
        ("Pachinian", "Pashinyan"),
        ("Tokaïev", "Tokayev"),
        ("Guérassimov", "Gerasimov"),
        ("al-Sissi", "el-Sisi"),
        ("Schröder", "Schroeder"),
    ],
)
def test_sound_key_joins_french_and_english_spellings(french: str, english: str) -> None:
    assert sound.surname_key(french) == sound.surname_key(english)


def test_sound_key_keeps_different_names_apart() -> None:
    told = (
        "Putin Lavrov Shoigu Peskov Medvedev Macron Scholz Biden Blinken Austin Kirby Zelensky Kuleba Reznikov Yermak "
        "Erdogan Cavusoglu Baerbock Lambrecht Johnson Truss Wallace Draghi Duda Morawiecki Michel Borrell Guterres "
        "Stoltenberg Trudeau Modi Kishida Raisi Assad Sisi Tebboune Saied Orban Vucic Rutte Marin Andersson Kallas"
    )
    names = told.split()
    assert len({sound.surname_key(name) for name in names}) == len(names)


def test_same_call_in_two_languages_is_one_happening(tmp_path: Path) -> None:
    with load(
        tmp_path / "l.sqlite",
        contact_record("fr", ([AUSTIN, CHOIGOU], "phone", "minister")),
        contact_record("en", ([SHOIGU, AUSTIN], "unknown", "minister"), initiator=1),
        contact_record("role", ([state("USA"), state("RUS")], "phone", "other")),
    ) as ledger:
        assert happenings(ledger) == [["en#e0", "fr#e0", "role#e0"]]
        account = ledger.event("en#e0")
        assert account is not None
        assert [row.id for row in account.siblings] == ["fr#e0", "role#e0"]
        assert account.happening.documents == ["en", "fr", "role"]
        assert account.merged is not None
        assert "CONSULT on 2022-05-13 between RUS-USA" in account.merged
        assert "channel told by one account only (phone)" in account.merged
        assert "same person for RUS" in account.merged
        (line,) = ledger.lines("RUS", "USA")
        assert line.pair == ["RUS", "USA"]
        (contact,) = line.contacts
        assert contact.documents == ["en", "fr", "role"]
        assert (contact.channel, contact.level) == ("phone", "minister")
        assert len(contact.parties) == 2
        assert contact.initiator == "Lloyd Austin"


@pytest.mark.parametrize(
    "other",
    [
        contact_record("b", ([AUSTIN, SHOIGU], "meeting", "minister")),
        contact_record("b", ([AUSTIN, state("RUS")], "phone", "head")),
        contact_record("b", ([AUSTIN, state("RUS")], "video", "minister")),
        contact_record("b", ([AUSTIN, person("Valery Gerasimov", "RUS")], "phone", "minister")),
        contact_record("b", ([AUSTIN, person("Oleksii Reznikov", "UKR")], "phone", "minister")),
        contact_record("b", ([AUSTIN, SHOIGU], "phone", "minister"), date="2022-05-14"),
        contact_record("b", ([AUSTIN, SHOIGU], "phone", "minister"), negated=True),
        contact_record("b", ([AUSTIN, SHOIGU], "phone", "minister"), tense="future"),
        contact_record("b", ([AUSTIN, SHOIGU, state("UKR")], "phone", "minister")),
    ],
)
def test_what_contradicts_stays_apart(tmp_path: Path, other: Record) -> None:
    with load(tmp_path / "l.sqlite", contact_record("a", ([AUSTIN, SHOIGU], "phone", "minister")), other) as ledger:
        assert happenings(ledger) == [["a#e0"], ["b#e0"]]


def _at(record: Record, city: int) -> Record:
    record.events[0].event_loc = Place(span=(0, 1), name="Ville", geonameid=city, precision="city")
    return record


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("visit", "minister"), ("meeting", "minister")),
        (("phone", "minister"), ("video", "minister")),
        (("video", "minister"), ("meeting", "minister")),
        (("phone", "minister"), ("phone", "head")),
    ],
)
def test_same_persons_outweigh_what_is_told_of_the_channel(
    tmp_path: Path, one: tuple[Channel, Level], other: tuple[Channel, Level]
) -> None:
    records = contact_record("a", ([AUSTIN, SHOIGU], *one)), contact_record("b", ([CHOIGOU, AUSTIN], *other))
    with load(tmp_path / "l.sqlite", *records) as ledger:
        assert happenings(ledger) == [["a#e0", "b#e0"]]
        account = ledger.event("a#e0")
        assert account is not None and account.merged is not None
        assert " told as " in account.merged + (ledger.event("b#e0").merged or "")  # type: ignore[union-attr]


def test_those_who_telephone_are_each_in_a_place_of_their_own(tmp_path: Path) -> None:
    call = [
        _at(contact_record(name, ([state("USA"), state("RUS")], "phone", "other")), n) for n, name in enumerate("ab")
    ]
    with load(tmp_path / "l.sqlite", *call) as ledger:
        assert happenings(ledger) == [["a#e0", "b#e0"]]
    meeting = [
        _at(contact_record(name, ([state("USA"), state("RUS")], "meeting", "other")), n) for n, name in enumerate("ab")
    ]
    with load(tmp_path / "m.sqlite", *meeting) as ledger:
        assert happenings(ledger) == [["a#e0"], ["b#e0"]]


def test_silence_joins_no_two_places(tmp_path: Path) -> None:
    told = [contact_record(name, ([state("USA"), state("RUS")], "meeting", "other")) for name in "abc"]
    with load(tmp_path / "l.sqlite", _at(told[0], 1), _at(told[1], 2), told[2]) as ledger:
        assert happenings(ledger) == [["a#e0"], ["b#e0"], ["c#e0"]]


def _release(name: str, teller: str | None, date: str, published: str, *parties: Entity) -> Record:
    record = contact_record(name, (list(parties) or [AUSTIN, SHOIGU], "phone", "minister"), date=date)
    record.publisher, record.date = teller, published
    return record


def test_a_call_at_midnight_is_one_of_two_days(tmp_path: Path) -> None:
    with load(
        tmp_path / "l.sqlite",
        _release("ru", "Moscow", "2022-05-14", "2022-05-14"),
        _release("us", "Washington", "2022-05-13", "2022-05-13"),
    ) as ledger:
        assert happenings(ledger) == [["ru#e0", "us#e0"]]
        (line,) = ledger.lines("USA", "RUS", until="2022-05-13")
        (contact,) = line.contacts
        assert (contact.date, contact.documents) == ("2022-05-13", ["ru", "us"])
        account = ledger.event("ru#e0")
        assert account is not None and account.merged is not None
        assert "published a day later" in account.merged
        # Taken away, and what it joined comes apart again.
        ledger.add(Record(id="us", language="fr", text="Texte us."))
        assert happenings(ledger) == [["ru#e0"]]
        assert [line.last for line in ledger.lines()] == ["2022-05-14"]


@pytest.mark.parametrize(
    "others",
    [
        [_release("b", "Washington", "2022-05-14", "2022-05-14")],  # one publisher tells two calls
        [_release("b", None, "2022-05-14", "2022-05-14")],  # who publishes is unknown
        [_release("b", "Moscow", "2022-05-14", "2022-05-20")],  # the day is stated, not that of publication
        [_release("b", "Moscow", "2022-05-15", "2022-05-15")],
        [_release("b", "Moscow", "2022-05-14", "2022-05-14", AUSTIN, state("RUS"))],
        [
            _release("b", "Moscow", "2022-05-14", "2022-05-14"),  # which of the two days before and after?
            _release("c", "Washington", "2022-05-14", "2022-05-14", AUSTIN, person("Sergei Shoigu", "RUS")),
        ],
    ],
)
def test_calls_of_two_days_stay_two(tmp_path: Path, others: list[Record]) -> None:
    with load(tmp_path / "l.sqlite", _release("a", "Washington", "2022-05-13", "2022-05-13"), *others) as ledger:
        assert ["a#e0"] in happenings(ledger)


def test_a_day_that_loses_its_talk_gives_back_the_call_of_the_next(tmp_path: Path) -> None:
    """What is said of the 13th may be the call of the 14th, until a third report says that they met."""
    untold = _release("a", "Washington", "2022-05-13", "2022-05-13")
    untold.contacts[0].channel = "unknown"
    met = _release("c", "Paris", "2022-05-13", "2022-05-13")
    met.contacts[0].channel = "meeting"
    call = _release("b", "Moscow", "2022-05-14", "2022-05-14")
    facts = []
    for number, order in enumerate(([untold, call, met], [met, untold, call], [call, met, untold])):
        path = tmp_path / f"{number}.sqlite"
        with load(path, *order) as ledger:
            assert happenings(ledger) == [["a#e0", "c#e0"], ["b#e0"]]
        facts.append(_facts(path))
    assert facts[0] == facts[1] == facts[2]
    with load(tmp_path / "two.sqlite", untold, call) as ledger:
        assert happenings(ledger) == [["a#e0", "b#e0"]]


def test_a_call_between_two_others_joins_neither(tmp_path: Path) -> None:
    tellers = [("a", "Washington", 13), ("b", "Moscow", 14), ("c", "Paris", 15)]
    records = [_release(name, teller, f"2022-05-{day}", f"2022-05-{day}") for name, teller, day in tellers]
    for order in itertools.permutations(records):
        path = tmp_path / f"{'-'.join(record.id for record in order)}.sqlite"
        with load(path, *order) as ledger:
            assert happenings(ledger) == [["a#e0"], ["b#e0"], ["c#e0"]]


def test_unknown_dates_do_not_merge(tmp_path: Path) -> None:
    records = [
        contact_record(name, ([AUSTIN, SHOIGU], "phone", "minister"), date=date)
        for name, date in (("a", None), ("b", None), ("c", "2022-05"), ("d", "2022-05"))
    ]
    with load(tmp_path / "l.sqlite", *records) as ledger:
        assert len(happenings(ledger)) == 4


def test_two_contacts_of_one_document_never_merge(tmp_path: Path) -> None:
    both = contact_record("a", ([AUSTIN, SHOIGU], "phone", "minister"), ([AUSTIN, CHOIGOU], "meeting", "minister"))
    twice = contact_record("b", ([AUSTIN, SHOIGU], "phone", "minister"), ([AUSTIN, SHOIGU], "phone", "minister"))
    with load(tmp_path / "l.sqlite", both, twice) as ledger:
        for group in happenings(ledger):
            documents = [event_id.partition("#")[0] for event_id in group]
            assert len(documents) == len(set(documents))
        assert len(happenings(ledger)) == 3
        (line,) = ledger.lines("USA", "RUS")
        assert [c.channel for c in line.contacts].count("meeting") == 1


def test_account_that_fits_two_equally_stays_apart(tmp_path: Path) -> None:
    with load(
        tmp_path / "l.sqlite",
        contact_record("a", ([AUSTIN, SHOIGU], "phone", "minister"), ([AUSTIN, SHOIGU], "meeting", "minister")),
        contact_record("b", ([AUSTIN, SHOIGU], "unknown", "minister")),
    ) as ledger:
        assert happenings(ledger) == [["a#e0"], ["a#e1"], ["b#e0"]]


def event_record(record_id: str, actor: list[Entity], recipient: list[Entity], place: Place | None = None) -> Record:
    event = Event(id="e", event="ASSAULT", actor=actor, recipient=recipient, date="2022-03-01", event_loc=place)
    return Record(id=record_id, language="en", text=record_id, events=[event])


def test_other_events_merge_by_parties_and_place(tmp_path: Path) -> None:
    def city(name: str) -> Place:
        return Place(span=(0, 1), name=name, precision="city")

    country = Place(span=(0, 1), name="Ukraine", precision="country")
    with load(
        tmp_path / "l.sqlite",
        event_record("a", [state("RUS")], [state("UKR")], city("Kharkiv")),
        event_record("b", [state("RUS")], [state("UKR")], country),
        event_record("c", [state("RUS")], [state("UKR")], city("Kharkiv")),
        event_record("d", [state("UKR")], [state("RUS")], city("Kharkiv")),
        event_record("e", [person("Vladimir Putin", "RUS")], [state("UKR")]),
        event_record("f", [person("Vladimir Poutine", "RUS")], [state("UKR")]),
        event_record("g", [], []),
        event_record("h", [state("RUS")], []),
        event_record("i", [state("RUS")], []),
        event_record("j", [state("RUS")], [state("UKR")], city("Odesa")),
    ) as ledger:
        groups = happenings(ledger)
        assert ["a#e", "c#e"] in groups, "b fits two cities equally and stays apart"
        assert ["e#e", "f#e"] in groups
        for alone in "bdghij":
            assert [f"{alone}#e"] in groups


def _crowd(seed: int) -> list[Record]:
    chance = random.Random(seed)
    names = {"USA": ["Lloyd Austin", "Antony Blinken"], "RUS": ["Sergei Shoigu", "Sergueï Choïgou", "Lavrov"]}
    channels: list[Channel] = ["phone", "meeting", "unknown"]
    levels: list[Level] = ["minister", "other"]
    records = []
    for n in range(9):
        told = []
        for _ in range(chance.choice((1, 1, 2, 3))):
            sides = [person(chance.choice(names[c]), c) if chance.random() < 0.8 else state(c) for c in ("USA", "RUS")]
            chance.shuffle(sides)
            told.append((sides, chance.choice(channels), chance.choice(levels)))
        records.append(contact_record(f"d{n}", *told))
    return records


def _facts(path: Path) -> object:
    tables = rows(path, numbers=False)
    with Ledger(path, readonly=True) as ledger:
        return tables["happenings"], tables["happening_events"], msgspec.json.encode(ledger.lines())


@pytest.mark.parametrize("seed", range(6))
def test_order_of_arrival_makes_no_difference(tmp_path: Path, seed: int) -> None:
    records = _crowd(seed)
    results = []
    for n in range(5):
        chance = random.Random(n)
        order = list(records)
        if n:
            chance.shuffle(order)
        path = tmp_path / f"{n}.sqlite"
        with Ledger(path) as ledger:
            # A detour that must leave no trace: a first reading that is replaced later.
            if n > 2:
                draft = msgspec.structs.replace(records[0], events=records[1].events, contacts=records[1].contacts)
                ledger.add(draft)
            add_as_they_come(ledger, order, batch=chance.choice((1, 2, 100)))
        results.append(_facts(path))
    assert all(result == results[0] for result in results[1:])


def test_taking_a_document_away_undoes_its_merge(tmp_path: Path) -> None:
    first = contact_record("a", ([AUSTIN, SHOIGU], "unknown", "minister"))
    with load(tmp_path / "l.sqlite", first, contact_record("b", ([AUSTIN, CHOIGOU], "phone", "minister"))) as ledger:
        assert len(happenings(ledger)) == 1
        ledger.add(Record(id="b", language="fr", text="Texte b."))
        (line,) = ledger.lines()
        assert line.contacts[0].channel == "unknown"
    connection = sqlite3.connect(tmp_path / "l.sqlite")
    assert connection.execute("SELECT count(*) FROM happenings").fetchone()[0] == 1
    connection.close()


def test_lines_have_the_shape_that_is_promised(tmp_path: Path) -> None:
    with load(
        tmp_path / "l.sqlite",
        contact_record("a", ([AUSTIN, SHOIGU], "phone", "minister")),
        contact_record(
            "b", ([person("Joe Biden", "USA"), person("Poutine", "RUS")], "video", "head"), date="2022-05-03"
        ),
        contact_record("c", ([AUSTIN, SHOIGU], "meeting", "minister"), date=None),
    ) as ledger:
        (line,) = msgspec.to_builtins(ledger.lines("USA", "RUS"))
        assert line["pair"] == ["RUS", "USA"]
        assert [contact["date"] for contact in line["contacts"]] == ["2022-05-03", "2022-05-13", None]
        first = line["contacts"][1]
        assert first["channel"] == "phone"
        assert first["level"] == "minister"
        assert first["parties"] == ["Sergei Shoigu", "Lloyd Austin"]
        assert first["countries"] == ["RUS", "USA"]
        assert first["documents"] == ["a"]
        assert line["last"] == "2022-05-13"
        assert line["silences"] == [{"since": "2022-05-03", "until": "2022-05-13", "days": 10}]
        assert [c.date for c in ledger.lines("USA", "RUS", level="head")[0].contacts] == ["2022-05-03"]
        assert [c.date for c in ledger.lines("USA", since="2022-05-04")[0].contacts] == ["2022-05-13"]
        assert ledger.lines("USA", "FRA") == []
        with pytest.raises(LedgerError):
            ledger.lines(level="king")  # type: ignore[arg-type]


def test_line_of_persons_is_found_in_any_spelling(tmp_path: Path) -> None:
    putin, macron = person("Vladimir Putin", "RUS"), person("Emmanuel Macron", "FRA")
    with load(
        tmp_path / "l.sqlite",
        contact_record("a", ([putin, macron], "phone", "head")),
        contact_record("b", ([AUSTIN, SHOIGU], "phone", "minister")),
    ) as ledger:
        (line,) = ledger.lines("Poutine", "Macron")
        assert line.pair == ["Emmanuel Macron", "Vladimir Putin"]
        (line,) = ledger.lines("Poutine")
        assert line.pair == ["FRA", "Vladimir Putin"]
        assert ledger.lines("Poutine", "USA") == []


def test_contact_of_three_is_in_the_line_of_each_pair(tmp_path: Path) -> None:
    parties = [state("FRA"), state("DEU"), person("Vladimir Putin", "RUS"), person("Sergei Lavrov", "RUS")]
    with load(tmp_path / "l.sqlite", contact_record("a", (parties, "video", "head"))) as ledger:
        pairs = [line.pair for line in ledger.lines()]
        assert pairs == [list(pair) for pair in itertools.combinations(["DEU", "FRA", "RUS"], 2)]


def test_what_did_not_take_place_is_in_no_line(tmp_path: Path) -> None:
    told: tuple[list[Entity], Channel, Level] = ([AUSTIN, SHOIGU], "phone", "minister")
    with load(
        tmp_path / "l.sqlite",
        contact_record("a", told, tense="future"),
        contact_record("b", told, negated=True),
        contact_record("c", told, hypothetical=True),
        contact_record("d", told, historical=True, date=None),
        contact_record("e", told, historical=True, date="2022-02-18"),
    ) as ledger:
        (line,) = ledger.lines("USA", "RUS")
        assert [(c.date, c.documents) for c in line.contacts] == [("2022-02-18", ["e"])]


def test_sequence_claims_keep_their_document(tmp_path: Path) -> None:
    record = contact_record("a", ([AUSTIN, SHOIGU], "phone", "minister"))
    record.contacts[0].sequence = Sequence(kind="first_since", span=(0, 1), since="2022-02-18")
    with load(tmp_path / "l.sqlite", record) as ledger:
        (claim,) = ledger.lines()[0].contacts[0].sequence
        assert (claim.kind, claim.since, claim.document) == ("first_since", "2022-02-18", "a")


def test_a_ledger_merged_by_older_rules_is_merged_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    records = [
        _release("ru", "Moscow", "2022-05-14", "2022-05-14"),
        _release("us", "Washington", "2022-05-13", "2022-05-13"),
    ]
    load(path, *records).close()
    connection = sqlite3.connect(path)
    make_old(connection, 3)
    connection.execute("UPDATE happening_events SET happening_id = 'old', why = 'old' WHERE document_id = 'ru'")
    connection.execute("INSERT INTO happenings SELECT 'old', event, date, merge_key FROM happenings")
    connection.commit()
    connection.close()
    Ledger(path).close()
    load(tmp_path / "new.sqlite", *records).close()
    assert _facts(path) == _facts(tmp_path / "new.sqlite")


@pytest.mark.parametrize("date", ["2022-99-99", "0000-00-00", "2022-02-30"])
def test_a_day_that_the_calendar_lacks_stays_alone(tmp_path: Path, date: str) -> None:
    records = [contact_record(name, ([AUSTIN, SHOIGU], "phone", "minister"), date=date) for name in ("a", "b")]
    with load(tmp_path / "l.sqlite", *records) as ledger:
        assert happenings(ledger) == [["a#e0"], ["b#e0"]]
        (line,) = ledger.lines("USA", "RUS")
        assert len(line.contacts) == 2
