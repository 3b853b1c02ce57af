"""A mapping with a document's fields becomes a Document, each field checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..days import is_real_day
from ..errors import InputError
from ..record import Document
from .decode import check_report, check_text
from .plain import printable

FIELDS = ("id", "text", "date", "language", "title", "publisher", "url")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})([-_][A-Za-z0-9]{1,8})*")
_MAX_FIELD = 2_000


def check_date(date: str, what: str = "date") -> str:
    """``date`` if it is a real day written YYYY-MM-DD; raises InputError otherwise."""
    if is_real_day(date):
        return date
    raise InputError(f"{what} {printable(repr(date), 40)} is not a real day: write it YYYY-MM-DD, e.g. 2022-05-13")


def check_language(language: str) -> str:
    """The ISO 639-1 code of a language tag: ``fr-CA`` gives ``fr``. Raises InputError when it is no tag."""
    match = _LANGUAGE.fullmatch(language)
    if match is None:
        raise InputError(f"language {printable(repr(language), 40)} is not a language code: write fr or en")
    return match.group(1).lower()


def check_field(value: str, what: str) -> str:
    """``value`` on one line. Raises InputError when it is too long for a title, an id or an address."""
    value = " ".join(value.split())
    if len(value) > _MAX_FIELD:
        raise InputError(f"{what} is longer than {_MAX_FIELD:,} characters: shorten it")
    return value


def document_of(fields: Mapping[str, Any], what: str) -> Document:
    """The document that ``fields`` describe; unknown fields are ignored, null is a missing value.

    Raises InputError when a field has the wrong type, the date is no day, or the text is missing or no report.
    """
    values: dict[str, str] = {}
    for name in FIELDS:
        value = fields.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            kind = _KINDS.get(type(value), type(value).__name__)
            raise InputError(f'{what}: "{name}" is {kind}: make it a string')
        if name != "text":
            value = check_field(value, f'{what}: "{name}"')
        check_text(value, f'"{name}" of {what}' if name != "text" else what)
        if value or name == "text":
            values[name] = value
    if "text" not in values:
        raise InputError(f'{what} has no "text": give each document as {{"text": "…", "date": "YYYY-MM-DD"}}')
    check_report(values["text"], what)
    if "date" in values:
        values["date"] = check_date(values["date"], f"{what}: date")
    if "language" in values:
        values["language"] = check_language(values["language"])
    return Document(**values)


_KINDS: dict[type, str] = {
    int: "a number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}
