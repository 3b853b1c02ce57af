"""The ledger as a file: what is no ledger stays untouched, and a good one survives what happens to files."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from pourparlers.errors import LedgerError
from pourparlers.ledger import Ledger, schema
from pourparlers.ledger.opening import explained

from .test_ledger import full_record


def _make_text(path: Path) -> None:
    path.write_text("not a database\n" * 100)


def _make_foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()


def _make_newer(path: Path) -> None:
    Ledger(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _make_readonly(path: Path) -> None:
    Ledger(path).close()
    path.chmod(0o444)


def _make_cut(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_make_text, "not a ledger"),
        (_make_foreign, "not a ledger"),
        (_make_newer, "newer"),
        (_make_readonly, "read-only"),
        (_make_cut, "not a ledger"),
    ],
)
def test_what_is_no_ledger_is_left_as_it_was(tmp_path: Path, make: object, said: str) -> None:
    path = tmp_path / "f.sqlite"
    make(path)  # type: ignore[operator]
    before = path.read_bytes(), sorted(os.listdir(tmp_path))
    with pytest.raises(LedgerError, match=said) as caught:
        Ledger(path)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes(), sorted(os.listdir(tmp_path))) == before


def test_folders_and_missing_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="folder"):
        Ledger(tmp_path / "no" / "l.sqlite")
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger(tmp_path / "l.sqlite", readonly=True)
    with pytest.raises(LedgerError):
        Ledger("a\x00b")
    assert list(tmp_path.iterdir()) == []


def test_damaged_page_is_one_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add(full_record())
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"), Ledger(path) as ledger:
        ledger.documents()


def test_odd_file_names_work(tmp_path: Path) -> None:
    path = tmp_path / "é ?#%20 50%.sqlite"
    with Ledger(str(path)) as ledger:
        ledger.add(full_record())
    assert path.exists()


def test_closed_and_readonly_ledgers_say_so(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    ledger = Ledger(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.documents()
    with Ledger(path, readonly=True) as reader, pytest.raises(LedgerError, match="reading only"):
        reader.add(full_record())


def test_older_schema_is_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add(full_record())
    current = schema.SCHEMA_VERSION
    monkeypatch.setattr(schema, "SCHEMA_VERSION", current + 1)
    monkeypatch.setitem(
        schema.MIGRATIONS, current, lambda connection: connection.execute("ALTER TABLE documents ADD COLUMN extra TEXT")
    )
    with pytest.raises(LedgerError, match="older"):
        Ledger(path, readonly=True)
    with Ledger(path) as ledger:
        assert [d.id for d in ledger.documents()] == ["doc-1"]
    connection = sqlite3.connect(path)
    assert "extra" in [r[1] for r in connection.execute("PRAGMA table_info(documents)")]
    connection.close()


def test_failing_migration_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    Ledger(path).close()

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DROP VIEW event_rows")
        connection.execute("ALTER TABLE nothing ADD COLUMN extra TEXT")

    with monkeypatch.context() as patch:
        patch.setitem(schema.MIGRATIONS, schema.SCHEMA_VERSION, broken)
        patch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
        with pytest.raises(LedgerError):
            Ledger(path)
    with Ledger(path) as ledger:
        ledger.add(full_record())
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM event_rows").fetchone()[0] == 1
    connection.close()


def test_readers_read_while_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pourparlers.ledger.opening.BUSY_SECONDS", 0.05)
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add(full_record())
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE documents SET title = 'x'")
    with Ledger(path) as second:
        assert [d.title for d in second.documents()] == ["Un appel"]
        with pytest.raises(LedgerError, match="another process"):
            second.add(full_record("doc-2"))
    writer.execute("ROLLBACK")
    writer.close()


def _load_for_ever(path: str) -> None:
    with Ledger(path) as ledger:
        for n in range(10**6):
            record = full_record(f"d{n:06}")
            record.text += str(n)
            record.url = None
            ledger.add_many([record])


def test_killed_loading_leaves_whole_documents(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    process = multiprocessing.get_context("spawn").Process(target=_load_for_ever, args=(str(path),))
    process.start()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with Ledger(path, readonly=True) as ledger:
                if ledger.searched().documents > 20:
                    break
        except LedgerError:
            pass
        time.sleep(0.01)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with Ledger(path) as ledger:
        ids = [d.id for d in ledger.documents()]
        assert ids == [f"d{n:06}" for n in range(len(ids))]
        assert len(ids) > 20
        assert len(ledger.events()) == len(ids) == len(ledger.statements())
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_ledger_in_a_folder_that_may_not_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add(full_record("doc-1"))
    # Asked instead of done: the tests may run as root, who may write everywhere.
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = path.read_bytes()
    with Ledger(path, readonly=True) as ledger:
        assert [document.id for document in ledger.documents()] == ["doc-1"]
        assert sorted(os.listdir(tmp_path)) == ["l.sqlite"]
    assert path.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorname = "SQLITE_CANTOPEN"
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(LedgerError, match=r"folder .* may not be written"), explained(tmp_path / "l.sqlite"):
        raise error
