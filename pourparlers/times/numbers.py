"""Small numbers as reports write them: in digits, in words, and the round ones ("a dozen", « une dizaine »)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SPLIT = re.compile(r"[\s-]+")


def read_number(words: str, table: Mapping[str, float]) -> float | None:
    """The value of ``words`` (folded text) by the language's ``table``, or None.

    Words add up, except that a hundred or a thousand multiplies what stands before it; joining words (« et », "and")
    count nothing.
    """
    plain = words.strip().replace(",", ".")
    whole = plain.removesuffix("1/2").strip(" -\n")
    if whole != plain and whole.isdecimal():
        return int(whole) + 0.5
    try:
        return float(plain) if plain[:1].isdecimal() and plain.isascii() else _in_words(words, table)
    except ValueError:
        return None


def _in_words(words: str, table: Mapping[str, float]) -> float | None:
    if words in table:
        return table[words]
    total, current, read = 0.0, 0.0, False
    pieces = [piece for piece in _SPLIT.split(words) if piece]
    index = 0
    while index < len(pieces):
        pair = "-".join(pieces[index : index + 2])
        if index + 1 < len(pieces) and pair in table:
            value, step = table[pair], 2
        elif pieces[index] in table:
            value, step = table[pieces[index]], 1
        else:
            index += 1
            continue
        read = True
        if value >= 1000:
            total, current = total + (current or 1) * value, 0.0
        elif value == 100:
            current = (current or 1) * 100
        else:
            current += value
        index += step
    return total + current if read else None
