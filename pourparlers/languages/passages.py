"""Cutting a text into passages for the parser, without moving a character.

A passage is a paragraph: the lines up to a line break, except that a break inside a sentence (a text wrapped at a
fixed width) does not cut. The parser gets a copy of the same length in which typographic marks are plain.
"""

from __future__ import annotations

import re

from ..record import Span

# One character for one character, so that offsets stay those of the text as given. Guillemets are kept: the French
# model knows them. Surrogates and control characters would make the parser fail.
_PLAIN = str.maketrans(
    {
        "’": "'", "ʼ": "'", "‘": "'", "′": "'", "＇": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200a": " ", "\u3000": " ", "\u00ad": "-",
        "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\ufeff": " ",
        "\u200e": " ", "\u200f": " ", "\u202a": " ", "\u202b": " ", "\u202c": " ", "\u202d": " ", "\u202e": " ",
        "\u2066": " ", "\u2067": " ", "\u2068": " ", "\u2069": " ",
    }
)  # fmt: skip
_UNPARSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_SENTENCE_END = re.compile(r"[.!?:;…»”\"]\s*$")
_GIANT_WORD = re.compile(r"\S{120,}")

# The parser's memory grows with the length of a passage; no paragraph of a report is this long.
LONGEST_PASSAGE = 6_000


def plain(text: str) -> str:
    """A copy of the same length for the parser: plain apostrophes, quotation marks and spaces, nothing unparsable.

    Words of 120 characters and more (addresses, encoded data) are blanked: they are no words, and slow.
    """
    copy = _UNPARSABLE.sub(" ", text.translate(_PLAIN))
    return _GIANT_WORD.sub(lambda match: " " * len(match.group()), copy)


def split_paragraphs(text: str) -> list[Span]:
    """The spans of the paragraphs of ``text``, without the white space around them, in order."""
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            lines.append((start, end))
    joined: list[Span] = []
    for start, end in lines:
        if joined and _continues(text, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [piece for span in joined for piece in _bounded(text, span)]


def _continues(text: str, before: Span, start: int) -> bool:
    """True when the line at ``start`` goes on with the sentence of the line before it (wrapped text)."""
    gap = text[before[1] : start]
    single_break = gap.count("\n") + gap.count("\r") - gap.count("\r\n") <= 1
    if not single_break or not text[start].islower():
        return False
    return before[1] - before[0] >= 40 and _SENTENCE_END.search(text[max(before[0], before[1] - 4) : before[1]]) is None


def _bounded(text: str, span: Span) -> list[Span]:
    start, end = span
    pieces: list[Span] = []
    while end - start > LONGEST_PASSAGE:
        window = text[start : start + LONGEST_PASSAGE]
        cut = max(window.rfind(". "), window.rfind("! "), window.rfind("? "))
        if cut < LONGEST_PASSAGE // 2:
            cut = window.rfind(" ")
        cut = LONGEST_PASSAGE if cut < LONGEST_PASSAGE // 2 else cut + 1
        pieces.append((start, start + cut))
        start += cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces
