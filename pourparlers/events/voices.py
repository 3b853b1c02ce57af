"""Whose word an event is: the statement that reports it or that performs it, and what denials make of it.

What was chosen, in the names of the record:

* ``Event.statement`` is the innermost statement whose content holds the event's trigger, whose speaker vouches for it.
  An event that *is* speech (a demand, an accusation, a threat …) and whose trigger is the cue of a statement is
  performed by that statement: it has that one's id, and ``Statement.within`` leads on to who reports it.
* Of what somebody denies (``act`` "deny", the content behind the cue) the speaker says that it is not so: the events in
  that content are ``negated``; one that the content negates itself is then told as a fact. Words between quotation
  marks, or before « …, a démenti X », are the denial as it was spoken: they stand as they are.
* What one voice claims and another denies or rejects – a claim inside a content that is denied or rejected – is told by
  the first as a fact and by the second as none: such an event is ``hypothetical``, neither fact nor denied.
* The accusation or demand itself that somebody denies or rejects was made: an event that a noun such as "accusation"
  tells keeps its modality.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from ..record import DENYING, Span, Statement
from .drafts import Draft
from .slots import SPOKEN

_LOOK_BACK = 40
# The acts that perform an event: of "rejected the claim" that is the rejection, not the claim.
_PERFORMS: dict[str, frozenset[str]] = {
    "REQUEST": frozenset({"demand", "propose", "ask", "hope"}),
    "ACCUSE": frozenset({"accuse", "criticise"}),
    "REJECT": frozenset({"reject", "deny"}),
    "THREATEN": frozenset({"threaten", "warn"}),
    "AGREE": frozenset({"agree", "promise", "propose", "announce", "intend"}),
    "SUPPORT": frozenset({"support", "praise", "thank", "promise"}),
    "CONCEDE": frozenset({"promise", "agree", "regret", "admit"}),
}
# What is wanted, asked or promised is no claim that something happened.
_WISHING = frozenset({"ask", "demand", "propose", "promise", "hope", "fear", "intend", "threaten", "agree"})
# Whoever blames or praises an event takes it for a fact, and so may who rejects the blame.
_PRESUMING = frozenset({"criticise", "praise", "regret", "thank", "support"})


class Voices:
    """The statements of a report, asked for the voice that tells a draft."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._by_id = {statement.id: statement for statement in statements}
        self._contents = _sorted([(span, s.id) for s in statements for span in s.content])
        self._cues = _sorted([(span, s.id) for s in statements for span in s.cue])

    def of(self, draft: Draft) -> str | None:
        """The id of the statement that performs or reports the event, None where the report itself tells it."""
        performing = self._performing(draft)
        told = performing if performing is not None else self._holding(draft.triggers[0])
        return told.id if told is not None else None

    def claimed(self, above: int, verb: int) -> bool:
        """Whether somebody claims what is told at the offset ``verb``, by a cue that begins at ``above`` or later."""
        for (_, end), id in _before(self._contents, verb + 1):
            told = self._by_id[id]
            if verb < end and told.cue and above <= told.cue[0][0] < verb and told.act not in _WISHING:
                return True
        return False

    def settle(self, draft: Draft) -> None:
        """Mark what is denied, or claimed by one and denied by another; see the module."""
        if draft.match.noun is not None and draft.event in SPOKEN:
            return
        performing = self._performing(draft)
        told = self._by_id.get(performing.within or "") if performing is not None else self._holding(draft.triggers[0])
        if told is None:
            return
        if told.act == "deny" and _behind_cue(told):
            draft.negated = not draft.negated
            draft.why += "; denied by the speaker"
        elif told.act not in _PRESUMING and any(outer.act in DENYING for outer in self._around(told)):
            draft.hypothetical = True
            draft.why += "; claimed by one, denied by another"

    def _performing(self, draft: Draft) -> Statement | None:
        if draft.event not in SPOKEN:
            return None
        found = [
            self._by_id[id] for start, end in draft.triggers for cue, id in _before(self._cues, end) if start < cue[1]
        ]
        fitting = (statement for statement in found if statement.act in _PERFORMS.get(draft.event, ()))
        return next(fitting, found[0] if found else None)

    def _holding(self, trigger: Span) -> Statement | None:
        before = _before(self._contents, trigger[0] + 1)
        holding = [(end - start, id) for (start, end), id in before if trigger[1] <= end]
        return self._by_id[min(holding)[1]] if holding else None

    def _around(self, statement: Statement) -> list[Statement]:
        """The statements that report this one, from the inside out."""
        found: list[Statement] = []
        while statement.within is not None and statement.within in self._by_id:
            statement = self._by_id[statement.within]
            found.append(statement)
        return found


def _sorted(spans: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    return sorted(spans, key=lambda item: item[0])


def _before(spans: list[tuple[Span, str]], end: int) -> list[tuple[Span, str]]:
    """The spans that begin before the offset ``end``, the last ``_LOOK_BACK`` of them: reading stays linear."""
    at = bisect.bisect_left(spans, ((end, 0), ""))
    return spans[max(0, at - _LOOK_BACK) : at]


def _behind_cue(statement: Statement) -> bool:
    """Whether the content is what the cue verb governs, and not the speaker's own words."""
    return statement.kind != "direct" and bool(statement.cue) and statement.cue[0][0] < statement.content[0][0]
