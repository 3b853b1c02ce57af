"""How a language reports speech: cue verbs, nouns, prepositions, media and helper words of ``<language>.toml``.

The TOML files are the knowledge; this module only turns them into quick look-ups.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import TypeVar

import msgspec

from ..errors import LanguageError
from ..languages.pack import LANGUAGES
from ..languages.tokens import Token


class Frame(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A group of cue verbs: its act, the contents it takes, and how they and the addressee are attached.

    ``causative`` verbs report only with « faire »; ``names`` marks verbs that call one thing another; ``speech`` is
    false where the verb tells a belief, a plan or an attitude and not words said. ``party`` are the prepositions of
    whom a demand, promise or threat is addressed to right behind the cue ("" a bare object), ``party_behind`` those
    behind the content.
    """

    act: str
    takes: list[str]
    lemmas: list[str]
    example: str
    content: str
    infinitive: list[str] = []
    nominal: list[str] = []
    addressee: str = ""
    party: list[str] = []
    party_behind: list[str] = []
    reflexive: bool = False
    causative: bool = False
    names: bool = False
    speech: bool = True


class Nouns(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Nouns that report: « déclaration », "claim". ``nominal``: what may lead their content besides a clause."""

    act: str
    lemmas: list[str]
    example: str
    content: str
    nominal: list[str] = []


class Prepositions(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that name a source: « selon », "according to". ``start_only``: only at the head of a sentence."""

    words: list[str]
    example: str
    content: str
    start_only: bool = False


class Medium(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Where something is said: words that count a few words after one of ``prepositions``, or a cue of ``verbs``.

    ``party``: the prepositions that name whom one speaks to there (« lors d'un appel avec X », "in a letter to X").
    """

    name: str
    words: list[str]
    prepositions: list[str]
    example: str
    verbs: list[str] = []
    party: list[str] = []


class Human(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Nouns of people, and of bodies that speak (``collective``)."""

    words: list[str]
    collective: list[str]


class Wording(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file of one language; the lists of helper words are explained in the file."""

    complementisers: list[str]
    misread: dict[str, str]
    compounds: list[str]
    relatives: list[str]
    introducers: list[str]
    subject_relatives: list[str]
    agent: list[str]
    partitives: list[str]
    indefinite: list[str]
    directed: list[str]
    to: list[str]
    conjunctions: list[str]
    negations: list[str]
    restricting: list[str]
    deniers: list[str]
    withheld: list[str]
    auxiliaries: list[str]
    passive_auxiliaries: list[str]
    modals: list[str]
    causatives: list[str]
    clitics: list[str]
    inverted_pronouns: list[str]
    masculine: list[str]
    feminine: list[str]
    noun_clauses: list[str]
    before_infinitive: list[str]
    subject_markers: list[str]
    reflexives: list[str]
    infinitive_leads: list[str]
    light_verbs: list[str]
    adjuncts: list[str]
    asides: list[str]
    questions: list[str]
    subordinators: list[str]
    adverbs: list[str]
    first_person: list[str]
    authors: list[str]
    hearsay: list[str]
    impersonal: list[str]
    pronouns: list[str]
    verbs: list[Frame]
    nouns: list[Nouns]
    prepositions: list[Prepositions]
    media: list[Medium]
    human: Human


Phrase = tuple[str, ...]
T = TypeVar("T")
# French participle and finite endings of the first conjugation, for forms the lemmatiser does not bring home.
_FIRST_CONJUGATION = ("èrent", "aient", "ées", "ent", "ait", "ant", "ée", "és", "é", "e", "a")


def phrase(words: str) -> Phrase:
    """``words`` as the tokeniser cuts them: at spaces and after an apostrophe."""
    return tuple(words.lower().replace("'", "' ").split())


class Lexicon:
    """The wording of one language as look-ups; ``verbs`` gives every frame of a lemma, in the order of the file."""

    def __init__(self, wording: Wording, language: str) -> None:
        self.language = language
        self.wording = wording
        self.verbs: dict[str, list[Frame]] = {}
        # Verbs of more than one word by their first: « mettre en garde », "make clear".
        self.phrasal: dict[str, dict[Phrase, list[Frame]]] = {}
        for frame in wording.verbs:
            for lemma in dict.fromkeys(frame.lemmas):
                head, *rest = phrase(lemma)
                if rest:
                    self.phrasal.setdefault(head, {}).setdefault(tuple(rest), []).append(frame)
                else:
                    self.verbs.setdefault(lemma, []).append(frame)
        self.nouns = frozenset(lemma for group in wording.nouns for lemma in group.lemmas)
        self.noun_phrases: dict[str, tuple[str, ...]] = {}
        for group in wording.nouns:
            for lemma in group.lemmas:
                self.noun_phrases[lemma] = (*self.noun_phrases.get(lemma, ()), *group.nominal)
        self.partitives = frozenset(wording.partitives)
        self.collective = frozenset(wording.human.collective)
        self.human = frozenset(wording.human.words) | self.collective
        self.sources = _by_first((phrase(words), group) for group in wording.prepositions for words in group.words)
        self.media = _by_first((phrase(words), medium) for medium in wording.media for words in medium.words)
        self.medium_of = {verb: medium.name for medium in wording.media for verb in medium.verbs}
        places = [words for medium in wording.media for words in medium.words]
        self.media_words = frozenset(word for words in places for word in phrase(words))
        self.adjuncts = _by_first((phrase(words), None) for words in wording.adjuncts)
        self.subordinators = _by_first((phrase(words), None) for words in wording.subordinators)

    def lemma(self, token: Token) -> str | None:
        """The lemma under which a verb form stands among the cue verbs, None when it is no cue."""
        lemma = self.wording.misread.get(token.lemma, token.lemma)
        if token.pos == "VERB" and lemma in self.verbs:
            return lemma
        unknown = token.pos in ("PROPN", "X") and token.text.islower()  # « a tweeté »
        if self.language != "fr" or not (unknown or token.pos in ("VERB", "ADJ", "AUX", "NOUN")):
            return None
        for ending in _FIRST_CONJUGATION:
            if token.lower.endswith(ending) and (token.pos == "VERB" or "é" in ending):
                infinitive = token.lower[: len(token.lower) - len(ending)].replace("ç", "c") + "er"
                return infinitive if infinitive in self.verbs else None
        return None

    def frames(self, token: Token) -> list[Frame]:
        """The frames of a verb form, [] when it is no cue."""
        lemma = self.lemma(token)
        return self.verbs[lemma] if lemma is not None else []


def _by_first(entries: Iterator[tuple[Phrase, T]]) -> dict[str, list[tuple[Phrase, T]]]:
    table: dict[str, list[tuple[Phrase, T]]] = {}
    for words, value in entries:
        table.setdefault(words[0], []).append((words, value))
    for found in table.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return table


@functools.cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of ``language`` (ISO 639-1). Raises LanguageError when there is none."""
    if language not in LANGUAGES:
        raise LanguageError(f"no wording of speech for {language!r}: give one of {', '.join(LANGUAGES)}")
    text = resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Lexicon(msgspec.convert(tomllib.loads(text), Wording), language)
