"""The draft of a mention: what its own words say, before anything is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..languages.tokens import Sentence
from .lists import Name, Role
from .mentions import Actor, MentionForm

# Whose office it is not yet, or only for a time.
Standing = Literal["designate", "acting"]


@dataclass(slots=True, eq=False)
class Draft:
    """Words ``[first, last)`` of a sentence that name an actor, and what they say of it.

    ``owner`` is the state, body or person a role belongs to (« porte-parole *du Pentagone* »), ``possessive`` the token
    of « son » or "his", ``apposition`` the role that follows a name between commas, ``pair`` the kind of a plural pair.
    """

    sentence: int
    first: int
    last: int
    form: MentionForm
    anchor: int
    why: str
    name: str | None = None
    named: tuple[int, int] | None = None
    listed: Name | None = None
    organisation: str | None = None
    role: Role | None = None
    former: bool = False
    standing: Standing | None = None
    countries: list[str] = field(default_factory=list)
    owner: Draft | None = None
    possessive: int | None = None
    apposition: Draft | None = None
    counterpart: bool = False
    pair: str | None = None
    pronoun: bool = False
    latter: bool = False
    gender: str | None = None
    plural: bool = False
    definite: bool = True
    grammatical: str | None = None
    nested: bool = False
    place_only: bool = False
    head: int = 0
    actor: Actor | None = None


def head_of(sentence: Sentence, draft: Draft) -> int:
    """The token of the mention that the rest of the sentence hangs on; the anchor where the arcs do not tell."""
    outside = [t for t in range(draft.first, draft.last) if not draft.first <= sentence.tokens[t].head < draft.last]
    if draft.anchor in outside:
        return draft.anchor
    roots = [t for t in range(draft.first, draft.last) if sentence.tokens[t].head == t]
    nouns = [t for t in [*roots, *outside] if sentence.tokens[t].pos in ("NOUN", "PROPN", "PRON", "ADJ")]
    return nouns[0] if nouns else draft.anchor
