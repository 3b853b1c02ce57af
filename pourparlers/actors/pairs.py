"""Plural pairs: which two of the actors spoken of belong together."""

from __future__ import annotations

from itertools import combinations

from .mentions import Actor
from .spots import Lexicon

_FOCUS = 8  # persons of a sentence weighed as a pair
_SLOW = frozenset({"spokesperson"})


def best_pair(actors: list[Actor], words: set[str], lex: Lexicon, subject: Actor | None = None) -> tuple[Actor, ...]:
    """The two persons who fit together best: of two countries, of one level, the ``subject`` among them.

    Of several with the subject it is whoever follows first ("A spoke with *B* about C"), else those mentioned last.
    """
    counts = lex.wording.counts
    gender = next((g for g in "mf" if words & set(counts.get(g, ()))), None)
    office = next((o for o in counts if len(o) > 1 and words & set(counts[o])), None)
    latest: dict[int, Actor] = {}
    for actor in actors:
        if actor.kind == "person":
            latest.pop(id(actor), None)
            latest[id(actor)] = actor
    best: tuple[Actor, ...] = ()
    best_score = 0
    for one, two in combinations(list(latest.values())[-_FOCUS:], 2):
        if one.country is not None and one.country == two.country:
            continue
        if gender and any(a.gender not in (None, gender) for a in (one, two)):
            continue
        if office and any(a.office is not None and office not in (a.office, a.level) for a in (one, two)):
            continue
        score = 2 + 2 * (one.level is not None and one.level == two.level) + (None not in (one.country, two.country))
        score += one.name.istitle() and two.name.istitle()  # named, not "the Russian president"
        score -= sum(a.level in _SLOW for a in (one, two))
        led = subject is not None and one is subject
        score += led
        if score > best_score or (score == best_score and not led):
            best, best_score = (one, two), score
    return best


def singles(actor: Actor | None) -> list[Actor]:
    """An actor, or the members it stands for."""
    if actor is None:
        return []
    return actor.members or [actor]
