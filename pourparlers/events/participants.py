"""Lists of those who took part: "Participants in the call included A, B and C", « Ont participé à l'appel A, B et C ».

A release often tells in its first sentence that somebody spoke with "allies and partners", and names them at its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..actors.mentions import Mention
from .merge import Cluster
from .slots import actor_ids, actors_of
from .view import View

_FEWEST = 2


def complete_talks(clusters: Sequence[Cluster], views: Sequence[View]) -> None:
    """Give the talk told last before a list of participants those whom the list names, in place.

    Only where that talk lacks a side that anybody could name: its other party is nobody, or a group without a country.
    """
    for view in views:
        listed = _listed(view)
        if len(listed) < _FEWEST:
            continue
        talks = [
            talk
            for talk in (cluster.base for cluster in clusters)
            if talk.event == "CONSULT"
            and talk.is_news
            and talk.span[0] < view.sentence.start
            and _countries(talk.recipient) <= {None, *_countries(talk.actor)}
        ]
        if not talks:
            continue
        base = max(talks, key=lambda talk: talk.span[0])
        known = actor_ids(base.actor)
        base.recipient = [m for m in listed if id(m.actor) not in known]
        base.why += "; the other parties: a list of participants"


def _countries(mentions: Sequence[Mention]) -> set[str | None]:
    return {actor.country for actor in actors_of(mentions)}


def _takes_part(view: View, i: int) -> bool:
    """Whether a word, or two of them (« prendre part »), tell of taking part."""
    both = f"{view.lemma[i]} {view.form[i + 1]}" if i + 1 < len(view.form) else ""
    return not view.grammar.participation.isdisjoint({view.lemma[i], view.form[i], both})


def _listed(view: View) -> list[Mention]:
    """The officials and states that a sentence lists as participants of a talk; empty when it is no such list."""
    grammar = view.grammar
    words = range(len(view.tokens))
    taking = next((i for i in words if _takes_part(view, i)), None)
    if taking is None or not any(view.lemma[i] in grammar.participated for i in words):
        return []
    outer = [m for m in view.mentions if view.mention[m.head] is m and m.form not in ("pronoun", "demonym", "group")]
    outer = [m for m in outer if not (m.first and view.form[m.first - 1] in grammar.locatives)]
    named = [m for m in outer if m.actor.country is not None and not m.actor.members]
    behind = [m for m in named if m.first > taking]
    chosen = behind if len(behind) >= _FEWEST else [m for m in named if m.last <= taking]
    return list({id(m.actor): m for m in chosen}.values())
