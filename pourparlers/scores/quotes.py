"""Statements: are the words that were said found, with who said them and the words that introduce them?

A gold line is ``{"id", "text", "quotes": [{"source": [[s, e], …], "cue": […], "content": […], "kind"}]}`` with
spans in code points of ``text``; an answer is such a line or a record as ``pourparlers code`` writes it. A quote
without content is passed over.

* ``content``: a gold content is found when an answer's content overlaps it by at least half of both. A content in
  several pieces (« …, dit-il, … ») reaches from the first to the last; each is matched once, with
  the one that it shares most with.
* ``exact``: contents of the same words, piece by piece: white space, quotation marks, commas and the like at the ends,
  and a leading « que » or "that", are no part of the words.
* ``speaker``: of the contents found, the share whose speaker's words overlap the gold source. A found content whose
  source the gold leaves open counts as not right here; ``speaker_named`` is the share of those where it is given.
* ``cue``: the cues of a document, each once, found when any words overlap, whatever was found of their contents.
* ``kinds``: recall and speaker of the gold's direct, indirect and mixed contents; ``kind`` is the share of the found
  ones that have the gold's kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from ..record import Record, Span
from .measures import Measure, measure, measure_counts, ratio
from .spans import match_spans, overlap

SHARE = 0.5
Kind = Literal["direct", "indirect", "mixed"]
_KINDS = ("direct", "indirect", "mixed")
_IDLE = frozenset("«»“”„‟\"'‘’‹›`.,;:!?…–—- \t\n\r\xa0\u202f\u2009")
_LEAD = re.compile(r"(?:that\s+|que\s+|qu['’]\s*)", re.IGNORECASE)


class Quote(msgspec.Struct):
    """One quotation of a line. Further fields are passed over."""

    content: list[Span]
    source: list[Span] = []
    cue: list[Span] = []
    kind: Kind | None = None


class QuoteLine(msgspec.Struct):
    """One document's quotations; further fields are passed over."""

    id: str
    quotes: list[Quote]


class KindScore(msgspec.Struct, frozen=True):
    """What became of the gold contents of one kind: ``speaker`` is the share of right speakers among the found."""

    asked: int
    found: int
    recall: float
    speaker: float


class QuoteScores(msgspec.Struct, frozen=True):
    """What ``score_quotes`` finds over all documents; see the module. ``found`` contents are what the shares are of."""

    documents: int
    content: Measure
    exact: Measure
    cue: Measure
    found: int
    speaker: float
    named: int
    speaker_named: float
    kind: float
    kinds: dict[str, KindScore]


def line_of(value: Any) -> QuoteLine:
    """The line of a decoded JSON value (``quotes`` or, of a record, ``statements``), or of a Record.

    Raises ``msgspec.ValidationError`` when it is none.
    """
    if isinstance(value, Record):
        said = value.statements
        quotes = [Quote(s.content, s.speaker.spans if s.speaker else [], s.cue, s.kind) for s in said]
        return QuoteLine(value.id, quotes)
    if isinstance(value, dict) and "statements" in value and "quotes" not in value:
        return line_of(msgspec.convert(value, Record))
    return msgspec.convert(value, QuoteLine)


def score_quotes(documents: Iterable[tuple[str, QuoteLine, QuoteLine]]) -> QuoteScores:
    """The scores of ``(text, gold, answer)``, one a document; spans outside the text have no words."""
    count = asked = given = found = speakers = named = named_right = kinds_right = kinds_known = 0
    cues_asked = cues_given = cues_right = 0
    exact_asked: Counter[Any] = Counter()
    exact_given: Counter[Any] = Counter()
    of_kind: dict[str, list[int]] = {}
    for number, (text, gold_line, answer_line) in enumerate(documents):
        count += 1
        gold, answers = _with_content(gold_line), _with_content(answer_line)
        asked, given = asked + len(gold), given + len(answers)
        pairs = dict(match_spans([_reach(q.content) for q in gold], [_reach(q.content) for q in answers], SHARE))
        for index, quote in enumerate(gold):
            tally = of_kind.setdefault(quote.kind, [0, 0, 0]) if quote.kind else [0, 0, 0]
            tally[0] += 1
            if index not in pairs:
                continue
            answer = answers[pairs[index]]
            right = _meet(quote.source, answer.source)
            found, speakers = found + 1, speakers + right
            named, named_right = named + bool(quote.source), named_right + right
            kinds_known += quote.kind is not None
            kinds_right += quote.kind is not None and quote.kind == answer.kind
            tally[1] += 1
            tally[2] += right
        exact_asked.update((number, _words(text, quote)) for quote in gold)
        exact_given.update((number, _words(text, quote)) for quote in answers)
        cues = [_cues(line.quotes) for line in (gold_line, answer_line)]
        cues_asked, cues_given = cues_asked + len(cues[0]), cues_given + len(cues[1])
        cues_right += _met_once(*cues)
    return QuoteScores(
        documents=count,
        content=measure(asked, given, found),
        exact=measure_counts(exact_asked, exact_given),
        cue=measure(cues_asked, cues_given, cues_right),
        found=found,
        speaker=ratio(speakers, found),
        named=named,
        speaker_named=ratio(named_right, named),
        kind=ratio(kinds_right, kinds_known),
        kinds={
            kind: KindScore(all_of, met, ratio(met, all_of), ratio(right, met))
            for kind, (all_of, met, right) in sorted(of_kind.items(), key=lambda item: _KINDS.index(item[0]))
        },
    )


def _with_content(line: QuoteLine) -> list[Quote]:
    return [quote for quote in line.quotes if quote.content]


def _reach(spans: Sequence[Span]) -> Span:
    return spans[0][0], spans[-1][1]


def _meet(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(overlap(one, other) for one in a for other in b)


def _words(text: str, quote: Quote) -> tuple[Span, ...]:
    """The content's pieces without what is idle at their ends and without a leading « que »; empty ones left out."""
    pieces: list[Span] = []
    for number, (start, end) in enumerate(quote.content):
        start, end = _trim(text, start, end)
        lead = _LEAD.match(text, start, end) if number == 0 else None
        if lead is not None:
            start, end = _trim(text, lead.end(), end)
        if start < end:
            pieces.append((start, end))
    return tuple(pieces)


def _trim(text: str, start: int, end: int) -> Span:
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start] in _IDLE:
        start += 1
    while start < end and text[end - 1] in _IDLE:
        end -= 1
    return start, end


def _cues(quotes: Sequence[Quote]) -> list[tuple[Span, ...]]:
    return list(dict.fromkeys(tuple(quote.cue) for quote in quotes if quote.cue))


def _met_once(asked: Sequence[tuple[Span, ...]], given: Sequence[tuple[Span, ...]]) -> int:
    """How many cues meet one of the other side, each once, in text order."""
    free = list(given)
    met = 0
    for cue in asked:
        other = next((candidate for candidate in free if _meet(cue, candidate)), None)
        if other is not None:
            free.remove(other)
            met += 1
    return met
