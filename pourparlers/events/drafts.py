"""From a matched frame to a draft of an event: type and mode by PLOVER's rules, contexts, date, place, modality."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .. import times as times_stage
from ..actors.mentions import Actor, Mention
from ..codebook import load as load_codebook
from ..codebook.shapes import Codebook
from ..days import is_day
from ..languages.tokens import Parse
from ..record import Channel, DateFrom, Entity, Place, Span, Tense, Time
from ..record import Sequence as Claim
from .frames import BODILY_MODES, Index, Match
from .introductions import introduction
from .sequences import LAST_ON, claim_of
from .slots import actors_of
from .talks import channel_of, initiator_of
from .view import View

# Older than this before the report's date, an event is background (PLOVER's auxiliary mode "historical").
HISTORICAL_DAYS = 31
# PLOVER: cooperation still to come is a promise of it; a retreat still to come a concession.
_FUTURE_SHIFT = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
# « ne retirera pas ses troupes », "will not meet": a refusal.
_REFUSABLE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", "CONCEDE", "RETREAT"})
_PLACED_VERBALS = frozenset({"CONSULT"})


@dataclass(slots=True, eq=False)
class Draft:
    """An event as one clause tells it; ``triggers`` and ``span`` (its sentence) are offsets."""

    event: str
    match: Match
    actor: list[Mention]
    recipient: list[Mention]
    modes: list[str]
    contexts: list[str]
    triggers: list[Span]
    span: Span
    tense: Tense
    negated: bool
    hypothetical: bool
    historical: bool
    date: str | None
    enddate: str | None
    date_from: DateFrom | None
    place: Place | None
    channel: Channel
    initiator: Actor | None
    sequence: Claim | None
    confidence: float
    why: str
    inferred_recipient: bool = False
    plural: bool = False
    by_model: bool = False
    follows: bool = False  # an earlier talk that the present one is said to follow

    @property
    def parties(self) -> list[Actor]:
        """All actors on both sides, plurals spelt out, each once."""
        return actors_of([*self.actor, *self.recipient])

    @property
    def is_news(self) -> bool:
        """Whether it is told as a fact, and as none of long ago."""
        return not (self.negated or self.hypothetical or self.historical)

    @property
    def position(self) -> tuple[int, Span]:
        """Where it is told, to sort by: its sentence, then its first words."""
        return self.span[0], self.triggers[0]


@dataclass(slots=True)
class Scene:
    """What a draft needs to know besides its own clause."""

    parse: Parse
    times: Sequence[Time]
    places: Sequence[Place]
    date: str | None
    index: Index


def make_draft(scene: Scene, view: View, match: Match) -> Draft:
    """The event that ``match`` tells, with everything its clause says about it."""
    codebook = scene.index.codebook
    frame_type = event = match.frame.event
    # A noun has its own tense and reality, a verb those of its clause.
    teller = match if match.noun is not None or match.clause is None else match.clause
    tense, negated, hypothetical = teller.tense, teller.negated, teller.hypothetical
    claim = claim_of(scene.times, view, match, scene.date) if frame_type == "CONSULT" else None
    date, enddate, date_from = _date(scene, view, match, tense, claim)
    if date is not None and scene.date is not None and date > scene.date[: len(date)]:
        tense = "future"  # "noted the November visit", told in October
    why = f"codebook {match.frame.id} « {match.pattern} »"
    if tense == "future" and not hypothetical and not negated and event in _FUTURE_SHIFT:
        event = _FUTURE_SHIFT[event]
        why += f"; {frame_type} still to come is {event}"
    elif tense == "future" and negated and not hypothetical and event in _REFUSABLE:
        event, negated = "REJECT", False
        why += f"; {frame_type} that will not come is REJECT"
    first, last = _window(view, match)
    channel = channel_of(view, match, first, last) if frame_type == "CONSULT" else "unknown"
    if tense == "present" and date is not None and scene.date is not None and date < scene.date:
        tense = "past"  # « avant que les troupes ne partent »: the subjunctive has no past of its own
    draft = Draft(
        event=event,
        match=match,
        actor=match.roles["X"],
        recipient=match.roles["Y"],
        modes=_modes(codebook, view, match, event, first, last, channel),
        contexts=_contexts(view),
        triggers=_spans(view, match.tokens),
        span=(view.sentence.start, view.sentence.end),
        tense=tense,
        negated=negated,
        hypothetical=hypothetical,
        historical=_is_historical(date, scene.date),
        date=date,
        enddate=enddate,
        date_from=date_from,
        place=_place(scene, view, match, event),
        channel=channel,
        initiator=initiator_of(view, match) if frame_type == "CONSULT" else None,
        sequence=claim,
        confidence=0.0,
        why=why,
        plural=_tells_several(view, match),
        follows=frame_type == "CONSULT" and _is_followed(view, match),
    )
    if draft.follows and draft.channel == "unknown" and draft.place is not None:
        draft.channel = "meeting"  # "following talks in Moscow on May 4"
    draft.confidence = _confidence(draft)
    return draft


def _anchors(view: View, match: Match) -> list[int]:
    """The tokens that a date may hang on: the verb, or the words of a noun, an English one's head first.

    "the May 4 *telephone* conversation", "the telephone *conversation* of May 4".
    """
    if match.noun is None:
        return [match.tokens[0]]
    last = match.noun
    while view.grammar.language == "en" and last + 1 in match.tokens:
        last += 1
    return list(dict.fromkeys((last, match.noun)))


def _is_followed(view: View, match: Match) -> bool:
    """Whether a noun is introduced as what the report's talk follows: "following the talks between A and B"."""
    return match.noun is not None and introduction(view, match.noun, parties=True) in ("follow_up", "day_after")


def _tells_several(view: View, match: Match) -> bool:
    """Whether the words tell of several talks: "calls with A and B", "had telephone conversations with A and B"."""
    plural = [i for i in match.tokens if view.tokens[i].morph.get("Number") == "Plur"]
    if match.noun is not None:
        return match.tokens[-1] in plural
    if any(form in view.grammar.separately for form in view.form):
        return True
    if any(view.past_phrase(i, view.grammar.on_one_hand) > i for i in range(len(view.form))):
        return True
    others = [m.first for m in match.roles["Y"]]
    if match.clause is not None and others:  # « a évoqué la crise lors d'*entretiens* avec A et B »
        told = range(match.clause.verb + 1, max(match.clause.verb + 1, min(others)))
        plural += [i for i in told if view.tokens[i].morph.get("Number") == "Plur" and view.mention[i] is None]
    return any(view.tokens[i].pos == "NOUN" and view.lemma[i] in view.grammar.separate_nouns for i in plural)


def _window(view: View, match: Match) -> tuple[int, int]:
    """The tokens whose words belong to the event: the clause and its complements, or the noun's phrase."""
    if match.noun is not None:
        return max(0, match.noun - 3), min(len(view.tokens), max(match.last, match.tokens[-1] + 5))
    clause = match.clause
    assert clause is not None
    return clause.first, max(clause.reach, clause.end)


def _spans(view: View, tokens: list[int]) -> list[Span]:
    """Neighbouring tokens joined into spans of offsets."""
    spans: list[Span] = []
    previous = -2
    for i in sorted(set(tokens)):
        token = view.tokens[i]
        if i == previous + 1 and spans:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        previous = i
    return spans


@functools.lru_cache(maxsize=4096)
def _mode_phrases(event: str, language: str) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    codebook = load_codebook()
    kind = codebook.events[event]
    return tuple(
        (mode.name, codebook.phrases(mode.fr if language == "fr" else mode.en, language)) for mode in kind.mode
    )


def _modes(
    codebook: Codebook, view: View, match: Match, event: str, first: int, last: int, channel: Channel
) -> list[str]:
    names = {mode.name for mode in codebook.events[event].mode}
    if match.frame.mode in names and event == match.frame.event:
        return [match.frame.mode] if match.frame.mode else []
    if event == "CONSULT" and channel in ("phone", "video", "visit"):
        return ["visit" if channel == "visit" else "phone"]
    of_state = any(mention.actor.kind == "state" for mention in match.roles["Y"])
    best: tuple[int, str] | None = None
    for name, phrases in _mode_phrases(event, view.grammar.language):
        if of_state and name in BODILY_MODES:
            continue
        at = view.has_phrase(phrases, first, last) if phrases else None
        if at is not None and (best is None or at < best[0]):
            best = (at, name)
    return [best[1]] if best else []


@functools.cache
def _context_index(language: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    codebook = load_codebook()
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for context in codebook.contexts.values():
        for phrase in codebook.phrases(context.fr if language == "fr" else context.en, language):
            index[phrase[0]].append((phrase, context.name))
    return dict(index)


def _contexts(view: View) -> list[str]:
    index = _context_index(view.grammar.language)
    found: dict[str, None] = {}
    for unit in range(len(view.unit_token)):
        for word in {view.unit_form[unit], view.unit_lemma[unit]}:
            for phrase, name in index.get(word, ()):
                if name not in found and view.phrase_at(unit, phrase) is not None:
                    found[name] = None
    return sorted(found)


def _date(
    scene: Scene, view: View, match: Match, tense: Tense, claim: Claim | None
) -> tuple[str | None, str | None, DateFrom | None]:
    # The dateline's date is that of the report, not of what it tells.
    opening = view.tokens[view.opening].start if view.opening < len(view.tokens) else view.sentence.start
    told = [time for time in scene.times if not view.sentence.start <= time.span[0] < opening]
    if claim is not None and claim.kind != LAST_ON:
        # "for the second time this year": the year is what the claim counts in.
        told = [time for time in told if not claim.span[0] <= time.span[0] < claim.span[1]]
    found = (times_stage.anchor(told, scene.parse, view.sentence, token) for token in _anchors(view, match))
    anchor = next((one for one in found if one is not None), None)
    if anchor is not None and not anchor.computed:
        # A date in the clause of another verb ("the outcome of the meeting held on May 4") is that verb's.
        end = match.clause.end if match.noun is None and match.clause is not None else len(view.tokens)
        limit = view.tokens[end - 1].end
        if _after_since(view, anchor.spans) or anchor.spans[0][0] >= limit:
            anchor = None
    days = _days(anchor.value, anchor.enddate) if anchor is not None else None
    if anchor is not None and days is not None:
        return days[0], days[1], "inferred" if anchor.computed else "stated"
    if scene.date is not None and tense != "future" and not _earlier(view, match):
        return scene.date, None, "publication"
    return None, None, None


def _earlier(view: View, match: Match) -> bool:
    """Whether a noun tells of something that was over before: "in the wake of *recent* talks" are not of today."""
    if match.noun is None:
        return False
    near = range(max(0, match.noun - 5), min(len(view.tokens), match.noun + 2))
    if any(view.lemma[i] in view.grammar.course_nouns and i + 3 >= match.noun for i in near if i < match.noun):
        return True  # "informed him on the *course* of talks with Y"
    return any(view.form[i] in view.grammar.earlier and view.tokens[i].head == match.noun for i in near)


def _days(value: str, end: str | None) -> tuple[str, str | None] | None:
    """A TIMEX3 value as PLOVER's date and enddate: a day without its hour, a week as its first and last day.

    Months and years stay as they are (ISO dates of reduced precision); what is no date gives None.
    """
    week = re.fullmatch(r"(\d{4})-W(\d{2})(?:-WE)?", value)
    if week is not None:
        try:
            first = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 6 if value.endswith("WE") else 1)
        except ValueError:
            return None
        return first.isoformat(), (first + datetime.timedelta(days=1 if value.endswith("WE") else 6)).isoformat()
    day = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\dX])", value)
    return (day.group(), end[:10] if end else None) if day is not None else None


def _after_since(view: View, spans: Sequence[Span]) -> bool:
    """« depuis le 18 février » dates what came before, not the event of the clause."""
    since = {phrase[0] for phrase in view.grammar.sequence["since"]}
    for start, _ in spans:
        at = next((i for i, token in enumerate(view.tokens) if token.end > start), None)
        if at is not None and any(view.form[k] in since for k in range(max(0, at - 2), at + 1)):
            return True
    return False


def _is_historical(date: str | None, published: str | None) -> bool:
    """Whether an event is of so long ago that it is background: by its day, else by its month or year."""
    if date is None or published is None:
        return False
    if not is_day(date):
        return date < published[: len(date)]
    try:
        gap = datetime.date.fromisoformat(published) - datetime.date.fromisoformat(date)
    except ValueError:
        return False
    return gap.days > HISTORICAL_DAYS


def _place(scene: Scene, view: View, match: Match, event: str) -> Place | None:
    """A place named in the event's own clause; talk has no place unless people met there."""
    if scene.index.codebook.quad(event) in (1, 3) and event not in _PLACED_VERBALS:
        return None
    first, last = _window(view, match)
    if match.noun is None and match.clause is not None:
        last = match.clause.end  # not the places of what it governs (« après avoir échoué à prendre Kiev »)
    start, end = view.tokens[first].start, view.tokens[max(first, last - 1)].end
    inside = [place for place in scene.places if start <= place.span[0] and place.span[1] <= end]
    exact = [place for place in inside if place.precision != "country"]
    chosen = exact or inside
    return chosen[0] if chosen else None


def _confidence(draft: Draft) -> float:
    """Without the model's opinion: a verb says more than a noun, both sides named more than one."""
    value = 0.85 if draft.match.noun is None else 0.75
    value += 0.05 if draft.recipient else -0.1
    return round(max(0.3, min(0.95, value - vagueness(draft))), 2)


def vagueness(draft: Draft) -> float:
    """What a draft loses in confidence because its parties or its reality are told vaguely."""
    value = 0.1 * any(m.form == "pronoun" for m in (*draft.actor, *draft.recipient))
    value += 0.05 * draft.hypothetical
    return value + 0.15 * any(actor.country is None for actor in draft.parties)


def entities(mentions: Sequence[Mention]) -> list[Entity]:
    """The record's entities; a plural ("the two men") becomes one for each of its members, with the same words."""
    found: list[Entity] = []
    for mention in mentions:
        if not mention.actor.members:
            found.append(mention.entity())
            continue
        for member in mention.actor.members:
            found.append(dataclasses.replace(mention, actor=member).entity())
    return found
