"""Nouns that report: "Smith's claim that ...", « l'accusation de X selon laquelle ... »."""

from __future__ import annotations

from .acts import load_acts
from .cues import Cue
from .drafts import Draft, token_content
from .extents import clause_end
from .people import entity_at
from .view import View

_NEAR = 8
_FAR = 60


def noun_drafts(view: View, stops: dict[int, int]) -> list[Draft]:
    """One draft for each such noun with a clause behind it; without a speaker where no owner is named."""
    drafts = []
    for g, token in enumerate(view.tokens):
        if token.pos != "NOUN" or (token.lemma not in view.lexicon.nouns and token.lower not in view.lexicon.nouns):
            continue
        first = _clause(view, g)
        form = "clause"
        owner = _owner(view, g, first) if first is not None else None
        if first is None and _phrase(view, g):
            first, form, owner = g + 1, "nominal", _possessor(view, g)
        if first is None or (owner is None and form == "nominal"):
            continue
        noun = Cue(at=g, first=g, after=g + 1, frames=[])
        last = clause_end(view, noun, first, form, stops)
        if view.head(g) > first:  # "X's claim that ... surprised": the noun is the subject of what follows
            last = min(last, view.head(g))
        if form == "nominal":
            last = min(last, view.extent(g)[1])
        content = token_content(view, first, last)
        if not content:
            continue
        quotes = view.quotes_in(first, first + _FAR, view.quote[g])
        quotes = [q for q in quotes if view.outer[q].end <= content[-1][1]]
        draft = Draft(g, "mixed" if quotes else "indirect", content, cue=[(token.start, token.end)], quotes=quotes)
        draft.speaker = entity_at(view, owner) if owner is not None else None
        draft.nests = form == "clause"
        draft.act = load_acts(view.parse.language).noun(token.lemma, token.lower)
        drafts.append(draft)
    return drafts


def _clause(view: View, noun: int) -> int | None:
    """The token where the clause begins: "that", « que », or what follows « selon lequel »."""
    for g in range(noun + 1, min(noun + _NEAR, len(view.tokens) - 1)):
        token = view.tokens[g]
        if view.unit_of[g] != view.unit_of[noun] or token.pos in ("PUNCT", "VERB", "AUX"):
            return None
        if token.lower in view.lexicon.wording.complementisers and (token.pos == "SCONJ" or token.dep == "mark"):
            return g
        relative = view.tokens[g + 1].lower in view.lexicon.wording.subject_relatives
        if relative and token.lower in view.lexicon.wording.noun_clauses:
            return g + 2
    return None


def _phrase(view: View, noun: int) -> bool:
    """Whether what the noun reports stands right behind it in a phrase: "call for", "criticism of", "pledge to"."""
    token = view.tokens[noun]
    if noun + 2 >= len(view.tokens) or view.unit_of[noun + 2] != view.unit_of[noun]:
        return False
    kept = view.lexicon.noun_phrases.get(token.lemma) or view.lexicon.noun_phrases.get(token.lower) or ()
    return view.tokens[noun + 1].lower in kept


def _possessor(view: View, noun: int) -> int | None:
    """The mention that owns the noun: "Smith's call", "his call"."""
    for child in view.children(noun):
        if child < noun and view.tokens[child].dep in ("poss", "det") and view.cover[child] is not None:
            return child
    return None


def _owner(view: View, noun: int, clause: int) -> int | None:
    """Whose words they are: a possessive before the noun, or a mention between the noun and the clause."""
    for g in range(noun - 1, max(-1, noun - 4), -1):
        if view.unit_of[g] != view.unit_of[noun] or view.tokens[g].pos in ("VERB", "PUNCT"):
            break
        if view.cover[g] is not None and view.tokens[g].dep in ("poss", "det", "case"):
            return g
    for g in range(noun + 1, clause):
        mention = view.cover[g]
        if mention is not None and not mention.place_only:
            return g
    return None
