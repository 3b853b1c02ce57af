"""The shapes of actor resolution: a mention in the text, the entity it stands for, and the cast of a document."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from ..record import Entity, EntityKind, Level, Span

MentionForm = Literal["name", "role", "name+role", "state", "demonym", "pronoun", "group", "counterpart"]


@dataclass(slots=True, eq=False)
class Actor:
    """An entity of one document: everything its mentions together tell about it.

    ``members`` is set for a plural ("the two men", "les deux dirigeants") that stands for several actors.
    ``level`` and ``field`` come from the office: head, minister, ... and defence, foreign, ... (None if unknown).
    ``gender`` is "m", "f" or None.
    """

    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    other_sectors: list[str] = dataclasses.field(default_factory=list)
    office: str | None = None
    level: Level | None = None
    field: str | None = None
    gender: str | None = None
    identifier: str | None = None
    members: list[Actor] = dataclasses.field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mention:
    """Words of one sentence that stand for an actor: tokens ``[first, last)`` with head token ``head``.

    ``spans`` are the code-point offsets of the words (determiner left out at neither end: as written).
    ``metonym`` marks a capital or building that stands for a government ("Moscow accuses").
    ``place_only`` marks a name that stands in the clause as a place ("in Ukraine", « à Moscou »), not as an actor.
    """

    sentence: int
    first: int
    last: int
    head: int
    spans: list[Span]
    text: str
    form: MentionForm
    actor: Actor
    place_only: bool = False
    metonym: bool = False
    why: str = ""

    def entity(self) -> Entity:
        """The record's entity: this mention's words with the codes of its actor."""
        actor = self.actor
        return Entity(
            text=self.text,
            spans=list(self.spans),
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            sector=actor.sector or ("GOV" if self.metonym and not self.place_only else None),
            other_sectors=list(actor.other_sectors),
            office=actor.office,
            identifier=actor.identifier,
        )


@dataclass(slots=True)
class Cast:
    """All actors of a document and their mentions, in text order."""

    actors: list[Actor]
    mentions: list[Mention]
    by_sentence: dict[int, list[Mention]]
    warnings: list[str] = dataclasses.field(default_factory=list)

    def covering(self, sentence: int, token: int) -> Mention | None:
        """The (widest) mention of ``sentence`` that covers token index ``token``, or None."""
        best: Mention | None = None
        for mention in self.by_sentence.get(sentence, ()):
            if mention.first <= token < mention.last and (
                best is None or mention.last - mention.first > best.last - best.first
            ):
                best = mention
        return best
