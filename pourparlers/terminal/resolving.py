"""Answering a file of noun phrases: who each line stands for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from ..documents import iter_items
from ..errors import InputError
from ..languages import LANGUAGES
from ..resolving import Phrase, resolve
from .batch import one_by_one, work_through

# So many phrases are parsed together.
CHUNK = 256
_WHAT = "the line"


def resolve_file(source: str, output: str) -> tuple[int, int]:
    """Answers the JSON lines of ``source`` to ``output`` (``-``: the pipes): how many were answered, how many skipped.

    Raises InputError before anything is answered when the source cannot be read or the output not be written, and when
    it has no line.
    """

    def answers(phrases: list[Phrase]) -> list[bytes]:
        return [msgspec.json.encode(answer) for answer in resolve(phrases)]

    return work_through(
        source,
        output,
        read_phrases(source),
        lambda phrases: one_by_one(phrases, answers),
        chunk=CHUNK,
        verb="resolving",
        empty="no line: give one JSON object with id and text (and language, date) a line",
    )


def read_phrases(source: str) -> Iterator[tuple[int, Phrase | InputError]]:
    """Each line's number with its phrase, or with the reason why it is none; raises like ``iter_items``."""
    return iter_items(source, _WHAT, phrase_of)


def phrase_of(value: Any) -> Phrase:
    """The phrase of a decoded JSON value. Raises InputError when a field is missing or holds what cannot be read."""
    try:
        phrase = msgspec.convert(value, Phrase)
    except msgspec.ValidationError as error:
        raise InputError(
            f'{_WHAT} is no phrase ({error}): give {{"id": "…", "text": "…", "language": "en", "date": "2022-05-13"}}'
        ) from None
    if not phrase.text.strip():
        raise InputError(f"{_WHAT} has an empty text: give the words that name somebody")
    if any("\ud800" <= character <= "\udfff" for character in phrase.text):
        raise InputError(f"{_WHAT} holds lone surrogates, which are no characters: decode its source again as UTF-8")
    if phrase.language is not None and phrase.language not in LANGUAGES:
        raise InputError(f"{_WHAT} has the language {phrase.language!r}: give one of {', '.join(LANGUAGES)}, or none")
    if phrase.date is not None:
        try:
            datetime.date.fromisoformat(phrase.date)
        except ValueError:
            raise InputError(f"{_WHAT} has the date {phrase.date!r}: give a day as YYYY-MM-DD, or null") from None
    return phrase
