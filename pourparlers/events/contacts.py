"""CONSULT events between officials as contacts: channel, parties, initiator, level, field, sequence claim."""

from __future__ import annotations

import dataclasses
import datetime
from typing import get_args

from ..actors import formats
from ..actors.mentions import Actor, Mention
from ..days import is_day
from ..record import Contact, Level
from .drafts import Draft, entities
from .merge import Cluster
from .slots import actors_of
from .talks import CHANNELS

_LEVELS: tuple[Level, ...] = get_args(Level)
# A talk that a report dates to the day is on the line of its parties, unless it is longer ago than this.
_BACKGROUND_DAYS = 366
_OFFICIAL_KINDS = ("state", "organisation")
_OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "LEG", "SPY", "JUD", "COP", "ELI", "PTY", "REB", "PRM"})


def make_contacts(cluster: Cluster, event_id: str, language: str, date: str | None) -> list[Contact]:
    """The contacts that a CONSULT event is: one as a rule, several for "telephone conversations with A and B".

    ``date`` is the report's. None when the talk is not between officials of two countries, not real, or told as
    background (more than a year before the report, or longer than a month without a day), and none on the relation
    model's word alone: on the line of two actors a talk counts when the report's wording says that they talked.
    """
    base = cluster.base
    if base.event != "CONSULT" or base.negated or base.hypothetical or _is_background(base, date):
        return []
    if all(draft.by_model for draft in cluster.drafts):
        return []
    noun = base.match.noun is not None
    if noun and base.date is None and {draft.channel for draft in cluster.drafts} == {"unknown"}:
        return []  # "the recent talks between A and B": of no day and no kind
    if noun and base.recipient and len({actor.country for actor in actors_of(base.actor)}) > 1:
        return []  # "their conversations with A": several talks, and the words do not say whose
    if base.plural and len(actors_of(base.actor)) == 1 and len(base.recipient) > 1:
        sides = [[*base.actor, mention] for mention in base.recipient]
    else:
        sides = [[*base.actor, *base.recipient]]
    spelt = [_spelt_out(mentions, language, base.date or date) for mentions in sides]
    found = [_contact(cluster, event_id, mentions) for mentions in spelt]
    return [contact for contact in found if contact is not None]


def _is_background(base: Draft, date: str | None) -> bool:
    if not base.historical:
        return False
    if not is_day(base.date) or date is None:
        return True
    return (datetime.date.fromisoformat(date) - datetime.date.fromisoformat(base.date)).days > _BACKGROUND_DAYS


def _spelt_out(mentions: list[Mention], language: str, date: str | None) -> list[Mention]:
    """The mentions, a format of states that has no organ of its own ("the leaders of the G7") as its members.

    Members whose country takes part already, by somebody who is named, are left to that name.
    """
    named = {actor.country for actor in actors_of(mentions) if actor.kind in ("person", "state")}
    found = []
    for mention in mentions:
        actor = mention.actor
        vague = actor.country in (None, "IGO") and actor.kind != "person" and not actor.members
        codes = formats.members(mention.text, language, date) if vague else ()
        states = [formats.state(code, actor) for code in codes if code not in named]
        if states:
            mention = dataclasses.replace(mention, actor=dataclasses.replace(actor, members=states))
        found.append(mention)
    return found


def told_one_by_one(contacts: list[Contact]) -> list[Contact]:
    """The contacts without a talk with several unnamed that is then told one by one, whose channel these take over.

    "A had five separate *calls* with European leaders. A spoke individually with B, C …": the calls are those with
    B, C and so on.
    """
    kept = list(contacts)
    for number, contact in enumerate(contacts):
        named = {party.name for party in contact.parties if party.kind != "group"}
        if contact.channel == "unknown" or len(named) == len(contact.parties) or not named:
            continue
        single = [
            other
            for other in contacts[number + 1 :]
            if other.channel == "unknown" and other.date == contact.date and named & {p.name for p in other.parties}
        ]
        single = [other for other in single if all(party.kind == "person" for party in other.parties)]
        separate = {other.event for other in single if sum(o.event == other.event for o in single) > 1}
        if separate and contact in kept:
            kept.remove(contact)
        for other in single:
            if other.event in separate:
                other.channel = contact.channel
    return kept


def without_echoes(contacts: list[Contact]) -> list[Contact]:
    """The contacts without those that only go on with another: « les dirigeants ont évoqué … avec l'Otan ».

    Such a one has no channel of its own, the same day, and the parties of the other, some of them, or more: what was
    said of third sides ("discussed with Russia what the United States …") is easily read as one of them.
    """
    told = [(at, contact) for at, contact in enumerate(contacts) if contact.channel != "unknown"]

    def echoes(number: int, contact: Contact) -> bool:
        countries = _countries(contact)
        for at, other in told:
            shared = _countries(other)
            same_day = contact.date in (other.date, None)
            if other is contact or not same_day or len(countries & shared) < 2:
                continue
            if contact.channel == "unknown" and (countries <= shared or shared <= countries):
                return True
            # "The leaders … during the visit": the meeting again, in words that name nobody.
            alike = {contact.channel, other.channel} == {"meeting", "visit"} and countries == shared
            if alike and at < number and not _names(contact):
                return True
        return False

    return [contact for number, contact in enumerate(contacts) if not echoes(number, contact)]


def _names(contact: Contact) -> bool:
    """Whether the words of a contact name a person."""
    return any(party.kind == "person" and party.name in party.text for party in contact.parties)


def _countries(contact: Contact) -> set[str]:
    return {party.country for party in contact.parties if party.country is not None}


def _contact(cluster: Cluster, event_id: str, mentions: list[Mention]) -> Contact | None:
    # A group of no country ("partners", "people") is no party to a talk between officials.
    mentions = [m for m in mentions if m.actor.kind != "group" or m.actor.members or m.actor.country is not None]
    actors = actors_of(mentions)
    officials = [actor for actor in actors if _is_official(actor)]
    if len({actor.country for actor in officials}) < 2:
        return None
    channels = {draft.channel for draft in cluster.drafts} - {"unknown"}
    initiator = next((draft.initiator for draft in cluster.drafts if draft.initiator is not None), None)
    claims = [draft.sequence for draft in cluster.drafts if draft.sequence is not None]
    return Contact(
        event=event_id,
        channel=next((channel for channel in CHANNELS if channel in channels), "unknown"),
        parties=entities(mentions),
        initiator=_position(actors, initiator),
        level=_level(officials),
        field=_field(officials),
        date=cluster.base.date,
        sequence=next((claim for claim in claims if claim.since), claims[0] if claims else None),
    )


def _is_official(actor: Actor) -> bool:
    if actor.country is None:
        return False
    if actor.kind in _OFFICIAL_KINDS and actor.sector is None:
        return True
    return (
        actor.level is not None
        or actor.sector in _OFFICIAL_SECTORS
        or (actor.kind == "person" and actor.sector is None)
    )


def _position(parties: list[Actor], initiator: Actor | None) -> int | None:
    for index, actor in enumerate(parties):
        if actor is initiator or (
            initiator is not None and actor.country == initiator.country and initiator.kind == "state"
        ):
            return index
    return None


def _level(officials: list[Actor]) -> Level:
    """The level on which the two sides meet: the lower of the sides' highest known levels."""
    highest: dict[str | None, int] = {}
    for actor in officials:
        if actor.level is not None:
            rank = _LEVELS.index(actor.level)
            highest[actor.country] = min(rank, highest.get(actor.country, rank))
    return _LEVELS[max(highest.values())] if highest else "other"


def _field(officials: list[Actor]) -> str | None:
    """The field of the offices, when those that have one agree."""
    fields = {actor.field for actor in officials if actor.field}
    return fields.pop() if len(fields) == 1 else None
