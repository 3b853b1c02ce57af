"""What a ledger holds, to hold two of them against each other; and whether its file is sound."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import msgspec

from pourparlers.ledger import Ledger

# Internal numbers follow the order of arrival and mean nothing else: by column, the table they point to and its id.
_POINTED = {
    "document_number": ("documents", "id"),
    "event_number": ("events", "id"),
    "contact_number": ("contacts", "id"),
    "statement_number": ("statements", "id"),
    "happening_number": ("happenings", "id"),
    "key_number": ("merge_keys", "key"),
    "automatic_key_number": ("merge_keys", "key"),
}
# Where ``number`` itself points to another table.
_NUMBERED: dict[str, dict[str, tuple[str, str]]] = {
    "record_keys": {"number": ("records", "id")},
    "record_keys_recent": {"number": ("records", "id")},
    "copy_keys": {"number": ("documents", "id")},
    "copy_keys_recent": {"number": ("documents", "id")},
    # That of the log means something.
    "curation": {},
    "curation_events": {},
    "curation_found": {},
}
_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config", "_node", "_rowid", "_parent")


def rows(path: Path, *, numbers: bool = True) -> dict[str, list[tuple[object, ...]]]:
    """All rows by table, in their order; without ``numbers`` rows point to each other by ids, not internal numbers."""
    connection = sqlite3.connect(path)
    found = {}
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (name,) in names:
            if name.endswith("_search") or name == "places_box" or _is_shadow(name) or name.startswith("sqlite_"):
                continue
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            kept = columns if numbers else [shown for column in columns if (shown := _shown(name, column))]
            listed = connection.execute(f"SELECT {', '.join(kept)} FROM {name} t").fetchall()
            found[name] = sorted(listed, key=repr)
    finally:
        connection.close()
    return found


def _shown(table: str, column: str) -> str | None:
    """What stands for a column where internal numbers mean nothing: the id of what it points to."""
    if column == "number" and table not in _NUMBERED:
        return None
    target = _NUMBERED.get(table, {}).get(column) or _POINTED.get(column)
    if target is None:
        return column
    owner, id_column = target
    return f"(SELECT {id_column} FROM {owner} WHERE number = t.{column})"


def _is_shadow(name: str) -> bool:
    return any(name.endswith(end) for end in _SHADOWS) and ("_search_" in name or name.startswith("places_box_"))


def digest(path: Path, *, numbers: bool = True) -> str:
    """One number for :func:`rows`."""
    found = hashlib.sha256()
    for name, listed in rows(path, numbers=numbers).items():
        found.update(name.encode())
        for row in listed:
            found.update(repr(row).encode())
    return found.hexdigest()[:16]


def meaning(path: Path) -> tuple[str, str]:
    """Happenings with their accounts, and lines: what must not depend on the order of arrival."""
    tables = rows(path, numbers=False)
    happenings = hashlib.sha256(repr((tables["happenings"], tables["happening_events"])).encode()).hexdigest()[:16]
    with Ledger(path, readonly=True) as ledger:
        lines = hashlib.sha256(msgspec.json.encode(ledger.lines())).hexdigest()[:16]
    return happenings, lines


def faults(path: Path) -> list[str]:
    """What SQLite finds wrong with the file: pages, keys between tables, full-text and place indexes."""
    connection = sqlite3.connect(path)
    found: list[str] = []
    try:
        found += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]
        for name in ("documents_search", "events_search", "statements_search"):
            try:
                connection.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.Error as error:
                found.append(f"{name}: {error}")
        connection.rollback()
        found += [row[0] for row in connection.execute("SELECT rtreecheck('places_box')") if row[0] != "ok"]
    finally:
        connection.close()
    return found
