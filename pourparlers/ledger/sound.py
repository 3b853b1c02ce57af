"""A sound key for names, so that one person written in French and in English is found again.

Newspapers spell foreign names by the ear of their readers (Choïgou, Shoigu). The key brings both to one coarse
spelling. It is no phonetic transcription of either language and is never shown to a reader.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from ..record import Entity

# A name longer than this is no name; cutting keeps hostile input linear and the indexes small.
LONGEST_NAME = 200

# Applied in this order to the plain-ASCII, lower-case word. Upper-case letters are sounds that no later rule touches.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(?:ye|ie)(?=[^aeiouy])", "e"),  # Yeltsin, Eltsine; Iermak, Yermak
        (r"dzh|dj|zh|j", "J"),  # Zhirinovsky, Jirinovski
        (r"tsch|tch|sch|ch|sh", "S"),  # Shoigu, Choïgou; Gorbachev, Gorbatchev
        (r"kh", "k"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"gu(?=[eiy])", "g"),  # Sergueï, Sergei
        (r"qu", "k"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"x", "ks"),
        (r"ou|oo", "u"),  # Poutine, Putin
        (r"oe", "o"),  # Schroeder, Schröder
        (r"[wv]", "f"),  # Lavrov, Lavroff
        (r"y", "i"),
        (r"tz", "ts"),
        (r"(.)\1+", r"\1"),  # doubled letters: Zelenskyy, Raïssi, Guérassimov
        (r"(?<=[^aeiu])e$", ""),  # the silent final e of French: Poutine
    )
)
_WORD = re.compile(r"[a-z0-9]+")
# Words that join the parts of a name in one spelling and are left out in another.
_PARTICLES = frozenset({"al", "el", "de", "du", "da", "of", "the", "le", "la"})


def _ascii(name: str) -> str:
    return str(anyascii(name[:LONGEST_NAME])).lower()


@lru_cache(maxsize=32768)
def sound(word: str) -> str:
    """The key of one word (no spaces) in plain ASCII lower case; a very short word is left as it is."""
    if len(word) < 3:
        return word
    key = word
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key


def plain_words(text: str) -> list[str]:
    """The words of three letters or more, in plain ASCII lower case."""
    return [word for word in _WORD.findall(_ascii(text)) if len(word) > 2 and word not in _PARTICLES]


def name_key(name: str) -> str:
    """The keys of the words of a name, joined by spaces; "" when it holds no letter or digit.

    Particles are dropped unless nothing else is left.
    """
    return _name_key(name[:LONGEST_NAME])


@lru_cache(maxsize=8192)
def _name_key(name: str) -> str:
    words = _WORD.findall(_ascii(name).replace("'", ""))
    kept = [word for word in words if word not in _PARTICLES] or words
    return " ".join(sound(word) for word in kept)


def surname_key(name: str) -> str:
    """The key of the last word of a name: the surname in the usual order."""
    return name_key(name).rpartition(" ")[2]


def is_named(entity: Entity) -> bool:
    """Whether a person is known by name, not only by an office ("the Russian minister") or a pronoun.

    A name ends in a word with a capital, or in a script without capitals, and is not the words of the office.
    """
    return entity.kind == "person" and _is_name(entity.name, entity.office or "")


@lru_cache(maxsize=32768)
def _is_name(name: str, office: str) -> bool:
    words = name.split()
    if not words or not name_key(name):
        return False
    return not words[-1][0].islower() and name.casefold() not in office.casefold()


def same_surname(left: str, right: str) -> bool:
    """Whether two name keys may be one person by surname.

    One key's last word is a word of the other's, so that a surname alone finds the full name in either order
    (Xi, Xi Jinping).
    """
    left_words, right_words = left.split(), right.split()
    if not left_words or not right_words:
        return False
    return left_words[-1] in right_words or right_words[-1] in left_words
