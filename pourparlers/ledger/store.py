"""Putting records into the ledger: one document, one transaction step, whatever the order of arrival."""

from __future__ import annotations

import sqlite3

from .. import record as shapes_in
from ..record import Record
from . import copies, happenings, rows
from .identity import Version, components, content_hash, representative, url_key
from .shapes import Added


def put(connection: sqlite3.Connection, record: Record) -> Added:
    """Write one record inside the caller's transaction. Raises LedgerError when it does not hold together."""
    rows.check(record)
    payload = shapes_in.encode(record).decode()
    version = Version(record.id, content_hash(record.text), url_key(record.url), record.date)
    there = connection.execute("SELECT document_id, record FROM records WHERE id = ?", (record.id,)).fetchone()
    if there is not None and there["record"] == payload:
        return Added(there["document_id"], new=False, changed=False)
    old_documents, versions = _linked(connection, version)
    if not old_documents:
        _write(connection, record)
        _keep(connection, version, record.id, payload)
        return Added(record.id, new=True)
    versions[record.id] = version
    return _rearrange(connection, record, payload, versions, old_documents)


def _linked(connection: sqlite3.Connection, version: Version) -> tuple[set[str], dict[str, Version]]:
    """The documents that the record belongs to or replaces, and all versions that the ledger holds of them."""
    found = connection.execute(
        "SELECT document_id FROM records WHERE id = ? OR content_hash = ?",
        (version.record_id, version.content_hash),
    ).fetchall()
    if version.url_key is not None:
        found += connection.execute("SELECT document_id FROM records WHERE url_key = ?", (version.url_key,)).fetchall()
    documents = {row[0] for row in found}
    versions: dict[str, Version] = {}
    for document in documents:
        held = connection.execute(
            "SELECT id, content_hash, url_key, date FROM records WHERE document_id = ?", (document,)
        )
        versions.update((row[0], Version(*row)) for row in held)
    return documents, versions


def _rearrange(
    connection: sqlite3.Connection, record: Record, payload: str, versions: dict[str, Version], old: set[str]
) -> Added:
    """Group the versions anew, and write the documents whose representative is another or has changed."""
    groups = [(representative(group).record_id, group) for group in components(versions.values())]
    kept = {stands for stands, _ in groups if stands in old and stands != record.id}
    for document in sorted(old - kept):
        remove(connection, document)
    home = record.id
    for stands, group in groups:
        for version in group:
            if version.record_id == record.id:
                home = stands
                _keep(connection, version, stands, payload)
            else:
                connection.execute(
                    "UPDATE records SET document_id = ? WHERE id = ? AND document_id <> ?",
                    (stands, version.record_id, stands),
                )
    for stands, _ in groups:
        if stands not in kept:
            held = connection.execute("SELECT record FROM records WHERE id = ?", (stands,)).fetchone()
            _write(connection, shapes_in.decode(held[0]))
    return Added(home, new=len(groups) > len(old))


def _keep(connection: sqlite3.Connection, version: Version, document_id: str, payload: str) -> None:
    connection.execute(
        "INSERT INTO records (id, document_id, content_hash, url_key, date, record) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET document_id = excluded.document_id, content_hash = excluded.content_hash,"
        " url_key = excluded.url_key, date = excluded.date, record = excluded.record",
        (version.record_id, document_id, version.content_hash, version.url_key, version.date, payload),
    )


def _write(connection: sqlite3.Connection, record: Record) -> None:
    # The rows of the document come first: those of its copies point to it.
    accounts = rows.write(connection, record)
    copies.settle(connection, record.id, record.text)
    happenings.settle(connection, record.id, accounts)


def remove(connection: sqlite3.Connection, document_id: str) -> None:
    """Take a document's rows away (its records stay) and regroup the happenings that it told of."""
    keys = happenings.keys_of(connection, document_id)
    alike = copies.members(connection, document_id)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    for key in keys:
        happenings.resettle(connection, key)
    copies.resettle(connection, alike)
