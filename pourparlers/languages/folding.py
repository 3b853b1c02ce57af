"""Folding words for look-up: without case, accents and joiners, in any script.

Folding loses offsets on purpose: it makes keys, never text that is shown or sliced.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Apostrophes, primes, hyphens and dashes: what joins or parts words, as the world's keyboards write it.
_JOINERS = frozenset("'`´’‘‛ʼʻ′＇-‐‑‒–—―−﹣－_")


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _JOINERS:
        return " "
    plain = []
    for base in unicodedata.normalize("NFKD", character):
        if unicodedata.category(base)[0] == "L" and not base.isascii():
            plain.append(str(anyascii(base)))
        elif not unicodedata.combining(base):
            plain.append(base)
    return "".join(" " if c in _JOINERS else c for c in "".join(plain).lower())


def fold(text: str) -> str:
    """``text`` as a look-up key: lower case, no accents, joiners as spaces, single spaces (« l'Élysée » → "l elysee").

    Letters of other scripts are transliterated (Путин → "putin"); full stops stay ("u.s.").
    """
    if text.isascii():
        folded = text.lower().replace("'", " ").replace("-", " ").replace("`", " ").replace("_", " ")
    else:
        folded = "".join(map(_fold_character, text))
    return " ".join(folded.split())
