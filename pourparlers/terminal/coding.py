"""Coding a file of documents: one record a line, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents import iter_jsonl
from ..errors import InputError, LanguageError
from ..record import Document, encode
from .batch import one_by_one, work_through

# So many documents are handed to the coder together.
CHUNK = 16


def language_of(document: Document) -> str:
    """The language to read ``document`` in. Raises InputError when it cannot be read, or its language is not."""
    from .. import coder
    from ..languages.pack import LANGUAGES

    language = coder.check(document)
    if language not in LANGUAGES:
        known = " or ".join(LANGUAGES)
        raise LanguageError(f"its language is given as {language}, but Pourparlers reads {known} only: correct it")
    return language


def code_file(source: str, output: str) -> tuple[int, int]:
    """Codes the JSON lines of ``source`` to ``output`` (``-``: the pipes): how many were coded, how many skipped.

    Raises InputError before anything is coded when the source cannot be read or the output not be written, and when
    there is no document.
    """
    return work_through(
        source,
        output,
        _readable(iter_jsonl(source)),
        lambda documents: one_by_one(documents, _code),
        chunk=CHUNK,
        verb="coding",
        empty="no document: give one JSON object a line",
    )


def _readable(documents: Iterator[tuple[int, Document | InputError]]) -> Iterator[tuple[int, Document | InputError]]:
    """The documents with their language found out, those that cannot be read as the reason why not."""
    for number, item in documents:
        if isinstance(item, Document):
            try:
                item.language = language_of(item)
            except InputError as error:
                yield number, error
                continue
        yield number, item


def _code(documents: list[Document]) -> list[bytes]:
    from .. import coder

    return [encode(record) for record in coder.code_batch(documents)]
