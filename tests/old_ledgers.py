"""Ledgers as older versions left them: each step takes away what one schema brought."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_SCHEMA_5 = Path(__file__).parent / "data" / "ledger" / "schema-5.sql"

# By the schema that brought it.
_UNDO = {
    5: """
DROP TABLE curated_happenings;
DROP TABLE curated_records;
DROP TABLE curation_found;
DROP TABLE curation_events;
DROP TABLE curation;
DROP TABLE copy_keys_recent;
DROP TABLE copy_keys;
DROP TABLE copies;
CREATE TABLE copies (
  document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  group_id TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO copies SELECT id, id FROM documents;
CREATE TABLE copy_keys (
  value INTEGER NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  PRIMARY KEY (value, document_id)
) WITHOUT ROWID;
CREATE INDEX copy_keys_document ON copy_keys(document_id);
INSERT INTO copy_keys SELECT number, id FROM documents;
CREATE TRIGGER documents_search_add AFTER INSERT ON documents BEGIN
  INSERT INTO documents_search(rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_search_remove AFTER DELETE ON documents BEGIN
  INSERT INTO documents_search(documents_search, rowid, title, text)
  VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER events_search_remove AFTER DELETE ON events BEGIN
  INSERT INTO events_search(events_search, rowid, sentence_text) VALUES ('delete', old.number, old.sentence_text);
END;
CREATE TRIGGER statements_search_remove AFTER DELETE ON statements BEGIN
  INSERT INTO statements_search(statements_search, rowid, content_text)
  VALUES ('delete', old.number, old.content_text);
END;
CREATE TRIGGER places_box_remove AFTER DELETE ON places BEGIN
  DELETE FROM places_box WHERE number = old.number;
END;
CREATE TRIGGER events_search_add AFTER INSERT ON events BEGIN
  INSERT INTO events_search(rowid, sentence_text) VALUES (new.number, new.sentence_text);
END;
CREATE TRIGGER statements_search_add AFTER INSERT ON statements BEGIN
  INSERT INTO statements_search(rowid, content_text) VALUES (new.number, new.content_text);
END;
CREATE TRIGGER places_box_add AFTER INSERT ON places
WHEN new.latitude IS NOT NULL AND new.longitude IS NOT NULL BEGIN
  INSERT INTO places_box VALUES (new.number, new.latitude, new.latitude, new.longitude, new.longitude);
END;
""",
    4: """
DROP INDEX happening_events_group;
ALTER TABLE happening_events DROP COLUMN group_id;
ALTER TABLE happening_events DROP COLUMN teller;
ALTER TABLE happening_events DROP COLUMN floating;
DROP VIEW happening_rows;
DROP TABLE copies;
DROP TABLE copy_keys;
CREATE VIEW happening_rows AS SELECT h.id FROM happenings h;
""",
    3: """
DROP INDEX statements_act;
DROP VIEW statement_rows;
ALTER TABLE statements DROP COLUMN act;
CREATE VIEW statement_rows AS SELECT s.id, s.document_id, s.content_text FROM statements s;
DELETE FROM entities WHERE role = 'towards';
""",
    2: "DROP TABLE register_corrections;",
}


# What an older version would hold, of the tables that bringing a ledger up reads and of some others.
_AS_IN_5 = {
    "documents": "SELECT * FROM documents",
    "records": "SELECT r.id, d.id, content_hash, url_key, r.date, record FROM records r"
    " JOIN documents d ON d.number = document_number ORDER BY r.number",
    "happenings": "SELECT p.id, p.event, p.date, p.merge_key FROM happening_rows p",
    "happening_events": "SELECT e.id, p.id, d.id, 'key', profile, profile_rank, traits, m.why, group_id, teller,"
    " floating FROM happening_events m JOIN events e ON e.number = event_number"
    " JOIN happenings p ON p.number = happening_number"
    " JOIN documents d ON d.number = m.document_number",
    "register_corrections": "SELECT * FROM register_corrections",
    "curation": "SELECT * FROM curation",
    "curation_events": "SELECT * FROM curation_events",
}


def _make_5(connection: sqlite3.Connection) -> None:
    """The tables as schema 5 had them, with what :data:`_AS_IN_5` says in them."""
    held = {table: connection.execute(query).fetchall() for table, query in _AS_IN_5.items()}
    connection.execute("PRAGMA foreign_keys = OFF")
    things = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view', 'table') AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE '%~_search~_%' ESCAPE '~' AND name NOT LIKE 'places_box~_%' ESCAPE '~'"
        " ORDER BY type <> 'trigger', type <> 'view'"
    ).fetchall()
    for kind, name in things:
        connection.execute(f"DROP {kind} {name}")
    connection.executescript(_SCHEMA_5.read_text(encoding="utf-8"))
    for table, rows in held.items():
        for row in rows:
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row))


def make_old(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of the newest schema down to ``version``."""
    if version < 6:
        _make_5(connection)
    for brought in sorted(_UNDO, reverse=True):
        if brought > version:
            connection.executescript(_UNDO[brought])
    connection.execute(f"PRAGMA user_version = {version}")
    if connection.in_transaction:
        connection.commit()
