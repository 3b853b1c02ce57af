"""Ledgers as older versions left them: each step takes away what one schema brought."""

from __future__ import annotations

import sqlite3

# By the schema that brought it.
_UNDO = {
    5: """
DROP TABLE curated_happenings;
DROP TABLE curated_records;
DROP TABLE curation_found;
DROP TABLE curation_events;
DROP TABLE curation;
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


def make_old(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of the newest schema down to ``version``."""
    for brought in sorted(_UNDO, reverse=True):
        if brought > version:
            connection.executescript(_UNDO[brought])
    connection.execute(f"PRAGMA user_version = {version}")
