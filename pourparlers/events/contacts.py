"""CONSULT events between officials as contacts: channel, parties, initiator, level, field, sequence claim."""

from __future__ import annotations

from typing import get_args

from ..actors.mentions import Actor, Mention
from ..record import Channel, Contact, Level
from .drafts import entities
from .merge import Cluster

_LEVELS: tuple[Level, ...] = get_args(Level)
_OFFICIAL_KINDS = ("state", "organisation")
_OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "LEG", "SPY", "JUD", "COP", "ELI", "PTY", "REB", "PRM"})
_CHANNEL_ORDER: tuple[Channel, ...] = ("video", "phone", "letter", "visit", "meeting")


def make_contact(cluster: Cluster, event_id: str) -> Contact | None:
    """The contact that a CONSULT event is, or None when it is none: not between officials of two countries, not real, or told as
    background (an earlier visit, dated more than a month before the report).
    """
    base = cluster.base
    if base.event != "CONSULT" or base.negated or base.hypothetical or base.historical:
        return None
    if base.match.noun is not None and base.recipient and len({actor.country for actor in _side(base.actor)}) > 1:
        return None  # "their conversations with A": several talks, and the words do not say whose
    officials = [actor for actor in base.parties if _is_official(actor)]
    if len({actor.country for actor in officials}) < 2:
        return None
    parties = entities([*base.actor, *base.recipient])
    channels = {draft.channel for draft in cluster.drafts} - {"unknown"}
    initiator = next((draft.initiator for draft in cluster.drafts if draft.initiator is not None), None)
    claims = [draft.sequence for draft in cluster.drafts if draft.sequence is not None]
    return Contact(
        event=event_id,
        channel=next((channel for channel in _CHANNEL_ORDER if channel in channels), "unknown"),
        parties=parties,
        initiator=_position(base.parties, initiator),
        level=_level(officials),
        field=_field(officials),
        date=base.date,
        sequence=next((claim for claim in claims if claim.since), claims[0] if claims else None),
    )


def _side(mentions: list[Mention]) -> list[Actor]:
    return [actor for mention in mentions for actor in (mention.actor.members or [mention.actor])]


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
