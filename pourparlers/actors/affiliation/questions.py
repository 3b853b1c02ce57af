"""What the affiliation model is asked about a person: the sentences around the name, and who may be meant there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tokenizers import Encoding, Tokenizer

from ...encoder import Symbols
from ...languages.tokens import Parse, Sentence
from ...record import Span
from ..spots import Lexicon, Spots

# What a candidate's words are. The order is that of the model's inputs.
KINDS = ("state", "capital", "body", "demonym", "town", "group")
# The longest input in tokens, and how many of them at most stand before the name and behind it.
LIMIT = 72
_BEHIND = 32
# Text farther from the name than this many code points is not read at all.
_REACH = 400
# More candidates than this are not weighed: the nearest to the name are.
_MOST = 24


class Candidate(NamedTuple):
    """Words that name a country or an organisation with a code: code points ``[start, end)`` of the document."""

    start: int
    end: int
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Question:
    """``person`` and ``candidates`` are code-point offsets into ``text``, ``window`` is the part of it that is read."""

    text: str
    window: Span
    person: Span
    candidates: tuple[Candidate, ...]


def candidates_in(sentence: Sentence, spots: Spots, lex: Lexicon) -> list[Candidate]:
    """The states, capitals, bodies, nationalities, towns and armed groups of a sentence, none overlapping."""
    found: list[Candidate] = []
    taken: set[int] = set()

    def add(first: int, last: int, country: str | None, kind: str) -> None:
        if country is not None and taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            found.append(Candidate(sentence.tokens[first].start, sentence.tokens[last - 1].end, country, kind))

    for first, (name, last) in sorted(spots.names.items(), key=lambda spot: spot[0] - spot[1][1]):
        if name.town:
            kind = "town"
        elif name.metonym:
            kind = "capital"
        else:
            kind = name.kind if name.kind in ("state", "group") else "body"
        add(first, last, name.country, kind)
    for first, (country, last) in spots.demonyms.items():
        add(first, last, country, "demonym")
    for first, (name, last) in spots.towns.items():
        add(first, last, name.country, "town")
    for token in sentence.tokens:
        if token.lower in lex.wording.of_union:
            add(token.i, token.i + 1, "EUR", "demonym")
    return sorted(found)


def question_of(
    parse: Parse, candidates: Sequence[Sequence[Candidate]], sentence: int, person: Span, without: Sequence[Span] = ()
) -> Question:
    """The question about ``person``, named in ``sentence``: that sentence is read with its neighbours.

    ``candidates`` are those of each sentence. What overlaps the name is none, nor is what stands in ``without``.
    """
    first, last = max(0, sentence - 1), min(len(parse.sentences), sentence + 2)
    start = max(parse.sentences[first].start, person[0] - _REACH)
    end = min(parse.sentences[last - 1].end, person[1] + _REACH)
    near = [
        candidate
        for some in candidates[first:last]
        for candidate in some
        if start <= candidate.start
        and candidate.end <= end
        and not any(candidate.start < end and start < candidate.end for start, end in (person, *without))
    ]
    if len(near) > _MOST:
        near = sorted(sorted(near, key=lambda c: min(abs(c.end - person[0]), abs(c.start - person[1])))[:_MOST])
    return Question(parse.text, (start, end), person, tuple(near))


@dataclass(frozen=True, slots=True)
class Encoded:
    """A question as the encoder reads it: token ids, the place of the mark before the name, and of each candidate the
    tokens ``[first, last)``; candidates that the input has no room for are left out."""

    ids: list[int]
    mark: int
    candidates: list[tuple[int, int, Candidate]]


def encode(questions: Sequence[Question], tokenizer: Tokenizer, symbols: Symbols) -> list[Encoded]:
    """Each question as token ids, at most ``LIMIT``, with the actor's marks about the name. The text never reaches
    the marks: what looks like a mark in it stays text."""
    cuts = [(q.window[0], q.person[0], q.person[1], q.window[1]) for q in questions]
    texts = [q.text[a:b] for q, c in zip(questions, cuts, strict=True) for a, b in pairwise(c)]
    pieces = iter(tokenizer.encode_batch(texts, add_special_tokens=False))
    return [_encoded(q, c, [next(pieces) for _ in range(3)], symbols) for q, c in zip(questions, cuts, strict=True)]


def _encoded(question: Question, cuts: tuple[int, ...], parts: list[Encoding], symbols: Symbols) -> Encoded:
    before, name, behind = (
        [(i, at + start, at + end) for i, (start, end) in zip(part.ids, part.offsets, strict=True)]
        for part, at in zip(parts, cuts, strict=False)
    )
    name = name[: LIMIT // 3]
    room = LIMIT - 4 - len(name)
    behind = behind[: max(_BEHIND, room - len(before))]
    before = before[max(0, len(before) - (room - len(behind))) :]
    tokens = [
        (symbols.start, -1, -1), *before, (symbols.actor, -1, -1), *name, (symbols.actor_end, -1, -1), *behind,
        (symbols.end, -1, -1),
    ]  # fmt: skip
    placed: list[tuple[int, int, Candidate]] = []
    for candidate in question.candidates:
        over = [i for i, (_, start, end) in enumerate(tokens) if start < candidate.end and candidate.start < end]
        if over:
            placed.append((over[0], over[-1] + 1, candidate))
    return Encoded([i for i, _, _ in tokens], len(before) + 1, placed)
