"""Lines of communication held against those that people put together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..documents import iter_values, printable
from ..errors import InputError
from ..ledger import Ledger
from ..record import Record
from ..scores.lines import GoldLine, LineScores, score_lines
from .scoring import converted

_WHAT = "the line"
_SHAPE = '{"pair": ["RUS", "USA"], "contacts": [{"documents": ["…"]}]}'


def score_line_files(gold: str, answers: str) -> LineScores:
    """The scores of ``answers`` on the lines of ``gold``: JSON lines, or what ``lines --json`` printed.

    ``answers`` holds lines too, or the records of documents, which are put into a ledger of their own. Raises
    InputError, with file and line, for whatever is neither.
    """
    wanted = [_line(value, where) for where, value in _values(gold)]
    given: list[GoldLine] = []
    records: list[Record] = []
    for where, value in _values(answers):
        if isinstance(value, dict) and "text" in value:
            records.append(_record(value, where))
        else:
            given.append(_line(value, where))
    return score_lines(((line.pair, line.contacts) for line in wanted), [*_kept(records), *_told(given)])


def _told(lines: list[GoldLine]) -> Iterator[tuple[Any, Any]]:
    for line in lines:
        yield line.pair, line.contacts


def _kept(records: list[Record]) -> Iterator[tuple[Any, Any]]:
    """The lines of a ledger that holds the records and nothing else."""
    if not records:
        return
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
        ledger.add_many(records)
        found = ledger.lines()
    for line in found:
        yield line.pair, line.contacts


def _values(source: str) -> Iterator[tuple[str, Any]]:
    """The objects of a file with where they stand; a list on one line gives each of its members."""
    name = "standard input" if source == "-" else printable(source)
    found = False
    for number, value in iter_values(source, _WHAT):
        where = f"{name}, line {number}"
        if isinstance(value, InputError):
            raise type(value)(f"{where}: {value}")
        for member in value if isinstance(value, list) else [value]:
            found = True
            yield where, member
    if not found:
        raise InputError(f"{name} holds no line: give {_SHAPE}")


def _line(value: Any, where: str) -> GoldLine:
    return converted(lambda: msgspec.convert(value, GoldLine), _SHAPE, where)


def _record(value: Any, where: str) -> Record:
    return converted(lambda: msgspec.convert(value, Record), "the records that `pourparlers code` writes", where)
