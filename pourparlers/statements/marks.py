"""Quotation marks on the raw text, above the sentence: which words stand between marks.

Knows « » “ ” „ " and '' ``, nested marks, quotations over several paragraphs (with the mark opened again at each),
quotations never closed (they end with their paragraph) and single marks where they are no apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..record import Insertion, Span

_OPEN = {"«": "«", "“": "“", "„": "“", "‘": "‘", "``": '"', "‹": "‹"}
_CLOSE = {"»": "«", "”": "“", "’": "‘", "›": "‹"}
_MARK = re.compile(r"\"\"?|[«»“”„‟‘’'‹›]|``")
_BRACKET = re.compile(r"\[([^\[\]\n]{1,80})\]")
_BEFORE_OPENING = frozenset("([{-–—:/«“„‘\"'*")
_SENTENCE = re.compile(r"[.!?…](?=\s)")
_REOPENED = {"«": ("«", "»"), "“": ("“", "„"), '"': ('""', '"', "``", "''"), "‘": ("‘",), "‹": ("‹",)}
_DEEPEST = 6


@dataclass(slots=True)
class Quote:
    """A quotation: ``parts`` are the spans between its marks, one a paragraph; ``start``/``end`` include the marks."""

    start: int
    end: int
    parts: list[Span]
    level: int = 0
    marks: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    family: str
    start: int
    inner: int
    parts: list[Span] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)


def find_quotes(text: str, paragraphs: list[Span]) -> list[Quote]:
    """The quotations of ``text``, outer ones before those nested in them, by start. Linear in the text."""
    done: list[Quote] = []
    stack: list[_Open] = []
    for number, span in enumerate(paragraphs):
        start = _reopen(text, span, stack)
        _scan(text, (start, span[1]), stack, done)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        _end_paragraph(text, span, following, stack, done)
    done.sort(key=lambda quote: (quote.start, -quote.end))
    ends: list[int] = []
    for quote in done:
        while ends and ends[-1] <= quote.start:
            ends.pop()
        quote.level = len(ends)
        ends.append(quote.end)
    return done


def _reopen(text: str, span: Span, stack: list[_Open]) -> int:
    """Continue open quotations in a new paragraph; returns where scanning begins (after marks opened again)."""
    position = span[0]
    for quote in stack:
        for mark in _REOPENED[quote.family]:
            if text.startswith(mark, position):
                quote.marks.append((position, position + len(mark)))
                position += len(mark)
                break
        quote.inner = position
    return position


def _scan(text: str, span: Span, stack: list[_Open], done: list[Quote]) -> None:
    position = span[0]
    while (match := _MARK.search(text, position, span[1])) is not None:
        at, end = match.span()
        mark = match.group()
        if mark == "'" and text.startswith("''", at) and end < span[1]:
            mark, end = "''", at + 2
        position = end
        mark = '"' if mark == '""' else mark  # doubled by an export
        kind, family = _kind(text, mark, at, end, span, stack)
        if kind == "reopen":
            _give_up(text, at, stack, done)
            kind = "open"
        if kind == "open" and len(stack) < _DEEPEST:
            stack.append(_Open(family, at, end, marks=[(at, end)]))
        elif kind == "close":
            _close(at, end, family, stack, done)


def _kind(text: str, mark: str, at: int, end: int, span: Span, stack: list[_Open]) -> tuple[str, str]:
    """Whether a mark opens, closes, or is none ("") – and of which family it is."""
    before = text[at - 1] if at > span[0] else " "
    after = text[end] if end < span[1] else " "
    may_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and after not in ",.;:!?)"
    may_close = not before.isspace() and not after.isalnum()
    if mark in ('"', "''", "‟"):
        is_open = any(quote.family == '"' for quote in stack)
        if may_close and not may_open and stack and stack[-1].family == "“":
            return "close", "“"  # opened curly, closed straight
        if not is_open:
            return ("", "") if may_close and not may_open else ("open", '"')
        if may_open and not may_close:
            return ("reopen" if stack[-1].family == '"' else "open"), '"'
        return "close", '"'
    if mark in ("'", "’", "‘"):
        return _single(mark, before, after, may_open, may_close, stack)
    if mark == "“" and any(quote.family == "“" and text[quote.start] == "„" for quote in stack):
        return "close", "“"
    if mark in "“”" and may_close and not may_open and stack and stack[-1].family in ('"', "“"):
        return "close", stack[-1].family  # opened straight, closed curly; or the opening mark typed twice
    if mark in _OPEN:
        return "open", _OPEN[mark]
    return "close", _CLOSE[mark]


def _single(mark: str, before: str, after: str, may_open: bool, may_close: bool, stack: list[_Open]) -> tuple[str, str]:
    is_open = any(quote.family == "‘" for quote in stack)
    if mark == "‘" or (mark == "'" and may_open and not is_open):
        return ("open", "‘") if may_open and not is_open and (after.isalpha() or after == "[") else ("", "")
    # A plural possessive (workers' rights) is no closing mark.
    ends_phrase = before in ".,!?…" or not after.isspace() or before.lower() != "s"
    return ("close", "‘") if is_open and may_close and ends_phrase else ("", "")


def _close(at: int, end: int, family: str, stack: list[_Open], done: list[Quote]) -> None:
    if not any(quote.family == family for quote in stack):
        return
    while stack:
        quote = stack.pop()
        closed = quote.family == family
        if closed or quote.family != "‘":
            quote.parts.append((quote.inner, at))
            if closed:
                quote.marks.append((at, end))
            done.append(Quote(quote.start, end if closed else at, quote.parts, marks=quote.marks))
        if closed:
            return


def _give_up(text: str, at: int, stack: list[_Open], done: list[Quote]) -> None:
    """A mark that can only open, while one of its family is open: that one was never closed and had one sentence."""
    quote = stack.pop()
    sentence = _SENTENCE.search(text, quote.inner, at)
    end = sentence.end() if sentence else at
    quote.parts.append((quote.inner, end))
    done.append(Quote(quote.start, end, quote.parts, marks=quote.marks))


def _end_paragraph(text: str, span: Span, following: Span | None, stack: list[_Open], done: list[Quote]) -> None:
    """At the end of a paragraph an open quotation goes on only if the next paragraph shows it does."""
    stack[:] = [quote for quote in stack if quote.family != "‘"]
    position = following[0] if following else 0
    goes_on = True
    kept: list[_Open] = []
    for quote in stack:
        mark = next((m for m in _REOPENED[quote.family] if following and text.startswith(m, position)), None)
        shown = mark is not None or (following is not None and _closes_first(text, following, quote.family))
        goes_on = goes_on and shown
        quote.parts.append((quote.inner, span[1]))
        if goes_on:
            kept.append(quote)
            position += len(mark or "")
        else:
            done.append(Quote(quote.start, span[1], quote.parts, marks=quote.marks))
    stack[:] = kept


def _closes_first(text: str, span: Span, family: str) -> bool:
    """Whether the first mark of an unambiguous family in a paragraph is a closing one."""
    if family not in "«“":
        return False
    opening, closing = ("«", "»") if family == "«" else ("“", "”")
    at = text.find(closing, *span)
    return at >= 0 and text.find(opening, span[0], at) < 0


def trim(text: str, span: Span, closing: str = ",;:") -> Span:
    """``span`` without white space at its ends and without a comma, colon or semicolon at its end."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in closing):
        end -= 1
    return start, end


def insertions(text: str, content: list[Span]) -> list[Insertion]:
    """The editor's words in square brackets within ``content``; a cut marked « [...] » inserts nothing."""
    found: list[Insertion] = []
    for start, end in content:
        for match in _BRACKET.finditer(text, start, end):
            inner = match.group(1).strip()
            if any(character.isalnum() for character in inner):
                found.append(Insertion(span=match.span(), text=inner))
    return found
