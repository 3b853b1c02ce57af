"""Medium and date of a statement: from the words of its own clause, outside its content."""

from __future__ import annotations

from ..actors.mentions import Mention
from ..days import day_in
from ..record import Entity, Span
from .lexicon import Medium
from .view import NO_QUOTE, View

_NEAR = 40
_DATE_NEAR = 9


def frame_tokens(view: View, at: int, content: list[Span], cue_ats: frozenset[int]) -> list[int]:
    """The tokens of the clause around the cue ``at``: same unit, unquoted, not in the content, no other cue between."""
    inside = view.quote[at]
    kept: list[int] = []
    for direction in (-1, 1):
        g = at + direction
        steps = 0
        while 0 <= g < len(view.tokens) and steps < _NEAR and view.unit_of[g] == view.unit_of[at]:
            token = view.tokens[g]
            if (g in cue_ats and not _within(token.start, content)) or token.lower == ";":
                break
            jump = _skip_quote(view, g, direction) if view.quote[g] != inside and inside == NO_QUOTE else g
            if jump != g:
                g = jump
                continue
            if not _within(token.start, content):
                kept.append(g)
                steps += 1
            g += direction
    return sorted(kept)


def _skip_quote(view: View, g: int, direction: int) -> int:
    first, last = view.reach[view.quote[g]]
    return last if direction > 0 else first - 1


def _within(offset: int, content: list[Span]) -> bool:
    return any(start <= offset < end for start, end in content)


def medium(view: View, at: int, frame: list[int]) -> tuple[Medium | None, int]:
    """The medium named in the clause of the cue ``at`` and the token where it stands, or ``(None, -1)``.

    A preposition of the medium may be the cue itself ("told reporters").
    """
    inside = frozenset((*frame, at))
    for g in frame:
        for words, entry in view.lexicon.media.get(view.tokens[g].lower, ()):
            if not view.matches(g, words) or not all(g + k in inside for k in range(len(words))):
                continue
            if words[0] in ("x", "x.") and not view.tokens[g].text.startswith("X"):
                continue
            before = [h for h in range(max(0, g - 5), g) if h in inside]
            if words[0] in entry.prepositions or any(view.tokens[h].lower in entry.prepositions for h in before):
                return entry, g
    return None, -1


def spoken_by(view: View, at: int) -> str | None:
    """The medium that the cue itself tells: "tweeted"."""
    return view.lexicon.medium_of.get(view.lexicon.lemma(view.tokens[at]) or "")


def interlocutor(view: View, entry: Medium, at: int, frame: list[int], speaker_name: str | None) -> Entity | None:
    """Behind a medium whom the speaker spoke to there: « lors d'un appel avec X », "in a letter to X"."""
    inside = frozenset(frame)
    for g in range(at, min(at + 7, len(view.tokens) - 1)):
        if view.tokens[g].lower not in entry.party:
            continue
        for h in range(g + 1, min(g + 6, len(view.tokens))):
            if h not in inside or view.tokens[h].pos in ("VERB", "AUX") or view.tokens[h].lower == ",":
                break
            mention: Mention | None = view.cover[h]
            if mention is not None and not mention.place_only:
                entity = mention.entity()
                return entity if entity.name != speaker_name else None
    return None


def stated_date(view: View, at: int, frame: list[int]) -> str | None:
    """The day (YYYY-MM-DD) that a time expression close to the cue gives, or None."""
    nearest: tuple[int, str] | None = None
    for g in frame:
        time = view.time[g]
        if time is None or time.value is None or time.type not in ("DATE", "TIME") or abs(g - at) > _DATE_NEAR:
            continue
        day = day_in(time.value)
        if day and (nearest is None or abs(g - at) < nearest[0]):
            nearest = (abs(g - at), day)
    return nearest[1] if nearest else None
