"""Putting records into the ledger: each document whole or not at all, whatever the order of arrival."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from .. import record as shapes_in
from ..record import Record
from . import copies, curation, happenings, rows
from .identity import Version, components, content_hash, representative, url_key
from .overlay import Overlay
from .shapes import Added
from .writing import Rows


class Writer:
    """What is written in one transaction of the caller, who calls :meth:`finish` before it ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows = Rows(connection)
        self._overlay = Overlay(connection)
        # Without a log nothing is looked up for it.
        self._curated = connection.execute("SELECT EXISTS (SELECT 1 FROM curation)").fetchone()[0]

    def put(self, record: Record, encoded: bytes) -> Added:
        """Write one record, given also as encoded. Raises LedgerError when it does not hold together."""
        rows.check(record)
        payload = encoded.decode()
        version = Version(record.id, content_hash(record.text), url_key(record.url), record.date)
        there = self._connection.execute(
            "SELECT document_id, record FROM records WHERE id = ?", (record.id,)
        ).fetchone()
        if there is not None and there["record"] == payload:
            return Added(there["document_id"], new=False, changed=False)
        old = self._linked(version) | ({there["document_id"]} if there is not None else set())
        if old:
            versions = {held.record_id: held for document in old for held in self._versions(document)}
            versions[record.id] = version
            return self._rearrange(record, payload, versions, old)
        self._write(record, [version])
        self._keep(version, record.id, payload)
        return Added(record.id, new=True)

    def rewrite(self, documents: Iterable[str]) -> None:
        """Write documents again from their records, as the curation log has them now."""
        for document in sorted(documents):
            versions = self._versions(document)
            self._remove(document)
            self._write(self._coded(document), versions)

    def finish(self) -> None:
        """Write what waits, and lay the happenings by hand again over those of the rules where these changed."""
        self._rows.finish()
        if self._overlay.lifted:
            self._overlay.lay(curation.links(self._connection))

    def _coded(self, record_id: str) -> Record:
        held = self._connection.execute("SELECT record FROM records WHERE id = ?", (record_id,)).fetchone()
        return shapes_in.decode(held[0])

    def _versions(self, document: str) -> list[Version]:
        held = self._connection.execute(
            "SELECT id, content_hash, url_key, date FROM records WHERE document_id = ?", (document,)
        )
        return [Version(*row) for row in held]

    def _linked(self, version: Version) -> set[str]:
        """The documents that have a version of the same words or at the same address."""
        found = self._connection.execute(
            "SELECT document_id FROM records WHERE content_hash = ?"
            " UNION ALL SELECT document_id FROM records WHERE url_key = ?",
            (version.content_hash, version.url_key),
        )
        return {row[0] for row in found}

    def _rearrange(self, record: Record, payload: str, versions: dict[str, Version], old: set[str]) -> Added:
        """Group the versions anew, and write the documents whose representative is another or has changed."""
        groups = [(representative(group).record_id, group) for group in components(versions.values())]
        # What was put right by hand may concern a document by the address or the words of any of its versions.
        kept = {
            stands
            for stands, group in groups
            if stands in old
            and stands != record.id
            and not (self._curated and curation.concerning(self._connection, _identities(group)))
        }
        for document in sorted(old - kept):
            self._remove(document)
        home = record.id
        for stands, group in groups:
            for version in group:
                if version.record_id == record.id:
                    home = stands
                    self._keep(version, stands, payload)
                else:
                    self._connection.execute(
                        "UPDATE records SET document_id = ? WHERE id = ? AND document_id <> ?",
                        (stands, version.record_id, stands),
                    )
        for stands, group in groups:
            if stands not in kept:
                self._write(self._coded(stands), group)
        return Added(home, new=len(groups) > len(old))

    def _keep(self, version: Version, document_id: str, payload: str) -> None:
        self._connection.execute(
            "INSERT INTO records (id, document_id, content_hash, url_key, date, record) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET document_id = excluded.document_id, content_hash = excluded.content_hash,"
            " url_key = excluded.url_key, date = excluded.date, record = excluded.record",
            (version.record_id, document_id, version.content_hash, version.url_key, version.date, payload),
        )

    def _write(self, coded: Record, versions: Iterable[Version]) -> None:
        """Write a document from its record as coded, with what was put right by hand laid over it."""
        record, found = coded, list[curation.Found]()
        if self._curated:
            record, found = curation.lay_over(self._connection, coded, _identities(versions))
        accounts = self._rows.write(record)
        if curation.keep_found(self._connection, coded, record, found):
            self._overlay.lift_all()
        elif self._curated:
            self._overlay.lift(account.candidate.key for account in accounts)
        happenings.settle(self._connection, record.id, accounts)

    def _remove(self, document_id: str) -> None:
        """Take a document's rows away (its records stay) and regroup the happenings that it told of."""
        keys = happenings.keys_of(self._connection, document_id)
        self._overlay.lift(keys)
        alike = self._rows.remove(document_id)
        for key in keys:
            happenings.resettle(self._connection, key)
        copies.resettle(self._connection, alike)


def _identities(versions: Iterable[Version]) -> set[tuple[str, str | None]]:
    return {(version.content_hash, version.url_key) for version in versions}
