"""Documents written as JSON: one object, a list of them, or one a line."""

from __future__ import annotations

from typing import Any

import msgspec

from ..errors import InputError
from ..record import Document
from .fields import document_of


def parse_json(text: str | bytes, what: str) -> Any:
    """The value of a JSON text. Raises InputError when it is none, or is nested beyond reason."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{what} is not valid JSON ({_reason(error)}): correct it and try again") from None
    except RecursionError:
        raise InputError(f"{what} is JSON nested too deeply: give documents as flat objects") from None


def documents_of_json(text: str, what: str) -> list[Document]:
    """The documents of a JSON file: an object, a list of objects, or JSON lines under the wrong name."""
    try:
        value = parse_json(text, what)
    except InputError:
        first, _, rest = text.strip().partition("\n")
        if rest and first.rstrip().endswith("}"):
            return documents_of_lines(text, what)
        raise
    if isinstance(value, dict):
        return [document_of(value, what)]
    if not isinstance(value, list) or not value:
        raise InputError(f'{what} holds no document: give an object {{"text": "…"}} or a list of them')
    return [document_of_value(item, f"{what}, document {n}") for n, item in enumerate(value, 1)]


def documents_of_lines(text: str, what: str) -> list[Document]:
    """The documents of JSON lines; blank lines are none. Raises InputError naming the first bad line."""
    found = [
        document_of_value(parse_json(line, f"{what}, line {n}"), f"{what}, line {n}")
        for n, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    if not found:
        raise InputError(f"{what} holds no document: give one JSON object a line")
    return found


def document_of_value(value: Any, what: str) -> Document:
    """The document of a decoded JSON value. Raises InputError when it is no object or no sound document."""
    if not isinstance(value, dict):
        raise InputError(f'{what} is not a document: give an object {{"text": "…"}}')
    return document_of(value, what)


def _reason(error: Exception) -> str:
    """msgspec's message; it calls half a surrogate pair truncated data, which would lead astray."""
    reason = str(error).partition(" - at ")[0]
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start}"
    if "truncated" in reason:
        return "it ends too soon, or has half a \\u surrogate pair"
    return reason.removeprefix("JSON is malformed: ")
