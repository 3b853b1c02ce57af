"""What the relation model is asked about a report: the pairs of its frames, and of clauses that no frame has read.

How frames and model decide together stands in :mod:`pourparlers.events.decision`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..actors.mentions import Mention
from ..codebook.shapes import Frame
from ..record import Span
from .clause import Clause
from .frames import Match
from .relation import Pair
from .slots import SPOKEN, preposition_before, share_actor
from .view import View

# So many words after the verb are looked at for a recipient, nearest first.
RECIPIENTS = 3
# So many words of a long object are marked.
OBJECT_WORDS = 12

_NO_FRAME = Frame(id="none.model", gloss="no frame")


@dataclass(slots=True, eq=False)
class Proposal:
    """A clause that no frame has read, with two parties that something may relate.

    Where the recipient is no actor ("condemned the bombing"), ``object`` are its words and ``recipient`` is empty.
    """

    view: View
    clause: Clause
    actor: list[Mention]
    recipient: list[Mention]
    object: list[Span] = dataclasses.field(default_factory=list)

    def pair(self, text: str) -> Pair:
        """The question to the model about this clause of ``text``."""
        return _pair(text, self.view, _spans(self.actor), _spans(self.recipient) or self.object)

    @property
    def match(self) -> Match:
        """The clause in the shape that frames give, with no type yet."""
        roles = {"X": self.actor, "Y": self.recipient}
        return Match(_NO_FRAME, roles, [self.clause.verb], clause=self.clause, last=self.clause.end)


def pair_of(text: str, view: View, actor: Sequence[Mention], recipient: Sequence[Mention]) -> Pair:
    """The question to the model: the sentence of ``view`` in ``text`` with these parties marked.

    Parties told in another sentence are left out.
    """
    return _pair(text, view, _spans(actor), _spans(recipient))


def _spans(mentions: Iterable[Mention]) -> list[Span]:
    return [span for mention in mentions for span in mention.spans]


def _pair(text: str, view: View, actor: Sequence[Span], recipient: Sequence[Span]) -> Pair:
    start, end = view.sentence.start, view.sentence.end
    return Pair(text[start:end], _shifted(actor, start, end), _shifted(recipient, start, end), view.grammar.language)


def _shifted(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """Spans of the document as spans of the sentence, without those that lie in another one (a double, inside)."""
    inside = sorted({(a - start, b - start) for a, b in spans if start <= a and b <= end}, key=lambda s: (s[0], -s[1]))
    kept: list[Span] = []
    for span in inside:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)


def propose(view: View, clauses: Sequence[Clause], matches: Sequence[Match]) -> Iterator[Proposal]:
    """The pairs to ask about in the clauses of ``view`` that ``matches`` leave unread."""
    read = {token for match in matches for token in match.tokens}
    known = [match.clause for match in matches if match.clause is not None]
    spoken = [match.clause for match in matches if match.clause is not None and match.frame.event in SPOKEN]
    for clause in clauses:
        if clause.form == "noun" or clause.verb in read or is_content(clause, spoken):
            continue
        if any(is_content(other, [clause]) for other in known):
            continue  # "said that B had shelled C": the event is what was said
        if clause.lemma in view.grammar.topic_verbs:
            continue  # what is discussed is no party
        yield from _of_clause(view, clause)


def is_content(clause: Clause, spoken: Sequence[Clause]) -> bool:
    """Whether the clause tells what one of ``spoken`` asks for, refuses, alleges or promises: no event beside it."""
    above: Clause | None = clause
    while above is not None and above.link == "complement":
        above = above.governor
        if any(above is other for other in spoken):
            return True
    return False


def _of_clause(view: View, clause: Clause) -> Iterator[Proposal]:
    subject = clause.parties or _inside_subject(view, clause)
    complements = _complements(view, clause)
    others = [mention for mention in complements if not share_actor([mention], subject)]
    if clause.passive:
        agents = [mention for mention in others if _is_agent(view, mention)]
        for agent in agents[:1]:
            patients = [*clause.subject] or [mention for mention in others if mention is not agent][:1]
            yield Proposal(view, clause, [agent], patients)
        return
    if not subject:
        return
    for other in others[:RECIPIENTS]:
        yield Proposal(view, clause, subject, [other])
    if not others and len(subject) > 1:
        yield Proposal(view, clause, subject[:1], subject[1:])
    elif (not complements or (others and others[0].place_only)) and (words := _object(view, clause)):
        yield Proposal(view, clause, subject, [], words)


def _inside_subject(view: View, clause: Clause) -> list[Mention]:
    """The actor that the subject's words name though its head is none: "a Taliban attack", « un tir israélien »."""
    head = clause.subject_token
    if head is None or head >= clause.first:
        return []
    first = min(_subtree(view, head), default=head)
    for i in range(first, clause.first):
        mention = view.mention[i]
        if mention is not None and not mention.place_only:
            return [mention]
    return []


def _object(view: View, clause: Clause) -> list[Span]:
    """The words of the clause's direct object, as far as they stand together."""
    for child in view.sentence.children[view.tokens[clause.verb].i]:
        if child > clause.verb and view.tokens[child].dep in ("obj", "dobj"):
            words = [i for i in _subtree(view, child) if i > clause.verb]
            last = child
            while last + 1 in words and last - child < OBJECT_WORDS:
                last += 1
            return [(view.tokens[min(words)].start, view.tokens[last].end)]
    return []


def _subtree(view: View, head: int) -> set[int]:
    found, waiting = set(), [head]
    while waiting:
        i = waiting.pop()
        if i not in found:
            found.add(i)
            waiting.extend(view.sentence.children[i])
    return found


def _complements(view: View, clause: Clause) -> list[Mention]:
    """Mentions behind the verb, as far as the clause governs, nearest first; the widest where they nest."""
    found: list[Mention] = []
    for i in range(clause.verb + 1, min(len(view.tokens), max(clause.reach, clause.end))):
        mention = view.mention[i]
        if mention is not None and (not found or found[-1] is not mention):
            found.append(mention)
    return found


def _is_agent(view: View, mention: Mention) -> bool:
    before = preposition_before(view, mention.first)
    return before is not None and view.preposition[before] in view.grammar.by
