"""Markdown with front matter: ``key: value`` lines between two lines of ``---``, then the report."""

from __future__ import annotations

import re

from ..errors import InputError
from ..record import Document
from .fields import FIELDS, document_of

_KEY = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,63})[ \t]*:(?:[ \t]+(.*))?")
_KNOWN = frozenset(FIELDS) - {"text"}
_HEADING = re.compile(r"#[ \t]+([^\r\n]{1,500}?)[ \t#]*(?:\r?\n|$)")


def document_of_markdown(text: str, what: str) -> Document:
    """The document of a Markdown file; its text is what stands after the front matter.

    Front matter is a small part of YAML: one value a line, plain or in quotes; keys that no document has are
    skipped with their lists and blocks. Without a ``title``, a first ``# heading`` is the title (it stays in the
    text). Raises InputError when the front matter is not closed or a line of it is no ``key: value``.
    """
    values, body = split_front_matter(text, what)
    fields = {key: value for key, value in values.items() if key in _KNOWN and value}
    heading = _HEADING.match(body)
    if "title" not in fields and heading:
        fields["title"] = heading.group(1)
    return document_of({**fields, "text": body}, what)


def split_front_matter(text: str, what: str) -> tuple[dict[str, str], str]:
    """The front matter's values and the body, without the blank lines around it; no front matter gives no values."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return {}, text
    close = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if close is None:
        if len(lines) > 1 and _KEY.fullmatch(lines[1].rstrip()):
            raise InputError(f"the front matter of {what} is not closed: put a line with --- after it")
        return {}, text
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1:close], 2):
        content = line.rstrip()
        # Indented lines, list items and comments belong to keys that no document has, or to nothing.
        if not content or content[0] in " \t-#":
            continue
        match = _KEY.fullmatch(content)
        if match is None:
            raise InputError(f"{what}, line {number} is no front matter: write key: value, and --- after the last")
        key, value = match.group(1).lower(), (match.group(2) or "").strip()
        if key in _KNOWN and value[:1] in ("|", ">", "[", "{", "&", "*"):
            raise InputError(f'{what}, line {number}: write the value of "{key}" on one line, in quotes')
        values[key] = _scalar(value)
    return values, "".join(lines[close + 1 :]).strip("\r\n")


def _scalar(value: str) -> str:
    """A YAML scalar as text: quotes off, a comment after a blank off, ``null`` and ``~`` empty."""
    if value[:1] in ("'", '"'):
        quote = value[0]
        end = value.rfind(quote)
        if end > 0:
            inner = value[1:end]
            return inner.replace("''", "'") if quote == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
    plain = value.split(" #", 1)[0].rstrip()
    return "" if plain in ("null", "~") else plain
