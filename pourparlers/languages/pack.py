"""A language pack: one folder a language, with what the pipeline needs to know about it as data."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

import msgspec

from ..errors import LanguageError

LANGUAGES = ("fr", "en")


class Boilerplate(msgspec.Struct, forbid_unknown_fields=True):
    """A paragraph that is no report: a regular expression over the whole of it, and an example."""

    match: str
    example: str


class Pack(msgspec.Struct, forbid_unknown_fields=True):
    """The content of ``pack.toml``: models by preference, entity labels, abbreviations, boilerplate."""

    name: str
    models: list[str]
    lean_lemmas: bool
    abbreviations: list[str]
    whole: list[str]
    labels: dict[str, str]
    boilerplate: list[Boilerplate]

    def boilerplate_pattern(self) -> re.Pattern[str]:
        """One expression for all the boilerplate of this language, to be matched against a whole paragraph."""
        return re.compile("|".join(f"(?:{entry.match})" for entry in self.boilerplate), re.IGNORECASE)


@functools.cache
def load_pack(language: str) -> Pack:
    """The pack of ``language`` (ISO 639-1). Raises LanguageError when there is none."""
    if language not in LANGUAGES:
        readable = ", ".join(LANGUAGES)
        raise LanguageError(
            f"no language pack for {language!r}: Pourparlers reads {readable}; give --language with one of them"
        )
    text = resources.files(__package__).joinpath(language, "pack.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Pack)
