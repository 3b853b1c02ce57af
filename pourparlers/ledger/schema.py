"""The version of the ledger's tables, and the way from an older version to this one.

Every table and column is described in docs/ledger.md; a test compares the two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from .tables import CURATED, CURATION, SEARCH, TABLES, VIEWS

# "POUR" in ASCII: stands in the file's header and tells a ledger from any other SQLite file.
APPLICATION_ID = 0x504F5552
SCHEMA_VERSION = 6

# From the version that is the key to the next one. Each runs inside one transaction with the rise of user_version.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {}
# Ledgers older than this are made anew from what cannot be made again: the records, and what people put right by hand.
_MADE_ANEW = 6
_KEPT = ("records", "register_corrections", "curation", "curation_events")
# Records kept in memory at once while a ledger is made anew.
_RECORDS = 1000


def create(connection: sqlite3.Connection) -> None:
    """Make all tables, inside the caller's transaction."""
    for part in (TABLES, CURATION, CURATED, SEARCH, VIEWS):
        _run(connection, part)
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
    for kind, name in _things(connection, ("trigger", "view")):
        connection.execute(f'DROP {kind} "{name}"')
    tables = [name for _, name in _things(connection, ("table",))]
    kept = [name for name in _KEPT if name in tables]
    for name in kept:
        # Copied, for a renamed table would keep its indexes and what it points to.
        connection.execute(f"CREATE TABLE old_{name} AS SELECT * FROM {name}")
    # Those that others point to come last.
    for name in reversed(tables):
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
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


def _things(connection: sqlite3.Connection, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """What the file holds of these kinds, in the order in which it was made; not what belongs to another table."""
    rows = connection.execute(
        "SELECT m.type, m.name FROM sqlite_master m"
        f" WHERE m.type IN ({', '.join('?' * len(kinds))}) AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL TABLE%'"
        " AND m.name LIKE v.name || '~_%' ESCAPE '~') ORDER BY m.rowid",
        kinds,
    )
    return [(row[0], row[1]) for row in rows.fetchall()]


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
