"""Comma-separated values that every reader agrees on (RFC 4180, UTF-8, line ends of one character).

No field holds a tab, a line break or another control character: white space is made one space, so that readers that
split lines first (R's ``readr``, ``cut``) see the same rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from .shapes import Field

_SPACE = re.compile(r"\s+")
# Controls, the separators of lines that some readers break at, and what only marks the direction of writing.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
BETWEEN = "; "


def cell(value: object) -> str:
    """A value as the text of a cell: truth as 1 and 0, nothing as the empty cell, lists with ``; `` between."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (list, tuple)):
        # A member that holds the separator would come back as two.
        return BETWEEN.join(clean(str(member)).replace(BETWEEN, ", ") for member in value)
    return clean(str(value))


def clean(text: str) -> str:
    """``text`` on one line, without control characters."""
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()


def write_table(target: BinaryIO, fields: Sequence[Field], rows: Iterable[Sequence[object]]) -> int:
    """Write head and rows; gives the number of rows."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(field.name for field in fields)
        count = 0
        for row in rows:
            writer.writerow([cell(value) for value in row])
            count += 1
        return count
    finally:
        text.flush()
        text.detach()
