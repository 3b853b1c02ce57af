"""What an entry of the curation log refers to: an event by what it is, never by its row or its id.

A newer codebook gives other ids, finds other events and dates, and splits sentences otherwise. What stays is the
document (its words, or its address), where in it the event is told, its type and who is in it. An anchor finds its
event again by these; where it finds none that fits it finds nothing, rather than the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ..record import Entity, Event, Record, Span
from . import sound
from .identity import content_hash, url_key
from .rows import ledger_id, words


class Party(msgspec.Struct, frozen=True, order=True):
    """Who is in an event: name, country, and whether it is a person known by name."""

    name: str
    country: str | None = None
    named: bool = False


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a document as it was coded.

    ``event_id`` is the ledger's id at the time, for people to read. ``types`` are the PLOVER types that the event may
    have: the one coded and those put right by hand. ``sentence`` and ``triggers`` are spans of the text whose words
    have ``content_hash``; ``words`` is the sentence.
    """

    event_id: str
    content_hash: str
    url_key: str | None
    types: tuple[str, ...]
    sentence: Span
    words: str
    triggers: tuple[Span, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def anchor_of(record: Record, event: Event, further_types: Iterable[str] = ()) -> Anchor:
    """The anchor of an event of ``record``, both as coded."""
    return Anchor(
        event_id=ledger_id(record.id, event.id),
        content_hash=content_hash(record.text),
        url_key=url_key(record.url),
        types=tuple(dict.fromkeys((event.event, *further_types))),
        sentence=event.sentence,
        words=_sentence(record, event),
        triggers=tuple(event.trigger),
        actors=_parties(event.actor),
        recipients=_parties(event.recipient),
    )


def find(anchor: Anchor, record: Record) -> Event | None:
    """The event of ``record`` (of the anchor's document, as coded now) that the anchor stands for, if it is there.

    It has one of the types, its parties do not contradict, and it is told in the same words or, in the same text, at
    the same place. Of several the one whose triggers are nearest, then the one with just these parties, then the first.
    """
    same_text = content_hash(record.text) == anchor.content_hash
    found: list[tuple[int, bool, bool, int]] = []
    for position, event in enumerate(record.events):
        if event.event not in anchor.types:
            continue
        actors, recipients = _parties(event.actor), _parties(event.recipient)
        if not _agree(anchor, event.event, actors, recipients):
            continue
        same_words = _sentence(record, event) == anchor.words
        at_place = same_text and _shared([event.sentence], [anchor.sentence]) > 0
        if not (same_words or at_place):
            continue
        shift = anchor.sentence[0] - event.sentence[0] if same_words else 0
        triggers = [(start + shift, end + shift) for start, end in event.trigger]
        exact = (set(actors), set(recipients)) == (set(anchor.actors), set(anchor.recipients))
        there = same_text and event.sentence == anchor.sentence
        found.append((_shared(triggers, anchor.triggers), exact, there, -position))
    return record.events[-max(found)[3]] if found else None


def _sentence(record: Record, event: Event) -> str:
    return " ".join(words(record.text, [event.sentence]).split())


def _shared(ones: Iterable[Span], others: Sequence[Span]) -> int:
    """How many code points stand in both."""
    return sum(max(min(one[1], other[1]) - max(one[0], other[0]), 0) for one in ones for other in others)


def _parties(entities: Iterable[Entity]) -> tuple[Party, ...]:
    return tuple(sorted({Party(e.name, e.country, sound.is_named(e)) for e in entities}, key=_order))


def _order(party: Party) -> tuple[str, str, bool]:
    return party.name, party.country or "", party.named


def _agree(anchor: Anchor, event: str, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Whether the parties may be the same: of a contact, which is mutual, all together; else each side."""
    if event == "CONSULT":
        mine, theirs = [*anchor.actors, *anchor.recipients], [*actors, *recipients]
        fewer, more = sorted((mine, theirs), key=len)
        return bool(fewer) == bool(more) and all(any(_same(one, other) for other in more) for one in fewer)
    return _meet(anchor.actors, actors) and _meet(anchor.recipients, recipients)


def _meet(ones: Sequence[Party], others: Sequence[Party]) -> bool:
    if not ones or not others:
        return not ones and not others
    return any(_same(one, other) for one in ones for other in others)


def _same(one: Party, other: Party) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    if one.named and other.named:
        return sound.same_surname(sound.name_key(one.name), sound.name_key(other.name))
    return bool(one.country and other.country) or sound.name_key(one.name) == sound.name_key(other.name)
