"""Whether the clause of a time expression looks back or ahead: what a weekday or a month without its year hangs on."""

from __future__ import annotations

import re

from ..languages.tokens import Sentence, Token
from .rules import Language

PAST, FUTURE = "past", "future"
_WINDOW = 90
_NEAR = 40
_STEPS = 12
_REFUSAL = 8
_CLAUSE_EDGE = re.compile(r"[.!?;:\0«»\"“”]")
_OWNER = re.compile(r"'s?(?= )")


def tense_beside(copy: str, start: int, end: int, language: Language) -> str | None:
    """What the words next to ``copy[start:end]`` settle: "until Monday" lies ahead, "Monday's ruling" behind."""
    before = copy[max(0, start - _NEAR) : start]
    if language.deadline.search(before):
        return FUTURE
    if language.file.owner_looks_back and _OWNER.match(copy, end):
        return PAST
    return None


def tense_of_words(copy: str, start: int, end: int, language: Language) -> str | None:
    """The tense of the nearest telling word around, within the clause as punctuation cuts it."""
    before = copy[max(0, start - _WINDOW) : start]
    cuts = [match.end() for match in _CLAUSE_EDGE.finditer(before)]
    before = before[cuts[-1] :] if cuts else before
    ahead = copy[end : end + _WINDOW // 2]
    cut = _CLAUSE_EDGE.search(ahead)
    ahead = ahead[: cut.start()] if cut else ahead
    nearest: tuple[int, str] | None = None
    for name, pattern in ((FUTURE, language.future), (PAST, language.past)):
        distances = [len(before) - match.end() for match in pattern.finditer(before)]
        distances += [match.start() + 15 for match in pattern.finditer(ahead)]
        if distances and (nearest is None or min(distances) < nearest[0]):
            nearest = (min(distances), name)
    return None if nearest is None else nearest[1]


def tense_of_clause(sentence: Sentence | None, offset: int, language: Language) -> str | None:
    """The tense of the verb that governs the word at ``offset``, where its features tell it."""
    token = sentence.token_at(offset) if sentence is not None else None
    if sentence is None or token is None:
        return None
    planned = False
    for _ in range(_STEPS):
        if token.lemma in language.plans and planned:
            return PAST if token.lemma in language.future_lemmas and _is_past(sentence, token) else FUTURE
        if token.pos in ("VERB", "AUX"):
            group = [token, *(sentence.tokens[i] for i in sentence.children[token.i])]
            if token.lemma in language.scheduled and _is_participle(token) and not _has(group, language.file.perfect):
                return FUTURE
            told = _told(group, sentence.tokens[max(0, token.i - _REFUSAL) : token.i], language)
            if told is not None:
                return told
            if token.morph.get("VerbForm") != "Inf":
                return None
            planned = True  # « compte partir lundi », "agreed to meet Monday": the verb above decides
        if token.head == token.i:
            return None
        token = sentence.tokens[token.head]
    return None


def _told(group: list[Token], before: list[Token], language: Language) -> str | None:
    """The tense that a verb and its helpers tell by themselves; ``before`` are the words that may deny it."""
    verb = group[0]
    helpers = [t for t in group if t.pos == "AUX"]
    if any(t.morph.get("Tense") == "Fut" for t in group):
        return FUTURE
    modals = [t for t in helpers if t.lemma in language.future_lemmas or t.lower in language.future_lemmas]
    if modals:
        refused = any(t.lower in language.file.negations for t in before) and modals[0].lower in language.file.refusing
        return PAST if refused or _has(helpers, language.file.perfect) else FUTURE
    if any(
        t.morph.get("Tense") in ("Past", "Imp") and t.morph.get("VerbForm") == "Fin"
        for t in (*(helpers or [verb]), verb)
    ):
        return PAST
    present = verb.morph.get("Tense") == "Pres" and verb.morph.get("VerbForm") == "Fin"
    return FUTURE if present and verb.lemma in language.timetable else None


def _has(tokens: list[Token], lemmas: list[str]) -> bool:
    return any(t.pos == "AUX" and t.lemma in lemmas for t in tokens)


def _is_participle(token: Token) -> bool:
    return token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"


def _is_past(sentence: Sentence, token: Token) -> bool:
    group = [token, *(sentence.tokens[i] for i in sentence.children[token.i] if sentence.tokens[i].pos == "AUX")]
    return any(t.morph.get("Tense") in ("Past", "Imp") for t in group)
