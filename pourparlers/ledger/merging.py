"""When do events of different documents tell one happening? The rules, without the database.

Events with the same **merge key** (type, day, countries, modality) are candidates. Among them the **traits** (channel,
level, persons, place) must not contradict. The traits of all events that one document has under one key are its
**profile**; documents with the same profile are treated alike, and the grouping is a function of the set of profiles,
so that the order in which documents arrive makes no difference. Two events of one document never become one happening.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from ..days import is_real_day
from ..record import Contact, Entity, Event, Place
from . import sound
from .tables import ALONE

# A visit is where a meeting takes place. The other two are one contact only between the same persons.
_ALIKE = frozenset({"meeting", "visit"})
_MAY_BE_ALIKE = (frozenset({"phone", "video"}), frozenset({"meeting", "video"}))
_TRAITS = ("channel", "level", "city", "region")
# Sectors of bodies that do not speak for their government.
_BODIES = frozenset({"LEG", "JUD", "PTY"})
# Who holds one of these levels speaks for himself: no account makes a crowd of him.
_SINGLE = frozenset({"head", "minister"})
# Those who speak over these are each in a place of their own: where a report puts them tells nothing of the contact.
REMOTE = frozenset({"phone", "video", "letter"})


class Traits(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """What tells accounts under one key apart. "" and () mean that the account does not say.

    ``persons`` holds (side or country, name keys); ``city`` and ``region`` a geonameid or a name key. ``crowd`` holds
    (country, sector) of the sides for which only a group is told, or a body that is no government ("congressmen").
    """

    channel: str = ""
    level: str = ""
    persons: tuple[tuple[str, tuple[str, ...]], ...] = ()
    city: str = ""
    region: str = ""
    exact: bool = False
    crowd: tuple[tuple[str, str], ...] = ()

    def told(self) -> int:
        """How many traits the account gives: the more, the earlier it is grouped."""
        return bool(self.channel) + bool(self.level) + len(self.persons) + bool(self.city) + bool(self.region)


Profile = tuple[Traits, ...]


class Candidate(msgspec.Struct, frozen=True):
    """An event's merge key with the words that say what the key stands for, and its traits."""

    key: str
    traits: Traits


def candidate(event_id: str, event: Event, contact: Contact | None) -> Candidate:
    """The merge key and traits of an event; ``event_id`` is the ledger's and makes a key that no other event has."""
    date = (contact.date if contact else None) or event.date
    parts: tuple[str, Traits] | None = None
    if is_real_day(date):
        parts = _contact_parts(contact, event) if contact else _event_parts(event)
    if parts is None:
        return Candidate(f"{ALONE}{event_id}", Traits())
    marks = [
        word
        for word, holds in (
            ("future", event.tense == "future"),
            ("negated", event.negated),
            ("hypothetical", event.hypothetical),
        )
        if holds
    ]
    return Candidate(" ".join([event.event, *marks, "on", date or "", parts[0]]), parts[1])


def is_alone(key: str) -> bool:
    """Whether a merge key is that of an event that nothing can join."""
    return key.startswith(ALONE)


def _party(entity: Entity) -> str:
    """A party in a merge key: its country, else its name."""
    return entity.country or f"?{sound.surname_key(entity.name) if sound.is_named(entity) else _key(entity.name)}"


def _key(name: str) -> str:
    return sound.name_key(name).replace(" ", "_") or "?"


def _persons(side: str, entities: Iterable[Entity], country: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
    keys = {sound.name_key(e.name) for e in entities if sound.is_named(e) and (country is None or _party(e) == country)}
    return [(side, tuple(sorted(keys)))] if keys else []


def _contact_parts(contact: Contact, event: Event) -> tuple[str, Traits] | None:
    """Contacts: the same unordered set of at least two countries, or, within one country, the same persons."""
    countries = sorted({_party(entity) for entity in contact.parties})
    between = "-".join(countries)
    if len(countries) < 2:
        surnames = sorted({sound.surname_key(e.name) for e in contact.parties if sound.is_named(e)})
        if len(surnames) < 2:
            return None
        between = f"{between}:{'-'.join(surnames)}"
    persons: list[tuple[str, tuple[str, ...]]] = []
    for country in countries:
        persons += _persons(country, contact.parties, country)
    crowd = [(country, _crowd([e for e in contact.parties if _party(e) == country])) for country in countries]
    place = {} if contact.channel in REMOTE else _place(event.event_loc)
    traits = Traits(
        channel="" if contact.channel == "unknown" else contact.channel,
        level="" if contact.level == "other" else contact.level,
        persons=tuple(persons),
        city=place.get("city", ""),
        region=place.get("region", ""),
        crowd=tuple((country, sector) for country, sector in crowd if sector is not None),
    )
    return f"{'among' if len(countries) > 2 else 'between'} {between}", traits


def _crowd(side: Sequence[Entity]) -> str | None:
    """The sector of a side that is told as many, or as a body that is no government; None where it is neither."""
    many = [e for e in side if e.kind == "group" or (e.kind == "organisation" and e.sector in _BODIES)]
    if len(many) < len(side):
        return None
    return next((e.sector for e in many if e.sector), "")


def _event_parts(event: Event) -> tuple[str, Traits] | None:
    """Other events: the same parties on both sides; with one side untold, only at one and the same place."""
    actors = ",".join(sorted({_party(entity) for entity in event.actor}))
    recipients = ",".join(sorted({_party(entity) for entity in event.recipient}))
    place = _place(event.event_loc)
    if not (actors or recipients) or ((not actors or not recipients) and not place):
        return None
    at = "" if actors and recipients else " at " + "".join(place.values())
    mode = f" ({', '.join(sorted(set(event.mode)))})" if event.mode else ""
    persons = _persons("actor", event.actor) + _persons("recipient", event.recipient)
    traits = Traits(persons=tuple(persons), city=place.get("city", ""), region=place.get("region", ""), exact=True)
    return f"by {actors or '-'} to {recipients or '-'}{at}{mode}", traits


def _place(place: Place | None) -> dict[str, str]:
    if place is None or place.precision not in ("city", "region"):
        return {}
    return {place.precision: str(place.geonameid) if place.geonameid is not None else _key(place.name)}


@lru_cache(maxsize=1 << 17)
def agreement(left: Traits, right: Traits) -> int | None:
    """How many traits agree, or None when one contradicts.

    What one account does not say contradicts nothing, except that events other than contacts (``exact``) need the
    same named persons on both sides. Where two accounts of a contact name the same persons on every side, the level
    and the place that was read for each do not part them.
    """
    persons = _persons_agree(left, right)
    if persons is None or conflicts(left, right):
        return None
    return persons + sum(1 for name in _TRAITS if getattr(left, name) == getattr(right, name) != "")


@lru_cache(maxsize=1 << 17)
def conflicts(left: Traits, right: Traits) -> tuple[str, ...]:
    """The traits but for persons in which two accounts cannot both be right of one happening."""
    known = not (left.exact or right.exact) and same_everybody(left, right)
    found = ["crowd"] if _is_crowd_and_one(left, right) or _is_crowd_and_one(right, left) else []
    if not _channels_agree(left.channel, right.channel, known):
        found.append("channel")
    for name in _TRAITS[1:]:
        one, other = getattr(left, name), getattr(right, name)
        if one and other and one != other and not known:
            found.append(name)
    return tuple(found)


def _is_crowd_and_one(left: Traits, right: Traits) -> bool:
    """Whether ``left`` has many, or a parliament, where ``right`` has a head or minister who is named.

    A crowd may be the delegation that comes to a meeting with him; over the telephone it is another talk, and members
    of a parliament are one anywhere.
    """
    if right.level not in _SINGLE:
        return False
    remote = left.channel in REMOTE or right.channel in REMOTE
    named = dict(right.persons)
    return any(country in named and (remote or sector == "LEG") for country, sector in left.crowd)


def _channels_agree(left: str, right: str, same_persons: bool) -> bool:
    """Whether two channels may be told of one contact; "" is one that is not told."""
    if not left or not right or left == right:
        return True
    return {left, right} == _ALIKE or (same_persons and {left, right} in _MAY_BE_ALIKE)


def same_everybody(left: Traits, right: Traits) -> bool:
    """Whether two accounts name persons on the same sides, at least two, and the same ones."""
    one, other = dict(left.persons), dict(right.persons)
    return len(one) > 1 and one.keys() == other.keys() and persons_agree(left, right)


def persons_agree(left: Traits, right: Traits) -> bool:
    """Whether no side has persons in both accounts that are not the same."""
    return _persons_agree(left, right) is not None


def _persons_agree(left: Traits, right: Traits) -> int | None:
    score = 0
    one_side, other_side = dict(left.persons), dict(right.persons)
    for side in one_side.keys() | other_side.keys():
        met = _same_persons(one_side.get(side, ()), other_side.get(side, ()), left.exact or right.exact)
        if met is None:
            return None
        score += met
    return score


def _same_persons(left: Sequence[str], right: Sequence[str], exact: bool) -> int | None:
    if exact:
        same = all(any(sound.same_surname(a, b) for b in right) for a in left) and all(
            any(sound.same_surname(a, b) for a in left) for b in right
        )
        return 1 if same else None
    if not left or not right:
        return 0
    return 1 if any(sound.same_surname(a, b) for a in left for b in right) else None


def happening_id(key: str, seed: Traits, number: int) -> str:
    """The id of a happening: it depends on what the accounts say only.

    Its day comes first, for readers, and so that what is told of one day stands together in the ledger's indexes.
    """
    digest = hashlib.sha256(b"\x00".join([key.encode(), msgspec.json.encode(seed), str(number).encode()]))
    day = None if is_alone(key) else re.search(r" on (\d{4})-(\d{2})-(\d{2}) ", key)
    return f"h-{''.join(day.groups()) if day else '0'}-{digest.hexdigest()[:16]}"


def explain(key: str, traits: Traits, seed: Traits) -> str:
    """One line: why an account with ``traits`` belongs to the happening that ``seed`` stands for."""
    said = [f"same {key}"]
    for name in _TRAITS:
        one, other = getattr(traits, name), getattr(seed, name)
        if one and other:
            said.append(f"same {name}{_shown(name, one)}" if one == other else _told_twice(name, one, other))
        elif one or other:
            said.append(f"{name} told by one account only{_shown(name, one or other)}")
    mine, theirs = dict(traits.persons), dict(seed.persons)
    for side in sorted(mine.keys() | theirs.keys()):
        both = side in mine and side in theirs
        said.append(f"same person for {side}" if both else f"person for {side} named in one account only")
    return "; ".join(said)


def _told_twice(name: str, one: str, other: str) -> str:
    """Where two accounts of one contact differ."""
    return f"{name} told as {one} and as {other}" if _shown(name, one) else f"{name} told differently"


def _shown(name: str, value: str) -> str:
    """Channels and levels are words; a place is a number or a key that no reader knows."""
    return f" ({value})" if name in ("channel", "level") else ""
