"""Whom a demand, promise or threat is addressed to where that stands beside its content.

Before it – « a exigé de la Russie un cessez-le-feu », "promised Ukraine new weapons" – or behind it – "demanded a
ceasefire from Russia". The prepositions are those of the cue's frames (``party`` and ``party_behind``).
"""

from __future__ import annotations

from ..actors.mentions import Mention
from .cues import Cue
from .view import NO_QUOTE, View

_ADDRESSED = frozenset(("person", "organisation", "state", "group"))
_INSIDE = frozenset(("compound", "amod", "nmod", "poss", "det", "nummod"))
_BEGINS = frozenset(("DET", "NUM", "ADJ", "NOUN"))
# How many words the phrase of an addressee behind the content has at most.
_BEHIND = 12


def party_before(view: View, cue: Cue) -> tuple[Mention, int] | None:
    """The mention addressed right behind the cue and the token where the content begins; None if there is none."""
    addressed = _addressed(view, cue)
    if addressed is None:
        return None
    preposition, mention, after = addressed
    after = _past_day(view, after)
    if after >= len(view.tokens) - 1 or view.unit_of[after] != view.unit_of[cue.at]:
        return None
    if view.mark[after] and view.quote[after] != view.quote[cue.at]:
        return mention, after
    begins, wording = view.tokens[after], view.lexicon.wording
    named = {word for frame in cue.frames for word in frame.nominal if word}
    content = begins.pos in _BEGINS or begins.lower in named or partitive(view, after)
    if preposition:
        content = content or begins.lower in wording.complementisers
    else:
        content = content and begins.lower not in wording.complementisers and not _inside_phrase(view, after - 1, after)
    return (mention, after) if content and view.quote[after] == view.quote[cue.at] else None


def party_told(view: View, cue: Cue) -> Mention | None:
    """The mention addressed right behind a cue whose content goes before it: ""…," X demanded of Syria"."""
    addressed = _addressed(view, cue)
    return addressed[1] if addressed is not None and addressed[0] else None


def _addressed(view: View, cue: Cue) -> tuple[str, Mention, int] | None:
    """The preposition ("" for none) right behind the cue, the mention it leads, and the token behind that."""
    prepositions = {word for frame in cue.frames for word in frame.party}
    if not prepositions or cue.passive:
        return None
    g = cue.after
    while g < len(view.tokens) - 2 and (view.tokens[g].pos == "ADV" or view.time[g] is not None):
        g += 1
    if g >= len(view.tokens) or view.unit_of[g] != view.unit_of[cue.at]:
        return None
    lead = view.tokens[g].lower if view.tokens[g].lower in prepositions else ""
    if lead not in prepositions:
        return None
    mention, after = _mention_at(view, g, lead)
    return None if mention is None else (lead, mention, after)


def _past_day(view: View, g: int) -> int:
    """Past a day between commas: « à Kiev, jeudi, une aide »."""
    if g + 2 < len(view.tokens) and view.tokens[g].lower == "," and view.time[g + 1] is not None:
        h = g + 1
        while h < len(view.tokens) - 1 and view.time[h] is not None:
            h += 1
        return h + 1 if view.tokens[h].lower == "," else g
    while g < len(view.tokens) - 1 and view.time[g] is not None:
        g += 1
    return g


def _mention_at(view: View, g: int, preposition: str) -> tuple[Mention | None, int]:
    """The mention behind ``g`` (a preposition, an article or its own first word) and the token behind it."""
    for h in range(g, min(g + 3, len(view.tokens))):
        mention = view.cover[h]
        if mention is not None:
            if mention.form == "demonym" or mention.actor.kind not in _ADDRESSED:
                return None, h
            if mention.form == "pronoun" and preposition:
                return None, h
            return mention, max(h + 1, view.mention_range(mention)[1])
        if h > g and view.tokens[h].pos not in ("DET", "ADJ"):
            return None, h
    return None, g


def partitive(view: View, g: int) -> bool:
    """Whether a noun phrase begins at ``g`` with words that measure it: « davantage d'armes »."""
    token, after = view.tokens[g], view.tokens[min(g + 1, len(view.tokens) - 1)]
    if token.lower in view.lexicon.partitives:
        return after.pos in ("ADJ", "NOUN", "NUM")
    return token.pos == "ADV" and after.lower in view.lexicon.partitives


def _inside_phrase(view: View, last: int, after: int) -> bool:
    """Whether the mention is but a part of the phrase that goes on at ``after``: "Trump supporters"."""
    token = view.tokens[last]
    if view.tokens[after].pos in ("PART", "PUNCT") or view.tokens[after].lower in ("'s", "’s"):
        return True
    if view.tokens[after].pos == "ADJ" and not token.text.isupper():
        return False  # "promised Ukraine new weapons": of the names only "US" and its like stand before an adjective
    return view.head(last) >= after and token.dep in _INSIDE and view.tokens[after].pos != "DET"


def party_behind(view: View, cue: Cue, first: int, last: int) -> tuple[Mention, int] | None:
    """The mention addressed at the end of a named content ``[first, last)``, and the token where its phrase begins."""
    prepositions = {word for frame in cue.frames for word in frame.party_behind}
    if not prepositions:
        return None
    end = last
    while end > first and (view.time[end - 1] is not None or (end < last and view.tokens[end - 1].pos == "ADP")):
        end -= 1
    mention = view.cover[end - 1] if end > first else None
    if mention is None or mention.actor.kind not in _ADDRESSED or mention.form == "demonym":
        return None
    low = max(first, view.mention_range(mention)[0])
    for g in range(low, max(first, low - 3) - 1, -1):
        word = view.tokens[g].lower
        if word in prepositions and g > first:
            return (mention, g) if end - g <= _BEHIND and _fits(view, first, g) else None
        if g < low and view.tokens[g].pos not in ("DET", "ADJ"):
            return None
    return None


def _fits(view: View, first: int, preposition: int) -> bool:
    """Whether the phrase is the demand's and not its noun's: "a withdrawal from Ukraine", « la libération de X »."""
    wording = view.lexicon.wording
    if view.tokens[preposition].lower in view.lexicon.partitives and view.tokens[first].lower not in wording.indefinite:
        return False
    before = [view.tokens[g] for g in range(max(first, preposition - 3), preposition)]
    clear = all(view.quote[g] == NO_QUOTE or view.quote[g] == view.quote[first] for g in range(first, preposition))
    return clear and not any(token.lemma in wording.directed or token.lower in wording.directed for token in before)
