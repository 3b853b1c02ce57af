"""Whose somebody is, where the report says so with a possessive: "its spokesman, X", « le porte-parole du pays, X »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..languages.tokens import Sentence, Token
from .bodies import role_in, words_in
from .drafts import Draft
from .spots import Lexicon, Spots

_VERBS = ("VERB", "AUX")
_MANY = 80  # no more drafts of one sentence are weighed, so that time stays linear
_PHRASE = 10  # tokens before a name in which it is told whose he is


@dataclass(slots=True)
class Passage:
    """A sentence of a report with its drafts and what stands in it."""

    sentence: Sentence
    drafts: Sequence[Draft]
    found: Spots

    @property
    def told(self) -> Sequence[Draft]:
        """The drafts that are looked at: of a sentence that is a list without end only the first."""
        return self.drafts[:_MANY]


def country_of(draft: Draft) -> str | None:
    """The country of a draft, by its words where its actor is not told yet."""
    if draft.actor is not None:
        return draft.actor.country
    if draft.countries:
        return draft.countries[0] if len(draft.countries) == 1 else None
    owner = draft.owner
    return owner.listed.country if owner is not None and owner.listed is not None else None


def owner_of(draft: Draft, here: Passage, before: Passage | None, lex: Lexicon) -> Draft | None:
    """Those whose somebody is: « *les rebelles maliens* n'ont pas cédé, a assuré *leur* porte-parole, X ».

    The subject before "its" or « son », in the sentence or else in the one before.
    """
    at = _possessive(draft, here.sentence, lex)
    if at is None:
        at = _country_word(draft, here.sentence, lex)
    if at is None:
        return None
    one = at < len(here.sentence.tokens) and lex.wording.possessives.get(here.sentence.tokens[at].lower) == "s"
    ahead = [d for d in here.told if d.last <= at and _owns(d, draft) and not (one and d.plural)]
    subjects = [other for other in ahead if _is_subject(here.sentence, other, lex)]
    if subjects or ahead:
        return subjects[-1] if subjects else ahead[-1]
    adjectives = [d for d in here.told if d.last <= at and d.form == "demonym" and _describes_subject(here, d, lex)]
    if adjectives:
        return adjectives[-1]  # « le régulateur *portugais* a infligé une amende, a annoncé son président »
    if before is None or at - draft.first > 0:
        return None
    earlier = [d for d in before.told if _owns(d, draft) and _is_subject(before.sentence, d, lex)]
    return earlier[0] if earlier else None


def _describes_subject(passage: Passage, demonym: Draft, lex: Lexicon) -> bool:
    tokens = passage.sentence.tokens
    return tokens[tokens[demonym.head].head].dep in lex.wording.subjects


def _possessive(draft: Draft, sentence: Sentence, lex: Lexicon) -> int | None:
    """Where "its" or « son » stands that says whose a person is: in his phrase, right before it or right behind it."""
    tokens = sentence.tokens
    apart = [draft.last + 1] if draft.last + 1 < len(tokens) and tokens[draft.last].text == "," else []
    for i in (*range(draft.last - 1, max(-1, draft.first - _PHRASE), -1), *apart):
        token = tokens[i]
        closed = token.text[:1] in ",;:»”" and i != draft.first - 1
        if i < draft.first and (closed or (token.pos in _VERBS and token.dep not in ("amod", "acl"))):
            return None
        if token.lower in lex.wording.possessives and token.pos in ("DET", "PRON"):
            return i if draft.first <= i < draft.last or _tells_person(tokens[i + 1 : i + _PHRASE], lex) else None
    return None


def _tells_person(tokens: Sequence[Token], lex: Lexicon) -> bool:
    """Whether a phrase is one for a person: "its *director of technology*", not "its troops"."""
    end = next((i for i, token in enumerate(tokens) if token.text[:1] in ",;:»”"), len(tokens))
    role = role_in(words_in(tokens[:end]), lex)
    return role is not None and role.person and not role.plural


def _country_word(draft: Draft, sentence: Sentence, lex: Lexicon) -> int | None:
    """Where « du pays » or "the country's" stands in the phrase of a person."""
    words = [token.lower for token in sentence.tokens]
    for i in range(max(0, draft.first - _PHRASE), min(draft.last + _PHRASE, len(words))):
        if any(" ".join(words[i : i + len(phrase.split())]) == phrase for phrase in lex.wording.country_words):
            reached = sentence.tokens[min(i, draft.first) : max(i, draft.first)]
            if not any(token.pos in _VERBS and token.dep not in ("amod", "acl") for token in reached):
                return i
    return None


def _owns(other: Draft, draft: Draft) -> bool:
    """Whether a draft may be whom "its" means: a state, a body, a group, somebody."""
    if other is draft or other.pronoun or other.place_only or other.form == "demonym":
        return False
    return country_of(other) is not None


def _is_subject(sentence: Sentence, draft: Draft, lex: Lexicon) -> bool:
    return sentence.tokens[draft.head].dep in lex.wording.subjects
