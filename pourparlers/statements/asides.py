"""« Comme l'a annoncé X, … » and "as X reported, …": who says it stands in a clause, the rest is what is said."""

from __future__ import annotations

from collections.abc import Sequence

from .acts import cue_act
from .cues import Cue, cue_spans
from .drafts import Draft, token_content
from .people import speaker, speaker_token
from .sources import around
from .view import FAR, NO_QUOTE, View

_STATING = frozenset(("states", "announces", "claims"))
_FAR = 12
_TAIL = 14


def aside_drafts(view: View, cues: Sequence[Cue]) -> tuple[list[Draft], frozenset[int]]:
    """One draft a clause, and the token numbers of the cues that stand in one: they report nothing else."""
    drafts, taken = [], set()
    for cue in cues:
        first = _opening(view, cue)
        last = _end(view, cue) if first is not None and cue.frames[0].act in _STATING else None
        if first is None or last is None:
            continue
        subjects = [c for c in view.children(cue.at) if view.tokens[c].dep.startswith("nsubj")]
        if not subjects and not view.french:
            continue  # "as reported above"
        inverted = any(c > cue.at for c in subjects)
        said_by = speaker(view, cue, tail=inverted)
        draft = _both_sides(view, first, last) or around(view, first, last) if said_by is not None else None
        if draft is None:
            continue
        draft.at, draft.cue, draft.speaker = cue.at, cue_spans(view, cue), said_by
        draft.subject = speaker_token(view, cue, tail=inverted)
        draft.act = cue_act(view, cue, "clause", cue.frames[0], asks=False)
        drafts.append(draft)
        taken.add(cue.at)
    return drafts, frozenset(taken)


def _opening(view: View, cue: Cue) -> int | None:
    """The « comme » or "as" that opens the clause of the cue, at the head of its sentence or behind a comma."""
    if cue.passive or cue.gerund or cue.infinitive or view.quote[cue.at] != NO_QUOTE:
        return None
    begin = view.units[view.unit_of[cue.at]][0]
    for g in range(cue.first - 1, max(begin, cue.first - _FAR) - 1, -1):
        token = view.tokens[g]
        if token.lower in view.lexicon.wording.asides:
            opens = g == begin or view.tokens[g - 1].lower in (",", "(", "–", "—")
            return g if opens and _stands_for_content(view, g, cue) else None
        if token.pos in ("PUNCT", "VERB", "SCONJ") or view.mark[g]:
            return None
    return None


def _stands_for_content(view: View, opening: int, cue: Cue) -> bool:
    """French says so: « comme l'a dit X », « comme X le dit »."""
    if not view.french:
        return True
    return any(view.tokens[g].lower in ("l'", "l’", "le") and g + 1 >= cue.first for g in range(opening + 1, cue.at))


def _both_sides(view: View, first: int, last: int) -> Draft | None:
    """ "The bridge, as Lowe said, has fallen": without a verb before the clause the sentence goes on behind it."""
    begin, end = view.units[view.unit_of[first]]
    begin, end = max(begin, first - FAR), min(end, last + FAR)
    if last >= end or view.tokens[last].lower != "," or any(view.quote[g] != NO_QUOTE for g in range(begin, end)):
        return None
    if any(view.finite(g) for g in range(begin, first)) or not any(view.finite(g) for g in range(last, end)):
        return None
    content = [*token_content(view, begin, first), *token_content(view, last, view.before_stop(last, end))]
    lead = all(view.tokens[g].pos in ("PUNCT", "CCONJ", "ADV", "SPACE") for g in range(begin, first))
    return Draft(at=first, kind="indirect", content=content) if content and not lead else None


def _end(view: View, cue: Cue) -> int | None:
    """One past the clause: its comma or the end of the sentence; None where the cue has a content of its own."""
    unit = view.unit_of[cue.at]
    for g in range(cue.after, min(cue.after + _TAIL, len(view.tokens))):
        token = view.tokens[g]
        if view.unit_of[g] != unit or token.lower in (",", ".", ")", "–", "—", ";", ":"):
            return g
        if view.finite(g) or view.mark[g] or token.lower in view.lexicon.wording.complementisers:
            return None
        bare = g == cue.after and token.pos in ("DET", "NOUN", "ADJ", "NUM", "PRON") and view.time[g] is None
        if bare and not view.french and view.cover[g] is None:
            return None  # "As Lowe said goodbye, …"
    return None
