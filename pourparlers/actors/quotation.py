"""Where quotation marks are open: a pronoun inside a quotation rarely means a subject outside it, and the reverse."""

from __future__ import annotations

from ..languages.tokens import Parse, Sentence


def quotation_flags(parse: Parse) -> list[list[bool]]:
    """For each token of each sentence whether it stands inside quotation marks; marks end with their paragraph."""
    flags: list[list[bool]] = []
    inside, paragraph = False, -1
    for sentence in parse.sentences:
        if sentence.paragraph != paragraph:
            inside, paragraph = False, sentence.paragraph
        flags.append(_flags_of(sentence, inside))
        for token in sentence.tokens:
            inside = _after_mark(token.text, inside)
    return flags


def _after_mark(text: str, inside: bool) -> bool:
    if text in ("«", "“"):
        return True
    if text in ("»", "”"):
        return False
    return not inside if text == '"' else inside


def _flags_of(sentence: Sentence, inside: bool) -> list[bool]:
    flags = []
    for token in sentence.tokens:
        inside = _after_mark(token.text, inside)
        flags.append(inside)
    return flags
