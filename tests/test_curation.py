"""Events and happenings put right by hand: kept as a log, taken back by it, and gone through again over new coding."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.soak.orders import add_as_they_come
from bench.soak.reports import reports
from bench.soak.state import digest, faults, meaning
from pourparlers import cli
from pourparlers.errors import LedgerError
from pourparlers.ledger import CurationEntry, Ledger
from pourparlers.record import Contact, Entity, Event, Record

from .old_ledgers import make_old
from .test_ledger import full_record
from .test_ledger_happenings import AUSTIN, CHOIGOU, SHOIGU, contact_record, happenings, load, person, state


def call(name: str, *parties: Entity, **marks: object) -> Record:
    """A report of one call, in a sentence of its own."""
    record = contact_record(name, (list(parties) or [AUSTIN, SHOIGU], "phone", "minister"), **marks)  # type: ignore[arg-type]
    record.text = f"In {name} it says: Austin phoned Shoigu on Friday. So it was."
    start = record.text.index("Austin")
    record.events[0].sentence = (start, record.text.index(" So"))
    record.events[0].trigger = [(start + 7, start + 13)]
    record.events[0].why = "codebook consult.phone"
    return record


def calls(path: Path, *names: str) -> Ledger:
    return load(path, *(call(name) for name in names))


def test_correction_is_in_every_answer_and_the_record_as_coded_is_kept(tmp_path: Path) -> None:
    with calls(tmp_path / "l.sqlite", "a", "b") as ledger:
        made = ledger.curate("correct", ["b#e0"], {"date": "2022-05-12"}, by="Ann", why="the Pentagon says Thursday")
        assert (made.by, made.why, made.active, made.found) == ("Ann", "the Pentagon says Thursday", True, ["b#e0"])
        assert happenings(ledger) == [["a#e0"], ["b#e0"]], "of another day now"
        (line,) = ledger.lines("USA", "RUS")
        assert [contact.date for contact in line.contacts] == ["2022-05-12", "2022-05-13"]
        account = ledger.event("b#e0")
        assert account is not None
        assert (account.row.event.date, account.row.event.date_from) == ("2022-05-12", None)
        assert account.row.event.why == "codebook consult.phone; date put right by hand"
        assert [entry.number for entry in account.curation] == [made.number]
        other = ledger.event("a#e0")
        assert other is not None and other.curation == []
        ledger.uncurate(made.number, by="Ann")
        assert happenings(ledger) == [["a#e0", "b#e0"]]
    connection = sqlite3.connect(tmp_path / "l.sqlite")
    kept = [row[0] for row in connection.execute("SELECT record FROM records ORDER BY id")]
    assert kept == [msgspec.json.encode(call(name)).decode() for name in ("a", "b")]
    connection.close()


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({"event": "AGREE", "quad_code": 1, "event_scale": 2.0}, lambda e, c: (e.event, c) == ("AGREE", None)),
        ({"mode": ["visit"]}, lambda e, c: e.mode == ["visit"]),
        ({"tense": "future"}, lambda e, c: e.tense == "future"),
        ({"negated": True}, lambda e, c: e.negated),
        ({"channel": "video"}, lambda e, c: c.channel == "video" and c.level == "minister"),
        ({"initiator": "Choïgou"}, lambda e, c: c.parties[c.initiator].name == "Sergei Shoigu"),
        (
            {"recipient": [msgspec.to_builtins(state("UKR"))]},
            lambda e, c: [p.country for p in c.parties] == ["USA", "UKR"] and c.initiator == 0,
        ),
        ({"date": None}, lambda e, c: e.date is c.date is None),
    ],
)  # fmt: skip
def test_every_field_can_be_put_right(
    tmp_path: Path, changes: dict[str, object], holds: Callable[[Event, Contact | None], bool]
) -> None:
    with calls(tmp_path / "l.sqlite", "a") as ledger:
        ledger.curate("correct", ["a#e0"], changes, by="Ann")
        account = ledger.event("a#e0")
        assert account is not None
        assert holds(account.row.event, account.row.contact)
        assert ledger.document("a").record.events[0] == account.row.event  # type: ignore[union-attr]


def test_a_later_correction_of_a_field_counts(tmp_path: Path) -> None:
    with calls(tmp_path / "l.sqlite", "a") as ledger:
        ledger.curate("correct", ["a#e0"], {"channel": "video"}, by="Ann")
        second = ledger.curate("correct", ["a#e0"], {"channel": "meeting"}, by="Bob")
        assert ledger.lines()[0].contacts[0].channel == "meeting"
        ledger.uncurate(second.number, by="Bob")
        assert ledger.lines()[0].contacts[0].channel == "video"


def test_rejected_event_is_in_no_answer_until_that_is_taken_back(tmp_path: Path) -> None:
    with calls(tmp_path / "l.sqlite", "a", "b") as ledger:
        made = ledger.curate("reject", ["a#e0"], by="Ann", why="a rehearsal")
        assert happenings(ledger) == [["b#e0"]]
        assert ledger.lines()[0].contacts[0].documents == ["b"]
        assert ledger.event("a#e0") is None
        rejection = ledger.rejection("a#e0")
        assert rejection is not None and rejection.why == "a rehearsal"
        with pytest.raises(LedgerError, match=f"was rejected by entry {made.number}"):
            ledger.curate("correct", ["a#e0"], {"negated": True}, by="Ann")
        undo = ledger.uncurate(made.number, by="Ann")
        assert happenings(ledger) == [["a#e0", "b#e0"]]
        ledger.uncurate(undo.number, by="Ann")
        assert happenings(ledger) == [["b#e0"]], "what takes back is taken back"
        assert [entry.active for entry in ledger.curation()] == [True, False, True]


def test_join_split_and_forbid_hold_against_what_comes_later(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with load(path, call("a"), call("b"), call("m", date="2022-05-20"), call("n", date="2022-05-20")) as ledger:
        assert happenings(ledger) == [["a#e0", "b#e0"], ["m#e0", "n#e0"]]
        joined = ledger.curate("join", ["b#e0", "m#e0"], by="Ann", why="one call, told late")
        assert happenings(ledger) == [["a#e0", "b#e0", "m#e0", "n#e0"]]
        ledger.add(call("o", date="2022-05-20"))
        ledger.add(call("c"))
        assert happenings(ledger) == [["a#e0", "b#e0", "c#e0", "m#e0", "n#e0", "o#e0"]]
        assert len(ledger.lines("USA", "RUS")[0].contacts) == 1
        account = ledger.event("o#e0")
        assert account is not None and account.happening.date == "2022-05-13"
        assert [entry.number for entry in account.curation] == [joined.number]
        ledger.uncurate(joined.number, by="Ann")
        assert happenings(ledger) == [["a#e0", "b#e0", "c#e0"], ["m#e0", "n#e0", "o#e0"]]
        ledger.curate("split", ["a#e0", "b#e0"], by="Ann")
        assert happenings(ledger) == [["a#e0", "b#e0"], ["c#e0"], ["m#e0", "n#e0", "o#e0"]]
        ledger.add(call("d"))
        assert happenings(ledger)[1] == ["c#e0", "d#e0"], "what the rules put to them stays where it was"
        ledger.curate("forbid", ["m#e0", "o#e0"], by="Ann")
        ledger.add(call("p", date="2022-05-20"))
        assert happenings(ledger)[2:] == [["m#e0", "n#e0", "p#e0"], ["o#e0"]]
    assert faults(path) == []


def test_a_join_holds_when_a_fuller_list_of_the_parties_comes_later(tmp_path: Path) -> None:
    guests = [person("Olaf Scholz", "DEU"), person("Mario Draghi", "ITA")]
    some, full = call("s", AUSTIN, SHOIGU, guests[0]), call("f", AUSTIN, SHOIGU, *guests)
    other = call("o", AUSTIN, SHOIGU, date="2022-05-20")
    found = []
    for number, (early, late) in enumerate(
        (([some, other], [full]), ([full, some, other], []), ([other, full], [some]))
    ):
        path = tmp_path / f"{number}.sqlite"
        with load(path, *early) as ledger:
            if not number:
                ledger.curate("join", ["s#e0", "o#e0"], by="Ann")
                log = ledger.curation()
            else:
                ledger.replay(log)
            add_as_they_come(ledger, late)
            assert happenings(ledger) == [["f#e0", "o#e0", "s#e0"]]
        assert faults(path) == []
        found.append((*meaning(path), digest(path, numbers=False)))
    assert found[0] == found[1] == found[2]


def test_forbidden_before_the_second_report_is_read(tmp_path: Path) -> None:
    with calls(tmp_path / "l.sqlite", "a", "b") as ledger:
        ledger.curate("forbid", ["a#e0", "b#e0"], by="Ann")
        log = ledger.curation()
    with calls(tmp_path / "m.sqlite", "a") as ledger:
        ledger.replay(log)
        assert ledger.curation()[0].found == ["a#e0"]
        ledger.add(call("b"))
        assert happenings(ledger) == [["a#e0"], ["b#e0"]]


def test_what_cannot_be_done_is_told_and_nothing_kept(tmp_path: Path) -> None:
    agree = call("x")
    agree.events[0].event, agree.contacts = "AGREE", []
    with load(tmp_path / "l.sqlite", call("a"), call("b"), call("z", date="2022-06-01"), agree) as ledger:
        ledger.curate("forbid", ["a#e0", "z#e0"], by="Ann")
        for said, attempt in {
            "no event a#e9": lambda: ledger.curate("reject", ["a#e9"], by="Ann"),
            "no event nonsense": lambda: ledger.curate("reject", ["nonsense"], by="Ann"),
            "two events or more": lambda: ledger.curate("join", ["a#e0", "a#e0"], by="Ann"),
            "of one type": lambda: ledger.curate("join", ["a#e0", "x#e0"], by="Ann"),
            "nothing to split": lambda: ledger.curate("split", ["z#e0"], by="Ann"),
            r"entry 1 \(forbid\) keeps": lambda: ledger.curate("join", ["b#e0", "z#e0"], by="Ann"),
            "gives a field a value": lambda: ledger.curate("correct", ["a#e0"], {"colour": "red"}, by="Ann"),
            "cannot have this value": lambda: ledger.curate("correct", ["a#e0"], {"tense": "soon"}, by="Ann"),
            "is no party": lambda: ledger.curate("correct", ["a#e0"], {"initiator": "Macron"}, by="Ann"),
            "who made it": lambda: ledger.curate("reject", ["a#e0"], by=" "),
            "no entry 7": lambda: ledger.uncurate(7, by="Ann"),
        }.items():
            with pytest.raises(LedgerError, match=said):
                attempt()
        assert len(ledger.curation()) == 1
        ledger.uncurate(1, by="Ann")
        with pytest.raises(LedgerError, match="taken back already"):
            ledger.uncurate(1, by="Ann")


def test_the_log_only_grows(tmp_path: Path) -> None:
    with calls(tmp_path / "l.sqlite", "a") as ledger:
        ledger.curate("reject", ["a#e0"], by="Ann")
    connection = sqlite3.connect(tmp_path / "l.sqlite")
    for change in ("UPDATE curation SET made_by = 'Eve'", "DELETE FROM curation"):
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            connection.execute(change)
    connection.close()


def newly_coded(record: Record, **changes: object) -> Record:
    """The same document as a newer codebook reads it: ids, order and sentences of events are others."""
    events = [
        msgspec.structs.replace(
            event, id=f"n{9 - number}", sentence=(0, event.sentence[1]), why="codebook 2", confidence=0.99, **changes
        )
        for number, event in enumerate(record.events)
    ]
    new_ids = {old.id: new.id for old, new in zip(record.events, events, strict=True)}
    contacts = [msgspec.structs.replace(contact, event=new_ids[contact.event]) for contact in record.contacts]
    return msgspec.structs.replace(record, events=events[::-1], contacts=contacts)


def test_entries_find_their_events_in_a_new_coding(tmp_path: Path) -> None:
    with load(tmp_path / "l.sqlite", call("a"), call("b"), call("c")) as ledger:
        ledger.curate("correct", ["a#e0"], {"channel": "video"}, by="Ann")
        ledger.curate("reject", ["b#e0"], by="Ann")
        ledger.add_many(newly_coded(call(name)) for name in "abc")
        assert {row.id: row.contact and row.contact.channel for row in ledger.events()} == {
            "a#n9": "video",
            "c#n9": "phone",
        }
        assert [entry.found for entry in ledger.curation()][:2] == [["a#n9"], ["b#n9"]]


def test_entries_find_their_events_under_new_ids_and_in_a_later_version(tmp_path: Path) -> None:
    first = msgspec.structs.replace(call("a"), url="https://h.example/1", date="2022-05-14")
    with load(tmp_path / "l.sqlite", first) as ledger:
        ledger.curate("reject", ["a#e0"], by="Ann")
        log = ledger.curation()
        assert ledger.events() == []
    renamed = msgspec.structs.replace(first, id="other-id", url=None)
    start, end = first.events[0].sentence
    moved = msgspec.structs.replace(first.events[0], sentence=(start + 11, end + 11), trigger=[])
    text = f"Corrected. {first.text}"
    later = msgspec.structs.replace(first, id="later", text=text, date="2022-05-15", events=[moved])
    for number, order in enumerate([[renamed], [later], [first, later], [later, first]]):
        with load(tmp_path / f"{number}.sqlite", *order) as ledger:
            assert len(ledger.events()) == 1
            ledger.replay(log)
            assert ledger.events() == []


def test_a_copy_that_brings_the_address_brings_the_entry(tmp_path: Path) -> None:
    first = msgspec.structs.replace(call("a"), url="https://h.example/1", text=f"{call('a').text} One.")
    with load(tmp_path / "l.sqlite", first) as ledger:
        ledger.curate("reject", ["a#e0"], by="Ann")
        log = ledger.curation()
    other = msgspec.structs.replace(call("a"), id="b", url="https://h.example/2")
    copy = msgspec.structs.replace(call("a"), id="c", url="https://h.example/1")
    for number, order in enumerate([[other, copy], [copy, other]]):
        with Ledger(tmp_path / f"{number}.sqlite") as ledger:
            ledger.replay(log)
            ledger.add_many(order, batch=1)
            assert [document.id for document in ledger.documents()] == ["b"], "the copy stands for nothing"
            assert ledger.events() == []


def test_an_entry_leaves_other_events_of_the_sentence_alone(tmp_path: Path) -> None:
    record = call("a")
    second = msgspec.structs.replace(record.events[0], id="e1", event="ACCUSE")
    third = msgspec.structs.replace(record.events[0], id="e2", recipient=[person("Maud Vik", "SWE")], event="ACCUSE")
    record.events += [second, third]
    with load(tmp_path / "l.sqlite", record) as ledger:
        ledger.curate("reject", ["a#e2"], by="Ann")
        assert {row.id for row in ledger.events()} == {"a#e0", "a#e1"}
        record.events = record.events[:2]
        ledger.add(record)
        assert {row.id for row in ledger.events()} == {"a#e0", "a#e1"}, "the one rejected is gone from the coding"
        assert ledger.curation()[0].found == []


def test_type_put_right_is_still_known_when_the_coding_learns_it(tmp_path: Path) -> None:
    record = call("a")
    record.events[0].event, record.contacts = "ACCUSE", []
    with load(tmp_path / "l.sqlite", record) as ledger:
        ledger.curate("correct", ["a#e0"], {"event": "REJECT", "quad_code": 3}, by="Ann")
        ledger.curate("correct", ["a#e0"], {"negated": True}, by="Ann")
        ledger.add(newly_coded(record, event="REJECT"))
        (row,) = ledger.events()
        assert (row.id, row.event.event, row.event.negated) == ("a#n9", "REJECT", True)


def test_replay_twice_is_once_and_a_torn_log_is_refused(tmp_path: Path) -> None:
    with calls(tmp_path / "l.sqlite", "a", "b") as ledger:
        ledger.uncurate(ledger.curate("reject", ["a#e0"], by="Ann").number, by="Bob")
        ledger.curate("correct", ["a#e0"], {"channel": "video"}, by="Ann")
        log = ledger.curation()
        assert ledger.replay(log) == []
    with calls(tmp_path / "m.sqlite", "b", "a") as ledger:
        ledger.curate("reject", ["b#e0"], by="Cay")
        assert [entry.number for entry in ledger.replay(log)] == [2, 3, 4]
        assert [entry.undoes for entry in ledger.curation()] == [None, None, 2, None]
        assert ledger.replay(log) == []
        with pytest.raises(LedgerError, match="whole log"):
            ledger.replay(log[1:])


def curate_at_random(ledger: Ledger, chance: random.Random, count: int) -> None:
    for _ in range(count):
        ids = [row.id for row in ledger.events()]
        kind = chance.choice(("correct", "reject", "join", "split", "forbid", "undo"))
        events = chance.sample(ids, min(len(ids), chance.choice((1, 2, 2, 3))))
        parties = [msgspec.to_builtins(state("ALD"))]
        changes = chance.choice(({"date": "2020-01-02"}, {"negated": True}, {"mode": []}, {"recipient": parties}))
        try:
            if kind == "undo":
                ledger.uncurate(chance.randint(1, 8), by="Ann")
            elif kind == "correct":
                ledger.curate("correct", events[:1], changes, by="Ann")
            else:
                ledger.curate(kind, events, by="Ann")  # type: ignore[arg-type]
        except LedgerError:
            continue


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_order_of_documents_and_log_makes_no_difference(seed: int, count: int) -> None:
    chance = random.Random(seed)
    records = list(reports(12, seed, days=2))
    expected = None
    with tempfile.TemporaryDirectory() as folder:
        log: list[CurationEntry] = []
        for number in range(4):
            path = Path(folder) / f"{number}.sqlite"
            with Ledger(path) as ledger:
                if not number:
                    ledger.add_many(records)
                    curate_at_random(ledger, chance, count)
                    log = ledger.curation()
                else:
                    chance.shuffle(records)
                    early = {1: 0, 2: len(records) // 2, 3: len(records)}[number]
                    add_as_they_come(ledger, records[:early], batch=chance.choice((1, 5)))
                    ledger.replay(log)
                    add_as_they_come(ledger, records[early:], batch=chance.choice((1, 5)))
            assert faults(path) == []
            found = (*meaning(path), digest(path, numbers=False))
            expected = expected or found
            assert found == expected


def test_ledger_of_the_fourth_schema_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    records = [call("a"), call("b"), full_record()]
    load(path, *records).close()
    connection = sqlite3.connect(path)
    make_old(connection, 4)
    connection.close()
    with pytest.raises(LedgerError, match="older form"):
        Ledger(path, readonly=True)
    with Ledger(path) as ledger:
        assert ledger.curation() == []
        ledger.curate("split", ["a#e0"], by="Ann")
    with load(tmp_path / "new.sqlite", *records) as ledger:
        ledger.curate("split", ["a#e0"], by="Ann")
    assert meaning(path) == meaning(tmp_path / "new.sqlite")


def test_spelling_of_a_party_may_change_in_a_new_coding(tmp_path: Path) -> None:
    with load(tmp_path / "l.sqlite", call("a", AUSTIN, SHOIGU)) as ledger:
        ledger.curate("reject", ["a#e0"], by="Ann")
        ledger.add(call("a", AUSTIN, CHOIGOU))
        assert ledger.events() == []
        ledger.add(call("a", AUSTIN, person("Maud Vik", "SWE")))
        assert len(ledger.events()) == 1


@pytest.fixture
def run(capfdbinary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The command's status, output and errors, on a ledger with two reports of one call."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "anna")
    calls(Path("l.sqlite"), "a", "b").close()

    def running(*arguments: str) -> tuple[int, str, str]:
        status = cli.main([*arguments, "--ledger", "l.sqlite"])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return running


def test_commands_keep_who_when_and_why(run) -> None:  # type: ignore[no-untyped-def]
    status, _, said = run("curate", "correct", "a#e0", "date", "2022-05-12", "--why", "the ministry says Thursday")
    assert status == 0 and "as entry 1" in said and "curate undo 1" in said
    out = run("curate", "log")[1]
    assert re.search(r"1  correct a#e0: date 2022-05-12\n    by anna, 20\d\d-\d\d-\d\dT[\d:]+Z: the ministry", out)
    assert "found as a#e0" in out
    assert "PUT RIGHT BY HAND (1)" in run("why", "a#e0")[1]
    assert run("curate", "undo", "1", "--by", "bob")[0] == 0
    log = json.loads(run("curate", "log", "--json")[1])
    assert [(entry["kind"], entry["by"], entry.get("undoes")) for entry in log] == [
        ("correct", "anna", None), ("undo", "bob", 1),
    ]  # fmt: skip
    assert run("curate", "reject", "b#e0", "--why", "a rehearsal")[0] == 0
    assert "a rehearsal" in run("why", "b#e0")[1]
    assert json.loads(run("why", "b#e0", "--json")[1])["rejected"]["why"] == "a rehearsal"
    assert run("curate", "undo", "3")[0] == 0
    for kind, happening_count in (("forbid", 2), ("undo", 1), ("split", 2), ("join", 1)):
        arguments = {"undo": ["5"], "split": ["a#e0"]}.get(kind, ["a#e0", "b#e0"])
        assert run("curate", kind, *arguments)[0] == 0
        with Ledger("l.sqlite", readonly=True) as ledger:
            assert len(happenings(ledger)) == happening_count, kind


def test_log_goes_through_a_file_into_another_ledger(run) -> None:  # type: ignore[no-untyped-def]
    assert run("curate", "forbid", "a#e0", "b#e0")[0] == 0
    assert run("curate", "export", "log.jsonl")[0] == 0
    with calls(Path("m.sqlite"), "b", "a") as ledger:
        assert len(happenings(ledger)) == 1
    assert cli.main(["curate", "replay", "log.jsonl", "--ledger", "m.sqlite"]) == 0
    with Ledger("m.sqlite") as ledger:
        assert len(happenings(ledger)) == 2
    assert "0 of 1 entries are new" in run("curate", "replay", "log.jsonl")[2]
    Path("bad.jsonl").write_text('{"number": 1}\n')
    status, _, said = run("curate", "replay", "bad.jsonl")
    assert status == 2 and "line 1" in said
    before = Path("l.sqlite").read_bytes()
    assert run("curate", "export", "l.sqlite")[0] == 2 and Path("l.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value", "changes"),
    [
        ("type", "agree", {"event": "AGREE", "mode": [], "quad_code": 1}),
        ("mode", "visit", {"mode": ["visit"]}),
        ("context", "military, diplomatic", {"context": ["military", "diplomatic"]}),
        ("date", "none", {"date": None}),
        ("negated", "yes", {"negated": True}),
        ("level", "head", {"level": "head"}),
        ("place", "none", {"event_loc": None}),
        ("initiator", "Choïgou", {"initiator": "Choïgou"}),
    ],
)
def test_value_of_a_field_is_read(run, field: str, value: str, changes: dict[str, object]) -> None:  # type: ignore[no-untyped-def]
    assert run("curate", "correct", "a#e0", field, value)[0] == 0
    with Ledger("l.sqlite") as ledger:
        kept = ledger.curation()[0].changes
    assert {name: kept[name] for name in changes} == changes


def test_parties_are_of_the_report_countries_or_named_with_theirs(run) -> None:  # type: ignore[no-untyped-def]
    parties = "Sergei Shoigu; Suède; Maud Vik (SWE); Red Cross (NGO, organisation)"
    assert run("curate", "correct", "a#e0", "recipient", parties)[0] == 0
    with Ledger("l.sqlite") as ledger:
        account = ledger.event("a#e0")
        assert account is not None and account.row.contact is not None
        assert [(p.name, p.country, p.kind, p.spans) for p in account.row.contact.parties] == [
            ("Lloyd Austin", "USA", "person", [(0, 1)]),
            ("Sergei Shoigu", "RUS", "person", [(0, 1)]),
            ("Suède", "SWE", "state", []),
            ("Maud Vik", "SWE", "person", []),
            ("Red Cross", "NGO", "organisation", []),
        ]
    assert "recipient Sergei Shoigu (RUS); Suède (SWE)" in " ".join(run("curate", "log")[1].split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("correct", "a#e9", "date", "2022-05-12"), "no event a#e9"),
        (("correct", "a#e0", "colour", "red"), "no field colour: give one of actor"),
        (("correct", "a#e0", "type", "TEA"), "no event type TEA"),
        (("correct", "a#e0", "mode", "retreat"), "no mode of CONSULT retreat"),
        (("correct", "a#e0", "date", "Friday"), "no date"),
        (("correct", "a#e0", "date", "2022-02-31"), "no date"),
        (("correct", "a#e0", "enddate", "2022-13"), "no date"),
        (("correct", "a#e0", "negated", "maybe"), "give one of no, yes"),
        (("correct", "a#e0", "recipient", "Maud Vik"), "write the country behind it"),
        (("correct", "a#e0", "place", "Oslo"), "names no place Oslo"),
        (("correct", "a#e0", "initiator", "Macron"), "no party of the contact"),
        (("reject", "a#e9"), "no event a#e9"),
        (("join", "a#e0"), "two events or more"),
        (("undo", "9"), "no entry 9"),
        (("replay", "nowhere.jsonl"), "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_put_right_is_one_line(run, arguments: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    status, _, told = run("curate", *arguments)
    assert status == 2 and said in told and told.count("\n") == 1
    with Ledger("l.sqlite", readonly=True) as ledger:
        assert ledger.curation() == []
