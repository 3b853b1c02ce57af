"""A report's text with its actors, event triggers and statements marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from rich.text import Text

from ..record import Record, Span
from .safe import visible

Mark = Literal["statement", "trigger", "actor"]
# In the order of laying on: a later style goes over an earlier one.
_ORDER: tuple[Mark, ...] = ("statement", "trigger", "actor")
# Where no styles can be shown, signs stand around the words.
SIGNS: dict[Mark, tuple[str, str]] = {"statement": ("⌈", "⌋"), "trigger": ("*", "*"), "actor": ("‹", "›")}


def spans_of(record: Record) -> dict[Mark, list[Span]]:
    """What is to be marked in the text of ``record``: each mark's spans, merged where they touch, in text order."""
    actors: list[Span] = []
    triggers: list[Span] = []
    statements: list[Span] = []
    for event in record.events:
        triggers += event.trigger
        for entity in (*event.actor, *event.recipient):
            actors += entity.spans
    for contact in record.contacts:
        for party in contact.parties:
            actors += party.spans
    for statement in record.statements:
        statements += statement.content
        for person in (statement.speaker, statement.addressee):
            if person is not None:
                actors += person.spans
    length = len(record.text)
    return {
        "statement": _merged(statements, length),
        "trigger": _merged(triggers, length),
        "actor": _merged(actors, length),
    }


def _merged(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans clipped to the text, sorted, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def marked(record: Record, plain: bool) -> Iterator[Text]:
    """The report's paragraphs, marked: by styles, or by the ``SIGNS`` when ``plain``."""
    marks = spans_of(record)
    shown = visible(record.text)
    text = _signed(shown, marks) if plain else _styled(shown, marks)
    for paragraph in text.split("\n", allow_blank=False):
        if paragraph.plain.strip():
            paragraph.rstrip()
            yield paragraph


def _styled(shown: str, marks: dict[Mark, list[Span]]) -> Text:
    text = Text(shown)
    for mark in _ORDER:
        for start, end in marks[mark]:
            text.stylize(mark, start, end)
    return text


def _signed(shown: str, marks: dict[Mark, list[Span]]) -> Text:
    """The text with signs put in: closing before opening, the inner mark's sign nearest to the words."""
    signs: dict[int, tuple[list[str], list[str]]] = {}
    for mark in _ORDER:
        for start, end in marks[mark]:
            signs.setdefault(start, ([], []))[1].append(SIGNS[mark][0])
            signs.setdefault(end, ([], []))[0].insert(0, SIGNS[mark][1])
    pieces: list[str] = []
    at = 0
    for offset in sorted(signs):
        closing, opening = signs[offset]
        pieces += [shown[at:offset], *closing, *opening]
        at = offset
    return Text("".join([*pieces, shown[at:]]))


def legend(plain: bool) -> Text:
    """What the marks mean, in the marks themselves."""
    names: dict[Mark, str] = {"actor": "actor", "trigger": "words that tell an event", "statement": "something said"}
    text = Text("Marked: ", style="label" if not plain else "")
    for number, (mark, name) in enumerate(names.items()):
        if number:
            text.append(" · ")
        before, after = SIGNS[mark] if plain else ("", "")
        text.append(f"{before}{name}{after}", style="" if plain else mark)
    return text
