"""Which language a text is in: a vote of frequent words on clear cases, py3langid otherwise (a second to load)."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

import msgspec

from ..errors import LanguageError
from .pack import LANGUAGES

# What is longer is no word; all of it is passed over.
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,30}(?![^\W\d_])")
_SAMPLE = 6_000
_SAY_SO = 'if it is French or English, say so (--language, or "language" in JSON)'
# ISO 639-2: no linguistic content.
_NO_LANGUAGE = "zxx"
# A vote is clear when one word in eight of at least 20 is of the language, and five times as many as of any other.
_CLEAR_WORDS = 20
_CLEAR_SHARE = 0.12
_CLEAR_LEAD = 5
# In a text this short the identifier's first guess is often a small sister language: our own within this many nats
# of it is as likely.
_SHORT_WORDS = 8
_SHORT_MARGIN = 12.0


class Frequent(msgspec.Struct, forbid_unknown_fields=True):
    """The content of ``detection.toml``: the words that vote, and the languages' English names."""

    words: dict[str, list[str]]
    names: dict[str, str]


@functools.cache
def _data() -> Frequent:
    text = resources.files(__package__).joinpath("detection.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Frequent)


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of ``text``, one of those that a pack reads.

    Raises LanguageError, naming the language found, when it is another one or when there are no words to tell by.
    """
    words = _WORD.findall(_sample(text).lower())
    if not words:
        raise LanguageError(f"the text has no words to tell its language by: {_SAY_SO}")
    return _vote(words) or _identify(words)


def _sample(text: str) -> str:
    """The beginning of a text, and of a long one also its middle: enough to tell, and the same cost for any length."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"


def _vote(words: list[str]) -> str | None:
    """The language whose frequent words clearly prevail, or None."""
    if len(words) < _CLEAR_WORDS:
        return None
    frequent = _data().words
    votes = {language: sum(map(frozenset(frequent[language]).__contains__, words)) for language in LANGUAGES}
    best = max(votes, key=lambda language: votes[language])
    others = max(votes[language] for language in LANGUAGES if language != best)
    clear = votes[best] >= _CLEAR_SHARE * len(words) and votes[best] >= _CLEAR_LEAD * max(others, 1)
    return best if clear else None


def _identify(words: list[str]) -> str:
    """py3langid's answer, with a benefit of the doubt for a text of a few words."""
    import py3langid

    ranked = [(str(language), float(score)) for language, score in py3langid.rank(" ".join(words))]
    found, top = ranked[0]
    if found in LANGUAGES:
        return found
    ours, best = max(((code, score) for code, score in ranked if code in LANGUAGES), key=lambda pair: pair[1])
    if len(words) <= _SHORT_WORDS and top - best < _SHORT_MARGIN:
        return ours
    names = _data().names
    name = f"{names[found]} ({found})" if found in names else f"in a language with the code {found}"
    if found == _NO_LANGUAGE:
        name = "in no language at all"
    read = " and ".join(f"{names[code]} ({code})" for code in LANGUAGES)
    raise LanguageError(f"the text seems to be {name}; Pourparlers reads {read}: {_SAY_SO}")
