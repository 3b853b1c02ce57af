"""What ``curate correct EVENT FIELD VALUE`` stands for: the new values in the record, by its own field names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

import msgspec

from ..contents import entities
from ..documents.plain import printable
from ..errors import InputError
from ..record import Channel, Entity, Event, Level, Place, Record, Tense
from .arguments import one_of, side

_NONE = "none"
_PARTY = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<code>[A-Za-z]{3})(?:,\s*(?P<kind>\w+))?\))?")
_KINDS = ("person", "organisation", "state", "group")

Values = dict[str, Any]


def changes_of(record: Record, event: Event, field: str, value: str) -> Values:
    """The changes that give ``field`` of ``event`` the ``value``. Raises InputError when it cannot be.

    ``none`` takes a value away. Parties are names with ``; `` between: of somebody whom the report names, of a country,
    or of anybody else with the country behind it, « Maud Vik (SWE) », and what it is if it is no person, « Red Cross
    (NGO, organisation) ».
    """
    name = one_of(field.lower(), _READERS, "field") or ""
    return _READERS[name](record, event, value.strip())


def _type(record: Record, event: Event, value: str) -> Values:
    from .. import codebook

    book = codebook.load()
    kind = one_of(value.upper(), book.events, "event type") or ""
    known = {mode.name for mode in book.events[kind].mode}
    modes = [mode for mode in event.mode if mode in known]
    return {"event": kind, "mode": modes, "quad_code": book.quad(kind), "event_scale": book.score(kind, modes)}


def _mode(record: Record, event: Event, value: str) -> Values:
    from .. import codebook

    book = codebook.load()
    known = [mode.name for mode in book.events[event.event].mode]
    modes = [one_of(part, known, f"mode of {event.event}") or "" for part in _listed(value)]
    return {"mode": modes, "event_scale": book.score(event.event, modes)}


def _context(record: Record, event: Event, value: str) -> Values:
    from .. import codebook

    known = codebook.load().contexts
    return {"context": [one_of(part, known, "context") for part in _listed(value)]}


def _listed(value: str) -> list[str]:
    return [] if value.lower() == _NONE else [part for part in re.split(r"[,;\s]+", value.lower()) if part]


def _day(name: str) -> Callable[[Record, Event, str], Values]:
    def read(record: Record, event: Event, value: str) -> Values:
        return {name: None if value.lower() == _NONE else value}

    return read


def _truth(name: str) -> Callable[[Record, Event, str], Values]:
    def read(record: Record, event: Event, value: str) -> Values:
        return {name: one_of(value.lower(), ("yes", "no"), f"value of {name}") == "yes"}

    return read


def _one(name: str, known: tuple[str, ...]) -> Callable[[Record, Event, str], Values]:
    def read(record: Record, event: Event, value: str) -> Values:
        if event.event != "CONSULT" and name in ("channel", "level"):
            raise InputError(f"only a CONSULT event has a {name}, and this is {event.event}: put its type right first")
        return {name: one_of(value.lower(), known, name)}

    return read


def _initiator(record: Record, event: Event, value: str) -> Values:
    if event.event != "CONSULT":
        raise InputError(f"only a CONSULT event has an initiator, and this is {event.event}: put its type right first")
    return {"initiator": None if value.lower() == _NONE else value}


def _place(record: Record, event: Event, value: str) -> Values:
    if value.lower() == _NONE:
        return {"event_loc": None}
    places: dict[str, Place] = {}
    for place in record.places:
        places.setdefault(place.name.casefold(), place)
        places.setdefault(record.text[slice(*place.span)].casefold(), place)
    if value.casefold() not in places:
        named = ", ".join(dict.fromkeys(place.name for place in places.values()))
        give = f"give one of {named}, or none" if named else "it names none at all, so give none"
        raise InputError(f"the report names no place {printable(value, 60)}: {give}")
    return {"event_loc": msgspec.to_builtins(places[value.casefold()])}


def _parties(name: str) -> Callable[[Record, Event, str], Values]:
    def read(record: Record, event: Event, value: str) -> Values:
        parts = [] if value.lower() == _NONE else [part.strip() for part in value.split(";") if part.strip()]
        return {name: [msgspec.to_builtins(_party(record, part)) for part in parts]}

    return read


def _party(record: Record, given: str) -> Entity:
    """The entity that a name stands for. What the report does not tell of it stays empty."""
    from ..ledger import sound

    found = _PARTY.fullmatch(given)
    if found is None:
        raise InputError(f"{printable(given, 80)} is no party: write NAME, or NAME (COUNTRY)")
    name, kind = found["name"], found["kind"]
    code = side(found["code"])
    for entity in entities(record):
        same = sound.name_key(entity.name) == sound.name_key(name)
        if same and code in (None, entity.country) and kind in (None, entity.kind):
            return entity
    country = side(name) or ""
    if code is None and re.fullmatch(r"[A-Z]{3}", country):
        return Entity(text="", spans=[], name=name, kind="state", country=country)
    if code is None:
        raise InputError(f"the report names no {printable(name, 80)}: write the country behind it, NAME (COUNTRY)")
    kind = one_of(kind or "person", _KINDS, "kind of party")
    return msgspec.convert({"text": "", "spans": [], "name": name, "kind": kind, "country": code}, Entity)


# A further field: one line here.
_READERS: dict[str, Callable[[Record, Event, str], Values]] = {
    "type": _type,
    "mode": _mode,
    "context": _context,
    "date": _day("date"),
    "enddate": _day("enddate"),
    "tense": _one("tense", get_args(Tense)),
    "negated": _truth("negated"),
    "hypothetical": _truth("hypothetical"),
    "historical": _truth("historical"),
    "actor": _parties("actor"),
    "recipient": _parties("recipient"),
    "place": _place,
    "channel": _one("channel", get_args(Channel)),
    "level": _one("level", get_args(Level)),
    "initiator": _initiator,
}
