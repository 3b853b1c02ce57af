"""Looking clauses up in the codebook: verb patterns against a clause and its complements."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..actors.mentions import Mention
from ..codebook import load as load_codebook
from ..codebook.shapes import Codebook, Element, Frame, Pattern
from ..record import Tense
from .clause import Clause
from .slots import actors_of, find_object, find_owner, find_slot, fullest, is_genitive, preposition_before, share_actor
from .view import View

# What is done to people cannot be done to a state or a town: « capturer Kiev » is no abduction.
BODILY_MODES = frozenset({"abduct", "beat", "torture", "sexual", "arrest", "deport"})
# What two sides can do to each other by one act: « A et B ont rompu leurs relations » needs no « avec ».
_MUTUAL = frozenset({"SANCTION", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "SUPPORT", "RETREAT"})
# How far (in words) after the verb a word of its pattern may stand.
_REACH = 12


@dataclass(slots=True, eq=False)
class Match:
    """A frame found in a clause: who fills its roles and at which tokens its words stand.

    ``weight`` is how closely a verb's pattern fits: of those that fit a clause the heaviest is taken.
    """

    frame: Frame
    roles: dict[str, list[Mention]]
    tokens: list[int]
    weight: float = 1.0
    clause: Clause | None = None
    noun: int | None = None
    tense: Tense = "past"
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
    for frame, pattern in index.verbs.get(_base_form(view, clause, index), ()):
        found = _match(view, clause, frame, pattern)
        if found is not None and (best is None or found.weight > best.weight):
            best = found
    if best is not None:
        # "A said that he would …": the words that name A say more than the pronoun.
        best.roles["X"] = [fullest(mention, view.mentions, clause.verb) for mention in best.roles["X"]]
    return best


def _base_form(view: View, clause: Clause, index: Index) -> str:
    """The lemma, or the base form that the word itself shows when the lemmatiser missed it ("raped", « gelées »)."""
    lemma = clause.lemma
    if lemma in index.verbs or clause.form == "noun":
        return lemma
    form = view.form[clause.verb]
    if view.grammar.language == "fr":
        bases = [form[: -len(ending)] + "er" for ending in ("ees", "ee", "es", "e") if form.endswith(ending)]
    else:
        # "raped", "bombed", "readmitted"
        bases = [form[:-cut] for cut in (1, 2, 3) if form.endswith("ed")]
    return next((base for base in bases if base in index.verbs), lemma)


def _match(view: View, clause: Clause, frame: Frame, pattern: Pattern) -> Match | None:
    if clause.form == "noun" and not _governs(view, pattern):
        return None
    mutual = clause.reflexive and frame.reciprocal and len(actors_of(clause.subject)) > 1
    if pattern.reflexive != clause.reflexive and not mutual and clause.form != "noun":
        return None
    match = Match(frame, {"X": [], "Y": []}, [clause.verb], clause=clause, pattern=pattern.text)
    fill = _passive if clause.passive else _active
    begun = fill(view, clause, pattern, match)
    cursor = _elements(view, clause, pattern, match, *begun) if begun is not None else None
    if cursor is None or not match.roles["X"]:
        return None
    if not match.roles["Y"]:
        match.roles["Y"] = _owner_of_words(view, match)
    match.last = cursor
    match.weight += 0.5 * bool(match.roles["Y"])
    return match if _can_be(match) else None


def _can_be(match: Match) -> bool:
    """Whether those who fill the roles can do to each other what the frame tells."""
    frame, x, y = match.frame, match.roles["X"], match.roles["Y"]
    if share_actor(x, y) or (frame.reciprocal and not y and len(actors_of(x)) < 2):
        return False
    return frame.mode not in BODILY_MODES or all(mention.actor.kind != "state" for mention in y)


def _passive(view: View, clause: Clause, pattern: Pattern, match: Match) -> tuple[Sequence[Element], int] | None:
    """Fill the roles of subject and agent; the elements still to be found, and where from. None: it does not fit."""
    elements: Sequence[Element] = pattern.elements
    if pattern.object is not None:
        match.roles[pattern.object] = clause.parties
        if not clause.parties:
            return None
    elif elements and _is_subject_word(view, clause, elements[0], match):
        elements = elements[1:]  # "sanctions were imposed on Y by X"
    else:
        return None
    agent = find_slot(view, clause, clause.after, tuple(view.grammar.by), match.frame.event, clause.end)
    if agent is not None:
        match.roles[pattern.subject] = agent[0]
    return elements, clause.after


def _active(view: View, clause: Clause, pattern: Pattern, match: Match) -> tuple[Sequence[Element], int] | None:
    """Fill the roles of subject and object; as :func:`_passive`."""
    match.roles[pattern.subject] = clause.parties
    cursor = clause.after
    if pattern.object is not None:
        found = find_object(view, clause, match.frame.event)
        if found is None:
            found = find_owner(view, clause, match.frame.event)
            match.weight -= 0.3 * (found is not None)
        if found is not None:
            match.roles[pattern.object], cursor = found
        elif not pattern.object_optional and not _both_sides(match, match.roles[pattern.subject]):
            return None
    return pattern.elements, cursor


def _elements(
    view: View, clause: Clause, pattern: Pattern, match: Match, elements: Sequence[Element], cursor: int
) -> int | None:
    """The token behind the elements, found one after the other from the token ``cursor`` on; None if one lacks."""
    passed = False
    for element in elements:
        at = _element(view, clause, cursor, element, match, clause.end)
        if at is None and element.kind == "word" and cursor > clause.after:
            # A particle stands before the object or after it: "beat up Y", "turn Y down".
            at = cursor if _element(view, clause, clause.after, element, match, cursor) else None
        # « va envoyer des experts en Iran » is no journey to Iran: what the infinitive has is the infinitive's alone.
        clausal = bool(set(element.prepositions) & view.grammar.complementizers)  # "demand that Y V"
        inside = element.kind != "slot" or len(match.tokens) > 1 or passed or clausal
        passed = passed or element.kind == "clause"
        if at is None and not element.optional and clause.reach > clause.end and inside:
            # « accepter de rencontrer Y »: the words may stand in the infinitive that the verb governs.
            at = _element(view, clause, cursor, element, match, clause.reach)
        if at is None:
            shared = element.kind == "slot" and _both_sides(match, match.roles[pattern.subject], element)
            if element.optional or shared:
                continue
            return None
        cursor = at
    return cursor


def _governs(view: View, pattern: Pattern) -> bool:
    """Whether the pattern asks for an infinitive; only those read a noun that stands for its verb."""
    markers = view.grammar.infinitive_markers
    return pattern.object is None and any(
        not element.optional
        and (element.kind == "clause" or (element.kind == "word" and bool(markers & set(element.prepositions))))
        for element in pattern.elements
    )


def _is_subject_word(view: View, clause: Clause, element: Element, match: Match) -> bool:
    """Whether the subject of a passive clause is the word that the pattern has for its object."""
    token = clause.subject_token
    if token is None or element.kind not in ("word", "class") or element.prepositions:
        return False
    unit = view.first_unit[token]
    phrases = _by_first_word(element, view.grammar.language)
    for phrase in _beginning(view, token, phrases):
        stop = view.phrase_at(unit, phrase)
        if stop is not None:
            match.tokens.extend(range(token, view.unit_token[stop - 1] + 1))
            match.weight += 1.0
            return True
    return False


@functools.lru_cache(maxsize=16384)
def _by_first_word(element: Element, language: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases that can fill a word or class, by their first word: a look-up a token instead of a trial a phrase."""
    word = element.kind == "word"
    phrases = [tuple(element.value.split())] if word else sorted(load_codebook().class_phrases(element.value, language))
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        found[phrase[0]].append(phrase)
    return dict(found)


def _both_sides(match: Match, subject: list[Mention], element: Element | None = None) -> bool:
    """« Macron et Scholz se sont entretenus »: a plural subject fills both sides of a reciprocal frame.

    So it does where a pattern lacks nothing but "with Y" behind a noun: "Peru and Bolivia broke off relations".
    """
    if len(actors_of(subject)) < 2:
        return False
    if match.frame.reciprocal:
        return True
    with_whom = element is not None and bool({"with", "avec"} & set(element.prepositions))
    return with_whom and match.frame.event in _MUTUAL and "{" in match.pattern


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


def _element(view: View, clause: Clause, cursor: int, element: Element, match: Match, end: int) -> int | None:
    """The token after the words that fill ``element`` within ``[cursor, end)``; None when it is not there."""
    if element.kind == "slot":
        return _slot(view, clause, cursor, element, match, end)
    if element.kind == "clause":
        return _governed(view, clause, cursor, element, match)
    return _words(view, clause, cursor, element, match, end)


def _slot(view: View, clause: Clause, cursor: int, element: Element, match: Match, end: int) -> int | None:
    """A party behind its preposition, or the owner of the words found before."""
    both = _both_sides(match, match.roles["X"], element)
    # « exiger V de Y »: in « exiger la libération des otages » the hostages belong to the noun.
    free = " V " in match.pattern and set(element.prepositions) <= view.grammar.of
    found = find_slot(view, clause, cursor, element.prepositions, match.frame.event, end, strict=both or free)
    if found is None:
        # "support Peru's efforts" says no less than "support the efforts of Peru".
        owned = element.prepositions and set(element.prepositions) & (view.grammar.of | view.grammar.by)
        owner = _owner_of_words(view, match) if owned and not element.optional else []
        # Not where the words are an actor themselves: in « libérer deux marins grecs » nobody is freed from Greece.
        if not owner or any(m.first <= i < m.last for m in owner for i in match.tokens[1:]):
            return None
        found = owner, cursor
    match.roles[element.value], after = found
    match.weight += 0.5
    return after


def _governed(view: View, clause: Clause, cursor: int, element: Element, match: Match) -> int | None:
    """What the verb governs, an infinitive or a clause, by the word that begins it; ``cursor`` stays where it is."""
    for i in range(cursor, min(len(view.tokens), clause.reach)):
        if not element.prepositions or {view.preposition[i], view.lemma[i]} & set(element.prepositions):
            match.weight += 0.4
            return cursor
        inflected = view.tokens[i].morph.get("VerbForm") in ("Fin", "Inf")
        if view.tokens[i].pos == "VERB" and inflected and view.mention[i] is None and not clause.passive:
            return None  # « a appelé X pour exprimer son soutien à Y »: that « à » is another verb's
    return None if element.prepositions else cursor


def _words(view: View, clause: Clause, cursor: int, element: Element, match: Match, end: int) -> int | None:
    """A word, or one of a class of words."""
    phrases = _by_first_word(element, view.grammar.language)
    for i in range(cursor, min(len(view.tokens), end, cursor + _REACH)):
        unit = view.first_unit[i]
        for phrase in _beginning(view, i, phrases):
            stop = view.phrase_at(unit, phrase)
            if (
                stop is None
                or (element.kind == "class" and _is_verb_form(view, i, phrase))
                or _is_auxiliary(view, i)
                or _addressee_between(view, clause, i, match)
                or not _introduced(view, i, element.prepositions, clause)
            ):
                continue
            last = view.unit_token[stop - 1]
            match.tokens.extend(range(i, last + 1))
            match.weight += 1.0 if element.kind == "word" else 0.9
            return last + 1
    return None


def _beginning(view: View, token: int, phrases: dict[str, list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """The phrases whose first word stands at ``token``."""
    unit = view.first_unit[token]
    if unit == view.first_unit[token + 1]:
        return []  # white space, or signs that fold to nothing
    return [*phrases.get(view.unit_form[unit], ()), *phrases.get(view.unit_lemma[unit], ())]


def _addressee_between(view: View, clause: Clause, i: int, match: Match) -> bool:
    """ "asked A to meet B": the infinitive is what A is asked for, not a part of "ask to meet B"."""
    if clause.lemma not in view.grammar.object_control or clause.passive or view.tokens[i].pos != "VERB":
        return False
    if any(clause.verb < m.first < i for mentions in match.roles.values() for m in mentions):
        return False  # "force Y to leave": the pattern itself has Y there
    return any(
        clause.verb < m.first < i and not m.place_only and m.form not in ("demonym", "pronoun") for m in view.mentions
    )


def _is_auxiliary(view: View, i: int) -> bool:
    """ "said that Y had urged Z to leave" is not "say that Y have to": this "had" only makes the other verb's past."""
    return view.lemma[i] in view.grammar.have and view.tokens[i].dep.startswith("aux")


def _is_verb_form(view: View, i: int, phrase: tuple[str, ...]) -> bool:
    """ "Nazis ruling in Kyiv" holds no ruling: an inflected verb is not the noun that it looks like."""
    return view.tokens[i].pos == "VERB" and view.form[i] == phrase[0] != view.lemma[i]


def _introduced(view: View, i: int, prepositions: tuple[str, ...], clause: Clause) -> bool:
    floor = clause.after
    j = i - 1
    if not prepositions:
        # A word that the pattern puts right after the verb is not one behind some preposition.
        before = preposition_before(view, i)
        if before is None or before < floor or view.form[before] in view.grammar.partitives:
            return True
        if view.preposition[before] in view.grammar.of and view.lemma[before - 1] in view.grammar.quantities:
            return before - 1 >= floor and _introduced(view, before - 1, (), clause)  # "released dozens of activists"
        return clause.negated and view.form[before] in view.grammar.of  # « n'a pas pris de sanctions »
    while (
        j >= floor
        and (
            view.tokens[j].pos in ("DET", "ADJ", "NUM", "ADV")
            or view.form[j] in view.grammar.possessives
            or view.is_quote(j)
        )
        and view.preposition[j] not in prepositions
    ):
        j -= 1
    return j >= floor and view.preposition[j] in prepositions
