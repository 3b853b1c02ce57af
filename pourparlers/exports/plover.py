"""Events in PLOVER's interchange form: one JSON object a line, one line a happening or a report.

An event without a day or without an actor cannot be told in this form: it is left out, and counted. Beside PLOVER's
fields stand those that it lacks: ``tense``, ``negated``, ``hypothetical``, ``historical``, ``confidence``,
``reports``, and for contacts ``channel``, ``level`` and ``initiator`` (an index into ``actor`` and ``recipient``
together). The words of a report are not exported: who publishes the data seldom holds the rights.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from .. import __version__
from ..days import is_day
from ..ledger import EventRow, Happening, Ledger
from ..record import Entity, Place
from .plover_check import faults, fields
from .provenance import codebook_version, model_version
from .rows import fullest
from .shapes import Field, Format, Options, Outcome

_RESOLUTION = {"country": 1, "region": 2, "city": 4}
_BESIDE = (
    Field("tense", "text", "past, present or future"),
    Field("negated", "truth", "the report says that it did not take place"),
    Field("hypothetical", "truth", "the report only considers it"),
    Field("historical", "truth", "the report recalls it from before its own news"),
    Field("confidence", "number", "0 to 1"),
    Field("reports", "integer", "how many documents tell the happening"),
    Field("channel", "text", "contacts: phone, video, meeting, visit, letter or unknown"),
    Field("level", "text", "contacts: head, minister, envoy, spokesperson or other"),
    Field("initiator", "integer", "contacts: place of who sought it in actor and recipient together, from 0"),
)


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    outcome = Outcome()
    for happening, accounts in ledger.happenings(type=options.type, since=options.since, until=options.until):
        shown = accounts if options.per == "report" else [fullest(accounts)]
        for row in shown:
            value = event_of(row, happening, row.id if options.per == "report" else happening.id)
            wrong = faults(value)
            if wrong:
                outcome.left_out[wrong[0]] += 1
                continue
            target.write(msgspec.json.encode(value) + b"\n")
            outcome.rows += 1
    return outcome


def event_of(row: EventRow, happening: Happening, id: str) -> dict[str, Any]:
    """One event in PLOVER's form; what is not known has no field."""
    event, contact = row.event, row.contact
    actors, recipients = event.actor, event.recipient
    initiator: int | None = None
    if contact is not None:
        # Mutual: everybody is an actor, unless somebody is told to have sought the contact.
        first = contact.parties[contact.initiator : contact.initiator + 1] if contact.initiator is not None else []
        others = [party for index, party in enumerate(contact.parties) if index != contact.initiator]
        actors, recipients = (first, others) if first else (contact.parties, [])
        initiator = 0 if first else None
    date = happening.date if is_day(happening.date) else None
    end = event.enddate if is_day(event.enddate) else None
    found: dict[str, Any] = {
        "id": id,
        "date": date,
        "enddate": end if date and end and end >= date else None,
        "actor": [_entity(entity) for entity in actors],
        "recipient": [_entity(entity) for entity in recipients],
        "event": [event.event],
        "event_loc": _location(event.event_loc) if event.event_loc else None,
        "event_text": row.triggers,
        "quad_code": event.quad_code or None,
        "event_scale": event.event_scale,
        "mode": event.mode,
        "context": event.context,
        "link": happening.id,
        "text_info": {"start": event.sentence[0], "end": event.sentence[1]},
        "cite_info": _known(
            {
                "citation": row.document,
                "url": row.url,
                "title": row.title,
                "language": row.language,
                "publication": row.publisher,
                "coder": f"pourparlers {__version__} ({model_version()})",
                "codebook": codebook_version(),
            }
        ),
        "coder": f"pourparlers {__version__}",
        "comment": event.why or None,
        "tense": event.tense,
        "negated": event.negated,
        "hypothetical": event.hypothetical,
        "historical": event.historical,
        "confidence": round(event.confidence, 4),
        "reports": len(happening.documents),
        "channel": contact.channel if contact else None,
        "level": contact.level if contact else None,
        "initiator": initiator,
    }
    return _known(found)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known; an empty list of recipients is one side that is not told."""
    return {name: value for name, value in values.items() if value is not None and (name, value) != ("recipient", [])}


def _entity(entity: Entity) -> dict[str, Any]:
    sectors = [sector for sector in (entity.sector, *entity.other_sectors) if sector]
    return _known(
        {
            "code": entity.country,
            "sector": "".join(sectors[:2]) or None,
            "entity_text": entity.text or None,
            "identifier_id": entity.identifier,
            "identifier_text": entity.name,
            "office": entity.office,
        }
    )


def _location(place: Place) -> dict[str, Any]:
    known_place = place.precision in ("city", "region")
    return _known(
        {
            "extracted_place": place.name,
            "resolved_place": place.name if place.geonameid is not None else None,
            "geonameid": place.geonameid,
            "lat": place.lat if known_place else None,
            "lon": place.lon if known_place else None,
            "city": place.name if place.precision == "city" else None,
            "province": place.name if place.precision == "region" else None,
            "country_code": place.country,
            "resolution": _RESOLUTION.get(place.precision or ""),
        }
    )


FORMAT = Format("plover", "events in PLOVER's interchange form", (*fields(), *_BESIDE), _write, per=True)
