"""Whether the clause of a time expression looks back or ahead: what a weekday or a month without its year hangs on."""

from __future__ import annotations

import re

from ..languages.tokens import Sentence, Token
from .rules import Language

PAST, FUTURE, TOLD = "past", "future", "told"
# A clause that looks ahead by words the date itself may not hang on ("sought to appeal Monday"): rather ahead.
LIKELY = "likely"
# The verb's tense is not told because the date is a limit or an aim ("for Monday").
LIMIT = "limit"
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
    if language.behind.search(before):
        return PAST
    if language.file.owner_looks_back and _OWNER.match(copy, end) and not language.meeting.search(before):
        return PAST
    return None


def is_limit_behind(copy: str, start: int, sentence: Sentence | None, language: Language) -> bool:
    """Whether the limit at ``start`` lies behind, as its clause does: "by Monday the fire was out", "nobody had known
    until Monday".
    """
    before = copy[max(0, start - _NEAR) : start]
    by = language.by.search(before) is not None
    token = sentence.token_at(start) if sentence is not None else None
    if sentence is None or token is None or not (by or language.until.search(before)):
        return False
    for _ in range(_STEPS):
        if token.pos in ("VERB", "AUX") or token.head == token.i:
            break
        token = sentence.tokens[token.head]
    group = _group(sentence, token)
    helpers = [t for t in group if t.pos == "AUX"]
    if any(t.lemma in language.file.perfect and _is_past_finite(t) for t in helpers):
        return True
    if not any(_is_past_finite(t) for t in (*(helpers or [token]), token)):
        return False
    if by:
        return token.lemma not in language.plans and token.lemma not in language.scheduled
    near = sentence.tokens[max(0, token.i - _REFUSAL) : token.i]
    return any(t.lower in language.file.negations for t in near)


def tense_borne(copy: str, start: int, end: int, sentence: Sentence | None, language: Language) -> str | None:
    """The tense of the verb that ``copy[start:end]`` itself hangs on, or of the words beside it; else None.

    TOLD is the past of a verb of saying, LIMIT no tense but a limit. What began on a day is past: "since Monday".
    """
    beside = tense_beside(copy, start, end, language)
    if beside is not None:
        return beside
    before = copy[max(0, start - _NEAR) : start]
    if language.since.search(before):
        return PAST
    token = sentence.token_at(start) if sentence is not None else None
    if language.limits.search(before):
        return LIMIT
    if sentence is None or token is None:
        return None
    verb = sentence.tokens[token.head]
    while (verb.pos == "ADP" or start <= verb.start < end) and verb.head != verb.i:
        verb = sentence.tokens[verb.head]
    if verb.dep.startswith("nsubj") and verb.i < token.i < verb.head:
        verb = sentence.tokens[verb.head]  # "a court on Monday upheld": hung on the subject, said of the verb
    if verb.pos not in ("VERB", "AUX"):
        return None
    group = _group(sentence, verb)
    if _is_ahead(verb, group, language):
        return FUTURE
    if verb.lemma in language.timetable and not any(t.pos == "AUX" for t in group) and _is_participle(verb):
        return None  # « la réunion organisée lundi »
    told = _told(group, [], language)
    return TOLD if told == PAST and verb.lemma in language.telling else told


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
    """The tense of the verb that governs the word at ``offset``, where its features tell it.

    LIKELY where it looks ahead, but an infinitive beneath a past tense, or a noun on the way, leaves it open.
    """
    token = sentence.token_at(offset) if sentence is not None else None
    if sentence is None or token is None:
        return None
    planned, of_noun = False, False
    for _ in range(_STEPS):
        if token.lemma in language.plans and planned:
            behind = _is_past(sentence, token)
            if behind and token.lemma in language.future_lemmas:
                return PAST
            return LIKELY if behind or token.pos not in ("VERB", "AUX") else FUTURE
        if token.pos in ("VERB", "AUX"):
            group = _group(sentence, token)
            if _is_ahead(token, group, language):
                return FUTURE
            told = _told(group, sentence.tokens[max(0, token.i - _REFUSAL) : token.i], language)
            if told == FUTURE and of_noun:
                return LIKELY
            if told is not None:
                return told
            if token.morph.get("VerbForm") != "Inf":
                return None
            planned = True  # « compte partir lundi », "agreed to meet Monday": the verb above decides
        elif planned and token.pos in ("NOUN", "ADJ"):
            return LIKELY  # « raisonnable de partir lundi », "a bid to win Monday"
        elif any(sentence.tokens[i].lower in language.file.coming for i in sentence.children[token.i]):
            return FUTURE
        if token.head == token.i:
            return None
        of_noun = of_noun or (token.pos == "NOUN" and not token.start <= offset < token.end)
        token = sentence.tokens[token.head]
    return None


def _group(sentence: Sentence, verb: Token) -> list[Token]:
    """The verb and its helpers; a second verb (« … et partira ») has a tense of its own."""
    children = (sentence.tokens[i] for i in sentence.children[verb.i])
    return [verb, *(t for t in children if t.pos == "AUX" and t.dep != "conj")]


def _is_ahead(verb: Token, group: list[Token], language: Language) -> bool:
    """Whether what hangs on the verb is ahead: "a vote set for Monday", "planned a march for Monday"."""
    perfect = [t for t in group if t.pos == "AUX" and t.lemma in language.file.perfect]
    if verb.lemma in language.announces:
        return not any(_is_past_finite(t) for t in perfect)  # "has planned" looks ahead, "had planned" need not
    return verb.lemma in language.scheduled and _is_participle(verb) and not perfect


def _told(group: list[Token], before: list[Token], language: Language) -> str | None:
    """The tense that a verb and its helpers tell by themselves; ``before`` are the words that may deny it."""
    verb = group[0]
    helpers = [t for t in group if t.pos == "AUX"]
    if any(t.morph.get("Tense") == "Fut" for t in group) or verb.morph.get("Mood") == "Cnd":
        return FUTURE  # « il a dit qu'il ferait » lies ahead as well
    modals = [t for t in helpers if t.lemma in language.future_lemmas or t.lower in language.future_lemmas]
    if modals:
        refused = any(t.lower in language.file.negations for t in before) and modals[0].lower in language.file.refusing
        return PAST if refused or _has(helpers, language.file.perfect) else FUTURE
    if any(_is_past_finite(t) for t in (*(helpers or [verb]), verb)) or _is_perfect(helpers, language):
        return PAST
    if _is_participle(verb) and not helpers:
        return PAST  # « arrêté dimanche, il … », "the man seen Monday"
    finite = [t for t in (verb, *helpers) if t.morph.get("Tense") == "Pres" and t.morph.get("VerbForm") == "Fin"]
    if not finite:
        return None
    if verb.lemma in language.timetable and verb in finite:
        return FUTURE
    now = verb.lemma in language.telling or verb.lemma in language.file.being
    return FUTURE if language.file.present_looks_ahead and not now else None


def _has(tokens: list[Token], lemmas: list[str]) -> bool:
    return any(t.pos == "AUX" and t.lemma in lemmas for t in tokens)


def _is_perfect(helpers: list[Token], language: Language) -> bool:
    """« a vu », « est venu » (which the French parser tells from the passive), "has seen"."""
    return any(t.dep == "aux:tense" or t.lemma in language.file.perfect for t in helpers)


def _is_past_finite(token: Token) -> bool:
    return token.morph.get("Tense") in ("Past", "Imp") and token.morph.get("VerbForm") == "Fin"


def _is_participle(token: Token) -> bool:
    return token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"


def _is_past(sentence: Sentence, token: Token) -> bool:
    group = [token, *(sentence.tokens[i] for i in sentence.children[token.i] if sentence.tokens[i].pos == "AUX")]
    return any(t.morph.get("Tense") in ("Past", "Imp") for t in group)
