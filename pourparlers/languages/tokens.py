"""What the parser hands on: tokens and sentences with code-point offsets into the document's own text.

The shapes know nothing of the parser behind them, so that a stage can be read, and tested, without spaCy.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(slots=True)
class Token:
    """A word: ``start``/``end`` are offsets into the document's text; ``head`` is an index into the same sentence.

    ``lower`` is the word in lower case with typographic apostrophes and hyphens made plain; ``pos`` and ``dep`` are
    Universal Dependencies labels; ``morph`` a mapping of features (Tense, Number, Gender, VerbForm, ...).
    ``entity`` is the recogniser's label of the name the word belongs to (PER, ORG, LOC, MISC) or "".
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: dict[str, str]
    entity: str = ""
    entity_start: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence with its place: ``index`` in the document, ``paragraph`` number, ``start``/``end`` offsets."""

    index: int
    paragraph: int
    start: int
    end: int
    tokens: list[Token]
    children: list[list[int]] = field(default_factory=list)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers the code point ``offset``, or None."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            token = self.tokens[middle]
            if token.end <= offset:
                low = middle + 1
            elif token.start > offset:
                high = middle
            else:
                return token
        return None


@dataclass(slots=True)
class Parse:
    """A parsed document: ``text`` as given, its sentences in order, and the spans of its paragraphs.

    ``boilerplate`` are paragraphs that are no report at all (feed tags, agency codes); they are not parsed.
    """

    text: str
    language: str
    sentences: list[Sentence]
    paragraphs: list[Span]
    boilerplate: list[Span] = field(default_factory=list)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the code point ``offset``, or None."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            sentence = self.sentences[middle]
            if sentence.end <= offset:
                low = middle + 1
            elif sentence.start > offset:
                high = middle
            else:
                return sentence
        return None
