"""The closed classes of a language (``grammar_<language>.toml``), folded once for quick look-up."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec

from ..languages.folding import fold


class Grammar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sets of folded words; in the tables (``channel`` ...) phrases, each a tuple of folded words.

    ``nominal`` maps a noun to the verb it stands for ("refusal" → "refuse"); ``companions`` and ``idioms`` are phrases
    by their first word.
    """

    language: str
    be: frozenset[str]
    have: frozenset[str]
    passive_auxiliaries: frozenset[str]
    unaccusative: frozenset[str]
    clitics: frozenset[str]
    articles: frozenset[str]
    reflexives: frozenset[str]
    negations: frozenset[str]
    restricting: frozenset[str]
    half_denied: frozenset[str]
    denying_determiners: frozenset[str]
    denied_idly: frozenset[str]
    untrue: frozenset[str]
    true: frozenset[str]
    hearsay: frozenset[str]
    cancelling_verbs: frozenset[str]
    negated_by_preposition: frozenset[str]
    infinitive_markers: frozenset[str]
    coordinators: frozenset[str]
    relatives: frozenset[str]
    subject_relatives: frozenset[str]
    subordinators: frozenset[str]
    conditionals: frozenset[str]
    complementizers: frozenset[str]
    future_modals: frozenset[str]
    hypothetical_modals: frozenset[str]
    future_verbs: frozenset[str]
    duty_verbs: frozenset[str]
    attempt_verbs: frozenset[str]
    failing_verbs: frozenset[str]
    preventing_verbs: frozenset[str]
    unable: frozenset[str]
    done_if_denied: frozenset[str]
    recent_past_verbs: frozenset[str]
    raising_verbs: frozenset[str]
    object_control: frozenset[str]
    attempt_nouns: frozenset[str]
    fear_words: frozenset[str]
    support_verbs: frozenset[str]
    occur_phrases: frozenset[str]
    between: frozenset[str]
    with_: frozenset[str] = msgspec.field(name="with")
    of: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    partitives: frozenset[str]
    quantities: frozenset[str]
    compound_prepositions: frozenset[str]
    means: frozenset[str]
    manner_nouns: frozenset[str]
    planned: frozenset[str]
    plural_possessives: frozenset[str]
    separate_nouns: frozenset[str]
    separately: frozenset[str]
    addressed: frozenset[str]
    earlier: frozenset[str]
    previous: frozenset[str]
    course_nouns: frozenset[str]
    participation: frozenset[str]
    participated: frozenset[str]
    name_suffixes: frozenset[str]
    possessives: frozenset[str]
    genitives: frozenset[str]
    senders: frozenset[str]
    receiving_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    past_futures: frozenset[str]
    planned_adjectives: frozenset[str]
    future_auxiliaries: frozenset[str]
    willing: frozenset[str]
    subject_pronouns: frozenset[str]
    realm_nouns: frozenset[str]
    authored_nouns: frozenset[str]
    grounds: frozenset[str]
    topic_prepositions: frozenset[str]
    topic_verbs: frozenset[str]
    adverbial_marks: frozenset[str]
    negation_particles: frozenset[str]
    bare_negations: frozenset[str]
    dative_pronouns: frozenset[str]
    dative_prepositions: frozenset[str]
    transparent: frozenset[str]
    event_prepositions: frozenset[str]
    locatives: frozenset[str]
    nominal: dict[str, str]
    companions: dict[str, tuple[tuple[str, ...], ...]]
    on_one_hand: dict[str, tuple[tuple[str, ...], ...]]
    follow_up: dict[str, tuple[tuple[str, ...], ...]]
    day_after: dict[str, tuple[tuple[str, ...], ...]]
    idioms: dict[str, tuple[tuple[str, ...], ...]]
    channel: dict[str, tuple[tuple[str, ...], ...]]
    sequence: dict[str, tuple[tuple[str, ...], ...]]
    initiative: dict[str, tuple[tuple[str, ...], ...]]


def fold_word(word: str) -> str:
    """A word folded for look-up. « où » keeps its accent: without it, it would be « ou »."""
    return word if word == "où" else fold(word)


@functools.cache
def load_grammar(language: str) -> Grammar:
    """The grammar of ``language``; raises FileNotFoundError when the language has none."""
    text = resources.files(__package__).joinpath(f"grammar_{language}.toml").read_text(encoding="utf-8")
    folded: dict[str, object] = {"language": language}
    for name, value in tomllib.loads(text).items():
        if name == "genitives":
            folded[name] = value  # compared as written: folding would leave nothing of an apostrophe
        elif name == "nominal":
            folded[name] = {fold(noun): fold(verb) for noun, verb in value.items()}
        elif name in ("companions", "idioms", "on_one_hand", "follow_up", "day_after"):
            # By their first word, so that one look-up tells whether a phrase can begin at a token.
            phrases = [tuple(fold(phrase).split()) for phrase in value]
            folded[name] = {phrase[0]: [other for other in phrases if other[0] == phrase[0]] for phrase in phrases}
        elif isinstance(value, dict):
            folded[name] = {key: [fold(word).split() for word in words] for key, words in value.items()}
        else:
            folded[name] = [fold_word(word) for word in value]
    return msgspec.convert(folded, Grammar)
