"""Words of a report made safe for a terminal, code point by code point, so that spans still fit."""

from __future__ import annotations

import re

from ..documents.plain import is_unsafe

# Invisible but honest: soft hyphen, zero-width (non-)joiner and space, word joiner. Joined letters need some of them.
_HARMLESS = frozenset("\u00ad\u200b\u200c\u200d\u2060")
_SUSPECT = re.compile(r"[^\n !-~À-ɏ’‘“”«»–—…]")


def _visible(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in "\t\r\u2028\u2029\x85\x0b\x0c":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if is_unsafe(char) and char not in _HARMLESS else char


def visible(text: str) -> str:
    """``text`` with control characters shown as their pictures (␛) and bidi overrides as �; its length stays."""
    return _SUSPECT.sub(_visible, text)


def one_line(text: str | None, limit: int = 0) -> str:
    """``text`` made visible on one line, runs of white space as one space; with ``limit``, cut to that many characters.

    Not length-preserving: for words shown apart from the report.
    """
    line = " ".join(visible(text or "").split())
    if limit and len(line) > limit:
        cut = line[: limit - 1]
        head, space, _ = cut.rpartition(" ")
        return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:") + "…"
    return line
