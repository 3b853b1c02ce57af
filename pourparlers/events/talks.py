"""What a clause tells of a talk besides its parties: by what channel, and on whose initiative.

The words for it are data (``grammar_<language>.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..actors.mentions import Actor
from ..record import Channel
from .frames import Match
from .slots import actors_of, preposition_before
from .view import View

# The more particular first: a video call is a call too.
CHANNELS: tuple[Channel, ...] = ("video", "phone", "letter", "visit", "meeting")


def channel_of(view: View, match: Match, first: int, last: int) -> Channel:
    """The channel of a talk, by the words of its clause or phrase, the tokens ``[first, last)``, else by its frame."""
    if match.noun is None and match.clause is not None and match.clause.link == "main":
        first = 0  # « Lors d'un appel, A et B ont évoqué … »
    if (
        match.noun is not None
        and match.clause is not None
        and match.clause.verb < match.noun
        and match.clause.verb in match.tokens
    ):
        last = max(last, match.clause.end)
    channel = named_channel(view, first, last, match.tokens)
    if channel == "unknown" and match.frame.mode in ("phone", "visit"):
        return "phone" if match.frame.mode == "phone" else "visit"
    return channel


def named_channel(view: View, first: int, last: int, triggers: Sequence[int] | None = None) -> Channel:
    """The channel that a word among the tokens ``[first, last)`` names; the more particular one when there are two.

    A meeting, call or visit that is only spoken about is no channel: with ``triggers`` a word counts when it is one of
    them, describes one ("video call"), or says by what means ("by phone", « au téléphone »).
    """
    for channel in CHANNELS:
        for i in range(first, last):
            at = view.has_phrase(view.grammar.channel[channel], i, min(last, i + 4))
            if at != i or view.mention[i] is not None:
                continue
            if triggers is None or i in triggers or _describes(view, i, triggers) or _is_means(view, i):
                return channel
    return "unknown"


def _describes(view: View, i: int, triggers: Sequence[int]) -> bool:
    near = any(abs(i - trigger) <= 2 for trigger in triggers)
    return near and (view.tokens[i].pos in ("ADJ", "ADV") or i + 1 in triggers)


def _is_means(view: View, i: int) -> bool:
    """ "by phone", "via video link", « au téléphone », "in person", "during a call"."""
    owner = i - 1
    while owner > 0 and view.tokens[owner].pos == "ADJ" and view.mention[owner] is None:
        owner -= 1  # "reached during their personal meeting"
    if i and view.form[owner] in view.grammar.possessives:
        return False  # "met during their visit to Kyiv": the visit is the occasion
    named = i - 1 if i and view.tokens[i].pos == "ADJ" and view.tokens[i - 1].pos == "NOUN" else i
    at = preposition_before(view, named)  # « lors d'entretiens *téléphoniques* »
    if at and view.form[at - 1] in view.grammar.manner_nouns:
        return True  # "in the format of an online conference"
    inside = view.tokens[i].pos == "ADP"  # the phrase itself begins with its preposition
    return inside or (at is not None and view.preposition[at] in view.grammar.means)


def initiator_of(view: View, match: Match) -> Actor | None:
    """Who called: the owner of « son appel avec », the subject of « téléphoner à »."""
    grammar = view.grammar
    named_by = view.has_phrase(grammar.initiative["by"], 0, len(view.tokens))
    if named_by is not None:
        owner = next((m for m in view.mentions if named_by < m.first <= named_by + 6), None)
        if owner is not None and len(actors_of([owner])) == 1:
            country = owner.actor.country
            sides = actors_of([*match.roles["X"], *match.roles["Y"]])
            found = [a for a in sides if a is owner.actor or (country is not None and a.country == country)]
            return found[0] if len(found) == 1 else None
    actors = [actor for mention in match.roles["X"] for actor in (mention.actor.members or [mention.actor])]
    if len(actors) != 1:
        return None
    if match.noun is not None:
        callers = grammar.initiative["caller"]
        named = view.has_phrase(callers, match.tokens[0], match.tokens[-1] + 1) is not None
        return actors[0] if named and match.possessed else None
    verbs = {" ".join(phrase) for phrase in grammar.initiative["caller_verbs"]}
    clause = match.clause
    if clause is not None and not clause.passive and clause.lemma in verbs:
        return actors[0]
    return None
