"""Which persons of a document the affiliation model is asked about, and what is taken of its answers."""

from __future__ import annotations

from collections.abc import Sequence

from ...languages.folding import fold
from ...languages.tokens import Parse, Sentence
from ...record import Span
from ..drafts import Draft
from ..mentions import Actor
from ..resolve import take_country
from ..spots import Lexicon, Spots
from .model import Affiliation, affiliations_of
from .questions import Candidate, Question, candidates_in, question_of

# An answer counts from this probability on: more likely right than wrong.
_LEAST = 0.5
# Below this one words that the recogniser calls a person, and nothing else tells of, are none: a vaccine, a village.
_HARDLY = 0.2
# From this one on a sector counts more than the one that the grammar of the sentence gave.
_SURE = 0.9
# So many mentions of a document are looked at, so that time stays linear however many names a text lists.
_MOST = 200


def complete_affiliations(
    parse: Parse, found: Sequence[Spots], drafts: Sequence[Sequence[Draft]], known: set[int], lex: Lexicon
) -> None:
    """Give persons the country and the sector that the words around their names tell.

    A country that the grammar found stands, a sector unless the model is sure of another. ``known`` are the persons,
    by ``id()``, whom lists or register hold: nobody is asked about them. A person whom the text leaves open stays so.
    Each is asked about once, at the first mention by more than a surname.
    """
    candidates: list[list[Candidate]] | None = None
    asked: list[tuple[Draft, Actor]] = []
    questions: list[Question] = []
    seen: set[int] = set(known)
    looked_at = 0
    for draft in (draft for some in drafts for draft in some):
        actor = draft.actor
        if actor is None or id(actor) in seen or not _names_in_full(draft, actor):
            continue
        looked_at += 1
        if looked_at > _MOST:
            break
        if candidates is None:
            # Anew, though :mod:`.names` may have collected them: the names that it read are no places and no bodies any
            # more. That costs a thousandth of reading, less than carrying the first ones here would be worth.
            candidates = [candidates_in(*parts, lex) for parts in zip(parse.sentences, found, strict=True)]
        tokens, around = parse.sentences[draft.sentence].tokens, slice(max(0, draft.sentence - 1), draft.sentence + 2)
        assert draft.named is not None
        name = tokens[draft.named[0]].start, tokens[draft.named[1] - 1].end
        theirs: list[Span] = []
        if actor.sector is None:
            if not _tells_people(parse.sentences[around], name, lex):
                continue  # a later mention may stand beside words that tell something
            theirs = _theirs(drafts[around], actor, parse)
        question = question_of(parse, candidates, draft.sentence, name, theirs)
        if question.candidates or (actor.sector is None and found[draft.sentence].roles):
            seen.add(id(actor))
            asked.append((draft, actor))
            questions.append(question)
    for (draft, actor), answer in zip(asked, affiliations_of(questions), strict=True):
        _take(draft, actor, answer, lex)


def _theirs(drafts: Sequence[Sequence[Draft]], actor: Actor, parse: Parse) -> list[Span]:
    """Where the phrases of other persons stand: "*Canadian minister Y* met X" tells of Y, not of X."""
    found = []
    for draft in (d for some in drafts for d in some):
        other = draft.actor
        if draft.named is not None and other is not None and other is not actor and other.kind == "person":
            tokens = parse.sentences[draft.sentence].tokens
            found.append((tokens[draft.first].start, tokens[draft.last - 1].end))
    return found


def _names_in_full(draft: Draft, actor: Actor) -> bool:
    """Whether a mention names a person by more than a bare surname."""
    if draft.named is None or actor.kind != "person" or actor.members:
        return False
    return draft.named[1] - draft.named[0] > 1 or draft.role is not None


def _tells_people(sentences: Sequence[Sentence], name: Span, lex: Lexicon) -> bool:
    """Whether a word around the name is one for people or bodies. Without one nothing tells a sector, and seldom a
    country: asking about everybody whom a report names in passing would cost more than it finds."""
    tokens = (token for s in sentences for token in s.tokens if not name[0] <= token.start < name[1])
    return any(lex.word_for(fold(token.text)) is not None for token in tokens)


def _take(draft: Draft, actor: Actor, answer: Affiliation, lex: Lexicon) -> None:
    """What an answer gives: nothing to what is hardly a person's name, no country where nothing tells who it is."""
    if actor.sector is None and answer.person_share < _HARDLY:
        return
    surely = answer.sector_share >= (_LEAST if actor.sector is None else _SURE)
    if answer.sector not in (None, actor.sector) and surely:
        if actor.sector is not None:
            actor.office, actor.level, actor.field, actor.other_sectors = None, "other", None, []
        actor.sector = answer.sector
        draft.why += f"+sector read {answer.sector_share:.2f}"
    told = answer.country is not None and answer.country_share >= _LEAST
    if told and actor.country is None and actor.sector is not None:
        take_country(actor, answer.country, lex)
        draft.why += f"+country read {answer.country_share:.2f}"
