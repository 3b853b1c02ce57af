"""What a record holds, wherever in it that stands."""

from __future__ import annotations

from collections.abc import Iterator

from .record import Entity, Record, Span


def entities(record: Record) -> Iterator[Entity]:
    """All entities: of events, contacts and statements, in this order."""
    for event in record.events:
        yield from (*event.actor, *event.recipient)
    for contact in record.contacts:
        yield from contact.parties
    for statement in record.statements:
        yield from (entity for entity in (statement.speaker, statement.addressee) if entity is not None)


def spans(record: Record) -> Iterator[Span]:
    """All spans (code points of the text, half open)."""
    for entity in entities(record):
        yield from entity.spans
    for event in record.events:
        yield from (*event.trigger, event.sentence, *event.evidence)
        if event.event_loc is not None:
            yield event.event_loc.span
    for contact in record.contacts:
        if contact.sequence is not None:
            yield contact.sequence.span
    for statement in record.statements:
        yield from (*statement.content, *statement.cue, *(insertion.span for insertion in statement.insertions))
    yield from (time.span for time in record.times)
    yield from (place.span for place in record.places)
