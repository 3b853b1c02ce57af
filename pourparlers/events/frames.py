"""Looking clauses up in the codebook: verb patterns against a clause and its complements."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from ..actors.mentions import Mention
from ..codebook import load as load_codebook
from ..codebook.shapes import Codebook, Element, Frame, Pattern
from .clause import Clause
from .slots import actors_of, find_object, find_slot, is_genitive, preposition_before
from .view import View

# What is done to people cannot be done to a state or a town: « capturer Kiev » is no abduction.
BODILY_MODES = frozenset({"abduct", "beat", "torture", "sexual", "arrest", "deport"})
# How far (in words) after the verb a word of its pattern may stand.
_REACH = 12


@dataclass(slots=True, eq=False)
class Match:
    """A frame found in a clause: who fills its roles and at which tokens its words stand."""

    frame: Frame
    roles: dict[str, list[Mention]]
    tokens: list[int]
    weight: float
    clause: Clause | None = None
    noun: int | None = None
    tense: str = "past"
    negated: bool = False
    hypothetical: bool = False
    pattern: str = ""
    possessed: bool = False
    last: int = 0


@dataclass(slots=True)
class Index:
    """The codebook of one language, compiled: patterns by verb, event nouns by first word."""

    codebook: Codebook
    verbs: dict[str, list[tuple[Frame, Pattern]]]
    nouns: dict[str, list[tuple[tuple[str, ...], Frame]]]


@functools.cache
def load_index(language: str) -> Index:
    """The compiled codebook of ``language``, built once a process."""
    codebook = load_codebook()
    verbs: dict[str, list[tuple[Frame, Pattern]]] = defaultdict(list)
    for frame, pattern in codebook.patterns(language):
        verbs[pattern.verb].append((frame, pattern))
    nouns: dict[str, list[tuple[tuple[str, ...], Frame]]] = defaultdict(list)
    for frame, phrase in codebook.nouns(language):
        nouns[phrase[0]].append((phrase, frame))
    for entries in nouns.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return Index(codebook, dict(verbs), dict(nouns))


def match_clause(view: View, clause: Clause, index: Index) -> Match | None:
    """The frame that fits the clause most closely, or None."""
    best: Match | None = None
    for frame, pattern in index.verbs.get(_base_form(view, clause.verb, index), ()):
        found = _match(view, clause, frame, pattern, index.codebook)
        if found is not None and (best is None or found.weight > best.weight):
            best = found
    return best


def _base_form(view: View, verb: int, index: Index) -> str:
    """The lemma, or the base form that the word itself shows when the lemmatiser missed it ("raped" → "rap")."""
    lemma = view.lemma[verb]
    if lemma in index.verbs or view.grammar.language != "en":
        return lemma
    form = view.form[verb]
    return next((form[:-cut] for cut in (1, 2) if form.endswith("ed") and form[:-cut] in index.verbs), lemma)


def _match(view: View, clause: Clause, frame: Frame, pattern: Pattern, codebook: Codebook) -> Match | None:
    if pattern.reflexive != clause.reflexive and not (
        clause.reflexive and frame.reciprocal and len(actors_of(clause.subject)) > 1
    ):
        return None
    event = frame.event
    roles: dict[str, list[Mention]] = {"X": [], "Y": []}
    match = Match(frame, roles, [clause.verb], 1.0, clause=clause, pattern=pattern.text)
    cursor = clause.verb + 1
    subject = [m for m in clause.subject if not m.place_only]
    elements = pattern.elements
    if clause.passive:
        if pattern.object is not None:
            roles[pattern.object] = subject
        elif elements and _is_subject_word(view, clause, elements[0], match, codebook):
            elements = elements[1:]  # "sanctions were imposed on Y by X"
        else:
            return None
        agent = find_slot(view, clause, cursor, tuple(view.grammar.by), event, clause.end)
        if agent is not None:
            roles[pattern.subject] = agent[0]
    else:
        roles[pattern.subject] = subject
        if pattern.object is not None:
            found = find_object(view, clause, event)
            if found is not None:
                roles[pattern.object], cursor = found
            elif not pattern.object_optional and not _both_sides(frame, roles[pattern.subject]):
                return None
    if pattern.object is not None and clause.passive and not subject:
        return None
    for element in elements:
        at = _element(view, clause, cursor, element, event, match, codebook, clause.end)
        if at is None and element.kind == "word" and cursor > clause.verb + 1:
            # A particle stands before the object or after it: "beat up Y", "turn Y down".
            at = cursor if _element(view, clause, clause.verb + 1, element, event, match, codebook, cursor) else None
        if at is None and not element.optional and clause.reach > clause.end:
            # « accepter de rencontrer Y »: the words may stand in the infinitive that the verb governs.
            at = _element(view, clause, cursor, element, event, match, codebook, clause.reach)
        if at is None:
            if element.optional or (element.kind == "slot" and _both_sides(frame, roles[pattern.subject])):
                continue
            return None
        cursor = at
    if not roles["X"]:
        return None
    if not roles["Y"]:
        roles["Y"] = _owner_of_words(view, match)
    sides = [{id(actor) for actor in actors_of(roles[letter])} for letter in "XY"]
    if sides[0] & sides[1]:
        return None
    if frame.reciprocal and not roles["Y"] and len(actors_of(roles["X"])) < 2:
        return None
    if frame.mode in BODILY_MODES and any(mention.actor.kind == "state" for mention in roles["Y"]):
        return None
    match.last = cursor
    match.weight += 0.5 * bool(roles["Y"])
    return match


def _is_subject_word(view: View, clause: Clause, element: Element, match: Match, codebook: Codebook) -> bool:
    """Whether the subject of a passive clause is the word that the pattern has for its object."""
    token = clause.subject_token
    if token is None or element.kind not in ("word", "class") or element.prepositions:
        return False
    for phrase in _phrases(view, element, codebook):
        stop = view.phrase_at(view.first_unit[token], phrase)
        if stop is not None:
            match.tokens.extend(range(token, view.unit_token[stop - 1] + 1))
            match.weight += 1.0
            return True
    return False


def _phrases(view: View, element: Element, codebook: Codebook) -> list[tuple[str, ...]]:
    if element.kind == "word":
        return [tuple(element.value.split())]
    return sorted(codebook.class_phrases(element.value, view.grammar.language))


def _both_sides(frame: Frame, subject: list[Mention]) -> bool:
    """« Macron et Scholz se sont entretenus »: a plural subject fills both sides of a reciprocal frame."""
    return frame.reciprocal and len(actors_of(subject)) > 1


def _owner_of_words(view: View, match: Match) -> list[Mention]:
    """The recipient that the frame's own words name: "expelled two Russian diplomats", "rejected Canada's offer"."""
    own = {actor.country for actor in actors_of(match.roles["X"])}
    for i in match.tokens[1:]:
        for j in (i, i + 1, i - 1, i - 2):
            mention = view.mention[j] if 0 <= j < len(view.tokens) else None
            if mention is None or mention.place_only or mention.first <= match.tokens[0] < mention.last:
                continue
            if mention.actor.country is None or mention.actor.country in own:
                continue  # « a concentré ses forces »: they are the actor's own
            if j == i or mention.form == "demonym" or is_genitive(view, mention, i):
                return [mention]
    return []


def _element(
    view: View,
    clause: Clause,
    cursor: int,
    element: Element,
    event: str,
    match: Match,
    codebook: Codebook,
    end: int,
) -> int | None:
    """The token after the words that fill ``element`` within ``[cursor, end)``; None when it is not there."""
    if element.kind == "slot":
        both = _both_sides(match.frame, match.roles["X"])
        # « exiger V de Y »: in « exiger la libération des otages » the hostages belong to the noun.
        free = " V " in match.pattern and set(element.prepositions) <= view.grammar.of
        found = find_slot(view, clause, cursor, element.prepositions, event, end, strict=both or free)
        if found is None:
            return None
        match.roles[element.value], after = found
        match.weight += 0.5
        return after
    limit = min(len(view.tokens), clause.reach if element.kind == "clause" else end)
    if element.kind == "clause":
        for i in range(cursor, limit):
            if not element.prepositions or {view.preposition[i], view.lemma[i]} & set(element.prepositions):
                match.weight += 0.4
                return cursor
        return None if element.prepositions else cursor
    phrases = _phrases(view, element, codebook)
    limit = min(limit, cursor + _REACH)
    for i in range(cursor, limit):
        for phrase in phrases:
            stop = view.phrase_at(view.first_unit[i], phrase)
            if (
                stop is None
                or (element.kind == "class" and _is_verb_form(view, i, phrase))
                or not _introduced(view, i, element.prepositions, clause)
            ):
                continue
            last = view.unit_token[stop - 1]
            match.tokens.extend(range(i, last + 1))
            match.weight += 1.0 if element.kind == "word" else 0.9
            return last + 1
    return None


def _is_verb_form(view: View, i: int, phrase: tuple[str, ...]) -> bool:
    """ "Nazis ruling in Kyiv" holds no ruling: an inflected verb is not the noun that it looks like."""
    return view.tokens[i].pos == "VERB" and view.form[i] == phrase[0] != view.lemma[i]


def _introduced(view: View, i: int, prepositions: tuple[str, ...], clause: Clause) -> bool:
    floor = clause.verb + 1
    j = i - 1
    if not prepositions:
        # A word that the pattern puts right after the verb is not one behind some preposition.
        before = preposition_before(view, i)
        if before is None or before < floor or view.form[before] in view.grammar.partitives:
            return True
        return clause.negated and view.form[before] in view.grammar.of  # « n'a pas pris de sanctions »
    while (
        j >= floor
        and (view.tokens[j].pos in ("DET", "ADJ", "NUM", "ADV") or view.is_quote(j))
        and view.preposition[j] not in prepositions
    ):
        j -= 1
    return j >= floor and view.preposition[j] in prepositions
