"""Forms of words: folding for look-up, a sound key across transliterations, and regular inflection.

Folding loses offsets on purpose: it makes keys, never text that is shown or sliced. All functions are linear in the
length of their argument and take any string.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..languages.folding import fold

_FRENCH_PREPOSITIONS = frozenset(
    ["de", "d'", "du", "des", "à", "au", "aux", "en", "sans", "pour", "contre", "sous", "sur"]
)
_ENGLISH_PREPOSITIONS = frozenset(["of", "for", "to", "in", "on", "at", "with", "without", "under", "from"])


def fold_words(text: str) -> list[str]:
    """The words of :func:`fold`, in order."""
    return fold(text).split()


# French and English spellings of one foreign name, brought to one key. Order matters: longest spellings first.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("shch|chtch|stch", "C"),  # Чч and Щщ, and French ch = English sh
        ("tsch|tch|sch|ch|sh|cz", "C"),
        ("zh|dj|dzh", "j"),
        ("kh|ck|qu|q|c(?![eiy])", "k"),
        ("gu(?=[ei])", "g"),
        ("ph", "f"),
        ("x", "ks"),
        ("oo|ou|w(?=[aeiou])", "u"),
        ("^ye", "e"),
        ("y", "i"),
        ("(?<=[^aeiou])e$", ""),  # mute e: Poutine
        ("(?<=[^aeiou])er$", "r"),  # Alexander, Alexandre
        (r"([a-zC])\1+", r"\1"),
    )
)


@lru_cache(maxsize=8192)
def sound_key(word: str) -> str:
    """A key shared by French and English transliterations of one name: Choïgou and Shoigu, Poutine and Putin.

    ``word`` may hold several words; each is keyed on its own. Meant for names already known to be names: it is far
    too loose for running text. Words over 40 letters are no names and come back folded only.
    """
    keys = []
    for part in fold_words(word):
        if len(part) <= 40:
            for pattern, replacement in _SOUNDS:
                part = pattern.sub(replacement, part)
        keys.append(part)
    return " ".join(keys)


def french_feminine(word: str) -> str:
    """The regular feminine of a French adjective or demonym in the masculine singular (malien → malienne)."""
    if word.endswith(("e", "i", "u", "é", "è", "a", "o")):
        return word if not word.endswith(("i", "u")) or word.endswith(("ou", "ti", "ri", "di", "ni")) else word + "e"
    if word.endswith(("ien", "éen", "yen")):
        return word + "ne"
    if word.endswith("on"):
        return word + "ne"
    if word.endswith("teur"):
        return word[:-4] + "trice"
    if word.endswith("eur"):
        return word[:-3] + "euse"
    if word.endswith("ier"):
        return word[:-3] + "ière"
    if word.endswith("if"):
        return word[:-1] + "ve"
    return word + "e"


def french_plural(word: str) -> str:
    """The regular plural of a French word (journal → journaux; Français → Français)."""
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    if word.endswith(("eau", "eu")):
        return word + "x"
    return word + "s"


def english_plural(word: str) -> str:
    """The regular plural of an English word (ministry → ministries, policeman → policemen)."""
    if word.endswith("man") and word.lower() not in {"german", "roman", "oman", "ottoman", "yemen"}:
        return word[:-3] + "men"
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"


def demonym_forms(word: str, language: str) -> set[str]:
    """All folded forms of a demonym: ``word`` is masculine singular, or "masculine/feminine" if it is irregular."""
    if language == "fr":
        masculine, _, feminine = word.partition("/")
        feminine = feminine or french_feminine(masculine)
        return {fold(f) for f in (masculine, feminine, french_plural(masculine), french_plural(feminine))}
    if word.endswith(("ese", "sh", "ch", "ss", "ic", "ois", "ish")):
        return {fold(word)}
    return {fold(word), fold(english_plural(word))}


def phrase_plural(phrase: str, language: str) -> str:
    """The plural of a noun phrase: in French every word before the first preposition, in English the last such word."""
    words = phrase.replace("’", "'").replace("d'", "d' ").split()
    prepositions = _FRENCH_PREPOSITIONS if language == "fr" else _ENGLISH_PREPOSITIONS
    end = next((i for i, w in enumerate(words) if i and w.lower() in prepositions), len(words))
    if language == "fr":
        words[:end] = [french_plural(w) for w in words[:end]]
    else:
        words[end - 1] = english_plural(words[end - 1])
    return " ".join(words).replace("d' ", "d'")
