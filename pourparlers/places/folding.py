"""Names of places as keys: without case, accents, hyphens and apostrophes."""

from __future__ import annotations

import functools
import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ð": "d", "þ": "th"})


@functools.lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """A word in lower case without accents; an ASCII spelling of the letters that keep none (ł, ø, ß)."""
    if word.isascii():
        return word.lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


def fold_name(name: str) -> str:
    """The words of a name, folded, with single blanks between: hyphens and apostrophes part words."""
    if name.isascii():
        return name.lower() if name.isalpha() else " ".join(WORD.findall(name.lower()))
    return " ".join(fold_word(word) for word in WORD.findall(name))
