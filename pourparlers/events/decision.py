"""How the codebook's frames and the relation model decide together. This is the one place.

1. **A frame settles the type** where the wording of a clause or an event noun stands in the codebook. The model is
   asked about the same pair; agreement and doubt show in the confidence, and ``why`` tells both.
2. **The model overrules a frame that rests on one word** when it holds its type for all but impossible and is sure of
   another (« s'est rendu aux autorités » is no visit): such a verb means many things, and the model has the whole
   sentence. It does not where the event is negated, hypothetical or still to come; where the codebook follows PLOVER's
   manual against the data that the model learned from (frames marked ``firm``: there a conviction is ACCUSE); nor where
   the sentence has another event of the model's type, which the model may be speaking of; nor where a frame reads talks
   with a person ("called her counterpart"), for that is what contacts are made of.
3. **The model decides where no frame reads.** A clause with two parties that the codebook does not know becomes an
   event when the model holds the pair for related and is sure enough of the type. Of several recipients in one clause
   the likeliest is taken. ``why`` then begins with "relation model".

Negation, tense and hypothesis are read from the clause in every case, and PLOVER's shifts (future cooperation is
AGREE) are applied to the model's answers as to the frames'.

In ``pourparlers relate`` (:mod:`pourparlers.relating`) the parties are given, there is always an answer, and it follows
the conventions of the development data: the model answers. Where it is not sure, the sentence is read by the frames
alone; a frame between the two parties multiplies the odds of its type, one that has only the actor does so less. The
weights are those that did best on pairs that the model had not seen; ``why`` names the frame.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection, Mapping, Sequence

from ..codebook.shapes import Frame
from .drafts import Draft, Scene, make_draft, vagueness
from .frames import Match
from .proposals import Proposal, is_content
from .relation import Answer
from .relation.labels import TYPES, label_of
from .relation.model import ranked
from .slots import same_actors
from .view import View

# A frame is overruled when the model gives its type less than this and another one at least that.
IMPOSSIBLE = 0.05
OVERRULE = 0.9
# Frames are right this often where the model does not believe them, and gain with its belief: taken from sentences that
# the model had not seen (.97 of those told .9 or more are right; of those it holds for impossible hardly a fifth, by
# the labels of the development data).
DOUBTED = 0.3
BELIEVED = 0.97
# The model's share where it is no witness: it speaks of another event, or against PLOVER's manual.
UNHEARD = 0.4
# The model makes an event of its own from these on: being related, the type, both together.
RELATED = 0.6
SURE = 0.6
ALONE = 0.5
# What a frame adds to the logarithm of its type's odds in ``relate``: between the same two parties, or by the actor.
BETWEEN = 1.0
BY_ACTOR = 0.5
# Of a pair answered from this confidence on, the frames are not asked: they could not turn it.
CERTAIN = 0.6
# An event without a recipient says less: it asks for more.
WITHOUT_RECIPIENT = 0.85
# Nobody talks, trades, helps or cuts ties alone, and what one agrees to or praises is no act without its other side.
_NEEDS_RECIPIENT = frozenset({"CONSULT", "COOPERATE", "AID", "SANCTION", "AGREE", "SUPPORT"})


def chosen(proposals: Sequence[Proposal], answers: Sequence[Answer]) -> list[tuple[Proposal, Answer]]:
    """The proposals that become events: one of a clause and what it says, one of a type and actor a sentence."""
    kept: list[tuple[Proposal, Answer]] = []
    standing = [pair for pair in zip(proposals, answers, strict=True) if _stands(*pair)]
    for proposal, answer in sorted(standing, key=lambda pair: -worth(pair[1])):
        if not any(_same_act(proposal, answer, other, said) for other, said in kept):
            kept.append((proposal, answer))
    return kept


def _same_act(proposal: Proposal, answer: Answer, other: Proposal, said: Answer) -> bool:
    one, two = proposal.clause, other.clause
    if one is two or is_content(one, [two]) or is_content(two, [one]):
        return True
    if proposal.view is not other.view or answer.label != said.label:
        return False
    return same_actors(proposal.actor, other.actor)


def worth(answer: Answer) -> float:
    """The chance that the pair is related and the type right."""
    return answer.related * answer.confidence


def _stands(proposal: Proposal, answer: Answer) -> bool:
    if answer.related < RELATED or answer.confidence < SURE:
        return False
    if not proposal.recipient:
        return answer.event not in _NEEDS_RECIPIENT and worth(answer) >= WITHOUT_RECIPIENT
    return worth(answer) >= ALONE


def overruled(draft: Draft, answer: Answer, told: Collection[str]) -> bool:
    """Whether the model's type takes the place of the frame's; ``told``: labels of the sentence's frames."""
    match = draft.match
    if match.noun is not None or len(match.tokens) > 1 or match.frame.firm or answer.label in told:
        return False
    if draft.event == "CONSULT" and any(mention.actor.kind == "person" for mention in draft.recipient):
        return False
    if draft.negated or draft.hypothetical or draft.tense == "future":
        return False
    sure = answer.confidence >= OVERRULE and answer.related >= RELATED
    return sure and answer.share(draft.event) < IMPOSSIBLE


def weigh(draft: Draft, answer: Answer, told: Collection[str]) -> None:
    """Put the model's opinion of a frame's event into its confidence and ``why``."""
    share = answer.share(draft.event)
    agreed = answer.label == label_of(draft.event)
    if not agreed and (answer.label in told or draft.match.frame.firm):
        share = max(share, UNHEARD)
    belief = DOUBTED + (BELIEVED - DOUBTED) * min(1.0, 2 * share)
    draft.confidence = round(max(0.3, belief - vagueness(draft)), 2)
    draft.why += "; the relation model agrees" if agreed else f"; {answer.why}"


def told_by_model(scene: Scene, view: View, match: Match, answer: Answer) -> Draft:
    """The event that the model sees in ``match``: a clause without a frame, or a frame's reading that it overrules."""
    read = dataclasses.replace(match, frame=Frame(id=f"{answer.event.lower()}.model", gloss="decided by the model"))
    draft = make_draft(scene, view, read)
    shifted = draft.why.partition("; ")[2]
    instead = f"overrules codebook {match.frame.id} « {match.pattern} »" if match.pattern else ""
    draft.why = "; ".join(filter(None, [answer.why, shifted, instead]))
    if not draft.modes and answer.mode is not None and draft.event == answer.event:
        draft.modes = [answer.mode]
    if draft.event == "REJECT":
        draft.negated = False  # "will not accept" is the refusal itself
    draft.confidence = round(max(0.3, worth(answer) - vagueness(draft)), 2)
    draft.by_model = True
    return draft


def pooled(answer: Answer, votes: Mapping[str, float], wording: str) -> Answer:
    """The model's answer with the frames' votes: what each adds to the logarithm of a label's odds.

    ``wording`` names the frame that ``why`` is to tell. The mode stays only with the type.
    """
    votes_of = [votes.get(label_of(kind), 0.0) for kind in TYPES]
    raised = [share * math.exp(vote) for share, vote in zip(answer.shares, votes_of, strict=True)]
    shares = tuple(share / sum(raised) for share in raised)
    event, label, confidence, second = ranked(shares)
    return dataclasses.replace(
        answer,
        event=event,
        label=label,
        mode=answer.mode if event == answer.event else None,
        confidence=confidence,
        second=second,
        shares=shares,
        frames=f"; {wording}",
    )
