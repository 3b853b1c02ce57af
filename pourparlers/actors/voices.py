"""Whose official somebody is of whom a report says only that he speaks: "Guyana would not yield, Minister X said".

Who reports what a state does may be its official or its victim's ("Russia has shelled the port, Deputy Minister X
said"), so that the state spoken of is not enough. It has to be the one that the report begins with, no other may come
into question, and something has to bear it out: X speaks in a town of it, tells what it will *not* do, or what its
capital will, or says "we will". Of those who hold a local office (a policeman, the head of a union) the place that the
report is set in is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..languages.tokens import Sentence, Token
from .bodies import WORLD, role_in, words_in
from .drafts import Draft
from .mentions import Actor
from .places import country_of, is_local
from .spots import Lexicon, Spots

# Offices of a state, and callings that belong to one country.
_OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "LAB", "REB", "PRM", "AGR", "MED", "EDU"})
_VERBS = ("VERB", "AUX")
_MANY = 80  # no more drafts of one sentence are weighed, so that time stays linear
_PHRASE = 10  # tokens before a name in which it is told whose he is
_STEPS = 6  # up from a word to the verb it hangs on


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


def speaks_for(draft: Draft, here: Passage, before: Passage | None, first: str | None, lex: Lexicon) -> str | None:
    """The country of the state that the person of ``draft`` speaks for; None where the report leaves it open.

    ``here`` is the passage of the draft, ``before`` the one before it, ``first`` the country that the report names
    first.
    """
    person = draft.actor
    if person is None or person.sector is None or _is_object(here.sentence, draft):
        return None
    if (opened := _opening(here, person, lex)) is not None and draft.first > opened.last:
        return _state(opened, person)
    if person.sector not in _OF_STATE:
        return None
    voices: Counter[str] = Counter()
    scenes: Counter[str] = Counter()
    named: set[str] = set()
    wills = joined = False
    own = _verb_of(here.sentence, draft)
    for passage in (here, before):
        if passage is None:
            continue
        for other in _told_before(passage, draft, person) if passage is here else passage.told:
            country = _state(other, person)
            if country is None:
                continue
            named.add(country)
            verb = _verb_of(passage.sentence, other)
            if other.place_only or _is_locative(passage.sentence, other, lex):
                set_there = passage is not here or other.first <= 2  # « *Au Guatemala*, l'avocate X … »
                scenes[country] += set_there and _is_locative(passage.sentence, other, lex)
            elif not _is_subject(passage.sentence, other, lex):
                scenes[country] += passage is not here and other.nested  # "workers at *Chile's* mine"
            elif verb is None or (passage is here and verb == own and not _is_apart(here.sentence, other, draft)):
                continue  # "Kenya received the transport minister, X"
            elif passage.sentence.tokens[verb].lemma not in lex.wording.hostile:
                voices[country] += 1
                wills = wills or _refuses(passage.sentence, verb, lex)
                wills = wills or passage.sentence.tokens[verb].lemma in lex.wording.speaks
                joined = joined or (passage is here and _is_joined(here.sentence, other, draft, lex))
    wills = (wills and len(named) == 1) or (bool(voices) and _we_will(here.sentence, lex))
    towns = _towns(here, person, lex)
    if is_local(person):
        set_in = +scenes if len(+(scenes + voices)) == 1 else {}
        if set_in:
            return next(iter(set_in))
    if len(+voices) != 1:
        return None
    country = next(iter(+voices))
    borne_out = wills or joined or country in towns or voices[country] > 1
    return country if borne_out and country == first else None


def _told_before(here: Passage, draft: Draft, person: Actor) -> Sequence[Draft]:
    """The drafts before a person, where they tell of a state; else all of his sentence ("X said Togo would …")."""
    before = [other for other in here.told if other.last <= draft.first]
    return before if any(_state(other, person) for other in before) else here.told


def _opening(here: Passage, person: Actor, lex: Lexicon) -> Draft | None:
    """The state that a sentence opens with as its scene: « *À Madagascar*, la ministre de la Population, X, … »."""
    for draft in here.told:
        if draft.first > 3:
            return None
        behind = here.sentence.tokens[draft.last] if draft.last < len(here.sentence.tokens) else None
        state = draft.listed is not None and not (draft.listed.metonym or draft.listed.town)
        opens = state and draft.first > 0 and behind is not None and behind.text == ","
        if opens and _state(draft, person) is not None and _is_locative(here.sentence, draft, lex):
            return draft
    return None


def _is_joined(sentence: Sentence, state: Draft, person: Draft, lex: Lexicon) -> bool:
    """Whether "and" or "with" joins what somebody says to what his state did: "Togo declared an emergency, and X …"."""
    at = person.first - 1
    while at > state.last and sentence.tokens[at].lower in lex.wording.determiners:
        at -= 1
    joins = sentence.tokens[at].lower in lex.wording.joins and sentence.tokens[at - 1].text == ","
    return at > state.last and joins and state.first <= 2


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


def first_country(drafts: Sequence[Sequence[Draft]]) -> str | None:
    """The country that a report names first, in whatever way."""
    countries = (country_of(draft) for some in drafts for draft in some if not draft.pronoun)
    return next((country for country in countries if country is not None and country not in WORLD), None)


def _state(draft: Draft, person: Actor) -> str | None:
    """The country of a draft that stands for a state or for one of its bodies, not for somebody."""
    actor = draft.actor
    if draft.pronoun or actor is person or (actor is not None and (actor.kind == "person" or actor.members)):
        return None
    if actor is None and (draft.role is None or (draft.role.person and not draft.plural)):
        return None
    country = country_of(draft)
    return country if country not in WORLD else None


def _towns(passage: Passage, person: Actor, lex: Lexicon) -> Counter[str]:
    """The countries of the towns that the passage is set in: "said in *Georgetown*", « à *Moroni* »."""
    tokens = passage.sentence.tokens
    spotted = [name.country for at, (name, _) in passage.found.towns.items() if at and _places(tokens[at - 1], lex)]
    placed = [d for d in passage.told if _is_locative(passage.sentence, d, lex)]
    return Counter(c for c in [*spotted, *(_state(d, person) for d in placed)] if c is not None)


def _refuses(sentence: Sentence, verb: int, lex: Lexicon) -> bool:
    """Whether a verb tells what somebody will not do: « ne cédera pas », "would not yield"."""
    near = [token for token in sentence.tokens if token.i == verb or token.head == verb]
    return _is_negated(near, lex) and _is_future(near, lex)


def _we_will(sentence: Sentence, lex: Lexicon) -> bool:
    """Whether somebody says what "we" will do: « Nous ne tolérerons pas … »."""
    subjects = (t for t in sentence.tokens if t.lower in lex.wording.we and t.dep in lex.wording.subjects)
    return any(_is_future([t for t in sentence.tokens if s.head in (t.i, t.head)], lex) for s in subjects)


def _is_negated(tokens: Sequence[Token], lex: Lexicon) -> bool:
    return any(token.lower in lex.wording.negations for token in tokens)


def _is_future(tokens: Sequence[Token], lex: Lexicon) -> bool:
    return any(t.morph.get("Tense") == "Fut" or (t.pos == "AUX" and t.lower in lex.wording.futures) for t in tokens)


def _is_subject(sentence: Sentence, draft: Draft, lex: Lexicon) -> bool:
    return sentence.tokens[draft.head].dep in lex.wording.subjects


def _is_object(sentence: Sentence, draft: Draft) -> bool:
    """Whether a preposition stands before the person: he is whom something is done to, or with."""
    return draft.first > 0 and sentence.tokens[draft.first - 1].pos == "ADP"


def _is_apart(sentence: Sentence, state: Draft, person: Draft) -> bool:
    """Whether a clause ends between a state and whoever is named behind it: « Le Togo proteste*,* a déclaré X »."""
    return any(t.text == "," for t in sentence.tokens[state.last : max(state.last, person.first - 1)])


def _is_locative(sentence: Sentence, draft: Draft, lex: Lexicon) -> bool:
    before = draft.first - 1
    while before > 0 and (  # « dans le nord du Mali », "in eastern Myanmar"
        sentence.tokens[before].lower in lex.wording.determiners or sentence.tokens[before].pos == "ADJ"
    ):
        before -= 1
    return before >= 0 and _places(sentence.tokens[before], lex)


def _places(token: Token, lex: Lexicon) -> bool:
    return token.lower in lex.wording.locative or token.lower in lex.wording.directional


def _verb_of(sentence: Sentence, draft: Draft) -> int | None:
    """The verb that a mention hangs on."""
    at = draft.head
    for _ in range(_STEPS):
        head = sentence.tokens[at].head
        if head == at:
            return None
        if sentence.tokens[head].pos in _VERBS:
            return head
        at = head
    return None
