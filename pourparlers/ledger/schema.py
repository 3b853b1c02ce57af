"""The version of the ledger's tables, and the way from an older version to this one.

Every table and column is described in docs/ledger.md; a test compares the two.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

from .tables import CURATED, CURATION, SEARCH, TABLES, VIEWS

# "POUR" in ASCII: stands in the file's header and tells a ledger from any other SQLite file.
APPLICATION_ID = 0x504F5552
SCHEMA_VERSION = 6

_SCRIPTS = (TABLES, CURATION, CURATED, SEARCH, VIEWS)

# From the version that is the key to the next one. Each runs inside one transaction with the rise of user_version.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {}
# Ledgers older than this are made anew from what cannot be made again: the records, and what people put right by hand.
_MADE_ANEW = 6
_KEPT = ("records", "register_corrections", "curation", "curation_events")
# Records kept in memory at once while a ledger is made anew.
_RECORDS = 1000


def create(connection: sqlite3.Connection) -> None:
    """Make all tables, inside the caller's transaction."""
    for script in _SCRIPTS:
        _run(connection, script)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in split(script):
        connection.execute(statement)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of an older ``version`` up to this one, inside the caller's transaction.

    One that is older than version 6 is made anew from its records: that takes as long as loading them.
    """
    if version < _MADE_ANEW:
        _make_anew(connection)
        return
    while version < SCHEMA_VERSION:
        MIGRATIONS[version](connection)
        version += 1
        connection.execute(f"PRAGMA user_version = {version}")


def _make_anew(connection: sqlite3.Connection) -> None:
    # Imported here: the tables know nothing of records otherwise.
    from .. import record
    from .store import Writer

    connection.execute("PRAGMA defer_foreign_keys = ON")
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    kept = [name for name in _KEPT if name in there]
    for name in kept:
        # Copied, for a renamed table would keep its indexes and what it points to.
        connection.execute(f"CREATE TABLE old_{name} AS SELECT * FROM {name}")
    # Tables that others point to go last. What somebody else keeps in the file stays.
    for kind, name in reversed(_made()):
        connection.execute(f"DROP {kind} IF EXISTS {name}")
    create(connection)
    for name in kept[1:]:
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        connection.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM old_{name}")
    held = connection.execute("SELECT record FROM old_records ORDER BY rowid")
    while some := held.fetchmany(_RECORDS):
        writer = Writer(connection)
        for row in some:
            writer.put(record.decode(row[0]), row[0].encode())
        writer.finish()
    for name in kept:
        connection.execute(f"DROP TABLE old_{name}")


def _made() -> list[tuple[str, str]]:
    """The tables and views of a ledger, in the order in which they are made; older versions had some of these."""
    made = re.findall(r"^CREATE (?:VIRTUAL )?(TABLE|VIEW) (\w+)", "".join(_SCRIPTS), re.MULTILINE)
    return [(kind, name) for kind, name in made]


def split(script: str) -> list[str]:
    """The statements of an SQL script (``executescript`` would commit the caller's transaction)."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
