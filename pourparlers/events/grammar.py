"""The closed classes of a language (``grammar_<language>.toml``), folded once for quick look-up."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec

from ..languages.folding import fold


class _File(msgspec.Struct, forbid_unknown_fields=True):
    be: list[str]
    have: list[str]
    passive_auxiliaries: list[str]
    unaccusative: list[str]
    clitics: list[str]
    reflexives: list[str]
    negations: list[str]
    negated_by_preposition: list[str]
    infinitive_markers: list[str]
    coordinators: list[str]
    relatives: list[str]
    subject_relatives: list[str]
    subordinators: list[str]
    conditionals: list[str]
    complementizers: list[str]
    future_modals: list[str]
    hypothetical_modals: list[str]
    future_verbs: list[str]
    duty_verbs: list[str]
    attempt_verbs: list[str]
    failing_verbs: list[str]
    recent_past_verbs: list[str]
    raising_verbs: list[str]
    object_control: list[str]
    attempt_nouns: list[str]
    fear_words: list[str]
    support_verbs: list[str]
    occur_phrases: list[str]
    between: list[str]
    with_: list[str] = msgspec.field(name="with")
    of: list[str]
    by: list[str]
    against: list[str]
    partitives: list[str]
    quantities: list[str]
    compound_prepositions: list[str]
    means: list[str]
    planned: list[str]
    plural_possessives: list[str]
    name_suffixes: list[str]
    possessives: list[str]
    event_prepositions: list[str]
    locatives: list[str]
    channel: dict[str, list[str]]
    sequence: dict[str, list[str]]
    initiative: dict[str, list[str]]


class Grammar:
    """Sets of folded words; single-word entries are looked up, phrases are tuples of folded words."""

    def __init__(self, language: str, file: _File) -> None:
        self.language = language
        for name in _File.__struct_fields__:
            value = getattr(file, name)
            if isinstance(value, list):
                setattr(self, name, frozenset(word if word == "où" else fold(word) for word in value))
            else:
                setattr(self, name, {key: tuple(tuple(fold(w).split()) for w in words) for key, words in value.items()})

    be: frozenset[str]
    have: frozenset[str]
    passive_auxiliaries: frozenset[str]
    unaccusative: frozenset[str]
    clitics: frozenset[str]
    reflexives: frozenset[str]
    negations: frozenset[str]
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
    recent_past_verbs: frozenset[str]
    raising_verbs: frozenset[str]
    object_control: frozenset[str]
    attempt_nouns: frozenset[str]
    fear_words: frozenset[str]
    support_verbs: frozenset[str]
    occur_phrases: frozenset[str]
    between: frozenset[str]
    with_: frozenset[str]
    of: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    partitives: frozenset[str]
    quantities: frozenset[str]
    compound_prepositions: frozenset[str]
    means: frozenset[str]
    planned: frozenset[str]
    plural_possessives: frozenset[str]
    name_suffixes: frozenset[str]
    possessives: frozenset[str]
    event_prepositions: frozenset[str]
    locatives: frozenset[str]
    channel: dict[str, tuple[tuple[str, ...], ...]]
    sequence: dict[str, tuple[tuple[str, ...], ...]]
    initiative: dict[str, tuple[tuple[str, ...], ...]]


@functools.cache
def load_grammar(language: str) -> Grammar:
    """The grammar of ``language``; raises FileNotFoundError when the language has none."""
    text = resources.files(__package__).joinpath(f"grammar_{language}.toml").read_text(encoding="utf-8")
    return Grammar(language, msgspec.convert(tomllib.loads(text), _File))
