"""How far a content reaches to the right, and whether a quotation says something whole."""

from __future__ import annotations

from .bounds import outer_bound
from .cues import Cue
from .view import NO_QUOTE, View

_NOMINAL = frozenset(("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"))
FAR_CONTENT = 220


def clause_like(view: View, quote: int) -> bool:
    """Whether a quotation says something whole: a finite verb and four words, or more than nine words."""
    first, last = view.reach[quote]
    last = min(last, first + 60)
    words = sum(1 for g in range(first, last) if view.tokens[g].pos not in ("PUNCT", "SPACE"))
    ends = view.tokens[last - 2].lower if last - 2 > first else ""
    if ends in ("?", "!") and words >= 1:
        return True
    if ends == "." and words >= 3:
        return True
    return words > 9 or (words >= 3 and any(view.finite(g) for g in range(first, last)))


def clause_end(view: View, cue: Cue, first: int, form: str, stops: dict[int, int]) -> int:
    """One past the last token of a content that begins at ``first``; never past the cue's quotation or unit."""
    unit, inside = view.unit_of[cue.at], view.quote[cue.at]
    relative = view.tokens[cue.at].dep in ("acl:relcl", "relcl")
    limit = view.extent(cue.at)[1] if relative else len(view.tokens)
    depth = 0
    g = first
    end = min(first + FAR_CONTENT, outer_bound(view, cue, first))
    while g < end and view.unit_of[g] == unit:
        if inside != NO_QUOTE and view.quote[g] != inside:
            break
        if view.quote[g] == inside or inside != NO_QUOTE:
            lower = view.tokens[g].lower
            depth += (lower in ("(", "[")) - (lower in (")", "]"))
            if depth < 0 or (depth == 0 and g > first and _ends_before(view, cue, g, first, form, stops)):
                break
            if relative and g >= limit and view.tokens[g - 1].lower == ",":
                break
        elif view.tokens[g - 1].lower == ":" and g - 1 > first and clause_like(view, view.quote[g]):
            break
        g += 1
    return _strip(view, first, g)


def _strip(view: View, first: int, last: int) -> int:
    while last > first and view.tokens[last - 1].pos == "PUNCT" and view.tokens[last - 1].lower in ".,;:-–—…":
        last -= 1
    while last > first and view.tokens[last - 1].lower in view.lexicon.wording.conjunctions:
        last -= 1
    return last


def _ends_before(view: View, cue: Cue, g: int, first: int, form: str, stops: dict[int, int]) -> bool:
    lower = view.tokens[g].lower
    if lower == ";" or (g in stops and stops[g] < first):
        return True
    after_comma = view.tokens[g - 1].lower == ","
    if after_comma and view.quote[g] == NO_QUOTE and _relative_at(view, g):
        return True
    if lower in view.lexicon.adjuncts and _phrase_at(view, g, view.lexicon.adjuncts):
        return form != "clause" or _near_end(view, g)
    preposition = view.tokens[g].pos == "ADP" and view.tokens[min(g + 1, len(view.tokens) - 1)].pos in _NOMINAL
    if (form != "clause" and not preposition) or after_comma:
        for words, _ in view.lexicon.subordinators.get(lower, ()):
            if view.matches(g, words) and (form != "clause" or _hangs_on(view, cue, g)):
                return True
    return False


def _relative_at(view: View, g: int) -> bool:
    """Whether a relative clause begins at ``g`` (", which …", ", in which …"): behind a comma the reporter adds it."""
    relatives = view.lexicon.wording.relatives
    if view.tokens[g].lower in relatives:
        opens = view.tokens[g].lower not in view.lexicon.wording.complementisers
    else:
        opens = view.tokens[g].pos == "ADP" and g + 1 < len(view.tokens) and view.tokens[g + 1].lower in relatives
    if opens and g not in view.closing:
        view.closing[g] = _closes_unit(view, g)
    return opens and view.closing[g]


def _closes_unit(view: View, g: int) -> bool:
    """Whether the relative clause at ``g`` is the last thing in its sentence: no more than a verb's clause follows."""
    for h in range(g + 1, min(g + FAR_CONTENT, len(view.tokens))):
        if view.unit_of[h] != view.unit_of[g] or view.quote[h] != view.quote[g]:
            return True
        if view.tokens[h].dep in ("acl:relcl", "relcl") and view.tokens[h].pos in ("VERB", "AUX", "NOUN", "ADJ"):
            last = view.extent(h)[1]
            rest = range(last, min(last + 3, len(view.tokens)))
            return all(view.unit_of[k] != view.unit_of[g] or view.tokens[k].pos == "PUNCT" for k in rest[1:])
    return True


def _phrase_at(view: View, g: int, table: dict[str, list[tuple[tuple[str, ...], None]]]) -> bool:
    return any(view.matches(g, words) for words, _ in table.get(view.tokens[g].lower, ()))


def _near_end(view: View, g: int) -> bool:
    """Whether no verb follows before the unit ends: the phrase closes the whole report."""
    for h in range(g, min(g + 12, len(view.tokens))):
        if view.tokens[h].lower == "." or view.unit_of[h] != view.unit_of[g]:
            return True
        if view.finite(h):
            return False
    return False


def _hangs_on(view: View, cue: Cue, g: int) -> bool:
    """Whether the subordinate clause that begins at ``g`` depends on the cue verb itself."""
    h = g
    for _ in range(4):
        h = view.head(h)
        if h == cue.at:
            return True
    return False
