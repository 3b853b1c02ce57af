"""Where the reporter's own sentence goes on behind a content: what the parse puts outside the reporting verb."""

from __future__ import annotations

from .cues import Cue
from .view import NO_QUOTE, View

_CLIMB = 6
_CHILDREN = 24
_BREAKS = frozenset((",", "-", "–", "—", "--"))
_CLAUSES = frozenset(("advcl", "mark", "advmod"))
_VERBAL = ("VERB", "AUX")


def outer_bound(view: View, cue: Cue, first: int) -> int:
    """The first token from ``first`` on that belongs to the sentence around the cue's clause, else the text's end.

    Three cases: the main clause behind a fronted one ("While X says that …, Y …"), the main verb behind a relative
    clause ("Those who said … left"), and a verb coordinated with the cue ("X said that …, but left").
    """
    bound = len(view.tokens)
    for child in view.children(cue.at)[:_CHILDREN]:
        if child > first and view.tokens[child].dep == "conj" and view.tokens[child].pos in _VERBAL:
            bound = min(bound, _edge(view, child, first))
    node = cue.at
    for _ in range(_CLIMB):
        head = view.head(node)
        if head == node:
            break
        if head > cue.at:
            bound = min(bound, _left_of(view, head, node, first))
        elif view.tokens[node].dep not in ("ccomp", "xcomp"):
            for child in view.children(head)[:_CHILDREN]:
                clause = child > first and view.tokens[child].dep in ("conj", "advcl", "parataxis")
                if clause and view.tokens[child].pos in _VERBAL and child != node:
                    bound = min(bound, _edge(view, child, first))
        node = head
    named = view.tokens[first].lower in view.lexicon.wording.complementisers
    if named and bound < len(view.tokens) and not any(view.finite(k) for k in range(first, bound)):
        return len(view.tokens)  # "said that Putin, for his part, | had accused": no clause without its verb
    return bound


def _edge(view: View, verb: int, first: int) -> int:
    """The left edge of a clause that begins behind ``first`` after a comma, a dash or a conjunction; else no bound."""
    low = max(view.extent(verb)[0], first + 1)
    before = view.tokens[low - 1]
    if any(view.tokens[k].lower in view.lexicon.wording.complementisers for k in (low, low + 1)):
        return len(view.tokens)
    own = view.tokens[low].pos == "CCONJ" or before.pos == "CCONJ" or before.lower in _BREAKS
    return low if own and view.quote[low] == NO_QUOTE else len(view.tokens)


def _left_of(view: View, head: int, node: int, first: int) -> int:
    """The left edge of a governing clause to the right, without its dependent ``node`` that holds the cue."""
    if head <= first or view.tokens[head].pos not in _VERBAL or view.quote[head] != view.quote[first - 1]:
        return len(view.tokens)
    low = head
    for child in view.children(head)[:_CHILDREN]:
        if child != node and first < child < low and view.tokens[child].pos != "PUNCT":
            low = min(low, max(view.extent(child)[0], first + 1))
    return low
