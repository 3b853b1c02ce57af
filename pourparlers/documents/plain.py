"""Words of the world made safe to print in one line: no terminal sequences, no line ends, no reversed text."""

from __future__ import annotations

import unicodedata

# Cc: control characters; Cf: bidi overrides and other invisible marks; Cs: lone surrogates (file names that are no
# UTF-8); Zl, Zp: line and paragraph separators; Co, Cn: nothing a terminal can be trusted with.
_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))


def is_unsafe(char: str) -> bool:
    """Whether a terminal could act on ``char``, or show nothing for it."""
    return not (char.isascii() and char.isprintable()) and unicodedata.category(char) in _UNSAFE


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def printable(words: object, limit: int = 120) -> str:
    """``words`` on one line with control and bidi characters escaped (``\\x1b``), cut to ``limit`` code points."""
    text = str(words)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return "".join(_escape(char) if is_unsafe(char) else char for char in text)
