"""One source named by the user – a file, standard input, a web address – becomes its documents."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..errors import InputError
from ..record import Document
from .decode import MAX_BYTES, decode, decode_page, too_big
from .fields import check_date, check_field, check_language, document_of
from .json_documents import documents_of_json, documents_of_lines
from .plain import printable


def load(
    source: str,
    *,
    date: str | None = None,
    language: str | None = None,
    title: str | None = None,
    stdin: BinaryIO | None = None,
) -> list[Document]:
    """The documents of ``source``: a file's path, ``-`` for standard input (``stdin``), or an http(s) address.

    The file's ending tells its format: .html and .htm, .md, .json, .jsonl; anything else is plain text. ``date``
    (YYYY-MM-DD), ``language`` and ``title`` take the place of what the source says. Raises InputError, in one line,
    for whatever cannot be read as reports; nothing beyond 10 MB is read.
    """
    given = {
        "date": check_date(date) if date is not None else None,
        "language": check_language(language) if language is not None else None,
        "title": (check_field(title, "the title") or None) if title is not None else None,
    }
    if source == "-":
        documents = _from_stdin(stdin)
    elif "://" in source[:12]:
        documents = _from_web(source)
    else:
        documents = _from_file(source)
    if title and len(documents) > 1:
        raise InputError(f"--title is for one report, and {printable(source)} holds {len(documents)}: leave it out")
    changes = {name: value for name, value in given.items() if value is not None}
    return [msgspec.structs.replace(document, **changes) for document in documents]


def open_file(source: str) -> BinaryIO:
    """The file at ``source``, open for reading bytes. Raises InputError when it is missing, a directory or locked."""
    if not source:
        raise InputError("the name of the file is empty: give a file (or - to read standard input)")
    what = printable(source)
    try:
        # Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
        handle = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise InputError(f"there is no file {what}: check the path (or give - to read standard input)") from None
    except PermissionError:
        raise InputError(f"{what} may not be read: give yourself the permission (chmod u+r) or copy it") from None
    except IsADirectoryError:
        raise _directory(what) from None
    except (OSError, ValueError) as error:
        reason = printable(getattr(error, "strerror", None) or error)
        raise InputError(f"{what} cannot be opened ({reason}): give the path of a file") from None
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        os.set_blocking(handle, True)
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise _directory(what)
    raise InputError(f"{what} is a device, not a file: give the path of a file (or - to read standard input)")


def _directory(what: str) -> InputError:
    return InputError(f"{what} is a directory: give one of the files in it")


def _from_file(source: str) -> list[Document]:
    what = printable(source)
    with open_file(source) as file:
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            raise too_big(what)
        raw = _read(file, what)
    ending = Path(source).suffix.lower()
    if ending in (".html", ".htm", ".xhtml"):
        return [_page(decode_page(raw, what), what, None)]
    text = decode(raw, what)
    if ending in (".md", ".markdown"):
        return [_markdown(text, what)]
    if ending == ".json":
        return documents_of_json(text, what)
    if ending in (".jsonl", ".ndjson"):
        return documents_of_lines(text, what)
    return [document_of({"text": text}, what)]


def _from_stdin(stdin: BinaryIO | None) -> list[Document]:
    """Standard input: documents when it is JSON, otherwise one report as plain text."""
    what = "standard input"
    text = decode(_read(stdin if stdin is not None else sys.stdin.buffer, what), what)
    if _opens_as_json(text):
        return documents_of_json(text, what)
    return [document_of({"text": text}, what)]


def _opens_as_json(text: str) -> bool:
    """Whether ``text`` starts as an object with a string key does, or a list of such: a report may start with {."""
    start = text[:4096].lstrip().removeprefix("[").lstrip()
    return start.startswith("{") and start[1:].lstrip()[:1] in ('"', "}")


def _from_web(address: str) -> list[Document]:
    from .web import fetch

    answer = fetch(address)
    what = f"the page at {printable(address)}"
    kind = answer.type
    if kind in ("text/html", "application/xhtml+xml") or (not kind and answer.raw.lstrip()[:1] == b"<"):
        return [_page(decode_page(answer.raw, what, answer.charset), what, answer.url)]
    if kind == "application/json":
        return documents_of_json(decode(answer.raw, what), what)
    if kind == "text/markdown":
        document = _markdown(decode_page(answer.raw, what, answer.charset), what)
    elif kind in ("", "text/plain"):
        document = document_of({"text": decode_page(answer.raw, what, answer.charset)}, what)
    else:
        raise InputError(f"{what} is {printable(kind, 60)}, not a report: give the address of a page of text")
    return [msgspec.structs.replace(document, url=document.url or answer.url)]


def _page(source: str, what: str, url: str | None) -> Document:
    from .page import document_of_page

    return document_of_page(source, what, url)


def _markdown(text: str, what: str) -> Document:
    from .markdown import document_of_markdown

    return document_of_markdown(text, what)


def _read(file: BinaryIO, what: str) -> bytes:
    """All bytes of ``file``. Raises InputError when there are more than ``MAX_BYTES``."""
    try:
        raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = printable(error.strerror or error)
        raise InputError(f"{what} cannot be read ({reason}): copy it elsewhere and try again") from None
    if len(raw) > MAX_BYTES:
        raise too_big(what)
    return raw
