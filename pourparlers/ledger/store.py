"""Putting records into the ledger: one document, one transaction step, whatever the order of arrival."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from .. import record as shapes_in
from ..record import Record
from . import copies, curation, happenings, rows
from .identity import Version, components, content_hash, representative, url_key
from .overlay import Overlay
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
    overlay = Overlay(connection)
    if old_documents:
        versions[record.id] = version
        added = _rearrange(connection, overlay, record, payload, versions, old_documents)
    else:
        _write(connection, overlay, record, [version])
        _keep(connection, version, record.id, payload)
        added = Added(record.id, new=True)
    _settle(connection, overlay)
    return added


def rewrite(connection: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Write documents again from their records, as the curation log has them now, inside the caller's transaction."""
    overlay = Overlay(connection)
    for document in sorted(documents):
        held = connection.execute("SELECT record FROM records WHERE id = ?", (document,)).fetchone()
        versions = connection.execute(
            "SELECT id, content_hash, url_key, date FROM records WHERE document_id = ?", (document,)
        ).fetchall()
        _remove(connection, overlay, document)
        _write(connection, overlay, shapes_in.decode(held[0]), [Version(*version) for version in versions])
    _settle(connection, overlay)


def _settle(connection: sqlite3.Connection, overlay: Overlay) -> None:
    """Lay the happenings by hand again over those of the rules, where the rules changed something near them."""
    if overlay.lifted:
        overlay.lay(curation.links(connection))


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
    connection: sqlite3.Connection,
    overlay: Overlay,
    record: Record,
    payload: str,
    versions: dict[str, Version],
    old: set[str],
) -> Added:
    """Group the versions anew, and write the documents whose representative is another or has changed."""
    groups = [(representative(group).record_id, group) for group in components(versions.values())]
    # What was put right by hand may concern a document by the address or the words of any of its versions.
    kept = {
        stands
        for stands, group in groups
        if stands in old and stands != record.id and not curation.concerning(connection, _identities(group))
    }
    for document in sorted(old - kept):
        _remove(connection, overlay, document)
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
    for stands, group in groups:
        if stands not in kept:
            held = connection.execute("SELECT record FROM records WHERE id = ?", (stands,)).fetchone()
            _write(connection, overlay, shapes_in.decode(held[0]), group)
    return Added(home, new=len(groups) > len(old))


def _keep(connection: sqlite3.Connection, version: Version, document_id: str, payload: str) -> None:
    connection.execute(
        "INSERT INTO records (id, document_id, content_hash, url_key, date, record) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET document_id = excluded.document_id, content_hash = excluded.content_hash,"
        " url_key = excluded.url_key, date = excluded.date, record = excluded.record",
        (version.record_id, document_id, version.content_hash, version.url_key, version.date, payload),
    )


def _identities(versions: Iterable[Version]) -> set[tuple[str, str | None]]:
    return {(version.content_hash, version.url_key) for version in versions}


def _write(connection: sqlite3.Connection, overlay: Overlay, coded: Record, versions: Iterable[Version]) -> None:
    """Write a document from its record as coded, with what was put right by hand laid over it."""
    record, found = curation.lay_over(connection, coded, _identities(versions))
    # The rows of the document come first: those of its copies point to it.
    accounts = rows.write(connection, record)
    copies.settle(connection, record.id, record.text)
    if curation.keep_found(connection, coded, record, found):
        overlay.lift_all()
    else:
        overlay.lift(account.candidate.key for account in accounts)
    happenings.settle(connection, record.id, accounts)


def _remove(connection: sqlite3.Connection, overlay: Overlay, document_id: str) -> None:
    """Take a document's rows away (its records stay) and regroup the happenings that it told of."""
    keys = happenings.keys_of(connection, document_id)
    overlay.lift(keys)
    alike = copies.members(connection, document_id)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    for key in keys:
        happenings.resettle(connection, key)
    copies.resettle(connection, alike)
