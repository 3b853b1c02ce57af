"""Names of states and cities that stand in a clause as places, not as actors: "in Ukraine", « à Moscou »."""

from __future__ import annotations

from ..languages.tokens import Sentence
from .drafts import Draft
from .spots import Lexicon

_DATELINE = frozenset("(–—-:")


def mark_places(sentence: Sentence, drafts: list[Draft], lex: Lexicon) -> None:
    """Set ``place_only`` on the drafts of ``sentence`` that stand as places."""
    before: Draft | None = None
    for index, draft in enumerate(drafts):
        if draft.listed is None or draft.listed.town or not (draft.listed.is_place or draft.listed.metonym):
            before = draft
            continue
        draft.place_only = (
            _after_preposition(sentence, draft, lex)
            or _dateline(sentence, draft)
            or _posting(sentence, draft, drafts[max(0, index - 6) : index], lex)
            or _part_of(sentence, draft, lex)
            or _goes_on(sentence, draft, before, lex)
        ) and not draft.nested
        before = draft


def _after_preposition(sentence: Sentence, draft: Draft, lex: Lexicon) -> bool:
    tokens, wording = sentence.tokens, lex.wording
    at = draft.first - 1
    if at < 0:
        return False
    word = tokens[at].lower
    if not at and wording.dative and tokens[at].text == "A":
        return draft.listed is not None  # « A Téhéran, … »: the press writes capitals without accents
    if word in wording.place_adjectives:
        return True
    if word in wording.locative:
        return draft.listed is not None and (draft.listed.is_place or word not in ("sous", "chez", "at"))
    if word in wording.inner and _behind_place_noun(sentence, at, lex):
        return True
    if word not in wording.directional:
        return False
    governors = _governors(sentence, at)
    if wording.dative:
        if tokens[draft.first].lower in ("la", "l'"):
            return bool(draft.listed and draft.listed.metonym and not draft.listed.is_place) and not (
                governors & wording.dative
            )
        return not governors & wording.dative
    return bool(governors & wording.motion)


def _behind_place_noun(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """Whether the noun before « de » is a kind or part of a place (« la ville assiégée de »)."""
    tokens = sentence.tokens
    for position in range(at - 1, max(at - 4, -1), -1):
        if tokens[position].lower in lex.wording.place_nouns:
            return True
        if tokens[position].pos not in ("ADJ", "VERB"):
            return False
    return False


def _governors(sentence: Sentence, at: int) -> set[str]:
    """Lemmas and forms that may govern the preposition at ``at``: by the arcs, and the words just before it."""
    tokens = sentence.tokens
    heads = {tokens[at].head, tokens[tokens[at].head].head}
    heads.update(range(max(0, at - 3), at))
    return {tokens[h].lemma for h in heads if h != at} | {tokens[h].lower for h in heads if h != at}


def _dateline(sentence: Sentence, draft: Draft) -> bool:
    """« MOSCOU (Agence) – »: the place a report was sent from, at the very start."""
    return draft.first == 0 and draft.last < len(sentence.tokens) and sentence.tokens[draft.last].text in _DATELINE


def _posting(sentence: Sentence, draft: Draft, drafts: list[Draft], lex: Lexicon) -> bool:
    """« ambassadeur de France en Ukraine »: the country an envoy is sent to."""
    if not draft.first or sentence.tokens[draft.first - 1].lower not in lex.wording.posting:
        return False
    return any(
        other.role is not None and other.role.office in lex.wording.posted and -2 <= other.last - draft.first < 0
        for other in drafts
    )


def _part_of(sentence: Sentence, draft: Draft, lex: Lexicon) -> bool:
    """ "Ukraine's eastern border": only a part of the land is meant."""
    tokens = sentence.tokens
    if draft.last >= len(tokens) or tokens[draft.last].lower not in ("'s", "'"):
        return False
    return any(token.lower in lex.wording.place_nouns for token in tokens[draft.last + 1 : draft.last + 3])


def _goes_on(sentence: Sentence, draft: Draft, before: Draft | None, lex: Lexicon) -> bool:
    """ "in Russia and Ukraine", "in Lviv, Ukraine": a second place behind the first."""
    tokens = sentence.tokens
    at = draft.first - 1
    if at < 1:
        return False
    if before is not None and before.place_only and before.last == at:
        return tokens[at].lower in lex.wording.conjunctions or tokens[at].text == ","
    return tokens[at].text == "," and tokens[at - 1].entity == "LOC" and (before is None or before.last < at)
