"""Rows point to each other by number; ids, words and addresses are found by digests; an older ledger is made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from bench.soak.orders import add_as_they_come
from bench.soak.reports import reports
from bench.soak.state import faults, rows
from pourparlers import cli
from pourparlers.errors import LedgerError
from pourparlers.ledger import Ledger, lookups
from pourparlers.record import Entity, Event, Record, RegisterEntry

from .old_ledgers import make_old


def load(path: Path, records: list[Record]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of a ledger with the records, numbers left out; it is closed."""
    with Ledger(path) as ledger:
        add_as_they_come(ledger, records, batch=20)
    return rows(path, numbers=False)


def without_keys(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {table: held for table, held in found.items() if not table.startswith(("record_keys", "copy_keys"))}


def test_values_alike_by_chance_mix_no_records_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = list(reports(60, 3, days=4))
    expected = load(tmp_path / "l.sqlite", records)
    digest = lookups.digest
    monkeypatch.setattr(lookups, "digest", lambda what, value: digest(what, value) % 5)
    assert without_keys(load(tmp_path / "alike.sqlite", records)) == without_keys(expected)
    assert faults(tmp_path / "alike.sqlite") == []


def test_values_moved_over_are_found_and_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = list(reports(60, 3, days=4))
    expected = load(tmp_path / "l.sqlite", records)
    monkeypatch.setattr(lookups, "RECENT", 7)
    found = load(tmp_path / "moved.sqlite", records)
    assert len(found["record_keys"]) > 100 and expected["record_keys"] == []
    assert without_keys(found) == without_keys(expected)
    for table in ("record_keys", "copy_keys"):
        assert sorted([*found[table], *found[f"{table}_recent"]]) == sorted(expected[f"{table}_recent"])
    again = [msgspec.structs.replace(record, title="Another title") for record in records]
    with Ledger(tmp_path / "moved.sqlite") as ledger:
        assert not any(added.new for added in ledger.add_many(again))
    found = rows(tmp_path / "moved.sqlite", numbers=False)
    assert sorted([*found["record_keys"], *found["record_keys_recent"]]) == sorted(expected["record_keys_recent"])


def test_of_many_rows_with_a_value_one_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    Ledger(path).close()
    connection = sqlite3.connect(path)
    lookups.add(connection, "copy_keys", [(value, number) for value in (-5, 9) for number in range(1, 400)])
    connection.execute("INSERT INTO copy_keys VALUES (7, 3), (7, 4)")
    found = lookups.find_one(connection, "copy_keys", [-5, 7, 8, 9])
    assert found.keys() == {-5, 7, 9}
    assert sorted(lookups.find(connection, "copy_keys", [7, 8])) == [(7, 3), (7, 4)]
    connection.close()


def test_ids_with_the_mark_that_parts_them_are_found(tmp_path: Path) -> None:
    person = Entity(text="Ada", spans=[(0, 3)], name="Ada Vik", kind="person", country="SWE")
    records = [
        Record(
            id=name,
            language="en",
            text=f"Ada spoke of {name}.",
            events=[Event(id=inner, event="ACCUSE", actor=[person], sentence=(0, 3)) for inner in ("c#d", "d")],
        )
        for name in ("a#b", "a", "#", "a#")
    ]
    clashing = msgspec.structs.replace(records[0], id="a#b#c", text="Ada spoke again.")
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add_many(records)
        listed = ledger.events()
        assert len(listed) == len({row.id for row in listed}) == 8
        for row in listed:
            account = ledger.event(row.id)
            assert account is not None and account.row.id == row.id
        with pytest.raises(LedgerError, match="another event a#b#c#d"):
            ledger.add(clashing)
        assert ledger.event("a#x") is None and ledger.event("#") is None


def test_a_ledger_of_the_fifth_schema_is_made_anew_with_all_that_was_put_right(tmp_path: Path) -> None:
    records = list(reports(120, 5, days=5))
    for name in ("old", "new"):
        with Ledger(tmp_path / f"{name}.sqlite") as ledger:
            add_as_they_come(ledger, records, batch=50)
            events = [row.id for row in ledger.events()]
            ledger.curate("reject", events[3:4], by="Ann")
            ledger.curate("forbid", events[10:12], by="Ann", why="two calls")
            ledger.correct(RegisterEntry(name="Tibor Halm", country="ALD", office="envoy"), since="2021-02-03")
    expected = rows(tmp_path / "new.sqlite", numbers=False)
    assert any(len(ledger_rows) > 1 for name, ledger_rows in expected.items() if name.startswith("curation_events"))
    connection = sqlite3.connect(tmp_path / "old.sqlite")
    make_old(connection, 5)
    connection.execute("CREATE TABLE my_notes (document TEXT, note TEXT)")
    connection.execute("INSERT INTO my_notes VALUES ('r000001', 'to be looked at')")
    connection.execute("CREATE VIEW my_view AS SELECT id FROM documents")
    connection.commit()
    connection.close()
    Ledger(tmp_path / "old.sqlite").close()
    found = rows(tmp_path / "old.sqlite", numbers=False)
    assert found.pop("my_notes") == [("r000001", "to be looked at")], "what others keep in the file stays"
    # The time of an entry is its own.
    found["curation"], expected["curation"] = ([row[:5] for row in held["curation"]] for held in (found, expected))
    assert found == expected
    assert faults(tmp_path / "old.sqlite") == []


def test_command_says_that_an_older_ledger_is_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger("l.sqlite") as ledger:
        ledger.add_many(reports(5))
    connection = sqlite3.connect("l.sqlite")
    make_old(connection, 5)
    connection.close()
    assert cli.main(["lines", "--ledger", "l.sqlite"]) == 2
    assert "`pourparlers read` or `load`" in capsys.readouterr().err
    Path("report.txt").write_text("The foreign minister of Chile met the foreign minister of Peru.", encoding="utf-8")
    arguments = ["read", "report.txt", "--date", "2024-05-02", "--language", "en", "--ledger", "l.sqlite"]
    assert cli.main(arguments) == 0
    assert "l.sqlite is of an older form: it is made anew from its records" in capsys.readouterr().err
    assert cli.main(["lines", "--ledger", "l.sqlite"]) == 0
    assert "older form" not in capsys.readouterr().err
