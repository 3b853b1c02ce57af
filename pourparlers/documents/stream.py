"""JSON lines as a stream: one document at a time, whatever the size of the file."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from ..errors import InputError
from ..record import Document
from .decode import MAX_BYTES, decode
from .json_documents import document_of_value, parse_json
from .load import open_file

Item = TypeVar("Item")
_WHAT = "the document"


def iter_jsonl(source: str | Path | BinaryIO) -> Iterator[tuple[int, Document | InputError]]:
    """Each line's number (from 1) with its document, or with the reason why it is none; see :func:`iter_values`."""
    return iter_items(source, _WHAT, lambda value: document_of_value(value, _WHAT))


def iter_items(
    source: str | Path | BinaryIO, what: str, item_of: Callable[[Any], Item]
) -> Iterator[tuple[int, Item | InputError]]:
    """Each line's number (from 1) with what ``item_of`` makes of its JSON value, or with the reason why it is none.

    ``item_of`` raises InputError for a value that it cannot take; all else is as in :func:`iter_values`.
    """
    return _items(iter_values(source, what), item_of)


def _items(
    values: Iterator[tuple[int, Any]], item_of: Callable[[Any], Item]
) -> Iterator[tuple[int, Item | InputError]]:
    for number, value in values:
        if not isinstance(value, InputError):
            try:
                value = item_of(value)
            except InputError as error:
                value = error
        yield number, value


def iter_values(source: str | Path | BinaryIO, what: str) -> Iterator[tuple[int, Any]]:
    """Each line's number (from 1) with its JSON value, or with an InputError that says why it has none.

    Blank lines are passed over. ``source`` is a path, ``-`` for standard input, or an open binary file; ``what`` names
    what a line holds. Memory holds one line at a time; a line of more than 10 MB is a bad line. Raises InputError when
    the file cannot be opened, before the first line is asked for.
    """
    if isinstance(source, (str, Path)):
        if str(source) == "-":
            return _values(sys.stdin.buffer, what, close=False)
        return _values(open_file(str(source)), what, close=True)
    return _values(source, what, close=False)


def _values(file: BinaryIO, what: str, close: bool) -> Iterator[tuple[int, Any]]:
    try:
        for number, line in enumerate(_lines(file), 1):
            if line is None:
                yield (
                    number,
                    InputError(f"it is longer than {MAX_BYTES // 1_000_000} MB: split it into its reports"),
                )
                continue
            raw = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            if raw.strip():
                yield number, _value(raw, what)
    finally:
        if close:
            file.close()


def _value(raw: bytes, what: str) -> Any:
    try:
        return parse_json(decode(raw, what), what)
    except InputError as error:
        return error


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of ``file``; None stands for one that is too long, which is skipped and never held whole."""
    while line := file.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = file.readline(1 << 20)
