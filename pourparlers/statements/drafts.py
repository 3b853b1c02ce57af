"""A statement in the making, and how finished ones are ordered, nested and numbered."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..record import DENYING, Act, Entity, Span, Statement, StatementKind
from .marks import insertions, trim
from .view import View

_LOOK_BACK = 40


@dataclass(slots=True)
class Draft:
    """What is known of one statement; ``at`` is the token number of its cue or of the content's first word.

    ``nests``: it may stand inside another statement, because it is speech and names a speaker of its own.
    """

    at: int
    kind: StatementKind
    content: list[Span]
    speaker: Entity | None = None
    addressee: Entity | None = None
    medium: str | None = None
    cue: list[Span] = field(default_factory=list)
    date: str | None = None
    subject: int | None = None
    incise: tuple[int, int] | None = None
    quotes: list[int] = field(default_factory=list)
    act: Act | None = None
    nests: bool = False


def quote_content(view: View, quote: int) -> list[Span]:
    """The words between the marks, one span a paragraph."""
    spans = [trim(view.text, part, ",") for part in view.outer[quote].parts]
    return [span for span in spans if span[0] < span[1]]


def token_content(view: View, first: int, last: int) -> list[Span]:
    """The span of tokens ``[first, last)``; marks that enclose all of it, or stand alone at an end, are left out."""
    while first < last and _is_idle(view, first):
        first += 1
    if first < last and view.mark[first] and view.mark[last - 1] and _one_quote(view, first, last - 1):
        first, last = first + 1, last - 1
    if first < last and view.mark[last - 1] and _unmatched(view, first, last):
        last -= 1
    if first >= last:
        return []
    start, end = trim(view.text, view.offsets(first, last))
    return [(start, end)] if start < end else []


def _is_idle(view: View, g: int) -> bool:
    return view.tokens[g].pos == "PUNCT" and not view.mark[g] and view.tokens[g].lower not in "[("


def _one_quote(view: View, first: int, last: int) -> bool:
    quote = view.quote[first]
    return quote >= 0 and quote == view.quote[last] and view.reach[quote] == (first, last + 1)


def _unmatched(view: View, first: int, last: int) -> bool:
    """The mark at the end belongs to a quotation that began before the content (or begins only now)."""
    quote = view.quote[last - 1]
    if quote < 0:
        return False
    reach = view.reach[quote]
    return reach[0] < first or reach[0] == last - 1


def finish(view: View, drafts: list[Draft], date: str | None) -> list[Statement]:
    """The statements in text order with ids, nesting, insertions and dates; the same content is kept once."""
    seen: set[tuple[Span, ...]] = set()
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (min(d.content)[0], -max(d.content)[1], d.at)):
        key = tuple(draft.content)
        if key in seen:
            continue
        kept.append(draft)
        outer = _outer(kept, len(kept) - 1)
        if outer is not None and not (draft.nests and _other_speaker(draft, kept[outer])):
            kept.pop()
        else:
            seen.add(key)
    statements: list[Statement] = []
    for number, draft in enumerate(kept, start=1):
        outer = _outer(kept, number - 1)
        when = draft.date
        if when is None:
            when = statements[outer].date if outer is not None else date
        statements.append(
            Statement(
                id=f"s{number}",
                content=draft.content,
                kind=draft.kind,
                speaker=draft.speaker,
                addressee=draft.addressee,
                medium=draft.medium,
                act=draft.act,
                cue=draft.cue,
                date=when,
                within=statements[outer].id if outer is not None else None,
                insertions=insertions(view.text, draft.content),
            )
        )
    return statements


def _other_speaker(draft: Draft, outer: Draft) -> bool:
    inner = draft.speaker
    if inner is None:  # an accusation that somebody unnamed made, in the words of who rejects it
        return outer.act in DENYING
    return outer.speaker is None or inner.name != outer.speaker.name


def _outer(kept: list[Draft], index: int) -> int | None:
    """The smallest earlier statement whose content holds the cue (or, without one, the content) of this one."""
    draft = kept[index]
    point = draft.cue[-1] if draft.cue else draft.content[0]
    best: int | None = None
    size = 0
    for other in range(max(0, index - _LOOK_BACK), index):
        for start, end in kept[other].content:
            holds = start <= point[0] and point[1] <= end and kept[other].content != draft.content
            if holds and (best is None or end - start < size):
                best, size = other, end - start
    return best
