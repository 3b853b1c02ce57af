"""Putting records into the ledger: each document whole or not at all, whatever the order of arrival."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from .. import record as shapes_in
from ..errors import LedgerError
from ..record import Record
from . import copies, curation, happenings, rows, versions
from .identity import Version, components, content_hash, representative, url_key
from .ids import find_document, find_event, id_of, owners
from .overlay import Overlay
from .shapes import Added
from .versions import Held
from .writing import Rows


class Writer:
    """What is written in one transaction of the caller, who calls :meth:`finish` before it ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows = Rows(connection)
        self._overlay = Overlay(connection)
        # Numbers of the records kept so far.
        self._kept: list[int] = []
        # Without a log nothing is looked up for it.
        self._curated = connection.execute("SELECT EXISTS (SELECT 1 FROM curation)").fetchone()[0]

    def put(self, record: Record, encoded: bytes) -> Added:
        """Write one record, given also as encoded. Raises LedgerError when it does not hold together."""
        rows.check(record)
        self._check_ids(record)
        payload = encoded.decode()
        version = Version(record.id, content_hash(record.text), url_key(record.url), record.date)
        linked = versions.find(self._connection, id=record.id, words=version.content_hash, address=version.url_key)
        there = next((held for held in linked if held.version.record_id == record.id), None)
        if there is not None and self._payload(there.number) == payload:
            return Added(id_of(self._connection, there.document), new=False, changed=False)
        if linked:
            return self._rearrange(record, payload, version, linked, there)
        document = self._write(record, [version])
        self._keep(version, document, payload)
        return Added(record.id, new=True)

    def _check_ids(self, record: Record) -> None:
        """Raise LedgerError when the id of an event is that of another document's: both parts may hold a "#"."""
        for event in record.events:
            event_id = rows.ledger_id(record.id, event.id)
            others = [owner for owner in owners(event_id) if owner != record.id]
            if others and find_event(self._connection, event_id, others) is not None:
                raise LedgerError(f"the ledger has another event {event_id}: give the record {record.id!r} another id")

    def rewrite(self, documents: Iterable[str]) -> None:
        """Write documents (ids) again from their records, as the curation log has them now."""
        for document in sorted(documents):
            number = find_document(self._connection, document)
            assert number is not None
            held = versions.of_document(self._connection, number)
            self._remove(number)
            coded = next(kept.number for kept in held if kept.version.record_id == document)
            self._point(held, self._write(self._coded(coded), [kept.version for kept in held]))

    def finish(self) -> None:
        """Write what waits, and lay the happenings by hand again over those of the rules where these changed."""
        self._rows.finish()
        versions.settle(self._connection, self._kept)
        self._kept.clear()
        if self._overlay.lifted:
            self._overlay.lay(curation.links(self._connection))

    def _payload(self, number: int) -> str:
        return str(self._connection.execute("SELECT record FROM records WHERE number = ?", (number,)).fetchone()[0])

    def _coded(self, number: int) -> Record:
        return shapes_in.decode(self._payload(number))

    def _rearrange(
        self, record: Record, payload: str, version: Version, linked: Iterable[Held], there: Held | None
    ) -> Added:
        """Group the versions anew, and write the documents whose representative is another or has changed.

        ``there`` is what the record replaces.
        """
        old = {held.document for held in linked}
        held = {
            kept.version.record_id: kept
            for document in old
            for kept in versions.of_document(self._connection, document)
        }
        all_versions = {name: kept.version for name, kept in held.items()} | {record.id: version}
        groups = [(representative(group).record_id, group) for group in components(all_versions.values())]
        by_id = {id_of(self._connection, document): document for document in old}
        # What was put right by hand may concern a document by the address or the words of any of its versions.
        kept = {
            stands
            for stands, group in groups
            if stands in by_id
            and stands != record.id
            and not (self._curated and curation.concerning(self._connection, _identities(group)))
        }
        for stands, document in sorted(by_id.items()):
            if stands not in kept:
                self._remove(document)
        home = record.id
        for stands, group in groups:
            coded = record if stands == record.id else None
            if stands in kept:
                document = by_id[stands]
            else:
                document = self._write(coded or self._coded(held[stands].number), group)
            self._point([held[one.record_id] for one in group if one.record_id in held], document)
            if any(one.record_id == record.id for one in group):
                home = stands
                self._keep(version, document, payload, there)
        return Added(home, new=len(groups) > len(old))

    def _point(self, held: Iterable[Held], document: int) -> None:
        """Make records tell that they belong to a document."""
        self._connection.executemany(
            "UPDATE records SET document_number = ? WHERE number = ? AND document_number <> ?",
            [(document, kept.number, document) for kept in held],
        )

    def _keep(self, version: Version, document: int, payload: str, there: Held | None = None) -> None:
        """Keep the record itself, in the place of the one that was ``there`` under its id."""
        written = (version.record_id, document, version.content_hash, version.url_key, version.date, payload)
        if there is None:
            cursor = self._connection.execute(f"INSERT INTO records VALUES (NULL, {', '.join('?' * 6)})", written)
            assert cursor.lastrowid is not None
            number = cursor.lastrowid
            self._kept.append(number)
        else:
            number = there.number
            self._connection.execute(
                "UPDATE records SET (id, document_number, content_hash, url_key, date, record) = (?, ?, ?, ?, ?, ?)"
                " WHERE number = ?",
                (*written, number),
            )
            versions.remove(self._connection, there)
        versions.add(self._connection, number, version)

    def _write(self, coded: Record, group: Iterable[Version]) -> int:
        """Write a document from its record as coded, with what was put right by hand laid over it; gives its number."""
        record, found = coded, list[curation.Found]()
        if self._curated:
            record, found = curation.lay_over(self._connection, coded, _identities(group))
        document, accounts = self._rows.write(record)
        if curation.keep_found(self._connection, coded, record, found):
            self._overlay.lift_all()
        elif self._curated:
            self._overlay.lift(account.candidate.key for account in accounts)
        happenings.settle(self._connection, document, accounts)
        return document

    def _remove(self, document: int) -> None:
        """Take a document's rows away (its records stay) and regroup the happenings that it told of."""
        keys = happenings.keys_of(self._connection, document)
        self._overlay.lift(key.text for key in keys)
        alike = self._rows.remove(document)
        for key in keys:
            happenings.resettle(self._connection, key)
        copies.resettle(self._connection, alike)


def _identities(group: Iterable[Version]) -> set[tuple[str, str | None]]:
    return {(version.content_hash, version.url_key) for version in group}
