"""One record as rows of the tables. :mod:`.writing` puts them there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from .. import contents
from ..errors import LedgerError
from ..record import Contact, Entity, Event, Place, Record, Span, Statement
from . import sound
from .happenings import Account
from .identity import host
from .merging import candidate

Row = tuple[object, ...]
# The internal numbers of a record's events, contacts or statements by their ids in the ledger.
Numbers = Mapping[str, int]
# What is said about somebody in such a way is not directed at him.
_UNDIRECTED = frozenset(
    {None, "state", "announce", "confirm", "opine", "believe", "feel", "hope", "fear", "intend", "regret", "admit"}
)


def ledger_id(record_id: str, inner_id: str) -> str:
    """The id in the ledger of an event or statement, whose own id is unique in its record only."""
    return inner_id if inner_id.startswith(record_id + "#") else f"{record_id}#{inner_id}"


def words(text: str, spans: Iterable[Span]) -> str:
    """The words at the spans, with " … " between them; a span outside the text gives nothing."""
    return " … ".join(part for start, end in spans if (part := text[max(start, 0) : max(end, 0)]))


def check(record: Record) -> None:
    """Raise LedgerError when ids in the record do not fit together."""
    if not record.id:
        raise LedgerError("a record without an id cannot be kept: code the document again, or give it an id")
    events = [ledger_id(record.id, event.id) for event in record.events]
    statements = [ledger_id(record.id, statement.id) for statement in record.statements]
    for what, ids in (("event", events), ("statement", statements)):
        if len(set(ids)) < len(ids):
            raise LedgerError(f"record {record.id!r} has two {what}s with one id: code the document again")
    known = set(events)
    for contact in record.contacts:
        if ledger_id(record.id, contact.event) not in known:
            raise LedgerError(
                f"record {record.id!r} has a contact of event {contact.event!r}, which it does not hold:"
                " code the document again"
            )


def accounts_of(record: Record, numbers: Numbers) -> list[Account]:
    """What the merging of happenings needs to know of a record's events; ``numbers`` are the events'."""
    first: dict[str, Contact] = {}
    for contact in record.contacts:
        first.setdefault(ledger_id(record.id, contact.event), contact)
    teller = (record.publisher or host(record.url) or "").casefold()
    accounts = []
    for event in record.events:
        event_id = ledger_id(record.id, event.id)
        contact_of = first.get(event_id)
        date = (contact_of.date if contact_of else None) or event.date
        found = candidate(event_id, event, contact_of)
        floating = date is not None and date == record.date
        accounts.append(Account(numbers[event_id], event.event, date, found, teller, floating))
    return accounts


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def document_row(record: Record) -> Row:
    """The row of ``documents``, from the column ``id`` on."""
    return (
        record.id,
        record.title,
        record.text,
        record.date,
        record.language,
        record.publisher,
        record.url,
        _json(record.warnings),
    )


def event_rows(record: Record, document: int) -> list[Row]:
    """The rows of ``events``, from the column ``id`` on; ``document`` is the number of the record's document."""
    return [
        (
            ledger_id(record.id, event.id),
            document,
            position,
            event.event,
            _json(event.mode),
            _json(event.context),
            event.date,
            event.enddate,
            event.date_from,
            event.tense,
            event.negated,
            event.hypothetical,
            event.historical,
            event.quad_code,
            event.event_scale,
            event.confidence,
            event.why,
            ledger_id(record.id, event.statement) if event.statement else None,
            *event.sentence,
            words(record.text, [event.sentence]),
            _json(event.trigger),
            _json(event.evidence),
        )
        for position, event in enumerate(record.events)
    ]


def named_contacts(record: Record) -> list[tuple[str, Contact]]:
    """The contacts with their ids: that of the event; a second one of the same event gets "/2" behind it."""
    seen: dict[str, int] = {}
    result: list[tuple[str, Contact]] = []
    for contact in record.contacts:
        event_id = ledger_id(record.id, contact.event)
        seen[event_id] = seen.get(event_id, 0) + 1
        result.append((event_id if seen[event_id] == 1 else f"{event_id}/{seen[event_id]}", contact))
    return result


def contact_rows(record: Record, document: int, contacts: Iterable[tuple[str, Contact]], events: Numbers) -> list[Row]:
    """The rows of ``contacts``, from the column ``id`` on."""
    return [
        (
            contact_id,
            events[ledger_id(record.id, contact.event)],
            document,
            contact.channel,
            contact.level,
            contact.field,
            contact.date,
            contact.initiator,
            *(
                (contact.sequence.kind, contact.sequence.since, *contact.sequence.span)
                if contact.sequence
                else (None, None, None, None)
            ),
        )
        for contact_id, contact in contacts
    ]


def statement_rows(record: Record, document: int) -> list[Row]:
    """The rows of ``statements``, from the column ``id`` on."""
    return [
        (
            ledger_id(record.id, statement.id),
            document,
            position,
            statement.kind,
            statement.medium,
            statement.date,
            ledger_id(record.id, statement.within) if statement.within else None,
            words(record.text, statement.content),
            _json(statement.content),
            _json(statement.cue),
            _json(statement.insertions),
            statement.act,
        )
        for position, statement in enumerate(record.statements)
    ]


def time_rows(record: Record, document: int) -> list[Row]:
    """The rows of ``times``."""
    return [(document, position, *time.span, time.type, time.value) for position, time in enumerate(record.times)]


def by_statement(record: Record) -> dict[str, list[Event]]:
    """The events that a record's statements perform or report, by the statement's id in the record."""
    found: dict[str, list[Event]] = {}
    for event in record.events:
        if event.statement is not None:
            found.setdefault(event.statement, []).append(event)
    return found


def towards(statement: Statement, own: Sequence[Event]) -> list[Entity]:
    """Where no addressee is told, whom the speech is directed at: the recipients of the event that it is.

    Of the statement's ``own`` events those are speech themselves – a demand, an accusation – that its cue tells.
    """
    if statement.addressee is not None or statement.act in _UNDIRECTED:
        return []
    performed = (event for event in own if any(_meet(span, cue) for span in event.trigger for cue in statement.cue))
    return list({entity.name: entity for event in performed for entity in event.recipient}.values())


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def entity_rows(
    record: Record,
    document: int,
    contacts: Iterable[tuple[str, Contact]],
    numbers: tuple[Numbers, Numbers, Numbers],
) -> Iterator[Row]:
    """The rows of ``entities``, from the column ``document_number`` on.

    ``numbers`` are those of the record's events, contacts and statements.
    """
    event_numbers, contact_numbers, statement_numbers = numbers

    def rows(
        role: str, entities: Sequence[Entity], event: int | None, contact: int | None, statement: int | None
    ) -> Iterator[Row]:
        for position, entity in enumerate(entities):
            yield (document, role, event, contact, statement, position, *_entity(entity))

    for event in record.events:
        number = event_numbers[ledger_id(record.id, event.id)]
        yield from rows("actor", event.actor, number, None, None)
        yield from rows("recipient", event.recipient, number, None, None)
    for contact_id, contact in contacts:
        yield from rows("party", contact.parties, None, contact_numbers[contact_id], None)
    own = by_statement(record)
    for statement in record.statements:
        number = statement_numbers[ledger_id(record.id, statement.id)]
        yield from rows("speaker", [statement.speaker] if statement.speaker else [], None, None, number)
        yield from rows("addressee", [statement.addressee] if statement.addressee else [], None, None, number)
        yield from rows("towards", towards(statement, own.get(statement.id, ())), None, None, number)


def _entity(entity: Entity) -> Row:
    return (
        entity.text,
        _json(entity.spans),
        entity.name,
        entity.kind,
        entity.country,
        entity.sector,
        _json(entity.other_sectors),
        entity.office,
        entity.identifier,
        sound.name_key(entity.name),
        sound.surname_key(entity.name) if sound.is_named(entity) else None,
    )


def place_rows(record: Record, document: int, events: Numbers) -> Iterator[Row]:
    """The rows of ``places``, from the column ``document_number`` on."""

    def row(event: int | None, position: int, place: Place) -> Row:
        return (
            document,
            event,
            position,
            *place.span,
            place.name,
            place.country,
            place.geonameid,
            place.lat,
            place.lon,
            place.precision,
        )

    for position, place in enumerate(record.places):
        if place.use == "place":  # an actor's name or a nationality is nowhere on a map; the record keeps it
            yield row(None, position, place)
    for event in record.events:
        if event.event_loc is not None:
            yield row(events[ledger_id(record.id, event.id)], 0, event.event_loc)


def register_rows(record: Record, document: int) -> list[Row]:
    """The rows of ``register_evidence``: persons whose office the document itself states, each once, with its words."""
    found: dict[Row, Row] = {}
    for entity in contents.entities(record):
        sectors = (entity.sector, *entity.other_sectors)
        key = (entity.name, entity.country, entity.office, sectors, entity.identifier)
        if not entity.office or key in found or not sound.is_named(entity) or not _states_office(entity):
            continue
        found.setdefault(
            key,
            (
                entity.name,
                sound.name_key(entity.name),
                sound.surname_key(entity.name),
                entity.country,
                entity.office,
                entity.sector,
                _json(entity.other_sectors),
                entity.identifier,
                record.date,
                _json(entity.spans),
            ),
        )
    return [(document, position, *row) for position, row in enumerate(found.values())]


def _states_office(entity: Entity) -> bool:
    """Whether the mention's own words tell more than the name.

    A bare name got its office from a list or from this very register: to count it as stated would let the register
    confirm itself.
    """
    return _tells_more(entity.text, entity.name)


@lru_cache(maxsize=8192)
def _tells_more(text: str, name: str) -> bool:
    mentioned = {sound.sound(word) for word in sound.plain_words(text)}
    return sound.surname_key(name) in mentioned and bool(mentioned - set(sound.name_key(name).split()))
