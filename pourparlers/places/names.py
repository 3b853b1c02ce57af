"""Words that may name a place, with all that they may stand for: names, adjectives of nationality, short forms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..languages.tokens import Parse, Sentence, Token
from ..record import Span
from .entries import Entry
from .folding import WORD, fold_name, fold_word
from .gazetteer import Gazetteer

# Names of the tables have at most so many words, those of towns so many.
_MOST_WORDS, _TOWN_WORDS = 8, 5
_JOINS = frozenset(" -'’‑–.,\u00a0\u202f\n")
Kind = Literal["name", "adjective", "short"]
_Word = tuple[int, int, str]


@dataclass(slots=True)
class Candidate:
    """A name in the text: ``entries`` is narrowed by resolution; ``told`` when the text says where it lies ("X, Y")."""

    span: Span
    sentence: Sentence
    tokens: list[Token]
    key: str
    entries: list[Entry]
    kind: Kind = "name"
    told: bool = False


def candidates_of(parse: Parse, gazetteer: Gazetteer) -> list[Candidate]:
    """All of a document, in text order, none overlapping: the longest name first, names before adjectives."""
    return [candidate for sentence in parse.sentences for candidate in _in_sentence(parse, sentence, gazetteer)]


def _in_sentence(parse: Parse, sentence: Sentence, gazetteer: Gazetteer) -> list[Candidate]:
    text = parse.text[sentence.start : sentence.end]
    words = [(m.start(), m.end(), fold_word(m[0])) for m in WORD.finditer(text)]
    found: list[Candidate] = []
    index = 0
    while index < len(words):
        size, entries, kind = _longest(words, index, text, gazetteer)
        if not size:
            index += 1
            continue
        start, end = words[index][0], words[index + size - 1][1]
        end += _final_stop(text, start, end)
        key = " ".join(word[2] for word in words[index : index + size])
        found.append(_candidate(sentence, start, end, key, entries, kind))
        index += size
        short = gazetteer.short.match(text, end) if kind == "name" else None
        if short is not None and key + " " + fold_name(short[1]) in gazetteer.names:
            short = None  # "Washington, D.C." is one name
        if short is not None:
            states = gazetteer.states[short[1]]
            found.append(_candidate(sentence, short.start(1), short.end(1), short[1].lower(), states, "short"))
            while index < len(words) and words[index][0] < short.end(1):
                index += 1
    return [candidate for candidate in found if candidate.tokens]


def _candidate(sentence: Sentence, start: int, end: int, key: str, entries: list[Entry], kind: Kind) -> Candidate:
    start, end = sentence.start + start, sentence.start + end
    return Candidate((start, end), sentence, tokens_of(sentence, start, end), key, list(entries), kind)


def tokens_of(sentence: Sentence, start: int, end: int) -> list[Token]:
    """The tokens of ``sentence`` that share a code point with ``start`` to ``end``."""
    first = sentence.token_at(start) or sentence.token_at(end - 1)
    if first is None:
        return []
    last = first.i
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].start < end:
        last += 1
    return sentence.tokens[first.i : last + 1]


def _final_stop(text: str, start: int, end: int) -> int:
    """1 when the full stop after "U.S" or "Washington, D.C" belongs to the name."""
    return 1 if end - start > 2 and text[end - 2] == "." and text[end : end + 1] == "." else 0


def _longest(words: list[_Word], index: int, text: str, gazetteer: Gazetteer) -> tuple[int, list[Entry], Kind]:
    first = words[index]
    capital = text[first[0]].isupper()
    most = min(gazetteer.longest.get(first[2], 0), _MOST_WORDS)
    most = min(max(most, _TOWN_WORDS) if capital else most, len(words) - index)
    for size in range(most, 0, -1):
        run = words[index : index + size]
        if not (capital or (size > 1 and text[run[-1][0]].isupper())) or not _joined(run, text):
            continue
        key = " ".join(word[2] for word in run)
        entries = gazetteer.find(key)
        if size == 1 and key in gazetteer.adjectives and all(entry.level > 1 for entry in entries):
            continue  # the "Canadian Press" is not that of Canadian, Texas
        small = len(key) <= 2 or key in gazetteer.capitals
        if entries and not (small and not text[run[0][0] : run[-1][1]].isupper()):
            return size, entries, "name"
    for size in (2, 1):
        run = words[index : index + size]
        entries = gazetteer.adjectives.get(" ".join(word[2] for word in run), [])
        if len(run) == size and entries and capital == (gazetteer.language == "en") and _joined(run, text):
            return size, entries, "adjective"
    return 0, [], "name"


def _joined(run: list[_Word], text: str) -> bool:
    """True when only blanks, hyphens, apostrophes and the like part the words of a name."""
    return all(b[0] - a[1] <= 2 and all(c in _JOINS for c in text[a[1] : b[0]]) for a, b in pairwise(run))
