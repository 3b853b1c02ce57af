"""Fields of an event put right by hand, laid over the event as it was coded. The record as coded stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from ..errors import LedgerError
from ..record import Contact, Entity, Event, Record
from . import sound
from .rows import ledger_id
from .search import checked_date

# What can be put right, by the names of the record.
_OF_EVENT = frozenset(
    {"event", "quad_code", "event_scale", "mode", "context", "date", "enddate", "tense", "negated", "hypothetical",
     "historical", "actor", "recipient", "event_loc"}
)  # fmt: skip
_OF_CONTACT = frozenset({"channel", "level", "field", "initiator"})
FIELDS = _OF_EVENT | _OF_CONTACT
# What a reader calls some of them.
NAMES = {"event": "type", "event_loc": "place"}
_SILENT = frozenset({"quad_code", "event_scale"})
_DATES = frozenset({"date", "enddate"})

Changes = dict[str, Any]


def named(changes: Changes) -> list[str]:
    """The fields that are changed, as a reader calls them."""
    return [NAMES.get(name, name) for name in changes if name not in _SILENT]


def corrected(record: Record, event_id: str, changes: Changes) -> Record:
    """A copy of ``record`` with the changes laid over one of its events (by the ledger's id).

    Raises LedgerError when a change cannot be made.
    """
    number = next(n for n, event in enumerate(record.events) if ledger_id(record.id, event.id) == event_id)
    own = [contact for contact in record.contacts if ledger_id(record.id, contact.event) == event_id]
    first = record.contacts.index(own[0]) if own else len(record.contacts)
    event, changed = _change(record.events[number], own, changes)
    others = [contact for contact in record.contacts if contact not in own]
    return msgspec.structs.replace(
        record,
        events=[*record.events[:number], event, *record.events[number + 1 :]],
        contacts=[*others[:first], *(changed if event.event == "CONSULT" else []), *others[first:]],
    )


def without(record: Record, rejected: Collection[str]) -> Record:
    """A copy of ``record`` without some of its events (by the ledger's ids) and their contacts."""
    return msgspec.structs.replace(
        record,
        events=[event for event in record.events if ledger_id(record.id, event.id) not in rejected],
        contacts=[contact for contact in record.contacts if ledger_id(record.id, contact.event) not in rejected],
    )


def _change(event: Event, contacts: list[Contact], changes: Changes) -> tuple[Event, list[Contact]]:
    if unknown := changes.keys() - FIELDS:
        raise LedgerError(f"no field {sorted(unknown)[0]} can be put right: give one of {', '.join(sorted(FIELDS))}")
    values: dict[str, Any] = {name: value for name, value in changes.items() if name in _OF_EVENT}
    for name in _DATES & values.keys():
        if isinstance(values[name], str):
            checked_date(values[name])
    if "date" in values:
        # Told by nobody in the report: it is neither stated there nor reckoned from it.
        values["date_from"] = None
    why = f"{', '.join(named(changes))} put right by hand"
    values["why"] = event.why if why in event.why else "; ".join(part for part in (event.why, why) if part)
    try:
        event = msgspec.convert({**msgspec.to_builtins(event), **values}, Event)
        return event, _change_contacts(event, contacts, changes)
    except msgspec.ValidationError as error:
        raise LedgerError(f"{', '.join(named(changes))} cannot have this value ({error}): give another") from None


def _change_contacts(event: Event, contacts: list[Contact], changes: Changes) -> list[Contact]:
    if event.event != "CONSULT":
        return contacts
    parties = [*event.actor, *event.recipient]
    if not contacts and _OF_CONTACT & changes.keys():
        contacts = [Contact(event=event.id, channel="unknown", parties=parties, date=event.date)]
    if not contacts:
        return []
    first = msgspec.to_builtins(contacts[0])
    if changes.keys() & {"actor", "recipient"}:
        before = contacts[0]
        sought = before.parties[before.initiator].name if before.initiator is not None else None
        first |= {"parties": msgspec.to_builtins(parties), "initiator": _index(parties, sought)}
    if "date" in changes:
        first["date"] = event.date
    first |= {name: changes[name] for name in ("channel", "level", "field") if name in changes}
    if "initiator" in changes:
        held = msgspec.convert(first["parties"], list[Entity])
        first["initiator"] = _index(held, changes["initiator"])
        if changes["initiator"] is not None and first["initiator"] is None:
            there = "; ".join(party.name for party in held)
            raise LedgerError(f"{changes['initiator']} is no party of the contact: give one of {there}, or none")
    return [msgspec.convert(first, Contact), *contacts[1:]]


def _index(parties: Sequence[Entity], name: str | None) -> int | None:
    """Which party is called so, by name or country."""
    if name is None:
        return None
    key = sound.name_key(name)
    for index, party in enumerate(parties):
        if name == party.country or (key and sound.same_surname(key, sound.name_key(party.name))):
            return index
    return None
