"""Runs of capitalised words in a sentence: where the name of a person may stand that no list and no label tells."""

from __future__ import annotations

from ..languages.tokens import Sentence, Token
from .spots import Spots, capital

# A name has at most twice so many tokens: hyphens are tokens too.
MAX_RUN = 5
# Small words that are nobody's surname or first name.
SMALL = frozenset({
    "de", "du", "des", "d", "ter", "ten", "do", "dos", "di", "of", "von", "van",
    "der", "den", "al", "el", "ben", "bin", "bint", "ibn", "mint", "ould", "abu", "le", "la", "da",
})  # fmt: skip


def covered_in(spots: Spots, names_only: bool = False) -> set[int]:
    """The tokens of listed names of several words and, but with ``names_only``, of persons."""
    taken = set() if names_only else {t for start, end in spots.persons.items() for t in range(start, end)}
    return taken | {t for start, (_, end) in spots.names.items() if end - start > 1 for t in range(start, end)}


def run_end(tokens: list[Token], start: int, covered: set[int]) -> int:
    """The end of the capitalised words from ``start`` on, those joined by hyphens among them."""
    end = start
    while end < len(tokens) and end - start < 2 * MAX_RUN and end not in covered:
        joins = start < end < len(tokens) - 1 and capital(tokens[end + 1]) and end + 1 not in covered
        hyphen = tokens[end].text == "-" and tokens[end].start == tokens[end - 1].end
        article = tokens[end].lower in SMALL and start < end < len(tokens) - 2 and tokens[end + 1].text == "-"
        if article and capital(tokens[end + 2]) and tokens[end + 1].start == tokens[end].end:
            end += 2  # "Salem *al-*Gheryani"
            continue
        if not capital(tokens[end]) and not (joins and (hyphen or tokens[end].lower in SMALL)):
            break
        end += 1
    return end


def free_runs(sentence: Sentence, spots: Spots) -> list[tuple[int, int]]:
    """The runs of capitalised words, tokens ``[first, last)``, that nothing else explains."""
    taken = covered_in(spots) | spots.titles.keys() | spots.roles.keys()
    for table in (spots.names, spots.demonyms):
        taken |= {i for first, (_, last) in table.items() for i in range(first, last)}
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(sentence.tokens):
        end = at if at in taken or not capital(sentence.tokens[at]) else run_end(sentence.tokens, at, taken)
        if end > at + 1:
            found.append((at, end))
        at = max(end, at + 1)
    return found
