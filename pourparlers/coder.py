"""Document → Record: the one place where the reading stages are put in a row.

Reading is pure: the same text, date and register give the same record, anywhere, on any day.
"""

from __future__ import annotations

import datetime
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from . import actors, encoder, events, languages, places, statements, times
from .actors.register import Register
from .errors import InputError
from .languages import Parse, parse_batch
from .languages.detection import detect
from .record import Document, Record

# So many documents are parsed together: enough to fill the parser's batches, few enough to keep memory flat.
BATCH = 16


def read(
    text: str,
    *,
    date: str | None = None,
    language: str | None = None,
    title: str | None = None,
    id: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    register: Register | None = None,
) -> Record:
    """Read one report and return its record.

    ``date`` is the publication date (YYYY-MM-DD); without it relative times stay without a value and the record's
    warnings say so. ``language`` is "fr" or "en", detected when None. All offsets in the record are code points of
    ``text`` as given. ``register`` holds what earlier documents state about persons.

    Raises InputError (empty text, impossible date) or LanguageError (neither French nor English).
    """
    document = Document(text=text, id=id, date=date, language=language, title=title, publisher=publisher, url=url)
    return read_document(document, register)


def read_document(document: Document, register: Register | None = None) -> Record:
    """The record of one document; see :func:`read`."""
    language = check(document)
    encoder.warm()
    (parse,) = parse_batch([document.text], language)
    return _record(document, parse, register)


def code_batch(
    documents: Iterable[Document], register: Register | None = None, ask: events.Ask | None = events.ask_model
) -> Iterator[Record]:
    """The records of many documents, in their order. Raises like :func:`read` at the first that cannot be read.

    Documents of one language are parsed together, which is what makes a batch faster than single reads. ``ask`` is the
    relation model; with None the codebook's frames decide alone.
    """
    pending: list[tuple[Document, str]] = []
    for document in documents:
        pending.append((document, check(document)))
        if len(pending) == BATCH:
            yield from _code(pending, register, ask)
            pending = []
    yield from _code(pending, register, ask)


def check(document: Document) -> str:
    """The language to read ``document`` in. Raises InputError or LanguageError when it cannot be read."""
    if not document.text.strip():
        raise InputError("the text is empty: give a report with at least one sentence")
    if any("\ud800" <= character <= "\udfff" for character in document.text):
        raise InputError("the text holds lone surrogates, which are no characters: decode its source again as UTF-8")
    if document.date is not None:
        try:
            datetime.date.fromisoformat(document.date)
        except ValueError:
            raise InputError(f"not a date: {document.date!r}; give a publication date as YYYY-MM-DD") from None
        if len(document.date) != 10:
            raise InputError(f"not a date: {document.date!r}; give a publication date as YYYY-MM-DD")
    return document.language or detect(document.text)


def identity(text: str) -> str:
    """An id for a document that has none: a hash of its text without regard to white space and normalisation form."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return "d" + hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _code(pending: list[tuple[Document, str]], register: Register | None, ask: events.Ask | None) -> Iterator[Record]:
    for language, group in groupby(pending, key=lambda item: item[1]):
        documents = [document for document, _ in group]
        for document, parse in zip(documents, parse_batch([d.text for d in documents], language), strict=True):
            yield _record(document, parse, register, ask)


def _record(
    document: Document, parse: Parse, register: Register | None, ask: events.Ask | None = events.ask_model
) -> Record:
    found_times = times.tag(parse, document.date)
    cast = actors.find(parse, document.date, register, document.title)
    found_places = places.tag(parse, cast, document.date)
    said = statements.find(parse, cast, found_times, document.date)
    title = languages.parse(document.title, parse.language) if document.title else None
    ground = [place for place in found_places if place.use == "place"]  # where something can happen
    found_events, contacts = events.code(parse, cast, found_times, ground, said, document.date, title, ask)
    return Record(
        id=document.id or identity(document.text),
        language=parse.language,
        text=document.text,
        date=document.date,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        events=found_events,
        contacts=contacts,
        statements=said,
        times=found_times,
        places=found_places,
        warnings=[*_boilerplate(parse), *times.warnings(found_times, document.text), *cast.warnings],
    )


def _boilerplate(parse: Parse) -> list[str]:
    return [f"left out, no part of the report: « {parse.text[start:end]} »" for start, end in parse.boilerplate]
