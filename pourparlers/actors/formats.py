"""Formats without an organ of their own: whose leaders "the leaders of the G7" are."""

from __future__ import annotations

import re
from functools import cache

from ..languages.folding import fold
from .mentions import Actor
from .tables import split, table


def members(words: str, language: str, date: str | None = None) -> tuple[str, ...]:
    """The states (ISO 3166 alpha-3) of the format that ``words`` name; empty when they name none.

    ``date`` (ISO day) rules out formats that did not exist then. The memberships are those of ``data/formats.csv``.
    """
    pattern, formats = _formats(language)
    named = pattern.search(fold(words))
    if named is None:
        return ()
    codes, start, end = formats[named.group()]
    if date is not None and (date < start or (end and date[: len(end)] > end)):
        return ()
    return codes


def state(code: str, named_by: Actor) -> Actor:
    """A member of the format that ``named_by`` stands for, with the office that the words give them all."""
    return Actor(
        name=_names()[code], kind="state", country=code, sector="GOV", office=named_by.office, level=named_by.level
    )


@cache
def _formats(language: str) -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, ...], str, str]]]:
    formats: dict[str, tuple[tuple[str, ...], str, str]] = {}
    for row in table("formats.csv"):
        for name in split(row[language]):
            formats[fold(name)] = (tuple(split(row["members"])), row["start"], row["end"])
    longest = sorted(formats, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), formats


@cache
def _names() -> dict[str, str]:
    return {row["code"]: split(row["en"])[0] for row in table("countries.csv") if row["code"]}
