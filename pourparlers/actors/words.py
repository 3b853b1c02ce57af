"""The folded words of a sentence, and the search for listed phrases among them.

Tokenisers cut "Secretary-General" in three and leave « porte-parole » whole; folded words are the same either way.
"""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass, field

from ..languages.tokens import Token
from .fold import fold_words

_LONGEST_TOKEN = 80
# No listed phrase is longer, in words.
_MOST_WORDS = 16


@dataclass(slots=True)
class Words:
    """Folded words of a sentence: ``token[w]`` is the token of word ``w``, ``first[t]`` the first word of token ``t``.

    ``first`` has one entry more than there are tokens, so that ``first[t + 1]`` is always the end of token ``t``.
    """

    keys: list[str]
    token: list[int]
    first: list[int]
    _runs: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def runs(self, start: int, most: int) -> list[tuple[int, str]]:
        """(end, phrase) of the words from ``start`` on that end with a token, at most ``most`` words, shortest first.

        Many lists are searched for what begins at one word: its phrases are put together once.
        """
        found = self._runs.get(start)
        if found is None:
            stop = min(start + _MOST_WORDS, len(self.keys))
            ends = (end for end in range(start + 1, stop + 1) if self.ends_token(end - 1))
            found = self._runs[start] = [(end, " ".join(self.keys[start:end])) for end in ends]
        return found if most >= _MOST_WORDS else [run for run in found if run[0] <= start + most]

    def starts_token(self, word: int) -> bool:
        """Whether ``word`` is the first of its token."""
        return self.first[self.token[word]] == word

    def ends_token(self, word: int) -> bool:
        """Whether ``word`` is the last of its token."""
        return self.first[self.token[word] + 1] == word + 1


def words_of(tokens: list[Token]) -> Words:
    """Fold the tokens of a sentence. A token of over 80 characters is no word of any list and counts as one word."""
    keys: list[str] = []
    token: list[int] = []
    first: list[int] = []
    for index, item in enumerate(tokens):
        first.append(len(keys))
        parts = fold_words(item.text) if len(item.text) <= _LONGEST_TOKEN else ["\0"]
        keys.extend(parts)
        token.extend([index] * len(parts))
    first.append(len(keys))
    return Words(keys, token, first)


def starters(phrases: Collection[str]) -> frozenset[str]:
    """The first words of ``phrases``: most words of a text begin nothing, and this says so at once."""
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def longest(words: Words, start: int, phrases: Container[str], most: int) -> int:
    """The end (exclusive) of the longest phrase that begins at word ``start`` and ends with a token; 0 if none."""
    for end, phrase in reversed(words.runs(start, most)):
        if phrase in phrases:
            return end
    return 0


def longest_skipping(
    words: Words, start: int, phrases: Container[str], most: int, skipped: Collection[int]
) -> tuple[int, list[int]]:
    """As :func:`longest`, but passing over the words ``skipped`` (« ministre *russe* de la Défense »).

    Returns the end (0 if none) and the words of the phrase passed over.
    """
    kept: list[int] = []
    position = start
    while position < len(words.keys) and len(kept) < most and position - start < most + 6:
        if position not in skipped or position == start:
            kept.append(position)
        position += 1
    if not any(start < word < position for word in skipped):
        return longest(words, start, phrases, most), []
    for count in range(len(kept), 0, -1):
        last = kept[count - 1]
        if words.ends_token(last) and " ".join(words.keys[w] for w in kept[:count]) in phrases:
            return last + 1, [w for w in range(start, last) if w in skipped]
    return 0, []
