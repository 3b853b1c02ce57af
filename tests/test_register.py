"""The register by hand: corrections go before lists and documents, are listed, taken back and exported."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.actors import find
from pourparlers.errors import LedgerError
from pourparlers.languages import parse
from pourparlers.ledger import Ledger
from pourparlers.ledger.opening import connect
from pourparlers.record import Entity, Event, Record, RegisterEntry

from .old_ledgers import make_old


def stated(document: str, text: str, office: str, country: str = "MLI", date: str = "2022-05-13") -> Record:
    """A record in which one person acts, whose office the words state."""
    person = Entity(
        text=text,
        spans=[(0, len(text))],
        name="Oumar Dembelat",
        kind="person",
        country=country,
        sector="GOV",
        office=office,
    )
    event = Event(id="e1", event="SUPPORT", actor=[person], trigger=[(0, 4)], sentence=(0, len(text)))
    return Record(id=document, language="fr", text=f"{text} a parlé ({document}).", date=date, events=[event])


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "l.sqlite") as store:
        store.add(stated("d1", "le ministre malien Oumar Dembelat", "minister"))
        yield store


def test_correction_goes_before_what_documents_state(ledger) -> None:
    entry = RegisterEntry(name="Oumar Dembélat", country="BFA", office="governor", sector="GOV")
    made = ledger.correct(entry, since="2022-01-01", until="2022-12-31")
    first = ledger.who("Dembelat", "2022-05-13")[0]
    assert (first.correction, first.entry.country, first.entry.by_hand) == (made.number, "BFA", True)
    register = ledger.register()
    assert [e.country for e in register.lookup("Oumar Dembelat", "2022-05-13")] == ["BFA"]
    assert [e.country for e in register.lookup("Oumar Dembelat", "2023-05-13")] == ["MLI"], "it ended in 2022"
    ledger.take_back(made.number)
    assert [e.country for e in register.lookup("Oumar Dembelat", "2022-05-13")] == ["MLI"]


def test_rejected_statement_is_left_out(ledger) -> None:
    ledger.correct(RegisterEntry(name="Oumar Dembelat", office="minister"), wrong=True)
    assert ledger.who("Dembelat") == []
    assert [c.wrong for c in ledger.corrections()] == [True]


def test_same_correction_twice_is_one(ledger) -> None:
    entry = RegisterEntry(name="Oumar Dembelat", country="BFA", sector="GOV", other_sectors=("MIL",))
    assert ledger.correct(entry).number == ledger.correct(entry).number
    assert len(ledger.corrections()) == 1


@pytest.mark.parametrize(
    ("entry", "days"),
    [
        (RegisterEntry(name="…"), {}),
        (RegisterEntry(name="Oumar Dembelat"), {}),
        (RegisterEntry(name="Oumar Dembelat", country="BFA"), {"since": "2022-13-01"}),
        (RegisterEntry(name="Oumar Dembelat", country="BFA"), {"since": "2022-02-01", "until": "2022-01-01"}),
    ],
)
def test_correction_that_says_nothing_sound_is_refused(ledger, entry, days) -> None:
    with pytest.raises(LedgerError):
        ledger.correct(entry, **days)
    assert ledger.corrections() == []


def test_correction_outranks_the_lists_when_a_report_is_read(ledger) -> None:
    text = "Sergueï Choïgou a parlé longuement."
    ledger.correct(
        RegisterEntry(name="Sergueï Choïgou", country="RUS", office="governor", sector="GOV"), since="2022-01-01"
    )
    cast = find(parse(text, "fr"), "2022-05-13", ledger.register())
    actor = next(m.actor for m in cast.mentions if "Choïgou" in m.text)
    assert (actor.country, actor.office) == ("RUS", "governor")


def test_ledger_of_the_first_schema_is_brought_up(tmp_path) -> None:
    path = tmp_path / "old.sqlite"
    with Ledger(path) as store:
        store.add(stated("d1", "le ministre malien Oumar Dembelat", "minister"))
    connection = connect(path, readonly=False)
    make_old(connection, 1)
    connection.close()
    with pytest.raises(LedgerError, match="older form"):
        Ledger(path, readonly=True)
    with Ledger(path) as store:
        store.correct(RegisterEntry(name="Oumar Dembelat", country="BFA"))
        assert [row.entry.country for row in store.who("Dembelat")] == ["BFA", "MLI"]


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch):
    """The command's status, output and errors, on a ledger with one person."""
    monkeypatch.chdir(tmp_path)
    with Ledger("l.sqlite") as store:
        store.add(stated("d1", "le ministre malien Oumar Dembelat", "minister"))

    def running(*arguments):
        status = cli.main([*arguments, "--ledger", "l.sqlite"])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return running


def test_who_shows_register_and_lists(run) -> None:
    status, out, _ = run("who", "Choïgou", "--on", "2022-05-13")
    assert status == 0 and "minister of defence" in out and "in the lists" in out
    found = json.loads(run("who", "Choïgou", "--on", "2022-05-13", "--json")[1])
    assert found["register"] == [] and found["lists"][0]["country"] == "RUS"
    assert "stated 2022-05-13" in run("who", "Dembelat")[1]
    assert "no office of" in run("who", "Zzyzx")[2]


def test_register_commands_correct_list_undo(run) -> None:
    status, _, said = run(
        "register", "correct", "Oumar Dembelat", "--country", "Niger", "--sector", "GOV,MIL", "--since", "2022-01-01"
    )
    assert status == 0 and "correction 1" in said
    out = run("register", "list")[1]
    assert "NER" in out and "put right by hand" in out and "MLI" in out
    assert "right:" in run("register", "corrections")[1]
    assert json.loads(run("register", "corrections", "--json")[1])[0]["entry"]["other_sectors"] == ["MIL"]
    assert run("register", "reject", "Oumar Dembelat", "--country", "MLI")[0] == 0
    assert "MLI" not in run("register", "list")[1]
    assert run("register", "undo", "2")[0] == 0
    assert run("register", "undo", "2")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["correct", "Oumar Dembelat", "--country", "Narnia"],
        ["correct", "Oumar Dembelat", "--sector", "XXX"],
        ["correct", "Oumar Dembelat"],
        ["correct", "Oumar Dembelat", "--country", "Mali", "--since", "last year"],
        ["export", "no/such/folder/out.csv"],
    ],
)
def test_register_refuses_what_it_cannot_keep(run, arguments) -> None:
    status, _, said = run("register", *arguments)
    assert status == 2 and said.startswith("pourparlers: ") and said.count("\n") == 1


def test_export_is_safe_for_a_spreadsheet(run) -> None:
    with Ledger("l.sqlite") as store:
        store.correct(RegisterEntry(name="=HYPERLINK(Evil)", country="MLI"))
    assert run("register", "export", "out.csv")[0] == 0
    rows = list(csv.DictReader(Path("out.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["name"] for row in rows} == {"'=HYPERLINK(Evil)", "Oumar Dembelat"}
    assert [row["by_hand"] for row in rows] == ["yes", ""]
    assert run("register", "export", "out.jsonl")[0] == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8").splitlines()[0])["entry"]["by_hand"] is True
    assert run("register", "export", "-")[1].startswith("name,country,office")


def test_export_never_overwrites_the_ledger(run) -> None:
    before = Path("l.sqlite").read_bytes()
    status, _, said = run("register", "export", "l.sqlite")
    assert status == 2 and "is the ledger itself" in said
    assert Path("l.sqlite").read_bytes() == before
