"""Answering a file of marked pairs: which event type relates the two parties of each line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ..documents import iter_items
from ..errors import InputError
from ..record import Span
from ..relating import Pair, relate
from .batch import one_by_one, work_through

# So many pairs are handed to the model together: enough to sort them into batches of like length.
CHUNK = 512
_WHAT = "the line"


class Question(msgspec.Struct):
    """A line of ``relations.<language>.jsonl`` without its answer; further fields are passed over."""

    id: str
    text: str
    actor: list[Span]
    recipient: list[Span]
    language: str | None = None

    @property
    def pair(self) -> Pair:
        """The pair as the model takes it."""
        return Pair(self.text, tuple(self.actor), tuple(self.recipient), self.language)


class Line(msgspec.Struct):
    """A line of answers."""

    id: str
    event: str
    mode: str | None
    confidence: float
    why: str


def relate_file(source: str, output: str, plover: bool) -> tuple[int, int]:
    """Answers the JSON lines of ``source`` to ``output`` (``-``: the pipes): how many were answered, how many skipped.

    With ``plover`` the events are PLOVER's 16 types, else CONCEDE and RETREAT are given as YIELD. Raises InputError
    before anything is answered when the source cannot be read or the output not be written, and when it has no line.
    """

    def answers(questions: list[Question]) -> list[bytes]:
        found = relate([question.pair for question in questions])
        return [
            msgspec.json.encode(
                Line(question.id, a.event if plover else a.label, a.mode, round(a.confidence, 3), a.why)
            )
            for question, a in zip(questions, found, strict=True)
        ]

    return work_through(
        source,
        output,
        read_questions(source),
        lambda questions: one_by_one(questions, answers),
        chunk=CHUNK,
        verb="relating",
        empty="no line: give one JSON object with id, text, actor and recipient a line",
    )


def read_questions(source: str) -> Iterator[tuple[int, Question | InputError]]:
    """Each line's number with its question, or with the reason why it is none; raises like ``iter_items``."""
    return iter_items(source, _WHAT, question_of)


def question_of(value: Any) -> Question:
    """The question of a decoded JSON value. Raises InputError when a field is missing or a span is none of the text."""
    try:
        question = msgspec.convert(value, Question)
    except msgspec.ValidationError as error:
        raise InputError(
            f'{_WHAT} is not a marked pair ({error}): give {{"id", "text", "actor": [[start, end]], "recipient": […]}}'
        ) from None
    if not question.actor and not question.recipient:
        raise InputError(f"{_WHAT} marks nobody: give at least one span of an actor or a recipient")
    for start, end in (*question.actor, *question.recipient):
        if not 0 <= start < end <= len(question.text):
            raise InputError(
                f"the span [{start}, {end}] is none of a text of {len(question.text)} code points: "
                "give [start, end) offsets with start < end"
            )
    return question
