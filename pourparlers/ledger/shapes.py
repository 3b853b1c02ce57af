"""What the ledger gives back. Dates are ISO 8601 strings, spans code-point offsets into the document's text."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..record import Channel, Contact, Entity, Event, Level, Record, RegisterEntry, Span, Statement
from .curation import Entry

Verdict = Literal["confirmed", "contradicted", "unknown"]


class Added(msgspec.Struct, frozen=True):
    """What :meth:`Ledger.add` did: the document that holds the record now.

    ``new`` is true when it made a document that was not there, ``changed`` when anything was written.
    """

    document_id: str
    new: bool
    changed: bool = True


class EventRow(msgspec.Struct, kw_only=True):
    """An event with its document. ``id`` is the ledger's; ``event`` holds it as coded, with its id in the record.

    ``words`` is the sentence of the first trigger, as written, ``triggers`` the words that decided. Title, publisher,
    language and address are the document's.
    """

    id: str
    document: str
    publisher: str | None
    happening: str
    event: Event
    words: str
    contact: Contact | None = None
    triggers: list[str] = []
    title: str | None = None
    language: str = ""
    url: str | None = None


class StatementRow(msgspec.Struct, kw_only=True):
    """A statement with its document; ``words`` is its content as written.

    ``towards`` is whom it is directed at by the event that it performs, where no addressee is told; ``reported_by`` the
    speaker of the statement that reports it. ``events`` are the ids of the events that it performs or reports.
    """

    id: str
    document: str
    publisher: str | None
    statement: Statement
    words: str
    towards: list[Entity] = []
    reported_by: Entity | None = None
    events: list[str] = []


class DocumentRow(msgspec.Struct, kw_only=True):
    """A document without its text. ``other_ids`` are those of other records that turned out to be this document.

    ``copies`` are other documents whose text is nearly the same.

    ``opening`` is the beginning of the text, to know a document without a title by.
    """

    id: str
    title: str | None
    date: str | None
    language: str
    publisher: str | None
    url: str | None
    events: int
    contacts: int
    statements: int
    other_ids: list[str] = []
    opening: str = ""
    copies: list[str] = []


class DocumentAccount(msgspec.Struct, kw_only=True):
    """A document with the record that stands for it, and every other version or copy kept."""

    document: DocumentRow
    record: Record
    others: list[Record] = []


class Happening(msgspec.Struct, kw_only=True):
    """One event in the world. ``key`` is what its accounts share; ``documents`` those that tell it."""

    id: str
    event: str
    date: str | None
    key: str
    documents: list[str]


class EventAccount(msgspec.Struct, kw_only=True):
    """How an event came about: the words, the happening, and the other accounts of it.

    ``evidence`` are the sentences that tell it, ``triggers`` the words that decided. ``merged`` says why this account
    belongs to the happening, and is None while no other document tells it. ``claims`` are those that documents make
    about the contact's place in a series. ``curation`` are the entries of the curation log that put right the event or
    its happening.
    """

    row: EventRow
    document: DocumentRow
    triggers: list[str]
    evidence: list[str]
    happening: Happening
    siblings: list[EventRow]
    merged: str | None = None
    claims: list[LineSequence] = []
    accounts: list[Account] = []
    differences: list[Difference] = []
    curation: list[Entry] = []


class Call(msgspec.Struct, kw_only=True):
    """What a side called for: ``words`` as the document has them, ``by`` whom and ``towards`` whom (names).

    ``country`` is that of ``by``, ``mode`` what is asked for in PLOVER's codes. ``documents`` tell it, the one that has
    the words first.
    """

    date: str | None
    by: str
    country: str | None
    towards: list[str]
    mode: list[str]
    words: str
    documents: list[str]
    event: str


class Account(msgspec.Struct, kw_only=True):
    """What one document says of a happening: who says so (``publisher``), and what is said.

    ``channel`` and ``level`` are those of a contact, None for other events. ``topics`` are PLOVER contexts of the
    event and of what its parties said and did there in the same document; ``called_for`` what they demanded there.
    ``words`` is the sentence that tells the event.
    """

    event: str
    document: str
    publisher: str | None
    published: str | None
    language: str
    date: str | None
    date_from: str | None
    channel: str | None
    level: str | None
    parties: list[str]
    countries: list[str | None]
    initiator: str | None
    topics: list[str]
    called_for: list[Call]
    words: str = ""


class Told(msgspec.Struct, kw_only=True):
    """One version, and the documents that have it."""

    value: str
    documents: list[str]


class Difference(msgspec.Struct, kw_only=True):
    """Where accounts of one happening differ. ``told`` are the versions.

    Of ``date``, ``channel``, ``level`` and ``initiator`` there are two or more that cannot all be right; ``parties``,
    ``topic`` and ``call`` are told by those documents only, the same for all of ``told``, and the others are silent.
    """

    what: Literal["date", "channel", "level", "initiator", "parties", "topic", "call"]
    told: list[Told]


class HappeningAccount(msgspec.Struct, kw_only=True):
    """A happening with the account of each document that tells it, where they differ, and why they are one.

    ``merged`` says it of each account, by the id of its event. ``claims`` are as in :class:`EventAccount`.
    """

    happening: Happening
    accounts: list[Account]
    differences: list[Difference]
    merged: dict[str, str]
    claims: list[LineSequence] = []


class LineSequence(msgspec.Struct, kw_only=True):
    """A document's own claim about a contact's place in a series, and what the ledger knows of it.

    ``words`` are its own; ``checked`` are the documents that confirm or contradict it.
    """

    kind: str
    since: str | None
    document: str
    words: str | None = None
    verdict: Verdict = "unknown"
    checked: list[str] = []


class LineContact(msgspec.Struct, kw_only=True):
    """One contact of a line: a happening, however many documents tell it.

    ``parties`` are names, each person in the fullest spelling told; ``countries`` run parallel to them.
    ``initiator`` is a party's name, None when unknown or when the accounts differ. ``accounts`` says what each document
    tells, where there are several, and ``differences`` where they differ.
    """

    date: str | None
    channel: Channel
    level: Level
    parties: list[str]
    documents: list[str]
    countries: list[str | None]
    initiator: str | None
    field: str | None
    sequence: list[LineSequence]
    happening: str
    events: list[str]
    accounts: list[Account] = []
    differences: list[Difference] = []


class Silence(msgspec.Struct, kw_only=True):
    """The days between two contacts that follow each other; ``days`` is the difference of the dates."""

    since: str
    until: str
    days: int


class Line(msgspec.Struct, kw_only=True):
    """The contacts between two sides, in time. ``last`` is the date of the last dated one.

    ``calls`` are what the two called for from each other, in their contacts and between them, in time.
    """

    pair: list[str]
    contacts: list[LineContact]
    last: str | None
    silences: list[Silence]
    calls: list[Call] = []


class Searched(msgspec.Struct, kw_only=True):
    """What was searched, for an honest "nothing found"."""

    documents: int
    undated: int
    first_date: str | None
    last_date: str | None
    publishers: list[str]
    languages: list[str]


class Evidence(msgspec.Struct, kw_only=True):
    """Where a document states something: its id, its date and the spans of the words."""

    document: str
    date: str | None
    spans: list[Span]


class Correction(msgspec.Struct, kw_only=True):
    """What somebody put right by hand: an office held from ``since`` to ``until``; with ``wrong`` what is not so."""

    number: int
    entry: RegisterEntry
    since: str | None = None
    until: str | None = None
    wrong: bool = False


class RegisterRow(msgspec.Struct, kw_only=True):
    """A register entry with when and where it was stated; ``correction`` is the number of one made by hand.

    For a correction ``first_stated`` and ``last_stated`` are the days between which the office is held.
    """

    entry: RegisterEntry
    first_stated: str | None
    last_stated: str | None
    evidence: list[Evidence]
    correction: int | None = None


__all__ = [
    "Account",
    "Added",
    "Call",
    "Correction",
    "Difference",
    "DocumentAccount",
    "DocumentRow",
    "Entity",
    "EventAccount",
    "EventRow",
    "Evidence",
    "Happening",
    "HappeningAccount",
    "Line",
    "LineContact",
    "LineSequence",
    "RegisterEntry",
    "RegisterRow",
    "Searched",
    "Silence",
    "StatementRow",
    "Told",
]
