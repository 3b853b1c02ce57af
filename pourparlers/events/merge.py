"""Within one report: the clauses that tell the same event become one event with several evidences."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ..actors.mentions import Actor
from ..days import is_day
from .drafts import Draft
from .slots import actors_of

_FORM_WORTH = {
    "name+role": 6,
    "name": 5,
    "counterpart": 5,
    "role": 4,
    "state": 3,
    "group": 2,
    "demonym": 1,
    "pronoun": 0,
}

# A talk is news for so many days: what a report tells without a day is not of a talk longer ago.
_FRESH_DAYS = 7


@dataclass(slots=True, eq=False)
class Cluster:
    """Drafts of one event, in the order of the text."""

    drafts: list[Draft] = dataclasses.field(default_factory=list)

    @property
    def base(self) -> Draft:
        """The draft whose words name the parties best; actor and recipient are taken from this one clause.

        What a frame has read comes before what only the model sees.
        """
        return max(self.drafts, key=lambda d: (not d.by_model, _worth(d), d.confidence, -d.span[0]))


def _worth(draft: Draft) -> float:
    mentions = [*draft.actor, *draft.recipient]
    named = sum(_FORM_WORTH.get(m.form, 0) for m in mentions) / max(1, len(mentions))
    return named + 2 * bool(draft.recipient) - 0.2 * draft.inferred_recipient + (draft.channel != "unknown")


def merge(drafts: list[Draft]) -> list[Cluster]:
    """The events of a report, in the order in which they are first told.

    Drafts that name persons come first, so that a headline about states joins the contact of their ministers. A draft
    that fits several clusters joins one of its own day, and of those the one nearest in the text.
    """
    clusters: list[Cluster] = []
    order = sorted(range(len(drafts)), key=lambda i: (-_persons(drafts[i]), i))
    for i in order:
        draft = drafts[i]
        fitting = [cluster for cluster in clusters if all(same(draft, other) for other in cluster.drafts)]
        if not fitting and _points_back(draft):
            told = _talk_before(draft, clusters)
            fitting = [told] if told is not None else []
        if fitting:
            same_day = [cluster for cluster in fitting if cluster.base.date == draft.date]
            near = {id(c): min(abs(other.span[0] - draft.span[0]) for other in c.drafts) for c in fitting}
            nearest = min(same_day or fitting, key=lambda cluster: near[id(cluster)])
            nearest.drafts.append(draft)
        else:
            clusters.append(Cluster([draft]))
    for cluster in clusters:
        cluster.drafts.sort(key=lambda draft: draft.position)
    return in_text_order(clusters)


def in_text_order(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The events in the order in which they are first told."""
    return sorted(clusters, key=lambda cluster: cluster.drafts[0].position)


def _points_back(draft: Draft) -> bool:
    """True for a talk whose parties are only pointed to: "the interlocutors discussed", « ils ont évoqué »."""
    if draft.match.frame.event != "CONSULT" or draft.event != "CONSULT" or not draft.is_news:
        return False
    mentions = [*draft.actor, *draft.recipient]
    return all(m.actor.members and m.form in ("pronoun", "group", "role") for m in mentions)


def _talk_before(draft: Draft, clusters: list[Cluster]) -> Cluster | None:
    """The talk between named parties, told last before ``draft``, that a plural without names goes on with."""
    earlier = [
        (max(other.span[0] for other in cluster.drafts if other.span[0] <= draft.span[0]), cluster)
        for cluster in clusters
        if cluster.base.event == "CONSULT" and any(other.span[0] <= draft.span[0] for other in cluster.drafts)
    ]
    real = [(at, c) for at, c in earlier if c.base.is_news and not _is_of_another_day(draft, c.base)]
    own = [mention for mention in (*draft.actor, *draft.recipient) if mention.why.startswith("role")]
    told = {actor.country for actor in actors_of(own)} - {None}
    named = [(at, c) for at, c in real if len({actor.country for actor in c.base.parties}) > 1]
    # "talks between Russian and Ukrainian representatives" name others than those who spoke of them.
    named = [(at, c) for at, c in named if told <= {actor.country for actor in c.base.parties}]
    return max(named, key=lambda item: item[0])[1] if named else None


def _is_of_another_day(draft: Draft, talk: Draft) -> bool:
    """Whether a draft says a day that is not the talk's, by a noun ("during their *meeting* on May 4") or a verb.

    A verb counts when its channel is another too ("they *met* on May 4"): its day may be that of what they spoke of.
    """
    if draft.date_from != "stated" or talk.date is None or draft.date == talk.date:
        return False
    return draft.match.noun is not None or draft.channel not in ("unknown", talk.channel)


def _persons(draft: Draft) -> int:
    if _points_back(draft):
        return -1  # last, when all talks with names are known
    return sum(actor.kind == "person" for actor in draft.parties)


def same(a: Draft, b: Draft) -> bool:
    """True when two clauses of one report can tell the same event: type, reality, date, parties and mode agree."""
    if a.event != b.event or a.negated != b.negated or a.hypothetical != b.hypothetical:
        return False
    if (a.tense == "future") != (b.tense == "future") or not _dates_agree(a, b):
        return False
    if a.follows != b.follows and a.date != b.date:
        return False  # "following the talks of May 4, A and B discussed …": two talks
    if a.match.frame.event == "CONSULT" and b.match.frame.event == "CONSULT":
        channels = {a.channel, b.channel} - {"unknown"}
        return (len(channels) < 2 or channels == {"meeting", "visit"}) and _sides_agree(a.parties, b.parties)
    if a.modes and b.modes and not set(a.modes) & set(b.modes):
        return False
    if not _sides_agree(actors_of(a.actor), actors_of(b.actor)):
        return False
    if not a.recipient or not b.recipient:
        return bool(a.modes) and a.modes == b.modes
    return _sides_agree(actors_of(a.recipient), actors_of(b.recipient))


def _dates_agree(a: Draft, b: Draft) -> bool:
    stated = [d for d in (a, b) if d.date_from in ("stated", "inferred")]
    if len(stated) == 2:
        return a.date == b.date
    if len(stated) == 1:
        other = b if stated[0] is a else a
        before = stated[0].historical or (stated[0].match.noun is not None and _is_stale(stated[0], other))
        if a.match.frame.event == "CONSULT" and other.date is not None and before:
            return False  # an earlier talk that the report recalls
        # A noun without a date of its own ("the war") may stand for the dated event; a verb tells today's news.
        return (
            stated[0].date == other.date
            or other.date is None
            or other.match.noun is not None
            or not stated[0].historical
        )
    return True


def _is_stale(noun: Draft, other: Draft) -> bool:
    """Whether a noun's day ("their call of May 4") is long before the day on which the other is news."""
    if not (is_day(noun.date) and is_day(other.date)):
        return False
    gap = datetime.date.fromisoformat(other.date) - datetime.date.fromisoformat(noun.date)
    return gap.days > _FRESH_DAYS


def _sides_agree(a: list[Actor], b: list[Actor]) -> bool:
    """Same countries on both, and no two different persons for one country."""
    if {id(x) for x in a} == {id(x) for x in b}:
        return True
    countries_a, countries_b = {x.country for x in a}, {x.country for x in b}
    if countries_a != countries_b or None in countries_a:
        return False
    for country in countries_a:
        persons_a = {id(x) for x in a if x.country == country and x.kind == "person"}
        persons_b = {id(x) for x in b if x.country == country and x.kind == "person"}
        if persons_a and persons_b and not persons_a & persons_b:
            return False
    return True
