"""Earlier talks that a report recalls of the parties it tells of: "as a follow-up to their talks in Rabat on …".

Whose talks they were, the words leave to the sentence: they are those of the talk that the report tells of there.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ..days import is_day
from .drafts import Draft, Scene, make_draft
from .frames import Match
from .introductions import introduction, names_party
from .merge import Cluster, in_text_order, same
from .nouns import event_nouns
from .reality import phrase_start
from .view import View

# The phrase of the noun, in which its date stands ("talks held in Rabat on March 2, 2023").
_PHRASE = 12


def recall_talks(scene: Scene, clusters: list[Cluster], views: Sequence[View]) -> list[Cluster]:
    """``clusters`` with the earlier talks of the same parties, each with a day of its own; in the order of the text.

    A noun counts where it names no party itself, is "theirs" or introduced as what the present talk follows, and
    says a day before the report's. Without a publication date nothing is recalled.
    """
    if scene.date is None:
        return clusters
    talks = [cluster for cluster in clusters if _is_told(cluster.base)]
    if not talks:
        return clusters
    used = {span for cluster in clusters for draft in cluster.drafts for span in draft.triggers}
    found: list[Cluster] = []
    for view in views:
        followed: int | None = None  # the noun before, if it was introduced as what the present talk follows
        for first, last, frame in event_nouns(view, scene.index):
            if frame.event != "CONSULT":
                continue
            opening = introduction(view, first)
            joined: Draft | None = None
            if not opening and followed is not None and _is_joined(view, followed, first):
                opening = "follow_up"  # "a follow-up to the call of May 3 *and the meeting* of May 4"
                joined = _told_at(view, followed, [*clusters, *found])
            followed = first if opening or introduction(view, first, parties=True) == "follow_up" else None
            if (view.tokens[first].start, view.tokens[last].end) in used:
                continue
            end = _end(view, last)
            if not opening or any(names_party(view, i) for i in range(first, end) if not view.is_time[i]):
                continue
            talk = joined or _talk(view, talks)
            if talk is None:
                continue
            draft = _recalled(scene, view, talk, Match(frame, {}, [*range(first, last + 1)], noun=first), end)
            if opening == "day_after":
                draft.date, draft.date_from = _day_before(talk.date), "stated"
            if draft.date_from != "stated" or not _is_day_before(draft.date, scene.date):
                continue
            _undate(scene, view, talks, draft, first, end)
            if not any(_tells(cluster, draft) for cluster in [*clusters, *found]):
                found.append(Cluster([draft]))
    return in_text_order([*clusters, *found])


def _tells(cluster: Cluster, draft: Draft) -> bool:
    """Whether a talk of that day is told already."""
    return all(same(draft, other) for other in cluster.drafts) and cluster.base.date == draft.date


def _is_told(draft: Draft) -> bool:
    return draft.event == "CONSULT" and draft.is_news and len({actor.country for actor in draft.parties}) > 1


def _is_joined(view: View, before: int, first: int) -> bool:
    """Whether "and" joins the noun at ``first`` to the one at ``before``: no verb but participles in between."""
    start = phrase_start(view, first)
    if start - 1 > before and view.tokens[start - 1].pos == "ADP":
        start -= 1
    between = [view.tokens[i] for i in range(before + 1, start)]
    verbs = [t for t in between if t.pos in ("VERB", "AUX") and t.morph.get("VerbForm") != "Part"]
    return bool(between) and view.form[start - 1] in view.grammar.coordinators and not verbs


def _told_at(view: View, noun: int, clusters: Sequence[Cluster]) -> Draft | None:
    """The talk that the noun at a token tells."""
    start = view.tokens[noun].start
    drafts = (draft for cluster in clusters for draft in cluster.drafts)
    return next((d for d in drafts if any(first <= start < last for first, last in d.triggers)), None)


def _end(view: View, last: int) -> int:
    """The token behind the noun's phrase: up to a comma that no date holds, or the next verb that is no participle."""
    i = last + 1
    while i < min(len(view.tokens), last + _PHRASE):
        token = view.tokens[i]
        within = i + 1 < len(view.tokens) and view.is_time[i - 1] and view.is_time[i + 1]
        verb = token.pos in ("VERB", "AUX") and token.morph.get("VerbForm") != "Part"
        if (token.pos == "PUNCT" and not within) or token.pos == "PART" or verb:
            break
        i += 1
    return i


def _talk(view: View, talks: Sequence[Cluster]) -> Draft | None:
    """The talk told in the same sentence, else the one told last before it."""
    here = [c.base for c in talks for d in c.drafts if d.span == (view.sentence.start, view.sentence.end)]
    if here:
        return here[0]
    before = [c.base for c in talks if c.base.span[0] < view.sentence.start]
    return max(before, key=lambda draft: draft.span[0], default=None)


def _recalled(scene: Scene, view: View, talk: Draft, match: Match, end: int) -> Draft:
    match.roles = {"X": list(talk.actor), "Y": list(talk.recipient)}
    match.last = end
    match.pattern = " ".join(view.tokens[i].text for i in match.tokens)
    draft = make_draft(scene, view, match)
    draft.initiator, draft.inferred_recipient = None, True
    if draft.channel == "unknown" and draft.place is not None:
        draft.channel = "meeting"  # « leurs entretiens à Moscou »
    draft.why += "; the parties: those of the talk that it led to"
    return draft


def _undate(scene: Scene, view: View, talks: Sequence[Cluster], draft: Draft, first: int, end: int) -> None:
    """Take the earlier talk's day, which stands in its own phrase, from the talks that the same sentence tells of."""
    if not any(view.is_time[first:end]):
        return
    for other in (d for cluster in talks for d in cluster.drafts):
        if other.span == draft.span and other.date == draft.date and other.date_from == "stated":
            other.date, other.enddate, other.date_from, other.historical = scene.date, None, "publication", False


def _day_before(date: str | None) -> str | None:
    if not is_day(date):
        return None
    return (datetime.date.fromisoformat(date) - datetime.timedelta(days=1)).isoformat()


def _is_day_before(date: str | None, other: str) -> bool:
    return is_day(date) and date < other
