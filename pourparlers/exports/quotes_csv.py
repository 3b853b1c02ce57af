"""Statements as CSV: who said what to whom, in whose words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..errors import InputError
from ..ledger import Ledger
from .shapes import Field, Format, Options, Outcome
from .tabular import write_table

FIELDS: tuple[Field, ...] = (
    Field("id", "text", "id of the statement"),
    Field("document", "text", "id of the document"),
    Field("publisher", "text", "who published it"),
    Field("date", "date", "day when it was said"),
    Field("speaker", "text", "who said it"),
    Field("speaker_country", "text", "country of the speaker"),
    Field("speaker_sector", "text", "PLOVER sector of the speaker"),
    Field("speaker_office", "text", "office of the speaker"),
    Field("addressee", "text", "to whom it is told to be said"),
    Field("addressee_country", "text", "country of the addressee"),
    Field("towards", "list", "where no addressee is told: whom the speech is directed at"),
    Field("act", "text", "what the speaker does by it: state, demand, promise, deny …"),
    Field("kind", "text", "direct, indirect or mixed"),
    Field("medium", "text", "where it was said"),
    Field("reported_by", "text", "speaker of the statement that reports this one"),
    Field("events", "list", "ids of the events that it performs or reports"),
    Field("content", "text", "the words"),
)


def _rows(ledger: Ledger, options: Options) -> Iterator[list[object]]:
    for row in ledger.iter_statements(since=options.since, until=options.until):
        said = row.statement
        speaker, addressee = said.speaker, said.addressee
        yield [
            row.id,
            row.document,
            row.publisher,
            said.date,
            speaker.name if speaker else None,
            speaker.country if speaker else None,
            speaker.sector if speaker else None,
            speaker.office if speaker else None,
            addressee.name if addressee else None,
            addressee.country if addressee else None,
            [entity.name for entity in row.towards],
            said.act,
            said.kind,
            said.medium,
            row.reported_by.name if row.reported_by else None,
            row.events,
            row.words,
        ]


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    if options.type is not None:
        raise InputError("statements have no event type: leave --type out")
    return Outcome(write_table(target, FIELDS, _rows(ledger, options)))


FORMAT = Format("quotes-csv", "statements: who said what to whom", FIELDS, _write)
