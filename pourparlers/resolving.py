"""Noun phrases → actors: who is meant by words that stand alone, as a coder of events cuts them from a report.

The reading of reports does the work (:mod:`pourparlers.actors`); what it leaves open, the words of the phrase tell.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .actors import Register, find, stands_for
from .errors import InputError, LanguageError
from .languages import LANGUAGES, parse_batch
from .languages.detection import detect
from .record import EntityKind

__all__ = ["Phrase", "Resolved", "resolve"]


class Phrase(msgspec.Struct):
    """A noun phrase to be coded; ``date`` (YYYY-MM-DD) is the day for which offices are looked up, or None."""

    id: str
    text: str
    language: str | None = None
    date: str | None = None


class Resolved(msgspec.Struct):
    """Who is meant. The fields are those of :class:`~pourparlers.record.Entity`; all are None when nobody is known.

    ``why`` tells what decided: the list, the words of the phrase, the register.
    """

    id: str
    name: str | None = None
    kind: EntityKind | None = None
    country: str | None = None
    sector: str | None = None
    other_sectors: list[str] = []
    office: str | None = None
    identifier: str | None = None
    why: str = ""


def resolve(phrases: Sequence[Phrase], register: Register | None = None) -> list[Resolved]:
    """Who each phrase stands for, in their order. Raises InputError for a phrase that is empty or has a bad date.

    A phrase without a language is read in the one detected, English where that is unclear: a name is much the same.
    """
    for phrase in phrases:
        if not phrase.text.strip():
            raise InputError("the phrase is empty: give the words that name somebody")
    languages = [_language(phrase) for phrase in phrases]
    answers: dict[int, Resolved] = {}
    for language in dict.fromkeys(languages):
        chosen = [i for i, other in enumerate(languages) if other == language]
        for i, parse in zip(chosen, parse_batch([phrases[i].text for i in chosen], language), strict=True):
            cast = find(parse, phrases[i].date, register)
            actor, why = stands_for(parse, cast)
            answers[i] = Resolved(phrases[i].id, why=why)
            if actor is not None:
                answers[i] = Resolved(
                    phrases[i].id,
                    actor.name,
                    actor.kind,
                    actor.country,
                    actor.sector,
                    actor.other_sectors,
                    actor.office,
                    actor.identifier,
                    why,
                )
    return [answers[i] for i in range(len(phrases))]


def _language(phrase: Phrase) -> str:
    if phrase.language is None:
        try:
            return detect(phrase.text)
        except LanguageError:
            return "en"
    if phrase.language not in LANGUAGES:
        raise LanguageError(f"the phrase is in {phrase.language!r}: give one of {', '.join(LANGUAGES)}")
    return phrase.language
