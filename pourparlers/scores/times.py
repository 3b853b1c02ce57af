"""Time expressions by TempEval-3's measures: are the words found, and is their TIMEX3 value right?

A gold line is ``{"id", "text", "times": [{"span": [s, e], "type": "DATE", "value": "2022-05-13"}]}`` with spans in code
points of ``text``; an answer is such a line or a record as ``pourparlers code`` writes it.

* ``strict``: expressions whose span is that of the gold.
* ``relaxed``: expressions that overlap one of the gold; each is matched once, with the one that it shares most with.
* ``value``, ``type``: of the matches of ``relaxed``, those with the gold's value (as a string) or type are right;
  ``value.f1`` is TempEval-3's value F1. ``value_accuracy`` is the share of the matches whose value is right.

UzZaman, Llorens, Derczynski, Allen, Verhagen and Pustejovsky: SemEval-2013 Task 1, TempEval-3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from ..record import Record, Span
from .measures import Measure, measure, ratio
from .spans import match_spans


class TimeMark(msgspec.Struct):
    """One time expression of a line; further fields are passed over."""

    span: Span
    value: str | None = None
    type: str | None = None


class TimeLine(msgspec.Struct):
    """One document's time expressions; further fields are passed over."""

    id: str
    times: list[TimeMark]


class TimeScores(msgspec.Struct, frozen=True):
    """What ``score_times`` finds over all documents; see the module."""

    documents: int
    strict: Measure
    relaxed: Measure
    value: Measure
    type: Measure
    value_accuracy: float


def line_of(value: Any) -> TimeLine:
    """The line of a decoded JSON value (a gold line or a record), or of a Record.

    Raises msgspec.ValidationError when the value has no ``id`` or no ``times``.
    """
    if isinstance(value, Record):
        return TimeLine(value.id, [TimeMark(time.span, time.value, time.type) for time in value.times])
    return msgspec.convert(value, TimeLine)


def score_times(lines: Iterable[tuple[TimeLine, TimeLine]]) -> TimeScores:
    """The scores of the answers, over (gold line, answer) of each document."""
    documents = asked = given = exact = matched = valued = typed = 0
    for gold, answer in lines:
        documents += 1
        asked += len(gold.times)
        given += len(answer.times)
        exact += len({time.span for time in gold.times} & {time.span for time in answer.times})
        for one, other in match_spans([time.span for time in gold.times], [time.span for time in answer.times]):
            matched += 1
            valued += gold.times[one].value == answer.times[other].value
            typed += gold.times[one].type == answer.times[other].type
    return TimeScores(
        documents,
        measure(asked, given, exact),
        measure(asked, given, matched),
        measure(asked, given, valued),
        measure(asked, given, typed),
        ratio(valued, matched),
    )
