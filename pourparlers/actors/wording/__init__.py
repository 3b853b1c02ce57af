"""Closed classes of words that the detection and coreference of actors rest on, one TOML file a language."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec

from ...errors import LanguageError


class Wording(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The content of a language's file; the comments there say what each list is for. All words in lower case."""

    determiners: frozenset[str]
    indefinite: frozenset[str]
    possessives: dict[str, str]
    genders: dict[str, str]
    conjunctions: frozenset[str]
    complement: frozenset[str]
    topic_links: frozenset[str]
    modifiers: frozenset[str]
    still_in_office: frozenset[str]
    designate: frozenset[str]
    acting: frozenset[str]
    locative: frozenset[str]
    directional: frozenset[str]
    inner: frozenset[str]
    place_nouns: frozenset[str]
    place_adjectives: frozenset[str]
    dative: frozenset[str]
    motion: frozenset[str]
    posted: frozenset[str]
    posting: frozenset[str]
    servants: frozenset[str]
    serving: frozenset[str]
    deputies: frozenset[str]
    adjuncts: frozenset[str]
    faiths: frozenset[str]
    country_words: frozenset[str]
    yielding: frozenset[str]
    of_union: frozenset[str]
    relatives: frozenset[str]
    leads: frozenset[str]
    at_head: frozenset[str]
    both: frozenset[str]
    one: frozenset[str]
    one_of: frozenset[str]
    linking: frozenset[str]
    relatives_of: frozenset[str]
    naming: frozenset[str]
    agents: frozenset[str]
    not_names: frozenset[str]
    not_roles_after: frozenset[str]
    ignored_pronouns: frozenset[str]
    latter: frozenset[str]
    bodies: frozenset[str]
    object_pronouns: frozenset[str]
    impersonal: frozenset[str]
    general: frozenset[str]
    counts: dict[str, list[str]]
    subjects: frozenset[str]
    adjective_follows: bool
    state_forms: frozenset[str]
    state_words: frozenset[str]
    bare_bodies: frozenset[str]
    collective: frozenset[str]
    idioms: list[str]
    pairs: dict[str, str]
    groups: dict[str, str]


@functools.cache
def load_wording(language: str) -> Wording:
    """The wording of ``language`` (ISO 639-1). Raises LanguageError when there is none."""
    file = resources.files(__package__).joinpath(f"{language}.toml")
    if not file.is_file():
        raise LanguageError(f"no wording of actors for {language!r}: give --language with fr or en")
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Wording)
