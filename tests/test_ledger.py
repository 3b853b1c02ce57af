"""What the ledger keeps, what it refuses, and how it is asked."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.soak.state import rows
from pourparlers import record as shapes
from pourparlers.errors import LedgerError
from pourparlers.ledger import Ledger
from pourparlers.ledger.identity import content_hash, url_key
from pourparlers.record import Contact, Entity, Event, Insertion, Place, Record, Sequence, Statement, Time

DOCS = Path(__file__).parent.parent / "docs" / "ledger.md"


def person(name: str, country: str, office: str | None = None, text: str | None = None) -> Entity:
    return Entity(
        text=text or name,
        spans=[(0, len(text or name))],
        name=name,
        kind="person",
        country=country,
        sector="GOV",
        other_sectors=["MIL"],
        office=office,
    )


def full_record(record_id: str = "doc-1") -> Record:
    text = "La ministre suédoise Maud Vik a téléphoné à Juan Paz. « La trêve [à Oslo] tient », a-t-elle dit."
    vik = person("Maud Vik", "SWE", "ministre", "La ministre suédoise Maud Vik")
    paz = person("Juan Paz", "CHL")
    place = Place(span=(67, 71), name="Oslo", country="NOR", geonameid=3143244, lat=59.9, lon=10.75, precision="city")
    event = Event(
        id="e1",
        event="CONSULT",
        mode=["phone"],
        context=["diplomatic"],
        actor=[vik],
        recipient=[paz],
        date="2021-03-04",
        date_from="publication",
        event_loc=place,
        trigger=[(33, 42)],
        sentence=(0, 53),
        evidence=[(0, 53)],
        statement="s1",
        confidence=0.5,
        why="consult/phone",
        quad_code=1,
        event_scale=1.5,
    )
    return Record(
        id=record_id,
        language="fr",
        text=text,
        date="2021-03-04",
        title="Un appel",
        publisher="Le Quotidien",
        url="https://www.exemple.test/a/1?utm_source=x",
        events=[event],
        contacts=[
            Contact(
                event="e1",
                channel="phone",
                parties=[vik, paz],
                initiator=0,
                level="minister",
                field="foreign",
                date="2021-03-04",
                sequence=Sequence(kind="first_since", span=(0, 2), since="2020-01-01"),
            )
        ],
        statements=[
            Statement(
                id="s1",
                content=[(56, 80)],
                kind="direct",
                speaker=vik,
                addressee=paz,
                medium="interview",
                cue=[(84, 97)],
                date="2021-03-04",
                insertions=[Insertion(span=(65, 73), text="à Oslo")],
            )
        ],
        times=[Time(span=(0, 2), type="DATE", value="2021-03-04")],
        places=[place],
        warnings=["rien"],
    )


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, without the row numbers that only count arrivals."""
    return rows(path, numbers=False)


def test_record_comes_back_whole(tmp_path: Path) -> None:
    record = full_record()
    with Ledger(tmp_path / "l.sqlite") as ledger:
        added = ledger.add(record)
        assert (added.document_id, added.new, added.changed) == ("doc-1", True, True)
        account = ledger.document("doc-1")
        assert account is not None
        assert account.record == record
        assert list(ledger.records()) == [record]
        assert (account.document.events, account.document.contacts, account.document.statements) == (1, 1, 1)


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add(full_record())
    before = dump(path)
    with Ledger(path) as ledger:
        added = ledger.add(full_record())
        assert (added.new, added.changed) == (False, False)
        assert [a.changed for a in ledger.add_many([full_record()] * 3)] == [False] * 3
    assert dump(path) == before


def test_same_id_replaces_without_leftovers(tmp_path: Path) -> None:
    path, other = tmp_path / "l.sqlite", tmp_path / "m.sqlite"
    bare = Record(id="doc-1", language="fr", text="Autre chose.")
    with Ledger(path) as ledger:
        ledger.add(full_record())
        added = ledger.add(bare)
        assert (added.document_id, added.new, added.changed) == ("doc-1", False, True)
        assert ledger.documents("téléphoné") == []
        assert ledger.events() == ledger.statements() == ledger.lines() == []
    with Ledger(other) as ledger:
        ledger.add(bare)
    assert dump(path) == dump(other)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
def test_same_words_or_address_are_one_document(tmp_path: Path, order: tuple[int, ...]) -> None:
    made = full_record("9f" * 16)
    given_id = full_record("doc-7")
    given_id.text = given_id.text.replace(" ", "\n  ", 1)
    given_id.url = None
    update = full_record("doc-8")
    update.text += " Mis à jour."
    update.url = "http://exemple.test/a/1/#top"
    update.date = "2021-03-05"
    records = [made, given_id, update]
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        added = [ledger.add(records[i]) for i in order]
        assert [a.new for a in added].count(True) >= 1
        documents = ledger.documents()
        assert [d.id for d in documents] == ["doc-8"]
        assert documents[0].other_ids == sorted(["9f" * 16, "doc-7"])
        account = ledger.document("doc-7")
        assert account is not None
        assert account.document.id == "doc-8"
        assert {r.id for r in account.others} == {"9f" * 16, "doc-7"}
        assert len(ledger.events()) == 1
        before = dump(path)
        ledger.add_many(records)
    assert dump(path) == before


def test_given_id_is_kept_over_a_made_one(tmp_path: Path) -> None:
    for n, order in enumerate([(0, 1), (1, 0)]):
        records = [full_record("ab12" * 8), full_record("zz-report")]
        with Ledger(tmp_path / f"{n}.sqlite") as ledger:
            ledger.add_many(records[i] for i in order)
            assert [d.id for d in ledger.documents()] == ["zz-report"]


def test_replaced_address_lets_documents_part(tmp_path: Path) -> None:
    one, two = full_record("a"), full_record("b")
    two.text = "Tout autre texte."
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add_many([one, two])
        assert len(ledger.documents()) == 1
        two.url = "https://exemple.test/b/2"
        assert ledger.add(two).new
        assert [d.id for d in ledger.documents()] == ["a", "b"]


def test_front_page_address_joins_nothing() -> None:
    assert url_key("https://www.exemple.test/") is None
    assert url_key("HTTPS://WWW.Exemple.test/x/?utm_source=a&b=1#c") == "exemple.test/x?b=1"
    assert url_key("http://[broken") is None
    assert content_hash("a  b\n") == content_hash("a b")
    assert content_hash("e\u0301t\u00e9") == content_hash("\u00e9te\u0301")


def test_rows_of_a_record_lead_to_the_words(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(full_record())
        account = ledger.event("doc-1#e1")
        assert account is not None
        assert account.triggers == [full_record().text[33:42]]
        assert account.evidence == [full_record().text[:53]]
        assert account.merged is None
        assert account.siblings == []
        assert account.happening.documents == ["doc-1"]
        assert account.row.contact is not None
        assert ledger.event("doc-1#e9") is None
        assert ledger.event("nonsense") is None


def test_event_filters_select(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(full_record())
        hits: list[dict[str, str]] = [
            {"type": "consult"},
            {"actor": "SWE"},
            {"actor": "Vik"},
            {"recipient": "Juan Paz"},
            {"since": "2021", "until": "2021-03"},
            {"mode": "phone"},
            {"context": "diplomatic"},
            {"document": "doc-1"},
            {"text": "telephone"},
        ]
        misses: list[dict[str, str]] = [
            {"type": "AID"},
            {"actor": "CHL"},
            {"recipient": "Vik"},
            {"since": "2021-03-05"},
            {"until": "2021-02"},
            {"mode": "visit"},
            {"context": "military"},
            {"document": "doc-2"},
            {"text": "banane"},
        ]
        for question in hits:
            assert len(ledger.events(**question)) == 1, question  # type: ignore[arg-type]
        for question in misses:
            assert ledger.events(**question) == [], question  # type: ignore[arg-type]
        assert ledger.events(limit=0) == []
        with pytest.raises(LedgerError):
            ledger.events(since="yesterday")
        with pytest.raises(LedgerError):
            ledger.events(since="2021-02-31")


def test_statement_and_document_filters_select(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(full_record())
        assert len(ledger.statements(speaker="Vik", about="treve oslo", language="fr", kind="direct")) == 1
        assert ledger.statements(speaker="Paz") == []
        assert ledger.statements(about='"oslo treve"') == []
        assert ledger.statements(language="en") == []
        assert ledger.statements()[0].id == "doc-1#s1"
        assert [d.id for d in ledger.documents("TELÉPHONE", publisher="Le Quotidien")] == ["doc-1"]
        assert ledger.documents(since="2022") == []
        searched = ledger.searched()
        assert (searched.documents, searched.first_date, searched.publishers) == (1, "2021-03-04", ["Le Quotidien"])


def test_register_remembers_what_a_document_states(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(full_record())
        found = ledger.who("Vik")
        assert [(r.entry.name, r.entry.office, r.first_stated) for r in found] == [
            ("Maud Vik", "ministre", "2021-03-04")
        ]
        assert found[0].evidence[0].document == "doc-1"
        register = ledger.register()
        assert register.lookup("Maud Vik", "2021-06-01")[0].other_sectors == ("MIL",)
        assert register.lookup("Vik", "2009-01-01") == []
        assert register.lookup("Anna Vik", "2021-06-01") == []
        assert ledger.who("Paz") == [], "no document states an office for him"


def test_bare_name_is_no_evidence_of_an_office(tmp_path: Path) -> None:
    record = full_record()
    for entity in (record.events[0].actor[0],):
        entity.text = "Vik"
    record.contacts, record.statements = [], []
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(record)
        assert ledger.who("Vik") == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_words_of_a_user_are_safe_in_a_search(tmp_path: Path, words: str) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(full_record())
        ledger.documents(words)
        ledger.events(text=words, actor=words, recipient=words, type=words, mode=words, document=words)
        ledger.statements(about=words, speaker=words, kind=words)
        ledger.lines(words or None, words or None)
        ledger.who(words)
        ledger.event(words)
        ledger.document(words)
        assert len(ledger.documents()) == 1


@pytest.mark.parametrize(
    "words", ['"', '""', "a AND", "NEAR(", "title:x", "*", "-x", "x' OR 1=1 --", "((", "^zz", "\x00"]
)
def test_search_syntax_has_no_power(tmp_path: Path, words: str) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(full_record())
        assert ledger.documents(words) == [] or words.strip() == ""


def test_too_long_a_search_is_refused(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger, pytest.raises(LedgerError, match="shorten"):
        ledger.documents("mot " * 1000)


@pytest.mark.parametrize(
    "hostile", ["'; DROP TABLE events; --", "\x00nul\x00", "\u202e\u0301" * 50, "a" * 100_000, "#"]
)
def test_hostile_strings_are_kept_as_they_are(tmp_path: Path, hostile: str) -> None:
    record = full_record(hostile)
    record.title = record.publisher = record.url = hostile
    record.text = hostile + record.text
    record.events[0].actor[0].name = hostile
    record.events[0].event_loc = Place(span=(0, 1), name=hostile)
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(record)
        account = ledger.document(hostile)
        assert account is not None
        assert account.record == record
        assert ledger.event(f"{hostile}#e1") is not None
        ledger.add(Record(id=hostile, language="fr", text="x"))
        assert ledger.events() == []


def test_half_surrogates_and_huge_numbers_are_refused_whole(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(full_record())
        bad = full_record("doc-2")
        bad.text = "x\ud800" + bad.text
        with pytest.raises(LedgerError, match="surrogate"):
            ledger.add(bad)
        big = full_record("doc-3")
        big.text, big.url = "autre", None
        big.places[0].geonameid = 2**80
        with pytest.raises(LedgerError):
            ledger.add_many([full_record("doc-1"), big])
        with pytest.raises(LedgerError):
            ledger.documents("\ud800x")
        assert [d.id for d in ledger.documents()] == ["doc-1"]


def test_records_that_do_not_hold_together_are_refused(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        for change in ("contact", "twice", "id"):
            record = full_record()
            if change == "contact":
                record.contacts[0].event = "e7"
            elif change == "twice":
                record.events.append(record.events[0])
            else:
                record.id = ""
            with pytest.raises(LedgerError):
                ledger.add(record)
        assert ledger.documents() == []


def test_bad_record_in_a_batch_loses_no_other(tmp_path: Path) -> None:
    bad = full_record("doc-2")
    bad.contacts[0].event = "e7"
    last = full_record("doc-3")
    last.text, last.url = "Troisième.", None
    with Ledger(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(LedgerError, match="does not hold"):
            ledger.add_many([full_record(), bad, last])
        assert [d.id for d in ledger.documents()] == ["doc-1", "doc-3"]


def test_documentation_names_every_table_and_column(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    Ledger(path).close()
    connection = sqlite3.connect(path)
    real: dict[str, list[str]] = {}
    for kind, name in connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"):
        if re.search(r"(_search_|_box_)\w+$", name) or name.startswith("sqlite_"):
            continue
        real[name] = [r[1] for r in connection.execute(f"PRAGMA table_info({name})")]
        assert kind in ("table", "view")
    connection.close()
    told: dict[str, list[str]] = {}
    current = ""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"### `(\w+)`.*", line):
            current = heading[1]
            told[current] = []
        elif current and (row := re.match(r"\| `(\w+)` \| \S", line)):
            told[current].append(row[1])
    assert told == real


def test_encoded_record_in_the_table_is_the_interchange_line(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add(full_record())
    connection = sqlite3.connect(path)
    (line,) = connection.execute("SELECT record FROM records").fetchone()
    assert line.encode() == shapes.encode(full_record())
    box = connection.execute("SELECT count(*) FROM places_box WHERE south > 59 AND north < 60.5").fetchone()
    assert box == (2,)
    connection.close()
