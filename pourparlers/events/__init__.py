"""Clauses → coded events and contacts, by the codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from ..actors.mentions import Actor, Cast, Mention
from ..codebook.shapes import Codebook
from ..languages.tokens import Parse, Sentence
from ..record import Contact, Event, Place, Statement, Time
from .clause import Clause
from .clauses import find_clauses
from .contacts import make_contacts, told_one_by_one, without_echoes
from .decision import chosen, overruled, told_by_model, weigh
from .drafts import Draft, Scene, entities, make_draft
from .frames import Index, Match, load_index, match_clause
from .grammar import Grammar, load_grammar
from .merge import Cluster, merge
from .nouns import match_nouns
from .participants import complete_talks
from .proposals import Proposal, pair_of, propose
from .recalled import recall_talks
from .relation import Answer, Pair, ask_model
from .relation.labels import label_of
from .slots import SPOKEN, actor_ids, same_actors, share_actor
from .talks import named_channel
from .view import View
from .voices import Voices

__all__ = ["Ask", "ask_model", "code"]

Spanned = TypeVar("Spanned", Time, Place)
Ask = Callable[[Sequence[Pair]], list[Answer]]


def code(
    parse: Parse,
    cast: Cast,
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Statement],
    date: str | None,
    title: Parse | None = None,
    ask: Ask | None = ask_model,
) -> tuple[list[Event], list[Contact]]:
    """The events and contacts of a report, in the order in which they are first told.

    ``date`` is the publication date (YYYY-MM-DD) or None; without it no event is dated by publication. ``title`` is
    the parsed title where it stands apart from the text: it can tell the channel of the first contact. ``ask`` is the
    relation model; without it the codebook's frames decide alone.
    """
    index = load_index(parse.language)
    grammar = load_grammar(parse.language)
    scene = Scene(parse, times, places, date, index)
    voices = Voices(statements)
    folds: dict[str, str] = {}
    drafts: list[tuple[View, Draft]] = []
    proposals: list[Proposal] = []
    views: list[View] = []
    times_of, places_of = _by_sentence(parse, times), _by_sentence(parse, places)
    for sentence in parse.sentences:
        towns = _places_as_parties(parse.text, sentence, cast, places_of.get(sentence.index, ()))
        taken = {town.first for town in towns}
        mentions = [*(m for m in cast.by_sentence.get(sentence.index, ()) if m.first not in taken), *towns]
        if not mentions and sentence.index not in times_of:
            continue
        view = View(sentence, mentions, grammar, folds, times_of.get(sentence.index, ()), index.verbs)
        views.append(view)
        if not mentions:
            continue  # nobody is named, but a day may be: "the previous talk on May 4"
        clauses = find_clauses(view)
        matches = _matches(view, clauses, index, voices)
        found = [make_draft(scene, view, match) for match in matches]
        _address(found)
        drafts.extend((view, draft) for draft in found)
        if ask is not None:
            proposals.extend(propose(view, clauses, matches))
    decided = _decide(scene, drafts, proposals, ask)
    for draft in decided:
        voices.settle(draft)
    clusters = merge(decided)
    complete_talks(clusters, views)
    clusters = recall_talks(scene, clusters, views)
    events: list[Event] = []
    contacts: list[Contact] = []
    for number, cluster in enumerate(clusters, start=1):
        event = _event(cluster, f"e{number}", index.codebook, voices)
        events.append(event)
        contacts.extend(make_contacts(cluster, event.id, parse.language, date))
    contacts = without_echoes(told_one_by_one(contacts))
    if title is not None:
        _channel_from_title(title, grammar, events, contacts)
    return events, contacts


def _channel_from_title(title: Parse, grammar: Grammar, events: list[Event], contacts: list[Contact]) -> None:
    """A title such as "Readout of the call with …" tells the channel of the report's own contact.

    That is the one told first, leaving aside those of an earlier day ("following talks on May 4, A and B spoke …").
    """
    newest = max((contact.date for contact in contacts if contact.date), default=None)
    own = next((contact for contact in contacts if contact.date == newest), None)
    if own is None or own.channel != "unknown":
        return
    for sentence in title.sentences:
        channel = named_channel(View(sentence, [], grammar, {}), 0, len(sentence.tokens))
        if channel != "unknown":
            own.channel = channel
            event = next(event for event in events if event.id == own.event)
            event.why += "; channel from the title"
            if channel in ("phone", "video") and not event.mode:
                event.mode.append("phone")
            return


def _decide(
    scene: Scene, drafts: Sequence[tuple[View, Draft]], proposals: Sequence[Proposal], ask: Ask | None
) -> list[Draft]:
    """What frames and model together make of a report, in text order; the model is asked once for all of it."""
    if ask is None:
        return [draft for _, draft in drafts]
    text = scene.parse.text
    pairs = [pair_of(text, view, draft.actor, draft.recipient) for view, draft in drafts]
    pairs += [proposal.pair(text) for proposal in proposals]
    asked = list(dict.fromkeys(pairs))
    said = dict(zip(asked, ask(asked), strict=True))
    answers = [said[pair] for pair in pairs]
    told: dict[int, set[str]] = defaultdict(set)
    for view, draft in drafts:
        told[view.sentence.index].add(label_of(draft.event))
    found: list[Draft] = []
    for (view, draft), answer in zip(drafts, answers[: len(drafts)], strict=True):
        labels = told[view.sentence.index]
        if overruled(draft, answer, labels):
            found.append(told_by_model(scene, view, draft.match, answer))
        else:
            weigh(draft, answer, labels)
            found.append(draft)
    for proposal, answer in chosen(proposals, answers[len(drafts) :]):
        found.append(told_by_model(scene, proposal.view, proposal.match, answer))
    return sorted(found, key=lambda draft: draft.position)


def _matches(view: View, clauses: list[Clause], index: Index, voices: Voices) -> list[Match]:
    """Verb frames first; event nouns where no verb frame has used the words."""
    verbs: dict[Clause, Match] = {}
    for clause in clauses:
        match = match_clause(view, clause, index)
        if match is not None:
            verbs[clause] = match
    _settle_complements(view, clauses, verbs, voices)
    taken = {token for match in verbs.values() for token in match.tokens}
    nouns = match_nouns(view, clauses, index, taken, verbs)
    return sorted([*verbs.values(), *nouns], key=lambda match: match.tokens[0])


def _settle_complements(view: View, clauses: list[Clause], verbs: dict[Clause, Match], voices: Voices) -> None:
    """What is asked, refused, threatened or promised is the content of that act, not an event beside it.

    Two exceptions: PLOVER's, that a promised retreat is CONCEDE, which says more than AGREE – there the promise goes –,
    and what somebody claims in between ("rejected the claim that Y bombed Z").
    """
    for clause in clauses:
        match = verbs.get(clause)
        governor = clause.governor
        linked = clause.link == "complement"
        while match is not None and linked and governor is not None:
            above = verbs.get(governor)
            if above is not None and above.frame.event in SPOKEN:
                if voices.claimed(view.tokens[governor.verb].end, view.tokens[clause.verb].start):
                    break
                if above.frame.event == "AGREE" and match.frame.event in ("RETREAT", "CONCEDE"):
                    clause.tense, clause.hypothetical = "future", governor.hypothetical
                    del verbs[governor]
                else:
                    # « menacer de frapper Y »: whom the act would hit is whom the words are addressed to.
                    if same_actors(match.roles["X"], above.roles["X"]) and not above.roles["Y"]:
                        above.roles["Y"] = list(match.roles["Y"])
                    del verbs[clause]
                break
            linked = governor.link == "complement"
            governor = governor.governor


def _by_sentence(parse: Parse, found: Sequence[Spanned]) -> dict[int, list[Spanned]]:
    """Times or places by the index of the sentence that they begin in."""
    groups: dict[int, list[Spanned]] = defaultdict(list)
    for item in found:
        sentence = parse.sentence_at(item.span[0])
        if sentence is not None:
            groups[sentence.index].append(item)
    return groups


def _places_as_parties(text: str, sentence: Sentence, cast: Cast, places: Sequence[Place]) -> list[Mention]:
    """Towns and regions as stand-ins for their country, where a frame takes a place for a party."""
    found: list[Mention] = []
    for place in places:
        if place.country is None:
            continue
        token = sentence.token_at(place.span[0])
        covering = cast.covering(sentence.index, token.i) if token is not None else None
        if token is None or (covering is not None and not _guessed(covering)):
            continue
        last = token.i
        while last < len(sentence.tokens) and sentence.tokens[last].start < place.span[1]:
            last += 1
        actor = Actor(name=place.name, kind="state", country=place.country)
        words = text[slice(*place.span)]
        found.append(
            Mention(
                sentence.index,
                token.i,
                last,
                token.i,
                [place.span],
                words,
                "state",
                actor,
                place_only=True,
                why="place",
            )
        )
    return found


def _guessed(mention: Mention) -> bool:
    """A name that only the recogniser takes for an organisation: a place of the gazetteer outranks it."""
    return mention.actor.kind == "organisation" and mention.actor.country is None and mention.actor.sector is None


def _address(drafts: list[Draft]) -> None:
    """« a appelé à un cessez-le-feu lors de son appel avec B »: what is said in a talk is said to its other party."""
    talks = [draft for draft in drafts if draft.match.frame.event == "CONSULT" and not draft.hypothetical]
    for draft in drafts:
        if draft.event not in SPOKEN or draft.recipient or not draft.actor:
            continue
        speakers = actor_ids(draft.actor)
        for talk in talks:
            sides = [*talk.actor, *talk.recipient]
            others = [m for m in sides if not m.actor.members and id(m.actor) not in speakers]
            if share_actor(sides, draft.actor) and others:
                draft.recipient = others
                draft.inferred_recipient = True
                draft.why += "; recipient: the other party of the talk in the same sentence"
                break


def _event(cluster: Cluster, event_id: str, codebook: Codebook, voices: Voices) -> Event:
    base = cluster.base
    drafts = [base, *(draft for draft in cluster.drafts if draft is not base)]
    modes = list(dict.fromkeys(mode for draft in drafts for mode in draft.modes))
    triggers = list(dict.fromkeys(span for draft in drafts for span in draft.triggers))
    dated = next((d for d in drafts if d.date_from in ("stated", "inferred")), base)
    why = base.why if len(drafts) == 1 else f"{base.why}; told {len(drafts)} times"
    recipient = entities(base.recipient) or next((entities(d.recipient) for d in drafts if d.recipient), [])
    return Event(
        id=event_id,
        event=base.event,
        mode=modes,
        context=sorted({context for draft in drafts for context in draft.contexts}),
        actor=entities(base.actor),
        recipient=recipient,
        date=dated.date,
        enddate=dated.enddate,
        date_from=dated.date_from,
        event_loc=next((draft.place for draft in drafts if draft.place is not None), None),
        tense=base.tense,
        negated=base.negated,
        hypothetical=base.hypothetical,
        historical=dated.historical,
        trigger=triggers,
        sentence=base.span,
        evidence=sorted({draft.span for draft in drafts}),
        statement=voices.of(base),
        confidence=round(min(0.97, base.confidence + 0.03 * (len(drafts) - 1)), 2),
        why=why,
        quad_code=codebook.quad(base.event),
        event_scale=codebook.score(base.event, modes),
    )
