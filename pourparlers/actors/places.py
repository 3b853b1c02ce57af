"""Where somebody local belongs: "the mayor of Pama, in eastern Burkina Faso", « Port-Louis : l'inspecteur X … ».

Ministers and soldiers are abroad often enough that a place says nothing of them. Of those who hold an office in a town,
a court, a school or a hospital, the country that the sentence is set in is theirs, if it is set in one only.
"""

from __future__ import annotations

from ..languages.tokens import Sentence
from .drafts import Draft
from .mentions import Actor
from .spots import Lexicon, Spots

_LOCAL = frozenset({"COP", "JUD", "LEG", "MED", "EDU", "REL", "AGR", "LAB", "CRM", "REB", "PRM", "SOC", "PTY", "CVL"})
# Who may speak from across a border.
_ANYWHERE = frozenset({"REB", "PRM", "PTY", "CRM"})
_DATELINE = frozenset({":", "–", "—", "("})


def is_local(actor: Actor) -> bool:
    """Whether an actor's office is one that is held where he is: not that of a minister, an envoy or a soldier."""
    local_government = actor.sector == "GOV" and actor.level in ("other", None)
    return actor.kind == "person" and (actor.sector in _LOCAL or local_government)


def setting(sentence: Sentence, drafts: list[Draft], found: Spots, person: Actor, lex: Lexicon) -> str | None:
    """The one country that a sentence is set in, for ``person``; None when it is none, or another is spoken of."""
    here: set[str] = set()
    spoken: set[str] = set()
    for draft in drafts:
        country = country_of(draft)
        if draft.actor is person or country is None or draft.pronoun:
            continue
        body = draft.role is not None and not draft.role.person
        home = draft.place_only or body or draft.nested or _opens(sentence, draft)
        home = home or (person.sector not in _ANYWHERE and _of_place(sentence, draft, lex))
        (here if home else spoken).add(country)
    for start, (name, end) in found.towns.items():
        before = sentence.tokens[start - 1].lower if start else ""
        dateline = not start and end < len(sentence.tokens) and sentence.tokens[end].text in _DATELINE
        if name.country and (dateline or before in lex.wording.locative or before in lex.wording.directional):
            here.add(name.country)
    return next(iter(here)) if len(here) == 1 and spoken <= here else None


def country_of(draft: Draft) -> str | None:
    """The country of a draft, by its words where its actor is not told yet."""
    if draft.actor is not None:
        return draft.actor.country
    if draft.countries:
        return draft.countries[0] if len(draft.countries) == 1 else None
    owner = draft.owner
    return owner.listed.country if owner is not None and owner.listed is not None else None


def _of_place(sentence: Sentence, draft: Draft, lex: Lexicon) -> bool:
    """Whether a nationality is that of a place: « cette ville *néerlandaise* », "the *Iraqi* city of Amara"."""
    if draft.form != "demonym":
        return False
    beside = (draft.last, draft.last + 1) if not lex.wording.adjective_follows else (draft.first - 1,)
    return any(0 <= i < len(sentence.tokens) and sentence.tokens[i].lower in lex.wording.place_nouns for i in beside)


def _opens(sentence: Sentence, draft: Draft) -> bool:
    """Whether a draft is the dateline or the heading of its sentence."""
    after = sentence.tokens[draft.last].text if draft.last < len(sentence.tokens) else ""
    return draft.first == 0 and after in _DATELINE
