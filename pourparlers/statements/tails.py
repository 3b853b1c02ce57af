"""Reporting clauses behind what they report: « ..., a déclaré X » and "..., Smith said"."""

from __future__ import annotations

from dataclasses import dataclass, field

from .contents import Complement
from .cues import Cue
from .extents import clause_like
from .view import FAR, NO_QUOTE, View

_NAME_FAR = 24


@dataclass(slots=True)
class Tail:
    """A reporting clause of tokens ``[first, last)``; what it reports are whole ``quotes`` or token ``ranges``."""

    first: int
    last: int
    direct: bool
    quotes: list[int] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)


def tail_of(view: View, cue: Cue, found: Complement | None) -> Tail | None:
    """The reporting clause that ``cue`` heads, if it stands behind (or within) what it reports; None otherwise."""
    if cue.gerund or cue.infinitive or cue.passive or not any({"tail", "quote"} & set(f.takes) for f in cue.frames):
        return None
    first = _clause_start(view, cue)
    if first is None:
        return None
    before = first - 1
    comma = view.tokens[before].lower in (",", "-", "–", "—")
    comma = comma or (view.mark[before] and before > 0 and view.tokens[before - 1].lower == ",")
    if comma and before > 0 and view.mark[before - 1] and view.quote[before - 1] != view.quote[cue.at]:
        before -= 1
    quote = view.quote[before]
    if view.mark[before] and quote != NO_QUOTE and quote != view.quote[cue.at]:
        return _behind_quote(view, cue, first, quote, found, comma)
    if not comma or not any("tail" in f.takes for f in cue.frames):
        return None
    if found is not None and not (found.form == "nominal" and _inverted(view, cue)):
        return None
    return _behind_words(view, cue, first)


def _clause_start(view: View, cue: Cue) -> int | None:
    """The first token of the clause: the cue group, or the subject before it; a comma or a mark must stand before."""
    unit = view.unit_of[cue.at]
    apposed = False
    for g in range(cue.first, max(0, cue.first - _NAME_FAR), -1):
        before = view.tokens[g - 1]
        if view.unit_of[g - 1] != unit:
            return None
        if view.mark[g - 1] or before.lower in ("–", "—"):
            return g
        if before.lower == ",":
            if view.mark[g - 2] or (g < cue.first and not apposed) or (g == cue.first and _follows(view, cue)):
                return g
            apposed = True  # "Smith, a professor, said": only a quotation mark can begin such a clause
        if view.finite(g - 1) or before.lower in view.lexicon.wording.relatives or before.pos in ("SCONJ", "CCONJ"):
            return None
        if before.pos == "ADP" and view.tokens[g - 2].lower == ",":
            return None
    return None


def _follows(view: View, cue: Cue) -> bool:
    """Whether a subject stands behind the cue or in it (« a-t-il »)."""
    if cue.after > cue.at + 1 or _inverted(view, cue):
        return True
    return any(view.tokens[g].lower in view.lexicon.wording.pronouns for g in range(cue.first, cue.at))


def _inverted(view: View, cue: Cue) -> bool:
    for child in view.children(cue.at):
        apart = child < cue.first and view.tokens[cue.first - 1].lower == ","
        if view.tokens[child].dep.startswith("nsubj") and not apart:
            return child > cue.at
    for g in range(cue.after, min(cue.after + 10, len(view.tokens))):
        token = view.tokens[g]
        if view.unit_of[g] != view.unit_of[cue.at] or token.pos in ("PUNCT", "VERB"):
            return False
        mention = view.cover[g]
        if mention is None and token.lower in view.lexicon.human and view.tokens[g - 1].pos in ("DET", "ADJ", "NUM"):
            return view.french
        if mention is not None and view.time[g] is None:
            return mention.actor.kind in ("person", "organisation", "state") and not mention.place_only
    return False


def _behind_quote(view: View, cue: Cue, first: int, quote: int, found: Complement | None, comma: bool) -> Tail | None:
    whole = clause_like(view, quote)
    if not whole and not comma and first == cue.first and not _follows(view, cue):
        return None  # « les « gilets jaunes » ont demandé … »: the quotation is the subject
    if found is not None and not comma and not whole:
        return None
    if found is not None and found.form == "clause" and not whole:
        return None
    low, high = view.reach[quote]
    begin = max(view.units[view.unit_of[cue.at]][0], low - FAR)
    start = low
    while start > begin and view.tokens[start - 1].lower not in (":", ";"):
        other = view.quote[start - 1]
        if view.mark[start - 1] and (other in (quote, NO_QUOTE) or clause_like(view, other)):
            break
        start = view.reach[other][0] if view.mark[start - 1] else start - 1
    start = max(start, begin)
    lead = [g for g in range(start, low) if view.tokens[g].pos not in ("PUNCT", "CCONJ", "ADV", "SPACE", "INTJ")]
    introduced = low > 0 and view.tokens[low - 1].lower == ":"
    last = _frame_end(view, cue)
    if not lead or introduced or (whole and view.tokens[low + 1].text[:1].isupper()):
        return Tail(first, last, True, quotes=[*_adjoining(view, quote), quote, *_resumed(view, cue, last)])
    return Tail(first, last, False, quotes=[quote], ranges=[(start, high)])


def _adjoining(view: View, quote: int) -> list[int]:
    """Quotations that stand right before ``quote`` in its paragraph: « … ? » « …», a-t-il dit."""
    found: list[int] = []
    while quote > 0 and len(found) < 3:
        low, high = view.reach[quote - 1]
        if high != view.reach[quote][0] or high - low < 3 or view.paragraph[low] != view.paragraph[high]:
            break
        quote -= 1
        found.insert(0, quote)
    return found


def _resumed(view: View, cue: Cue, last: int) -> list[int]:
    """A quotation that goes on right behind the reporting clause, if no other report begins in between."""
    for g in range(last, min(last + 3, len(view.tokens))):
        if view.unit_of[g] != view.unit_of[last - 1]:
            return []
        if view.quote[g] != NO_QUOTE:
            joined = view.tokens[g - 1].lower in (",", ":", ".") or view.tokens[g - 1].pos == "CCONJ"
            other = any(view.lexicon.frames(view.tokens[h]) for h in range(cue.after, g))
            return [view.quote[g]] if joined and not other else []
        if view.tokens[g].pos not in ("PUNCT", "CCONJ"):
            return []
    return []


def _behind_words(view: View, cue: Cue, first: int) -> Tail | None:
    """« Le pont est fermé, a indiqué X »: the words before the clause, and those behind it, are the content."""
    begin, end = view.units[view.unit_of[cue.at]]
    if view.quote[cue.at] != NO_QUOTE:
        low, high = view.reach[view.quote[cue.at]]
        begin, end = max(begin, low + 1), min(end, high)
    begin, end = max(begin, first - FAR), min(end, first + FAR)
    start = first - 1
    for g in range(first - 2, begin - 1, -1):
        if view.tokens[g].lower in (";", ":") and view.quote[g] == view.quote[cue.at]:
            break
        start = g
    last = _frame_end(view, cue)
    has_verb = any(view.finite(g) for g in range(start, first - 1))
    ranges = [(start, first - 1)]
    rest = (last + 1, end)
    comma = last < end and view.tokens[last].lower == ","
    if comma and _goes_on(view, cue, rest, has_verb):
        ranges.append(rest)
        has_verb = has_verb or any(view.finite(g) for g in range(*rest))
    elif has_verb and last < end and (resumed := _resumed(view, cue, last)) and view.quote[cue.at] == NO_QUOTE:
        ranges.append(view.reach[resumed[0]])
    if not has_verb:
        return None
    quotes = sorted({quote for part in ranges for quote in view.quotes_in(*part, view.quote[cue.at])})
    return Tail(first, last, False, quotes=quotes, ranges=ranges)


def _goes_on(view: View, cue: Cue, rest: tuple[int, int], whole: bool) -> bool:
    """Whether what follows the reporting clause and its comma is still what was said ("…, he said, but …")."""
    first, end = rest
    if first >= end or view.mark[first] or any(view.mark[g] for g in range(first, min(first + 2, end))):
        return False
    if view.quote[cue.at] != NO_QUOTE:
        return True  # within the marks only the reporting clause is the reporter's
    if not whole:
        return any(view.finite(g) for g in range(first, end))
    token, wording = view.tokens[first], view.lexicon.wording
    if token.lower in wording.relatives or view.lexicon.subordinators.get(token.lower):
        return False
    if view.lexicon.frames(token):
        return False
    if token.pos in ("AUX", "VERB") or token.lower in wording.modals:
        return view.finite(first) or token.pos == "AUX" or token.lower in wording.modals or not _inverted(view, cue)
    if token.lower in wording.conjunctions:
        return True
    return not _inverted(view, cue) and cue.after == first - 1


def _frame_end(view: View, cue: Cue) -> int:
    """One past the reporting clause: the end of its unit, a quotation, or a comma behind which a clause begins."""
    unit = view.unit_of[cue.at]
    g = cue.after
    while g < min(cue.after + FAR, len(view.tokens)) and view.unit_of[g] == unit:
        token = view.tokens[g]
        if view.quote[g] != view.quote[cue.at] or token.lower in (".", ";", ":"):
            return g
        if token.lower == "," and _clause_follows(view, g + 1, unit):
            return g
        g += 1
    return g


def _clause_follows(view: View, g: int, unit: int) -> bool:
    for h in range(g, min(g + 30, len(view.tokens))):
        if view.unit_of[h] != unit or view.tokens[h].lower in (",", ";"):
            return False
        if view.quote[h] != view.quote[g - 1]:
            return h == g
        if view.finite(h):
            return not any(view.tokens[k].lower in view.lexicon.wording.relatives for k in range(g, h))
    return False
