"""``pourparlers score times``: gold lines of time expressions held against those of a file, or against ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..record import Document
from ..scores.times import TimeLine, TimeScores, line_of, score_times
from .batch import progress_bar
from .scoring import converted, document_of, matched, read_lines

_TIMES = '{"id": "…", "text": "…", "times": [{"span": [0, 8], "type": "DATE", "value": "2022-05-13"}]}'


def score_times_file(gold: str, answers: str | None) -> TimeScores:
    """As :func:`~.scoring.score_file`, for time expressions."""
    return score_times(_tagged(gold) if answers is None else _given(gold, answers))


def _given(gold: str, answers: str) -> Iterator[tuple[TimeLine, TimeLine]]:
    yield from matched(gold, read_lines(gold, _line), answers, read_lines(answers, _line))


def _tagged(gold: str) -> Iterator[tuple[TimeLine, TimeLine]]:
    """The gold lines with the times that we read in their texts; no event is looked at."""
    from .. import coder

    def line_with_document(value: Any) -> tuple[str, tuple[TimeLine, Document]]:
        id, line = _line(value)
        return id, (line, document_of(value))

    asked = read_lines(gold, line_with_document)
    records = coder.code_batch((document for _, document in asked.values()), ask=None)
    with progress_bar(gold, "reading") as progress:
        for done, ((line, _), record) in enumerate(zip(asked.values(), records, strict=True), 1):
            yield line, line_of(record)
            progress.done(done)


def _line(value: Any) -> tuple[str, TimeLine]:
    line = converted(lambda: line_of(value), _TIMES)
    return line.id, line
