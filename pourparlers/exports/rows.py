"""The event table: one row a happening, or one a report of it. Events CSV and Parquet share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..ledger import EventRow, Happening, Ledger
from ..record import Entity
from .shapes import Field, Options

Value = str | int | float | bool | list[str] | None

FIELDS: tuple[Field, ...] = (
    Field("id", "text", "id of the happening (one row a happening) or of the event (one row a report)"),
    Field("happening", "text", "id of the happening that the row tells of"),
    Field("event", "text", "PLOVER event type"),
    Field("mode", "list", "PLOVER modes"),
    Field("context", "list", "PLOVER contexts"),
    Field("date", "date", "day of the event, its first if it lasted; empty when no report tells it"),
    Field("enddate", "date", "last day"),
    Field("date_from", "text", "stated, inferred or publication: where the date comes from"),
    Field("actor_names", "list", "who does it"),
    Field("actor_countries", "list", "their countries (ISO 3166 alpha-3 or PLOVER's codes), each once"),
    Field("actor_sectors", "list", "their PLOVER sectors, each once"),
    Field("recipient_names", "list", "towards whom"),
    Field("recipient_countries", "list", "their countries, each once"),
    Field("recipient_sectors", "list", "their PLOVER sectors, each once"),
    Field("channel", "text", "contacts: phone, video, meeting, visit, letter or unknown"),
    Field("level", "text", "contacts: head, minister, envoy, spokesperson or other"),
    Field("initiator", "text", "contacts: who sought it"),
    Field("future", "truth", "the report tells it as still to come"),
    Field("negated", "truth", "the report says that it did not take place"),
    Field("hypothetical", "truth", "the report only considers it"),
    Field("historical", "truth", "the report recalls it from before its own news"),
    Field("quad_code", "integer", "PLOVER quad category, 1 to 4"),
    Field("event_scale", "number", "score on the PLOVER scale, -10 to 10"),
    Field("confidence", "number", "0 to 1"),
    Field("place", "text", "where it took place"),
    Field("place_country", "text", "country of the place (alpha-3)"),
    Field("geonameid", "integer", "number of the place in GeoNames"),
    Field("latitude", "number", "degrees north; empty where the place is known as a country only"),
    Field("longitude", "number", "degrees east; empty where the place is known as a country only"),
    Field("precision", "text", "city, region or country"),
    Field("reports", "integer", "how many documents tell the happening"),
    Field("publishers", "integer", "how many publishers tell the happening"),
    Field("documents", "list", "ids of those documents (one row a report: of this one)"),
    Field("languages", "list", "languages of the documents of the row"),
    Field("urls", "list", "addresses of the documents of the row"),
    Field("why", "text", "codebook entry or model that decided"),
    Field("sentence", "text", "the sentence that tells it"),
)


def table(ledger: Ledger, options: Options) -> Iterator[list[Value]]:
    """The rows, by date; values in the order of :data:`FIELDS`. Of a happening's accounts the fullest gives the row."""
    for happening, accounts in ledger.happenings(type=options.type, since=options.since, until=options.until):
        if options.per == "report":
            for account in accounts:
                yield _row(account.id, happening, account, [account], accounts)
        else:
            yield _row(happening.id, happening, fullest(accounts), accounts, accounts)


def fullest(accounts: list[EventRow]) -> EventRow:
    """The account that stands for a happening: it tells the day, and most of the rest; ties go to the smallest id."""
    return min(accounts, key=lambda row: (*(-value for value in _fullness(row)), row.id))


def _fullness(row: EventRow) -> tuple[float, ...]:
    event, contact = row.event, row.contact
    parties = contact.parties if contact else [*event.actor, *event.recipient]
    told = sum(1 for entity in parties if entity.kind == "person" and entity.country) + (event.event_loc is not None)
    if contact is not None:
        told += (contact.channel != "unknown") + (contact.level != "other") + (contact.initiator is not None)
    return (not event.historical, told, event.date_from == "stated", event.confidence)


def _row(id: str, happening: Happening, row: EventRow, shown: list[EventRow], accounts: list[EventRow]) -> list[Value]:
    event, contact, place = row.event, row.contact, row.event.event_loc
    initiator = contact.initiator if contact else None
    pinned = place is not None and place.precision in ("city", "region")
    return [
        id,
        happening.id,
        event.event,
        event.mode,
        event.context,
        happening.date,
        event.enddate,
        event.date_from,
        *_side(event.actor),
        *_side(event.recipient),
        contact.channel if contact else None,
        contact.level if contact else None,
        contact.parties[initiator].name if contact and initiator is not None else None,
        event.tense == "future",
        event.negated,
        event.hypothetical,
        event.historical,
        event.quad_code or None,
        event.event_scale,
        round(event.confidence, 4),
        place.name if place else None,
        place.country if place else None,
        place.geonameid if place else None,
        place.lat if place and pinned else None,
        place.lon if place and pinned else None,
        place.precision if place else None,
        len(happening.documents),
        len({account.publisher for account in accounts if account.publisher}),
        once(account.document for account in shown),
        once(account.language for account in shown),
        once(account.url for account in shown),
        event.why,
        row.words,
    ]


def _side(entities: list[Entity]) -> tuple[list[str], list[str], list[str]]:
    return (
        [entity.name for entity in entities],
        once(entity.country for entity in entities),
        once(entity.sector for entity in entities),
    )


def once(values: Iterable[str | None]) -> list[str]:
    """Each value once, in order; None left out."""
    return list(dict.fromkeys(value for value in values if value))
