"""What a document costs does not depend on how many there are: no statement of writing one goes through a table."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import msgspec

from bench.soak.reports import reports
from pourparlers.ledger import Ledger
from pourparlers.record import Record

# What stands in no table, or in one that holds only what people put right by hand; a look-up by number.
_SMALL = r"SCAN (\d* ?CONSTANT ROWS?|wanted|curat\w+|c\b|places_box VIRTUAL TABLE INDEX 1)"


def plans(path: Path, records: list[Record], *, batch: int) -> dict[str, list[str]]:
    """The query plans of all statements that adding ``records`` runs."""
    said: set[str] = set()
    with Ledger(path) as ledger:
        connection = ledger._connection
        assert connection is not None
        connection.set_trace_callback(said.add)
        ledger.add_many(records, batch=batch)
        connection.set_trace_callback(None)
    asker = sqlite3.connect(path)
    found = {}
    for sql in said:
        if re.match(r"(SELECT|INSERT|UPDATE|DELETE|WITH)\b", sql) and "_search" not in sql:
            found[sql] = [row[3] for row in asker.execute(f"EXPLAIN QUERY PLAN {sql}")]
    asker.close()
    return found


def test_writing_a_document_goes_through_no_table(tmp_path: Path) -> None:
    records = list(reports(200, 3, days=8))
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add_many(records[:100])
        ledger.curate("forbid", [row.id for row in ledger.events(limit=2)], by="Ann")
    changed = [msgspec.structs.replace(record, text=f"{record.text} More.") for record in records[:20]]
    found = plans(path, [*records[100:], *changed], batch=50)
    assert len(found) > 500 and any("copy_keys" in sql for sql in found) and any("DELETE" in sql for sql in found)
    scans = {(step, sql[:200]) for sql, steps in found.items() for step in steps if step.startswith("SCAN")}
    assert [scan for scan in scans if not re.match(_SMALL, scan[0])] == []


def test_full_text_holds_few_pieces_after_a_transaction(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add_many(reports(150, 3, days=8), batch=150)
    connection = sqlite3.connect(path)
    for name in ("documents", "events", "statements"):
        (pieces,) = connection.execute(f"SELECT count(DISTINCT segid) FROM {name}_search_idx").fetchone()
        assert pieces <= 2, f"{name}: {pieces} pieces; something makes the index write in the middle of a transaction"
    connection.close()


def test_questions_about_some_days_go_through_no_table(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        ledger.add_many(reports(200, 3, days=40))
        days = {"since": "2020-01-10", "until": "2020-01-12"}
        asked: list[str] = []
        connection = ledger._connection
        assert connection is not None
        connection.set_trace_callback(asked.append)
        found = [
            ledger.events(actor="ALD", **days),
            ledger.events(type="AID", recipient="Khaldov", **days),
            ledger.statements(speaker="ALD", act="state", **days),
            ledger.statements(speaker="Orsola Venn", **days),
            ledger.lines("ALD", **days),
            ledger.lines("ALD", "BRU", **days),
            ledger.documents(**days),
            list(ledger.happenings(**days)),
        ]
        connection.set_trace_callback(None)
        assert sum(map(bool, found)) >= 5
        steps = [
            (row[3], sql[:200])
            for sql in set(asked)
            if sql.startswith("SELECT")
            for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert len(steps) > 40
    scans = [step for step in steps if re.match(r"SCAN (?!types|\(subquery|\d* ?CONSTANT ROW)", step[0])]
    assert scans == []
    # Of the entities those of each row that is left are looked at, not all that a country or a name has.
    assert [step for step in steps if re.search("entities_(country|name|surname)", step[0])] == []
