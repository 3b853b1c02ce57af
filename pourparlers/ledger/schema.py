"""The tables of the ledger, their version, and the way from an older version to this one.

Every table and column is described in docs/ledger.md; a test compares the two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from .tables import HAPPENING_ROWS, SEARCH, STATEMENT_ROWS, TABLES, VIEWS

# "POUR" in ASCII: stands in the file's header and tells a ledger from any other SQLite file.
APPLICATION_ID = 0x504F5552
SCHEMA_VERSION = 5

# Texts in memory at once while a ledger is brought up.
_TEXTS = 500

# From the version that is the key to the next one. Each runs inside one transaction with the rise of user_version.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: lambda connection: _run(connection, _CORRECTIONS),
    2: lambda connection: _run(connection, _ACTS + "DROP VIEW statement_rows;\n" + STATEMENT_ROWS),
    3: lambda connection: _run(connection, "DROP VIEW happening_rows;\n" + _GROUPS + HAPPENING_ROWS),
    4: lambda connection: _group_anew(connection),
}

# Since version 2.
_CORRECTIONS = """
CREATE TABLE register_corrections (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  surname_key TEXT NOT NULL,
  country TEXT,
  office TEXT,
  sector TEXT,
  other_sectors TEXT NOT NULL,
  identifier TEXT,
  since TEXT,
  until TEXT,
  wrong INTEGER NOT NULL
);
CREATE INDEX register_corrections_surname ON register_corrections(surname_key);
"""

# Since version 3. What was read before has no act until it is read again.
_ACTS = """
ALTER TABLE statements ADD COLUMN act TEXT;
CREATE INDEX statements_act ON statements(act, date);
"""

# Since version 4.
_GROUPS = """
ALTER TABLE happening_events ADD COLUMN group_id TEXT NOT NULL DEFAULT '';
ALTER TABLE happening_events ADD COLUMN teller TEXT NOT NULL DEFAULT '';
ALTER TABLE happening_events ADD COLUMN floating INTEGER NOT NULL DEFAULT 0;
CREATE INDEX happening_events_group ON happening_events(group_id, teller, floating);
"""

# Since version 5.
_CURATION = """
CREATE TABLE curation (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  changes TEXT NOT NULL,
  undoes INTEGER REFERENCES curation(number),
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  why TEXT
);
CREATE TRIGGER curation_stays BEFORE UPDATE ON curation BEGIN
  SELECT raise(ABORT, 'the curation log only grows');
END;
CREATE TRIGGER curation_grows BEFORE DELETE ON curation BEGIN
  SELECT raise(ABORT, 'the curation log only grows');
END;

CREATE TABLE curation_events (
  number INTEGER NOT NULL REFERENCES curation(number),
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  url_key TEXT,
  types TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  sentence_text TEXT NOT NULL,
  trigger_spans TEXT NOT NULL,
  actors TEXT NOT NULL,
  recipients TEXT NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE INDEX curation_events_content ON curation_events(content_hash);
CREATE INDEX curation_events_url ON curation_events(url_key) WHERE url_key IS NOT NULL;

CREATE TABLE curation_found (
  number INTEGER NOT NULL REFERENCES curation(number),
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  PRIMARY KEY (number, position, event_id)
) WITHOUT ROWID;
CREATE INDEX curation_found_event ON curation_found(event_id);
CREATE INDEX curation_found_document ON curation_found(document_id);

CREATE TABLE curated_records (
  document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  record TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE curated_happenings (
  event_id TEXT PRIMARY KEY REFERENCES events(id) ON DELETE CASCADE,
  automatic_id TEXT NOT NULL,
  event TEXT NOT NULL,
  date TEXT,
  automatic_key TEXT NOT NULL,
  merge_key TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX curated_happenings_key ON curated_happenings(merge_key);
"""

# As they are since version 5; those of version 4 held other values. No foreign key leads from copy_keys to documents:
# it would need an index of its own as large as the table.
_COPIES = """
CREATE TABLE copies (
  document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  group_id TEXT NOT NULL,
  band_values BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX copies_group ON copies(group_id);

CREATE TABLE copy_keys (
  value INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  PRIMARY KEY (value, document_id)
) WITHOUT ROWID;

CREATE TABLE copy_keys_recent (
  value INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (value, document_id)
) WITHOUT ROWID;
"""

# Those of the versions before 5.
_NO_TRIGGERS = """
DROP TRIGGER documents_search_add;
DROP TRIGGER events_search_add;
DROP TRIGGER statements_search_add;
DROP TRIGGER places_box_add;
DROP TRIGGER documents_search_remove;
DROP TRIGGER events_search_remove;
DROP TRIGGER statements_search_remove;
DROP TRIGGER places_box_remove;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make all tables, inside the caller's transaction."""
    tables = (TABLES, _CORRECTIONS, _ACTS, _GROUPS, _COPIES, _CURATION, SEARCH)
    for part in (*tables, VIEWS, STATEMENT_ROWS, HAPPENING_ROWS):
        _run(connection, part)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in split(script):
        connection.execute(statement)


def _group_anew(connection: sqlite3.Connection) -> None:
    """Version 5 finds copies by other keys and merges by better rules than 3: all is looked at again.

    That takes a while if it is much. Version 4 only made room for it.
    """
    # Imported here: the tables know nothing of records otherwise.
    from . import copies, happenings, rows
    from .queries import records

    _run(connection, "DROP TABLE IF EXISTS copy_keys;\nDROP TABLE IF EXISTS copies;\n" + _COPIES)
    _run(connection, _CURATION + _NO_TRIGGERS)
    texts = connection.execute("SELECT number, id, text FROM documents ORDER BY number")
    while chunk := [(row[0], row[1], row[2]) for row in texts.fetchmany(_TEXTS)]:
        copies.settle(connection, chunk)
    happenings.regroup_all(connection, ((record.id, rows.accounts_of(record)) for record in records(connection)))


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of an older ``version`` up to this one, inside the caller's transaction."""
    while version < SCHEMA_VERSION:
        MIGRATIONS[version](connection)
        version += 1
        connection.execute(f"PRAGMA user_version = {version}")


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
