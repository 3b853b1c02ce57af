"""Questions to the ledger about documents, events and statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from .. import record as shapes_in
from ..errors import LedgerError
from ..record import HELD, Contact, Entity, Event, Record, Statement
from . import copies, curation, partial
from .accounts import find_tellings
from .adjoining import LATER
from .checked import find_claims
from .curation import Entry
from .differences import find_differences
from .ids import find_event, id_of
from .partial import FEWER
from .rows import by_statement, ledger_id, towards, words
from .search import Where, with_entity
from .shapes import (
    DocumentAccount,
    DocumentRow,
    EventAccount,
    EventRow,
    Happening,
    HappeningAccount,
    Searched,
    StatementRow,
)
from .tables import key_text
from .versions import find_home

# The records that belong to a document (by its id) beside its own.
_OTHERS = (
    " FROM documents d JOIN records r ON r.document_number = d.number AND r.id <> d.id WHERE d.id = ? ORDER BY r.id"
)
# Decoded records that one query keeps at hand.
_CACHE = 64
# Records with what was put right by hand laid over them.
_RECORDS = (
    "SELECT coalesce(c.record, r.record) FROM documents d JOIN records r ON r.document_number = d.number"
    " LEFT JOIN curated_records c ON c.document_id = r.id"
)


class _Records:
    """Records of documents, decoded once a query."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[str, Record] = {}
        # By document: the events of each statement, and who makes it.
        self._own: dict[str, dict[str, list[Event]]] = {}
        self._speakers: dict[str, dict[str, Entity | None]] = {}

    def get(self, document_id: str) -> Record:
        if document_id not in self._held:
            if len(self._held) >= _CACHE:
                self._held.clear()
                self._own.clear()
                self._speakers.clear()
            row = self._connection.execute(f"{_RECORDS} WHERE d.id = ? AND r.id = d.id", (document_id,)).fetchone()
            self._held[document_id] = shapes_in.decode(row[0])
        return self._held[document_id]

    def event(self, row: sqlite3.Row) -> EventRow:
        record = self.get(row["document_id"])
        event: Event = record.events[row["position"]]
        contact: Contact | None = next((c for c in record.contacts if ledger_id(record.id, c.event) == row["id"]), None)
        return EventRow(
            id=row["id"],
            document=record.id,
            publisher=record.publisher,
            happening=row["happening_id"],
            event=event,
            words=row["sentence_text"],
            contact=contact,
            triggers=[words(record.text, [span]) for span in event.trigger],
            title=record.title,
            language=record.language,
            url=record.url,
        )

    def statement(self, row: sqlite3.Row) -> StatementRow:
        record = self.get(row["document_id"])
        if record.id not in self._own:
            self._own[record.id] = by_statement(record)
            self._speakers[record.id] = {said.id: said.speaker for said in record.statements}
        statement: Statement = record.statements[row["position"]]
        own = self._own[record.id].get(statement.id, [])
        return StatementRow(
            id=row["id"],
            document=record.id,
            publisher=record.publisher,
            statement=statement,
            words=row["content_text"],
            towards=towards(statement, own),
            reported_by=self._speakers[record.id].get(statement.within or ""),
            events=[ledger_id(record.id, event.id) for event in own],
        )


def _limit(limit: int | None) -> str:
    if limit is None:
        return ""
    if limit < 0:
        raise LedgerError("a limit is 0 or more: give another, or none")
    return f" LIMIT {min(int(limit), 2**62)}"


def events(
    connection: sqlite3.Connection,
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
    """See :meth:`Ledger.events`."""
    where = Where()
    where.of("e", "events", type.upper() if type else None, since, until)
    few = where.leaves_few(connection, "events e")
    where.has("e.mode", mode)
    where.has("e.context", context)
    _of_document(connection, where, "e", document)
    where.matches("events_search", "e.number", text)
    with_entity(where, "e", ("actor",), actor, few)
    with_entity(where, "e", ("recipient",), recipient, few)
    return _events(connection, where, limit)


def _events(connection: sqlite3.Connection, where: Where, limit: int | None = None) -> list[EventRow]:
    held = _Records(connection)
    rows = connection.execute(
        "SELECT e.id, d.id AS document_id, e.position, e.sentence_text, p.id AS happening_id"
        " FROM events e JOIN documents d ON d.number = e.document_number"
        " JOIN happening_events m ON m.event_number = e.number"
        f" JOIN happenings p ON p.number = m.happening_number{where.sql()}"
        f" ORDER BY e.date IS NULL, e.date, d.id, e.position{_limit(limit)}",
        where.parameters,
    )
    return [held.event(row) for row in rows]


def statements(
    connection: sqlite3.Connection,
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
) -> Iterator[StatementRow]:
    """See :meth:`Ledger.iter_statements`."""
    where = Where()
    where.between("s.date", since, until)
    few = where.leaves_few(connection, "statements s")
    # The plus: of few days the index by day is the one to use.
    where.equal("+s.act" if few else "s.act", act)
    where.equal("s.kind", kind)
    if said:
        where.add(f"(s.kind != 'indirect' OR s.act IS NULL OR s.act NOT IN ({', '.join('?' * len(HELD))}))", *HELD)
    where.equal("d.language", language)
    _of_document(connection, where, "s", document)
    where.matches("statements_search", "s.number", about)
    with_entity(where, "s", ("speaker",), speaker, few)
    with_entity(where, "s", ("addressee", "towards"), addressee, few)
    held = _Records(connection)
    rows = connection.execute(
        "SELECT s.id, d.id AS document_id, s.position, s.content_text FROM statements s"
        f" JOIN documents d ON d.number = s.document_number{where.sql()}"
        f" ORDER BY s.date IS NULL, s.date, d.id, s.position{_limit(limit)}",
        where.parameters,
    )
    for row in rows:
        yield held.statement(row)


_DOCUMENTS = (
    "SELECT d.id, d.title, d.date, d.language, d.publisher, d.url, substr(d.text, 1, 200) AS opening,"
    " (SELECT count(*) FROM events WHERE document_number = d.number) AS events,"
    " (SELECT count(*) FROM contacts WHERE document_number = d.number) AS contacts,"
    " (SELECT count(*) FROM statements WHERE document_number = d.number) AS statements"
    " FROM documents d"
)


def documents(
    connection: sqlite3.Connection,
    text: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    language: str | None = None,
    publisher: str | None = None,
    limit: int | None = None,
) -> list[DocumentRow]:
    """See :meth:`Ledger.documents`."""
    where = Where()
    where.between("d.date", since, until)
    where.equal("d.language", language)
    where.equal("d.publisher", publisher)
    where.matches("documents_search", "d.number", text)
    return _documents(connection, where, limit)


def _documents(connection: sqlite3.Connection, where: Where, limit: int | None = None) -> list[DocumentRow]:
    rows = connection.execute(
        f"{_DOCUMENTS}{where.sql()} ORDER BY d.date IS NULL, d.date, d.id{_limit(limit)}", where.parameters
    )
    return [
        DocumentRow(
            **dict(row), other_ids=_other_ids(connection, row["id"]), copies=copies.members(connection, row["id"])
        )
        for row in rows
    ]


def _other_ids(connection: sqlite3.Connection, document_id: str) -> list[str]:
    rows = connection.execute(f"SELECT r.id{_OTHERS}", (document_id,))
    return [row[0] for row in rows]


def _of_document(connection: sqlite3.Connection, where: Where, owner: str, record_id: str | None) -> None:
    """The row ``owner`` is of the document that a record belongs to; of none when the id is unknown."""
    if record_id is not None:
        where.equal(f"{owner}.document_number", find_home(connection, record_id) or 0)


def document(connection: sqlite3.Connection, document_id: str) -> DocumentAccount | None:
    """See :meth:`Ledger.document`."""
    where = Where()
    where.equal("d.number", find_home(connection, document_id) or 0)
    found = _documents(connection, where)
    if not found:
        return None
    others = connection.execute(f"SELECT r.record{_OTHERS}", (found[0].id,))
    return DocumentAccount(
        document=found[0],
        record=_Records(connection).get(found[0].id),
        others=[shapes_in.decode(row[0]) for row in others],
    )


def records(connection: sqlite3.Connection) -> Iterator[Record]:
    """See :meth:`Ledger.records`."""
    rows = connection.execute(f"{_RECORDS} WHERE r.id = d.id ORDER BY d.id")
    for row in rows:
        yield shapes_in.decode(row[0])


def record_of(connection: sqlite3.Connection, event_id: str) -> Record:
    """The record of an event that the ledger has, with what was put right by hand."""
    row = connection.execute(
        f"{_RECORDS} WHERE d.number = (SELECT document_number FROM events WHERE number = ?) AND r.id = d.id",
        (find_event(connection, event_id),),
    ).fetchone()
    return shapes_in.decode(row[0])


def event(connection: sqlite3.Connection, event_id: str) -> EventAccount | None:
    """See :meth:`Ledger.event`."""
    found = _event_rows(connection, event_id)
    if not found:
        prefix, mark, inner = event_id.rpartition("#")
        home = find_home(connection, prefix) if mark else None
        found = _event_rows(connection, f"{id_of(connection, home)}#{inner}") if home is not None else []
    if not found:
        return None
    row = found[0]
    account = document(connection, row.document)
    if account is None:
        return None
    where = Where()
    where.equal("p.id", row.happening)
    siblings = [other for other in _events(connection, where) if other.id != row.id]
    told = happening(connection, row.happening) if siblings else None
    text = account.record.text
    return EventAccount(
        row=row,
        document=account.document,
        triggers=row.triggers,
        evidence=[words(text, [span]) for span in row.event.evidence or [row.event.sentence]],
        happening=_happening(connection, row.happening),
        siblings=siblings,
        merged=told.merged[row.id] if told else None,
        claims=find_claims(connection, happening=row.happening) if row.event.event == "CONSULT" else [],
        accounts=told.accounts if told else [],
        differences=told.differences if told else [],
        curation=_curation(connection, row.id, siblings),
    )


def happening(connection: sqlite3.Connection, happening_id: str) -> HappeningAccount | None:
    """See :meth:`Ledger.happening`."""
    rows = connection.execute(
        "SELECT m.event_number, e.id AS event_id, m.why, m.group_id <> coalesce(c.automatic_id, p.id) AS moved,"
        " coalesce(k.key, '') AS merge_key"
        " FROM happenings p JOIN happening_events m ON m.happening_number = p.number"
        " JOIN events e ON e.number = m.event_number LEFT JOIN merge_keys k ON k.number = m.key_number"
        " LEFT JOIN curated_happenings c ON c.event_number = m.event_number WHERE p.id = ? ORDER BY e.id",
        (happening_id,),
    ).fetchall()
    if not rows:
        return None
    found = _happening(connection, happening_id)
    told = find_tellings(connection, {happening_id: [row["event_number"] for row in rows]})[happening_id]
    moved = {row["event_id"]: FEWER if partial.concerns(row["merge_key"]) else LATER for row in rows if row["moved"]}
    return HappeningAccount(
        happening=found,
        accounts=[telling.account for telling in told],
        differences=find_differences(told),
        merged={row["event_id"]: "; ".join(filter(None, (row["why"], moved.get(row["event_id"])))) for row in rows},
        claims=find_claims(connection, happening=happening_id) if found.event == "CONSULT" else [],
    )


def told_elsewhere(connection: sqlite3.Connection, document_id: str) -> list[HappeningAccount]:
    """See :meth:`Ledger.told_elsewhere`."""
    rows = connection.execute(
        "SELECT DISTINCT p.id AS happening_id FROM documents d JOIN contacts c ON c.document_number = d.number"
        " JOIN happening_events m ON m.event_number = c.event_number JOIN happenings p ON p.number = m.happening_number"
        " WHERE d.id = ? AND EXISTS (SELECT 1 FROM happening_events o"
        " WHERE o.happening_number = m.happening_number AND o.document_number <> c.document_number) ORDER BY 1",
        (document_id,),
    ).fetchall()
    found = (happening(connection, row["happening_id"]) for row in rows)
    return sorted((told for told in found if told), key=lambda told: (told.happening.date or "~", told.happening.id))


def _curation(connection: sqlite3.Connection, event_id: str, siblings: Sequence[EventRow]) -> list[Entry]:
    """What was put right by hand in an event, and in the happening that it tells of."""
    own = curation.about(connection, [event_id])
    told = curation.about(connection, [sibling.id for sibling in siblings])
    found = {entry.number: entry for entry in (*own, *(entry for entry in told if entry.kind in curation.LINKS))}
    return [found[number] for number in sorted(found)]


def _event_rows(connection: sqlite3.Connection, event_id: str) -> list[EventRow]:
    where = Where()
    where.equal("e.number", find_event(connection, event_id) or 0)
    return _events(connection, where)


def _happening(connection: sqlite3.Connection, happening_id: str) -> Happening:
    row = connection.execute(
        f"SELECT p.number, p.id, p.event, p.date, {key_text('p')} AS merge_key FROM happenings p"
        " LEFT JOIN merge_keys k ON k.number = p.key_number WHERE p.id = ?",
        (happening_id,),
    ).fetchone()
    tellers = connection.execute(
        "SELECT DISTINCT d.id FROM happening_events m JOIN documents d ON d.number = m.document_number"
        " WHERE m.happening_number = ? ORDER BY d.id",
        (row["number"],),
    )
    return Happening(
        id=row["id"],
        event=row["event"],
        date=row["date"],
        key=row["merge_key"],
        documents=[teller[0] for teller in tellers],
    )


def happenings(
    connection: sqlite3.Connection, *, type: str | None, since: str | None, until: str | None
) -> Iterator[tuple[Happening, list[EventRow]]]:
    """See :meth:`Ledger.happenings`."""
    where = Where()
    where.of("p", "happenings", type, since, until)
    rows = connection.execute(
        "SELECT e.id, d.id AS document_id, e.position, e.sentence_text, p.id AS happening_id, p.event, p.date,"
        f" {key_text('p')} AS merge_key FROM happenings p JOIN happening_events m ON m.happening_number = p.number"
        " JOIN events e ON e.number = m.event_number JOIN documents d ON d.number = e.document_number"
        f" LEFT JOIN merge_keys k ON k.number = p.key_number{where.sql()}"
        " ORDER BY p.date IS NULL, p.date, p.id, d.id, e.position",
        where.parameters,
    )
    held = _Records(connection)
    for happening_id, told in groupby(rows, key=lambda row: str(row["happening_id"])):
        tellings = list(told)
        first = tellings[0]
        yield (
            Happening(
                id=happening_id,
                event=first["event"],
                date=first["date"],
                key=first["merge_key"],
                documents=sorted({row["document_id"] for row in tellings}),
            ),
            [held.event(row) for row in tellings],
        )


def searched(connection: sqlite3.Connection) -> Searched:
    """See :meth:`Ledger.searched`."""
    total, undated, first, last = connection.execute(
        "SELECT count(*), count(*) - count(date), min(date), max(date) FROM documents"
    ).fetchone()

    def different(column: str) -> list[str]:
        rows = connection.execute(
            f"SELECT DISTINCT {column} FROM documents WHERE {column} IS NOT NULL ORDER BY {column}"
        )
        return [row[0] for row in rows]

    return Searched(
        documents=total,
        undated=undated,
        first_date=first,
        last_date=last,
        publishers=different("publisher"),
        languages=different("language"),
    )
