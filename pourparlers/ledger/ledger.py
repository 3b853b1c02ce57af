"""The ledger as callers see it: open, add, ask."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType

from ..errors import LedgerError
from ..record import Level, Record, RegisterEntry
from . import corrections, curating, curation, loading, queries, register
from .changes import Changes
from .checked import find_claims
from .chunks import chunks
from .curation import Entry, Kind
from .lines import find_lines
from .opening import connect, explained, is_of_the_file
from .shapes import (
    Added,
    Correction,
    DocumentAccount,
    DocumentRow,
    EventAccount,
    EventRow,
    Happening,
    HappeningAccount,
    Line,
    LineSequence,
    RegisterRow,
    Searched,
    StatementRow,
)
from .store import Writer


class Ledger:
    """The store of documents, records, happenings and lines: one SQLite file, made when it is not there.

    Use it as a context manager. Every method raises :class:`pourparlers.errors.LedgerError` when the file cannot be
    used. With ``readonly`` the file must exist and is only read, also while another process writes it. Dates in
    queries are YYYY-MM-DD, YYYY-MM or YYYY, both ends included. ``actor``, ``recipient``, ``speaker``, ``addressee``
    and the sides of a line are an alpha-3 country code or the name of a person or organisation in any spelling.
    """

    def __init__(self, path: str | Path, *, readonly: bool = False) -> None:
        self.path = Path(path)
        self._connection: sqlite3.Connection | None = connect(self.path, readonly)
        self._readonly = readonly

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        if self._connection is None:
            raise LedgerError(f"the ledger {self.path} is closed: open it again")
        with explained(self.path):
            yield self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """All that is asked within sees one and the same ledger, whatever another process writes meanwhile."""
        with self._using() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    def _iterating(self) -> AbstractContextManager[sqlite3.Connection]:
        """As :meth:`_reading`, but where it is opened for writing one may write between two that are given."""
        return self._reading() if self._readonly else self._using()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        if self._readonly:
            raise LedgerError(f"the ledger {self.path} was opened for reading only: open it for writing")
        with self._using() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def add(self, record: Record) -> Added:
        """Keep a record, whole or not at all.

        A record with a known id replaces what stood under that id. One with the same address or the same words as
        another becomes a version of that document (its own record is kept too). Adding the same record again changes
        nothing.
        """
        return self.add_many([record])[0]

    def add_many(self, records: Iterable[Record], *, batch: int = 1000) -> list[Added]:
        """Keep many records, ``batch`` in a transaction; each is kept whole or not at all.

        Where some cannot be kept, all others are; then the first one's LedgerError is raised. When the file can no
        longer be written (a full disk, another writer), the batches before have been kept. :meth:`load` tells more.
        """
        done: dict[int, Added] = {}
        failed: tuple[int, LedgerError] | None = None
        for place, outcome in self.load(records, batch=batch):
            if isinstance(outcome, Added):
                done[place] = outcome
            elif failed is None or place < failed[0]:
                failed = (place, outcome)
        if failed is not None:
            raise failed[1]
        return [done[place] for place in range(len(done))]

    def load(self, records: Iterable[Record], *, batch: int = 1000) -> Iterator[tuple[int, Added | LedgerError]]:
        """Keep records, however many, and tell of each by its place (from 0): what was done, or why it cannot be kept.

        Within windows of some seconds they are taken in the order of their days, so that places come in another order
        than the records. ``batch`` of them are kept in a transaction, and told of after it: what is not asked for is
        not kept. Memory stays flat. Raises LedgerError when the file can no longer be written (a full disk, another
        writer); the batches before have been kept.
        """
        if batch < 1:
            raise LedgerError("a batch holds at least one record: give batch=1 or more")
        return self._load(records, batch)

    def _load(self, records: Iterable[Record], batch: int) -> Iterator[tuple[int, Added | LedgerError]]:
        for window in loading.windows(records, self.path):
            yield from window.failed
            for chunk in chunks(window.held, batch):
                yield from self._put_all(chunk)
            del window  # not held any longer while the next one fills

    def _put_all(self, chunk: Sequence[loading.Waiting]) -> Iterator[tuple[int, Added | LedgerError]]:
        """Keep all in one transaction, then tell; if that fails, one after the other.

        A savepoint for each record would do the same, but makes the full-text indexes write at each: half the speed.
        """
        try:
            with self._writing() as connection:
                writer = Writer(connection)
                done = [(held.place, writer.put(held.record(), held.encoded)) for held in chunk]
                writer.finish()
        except LedgerError as error:
            # Where the file is at fault the others cannot be kept either.
            if self._readonly or self._connection is None or is_of_the_file(error):
                raise
            failed = error
        else:
            yield from done
            return
        if len(chunk) == 1:
            yield chunk[0].place, failed
            return
        for held in chunk:
            yield from self._put_all([held])

    def lines(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        level: Level | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[Line]:
        """The contacts between ``a`` and ``b``, of ``a`` with everyone, or of all pairs of countries.

        A contact among more than two countries is in the line of each pair. Future, negated and hypothetical contacts
        are in none, historical ones only if they have a date. Contacts without a date stand last, and are left out
        when ``since`` or ``until`` is given. Lines with most contacts come first.
        """
        with self._reading() as connection:
            return find_lines(connection, a, b, level=level, since=since, until=until)

    def claims(self, document_id: str) -> list[LineSequence]:
        """What a document claims about the places of its contacts in their series, each with what the ledger knows."""
        with self._using() as connection:
            return find_claims(connection, document=document_id)

    def told_elsewhere(self, document_id: str) -> list[HappeningAccount]:
        """The contacts of a document that other documents tell too, by date: all accounts, and where they differ."""
        with self._reading() as connection:
            return queries.told_elsewhere(connection, document_id)

    def searched(self) -> Searched:
        """How many documents, from which dates and publishers, a query has looked through."""
        with self._reading() as connection:
            return queries.searched(connection)

    def events(
        self,
        *,
        type: str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        since: str | None = None,
        until: str | None = None,
        mode: str | None = None,
        context: str | None = None,
        document: str | None = None,
        text: str | None = None,
        limit: int | None = None,
    ) -> list[EventRow]:
        """Events by date (undated last). ``text`` is searched in the sentence that tells the event."""
        with self._reading() as connection:
            return queries.events(
                connection,
                type=type,
                actor=actor,
                recipient=recipient,
                since=since,
                until=until,
                mode=mode,
                context=context,
                document=document,
                text=text,
                limit=limit,
            )

    def statements(
        self,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
        kind: str | None = None,
        act: str | None = None,
        said: bool = False,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[StatementRow]:
        """Statements by date (undated last). ``about`` is searched in their words.

        ``said`` leaves out what speakers are only told to believe, feel, hope, fear or plan.

        ``addressee`` is whom they are told to be said to or, where that is not told, whom they are directed at.
        """
        with self._reading() as connection:
            found = queries.statements(
                connection,
                speaker=speaker,
                addressee=addressee,
                about=about,
                since=since,
                until=until,
                language=language,
                kind=kind,
                act=act,
                said=said,
                document=document,
                limit=limit,
            )
            return list(found)

    def iter_statements(self, *, since: str | None = None, until: str | None = None) -> Iterator[StatementRow]:
        """Statements by date (undated last), one at a time, so that memory stays flat."""
        with self._iterating() as connection:
            yield from queries.statements(connection, since=since, until=until)

    def documents(
        self,
        text: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
        publisher: str | None = None,
        limit: int | None = None,
    ) -> list[DocumentRow]:
        """Documents by date (undated last). ``text`` is searched in title and text."""
        with self._reading() as connection:
            return queries.documents(
                connection,
                text,
                since=since,
                until=until,
                language=language,
                publisher=publisher,
                limit=limit,
            )

    def event(self, event_id: str) -> EventAccount | None:
        """How an event came about, or None when the ledger has no event with this id."""
        with self._reading() as connection:
            return queries.event(connection, event_id)

    def happening(self, happening_id: str) -> HappeningAccount | None:
        """What each document says of a happening, and where they differ; None when there is no such happening."""
        with self._reading() as connection:
            return queries.happening(connection, happening_id)

    def document(self, document_id: str) -> DocumentAccount | None:
        """A document by its id or by the id of any of its versions; None when there is none."""
        with self._reading() as connection:
            return queries.document(connection, document_id)

    def records(self) -> Iterator[Record]:
        """The record of each document, in the order of document ids."""
        with self._iterating() as connection:
            yield from queries.records(connection)

    def happenings(
        self, *, type: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[tuple[Happening, list[EventRow]]]:
        """Each happening with its accounts, by date (undated last): one at a time, so that memory stays flat."""
        with self._iterating() as connection:
            yield from queries.happenings(connection, type=type, since=since, until=until)

    def curate(
        self, kind: Kind, events: Sequence[str], changes: Changes | None = None, *, by: str, why: str | None = None
    ) -> Entry:
        """Put right by hand: ``correct`` fields of an event, ``reject`` events, ``join``, ``split`` or ``forbid`` them.

        See docs/ledger.md for what each does. ``changes`` gives the new values of a correction, by field of the record.
        The entry is kept in a log that is gone through again whenever its documents are read anew; ``by`` says who.
        """
        with self._writing() as connection:
            return curating.curate(connection, kind, events, changes or {}, by, why)

    def uncurate(self, number: int, *, by: str, why: str | None = None) -> Entry:
        """Take back the entry of that number, by a further entry of the log."""
        with self._writing() as connection:
            return curating.take_back(connection, number, by, why)

    def curation(self) -> list[Entry]:
        """The curation log, in its order."""
        with self._reading() as connection:
            return curation.entries(connection)

    def replay(self, entries: Iterable[Entry]) -> list[Entry]:
        """Go through another ledger's log and keep what this one has not; gives the new entries."""
        with self._writing() as connection:
            return curating.replay(connection, entries)

    def rejection(self, event_id: str) -> Entry | None:
        """The entry that rejects an event, so that the ledger tells it no more; None when there is none."""
        with self._reading() as connection:
            return curation.rejection(connection, event_id)

    def who(self, name: str | None = None, on: str | None = None) -> list[RegisterRow]:
        """What the register holds of persons of this name (of everybody without one): see :func:`.register.who`."""
        with self._reading() as connection:
            return register.who(connection, name, on)

    def correct(
        self, entry: RegisterEntry, *, since: str | None = None, until: str | None = None, wrong: bool = False
    ) -> Correction:
        """Put right what the register says of a person: ``entry`` holds from ``since`` to ``until`` (ISO days).

        With ``wrong`` the entry's country, office and sector (those that are given) are marked as not so: whatever a
        document states to that effect is left out. The same correction twice is one.
        """
        with self._writing() as connection:
            return corrections.add(connection, entry, since, until, wrong)

    def take_back(self, number: int) -> None:
        """Take back the correction of that number."""
        with self._writing() as connection:
            corrections.remove(connection, number)

    def corrections(self) -> list[Correction]:
        """All corrections made by hand, in the order in which they were made."""
        with self._reading() as connection:
            return corrections.find(connection)

    def register(self) -> register.LedgerRegister:
        """The register as an argument for reading (``lookup(name, date)``)."""
        with self._using() as connection:
            return register.LedgerRegister(connection)
