"""Contacts as a calendar (iCalendar, RFC 5545): a day-long entry for each, with who tells it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import BinaryIO

from ..days import is_real_day
from ..ledger import EventRow, Happening, Ledger
from .counting import counts
from .provenance import provenance
from .rows import fullest, once
from .shapes import Field, Format, Options, Outcome
from .tabular import clean

_LONGEST = 75  # octets of a line, without its end
FIELDS: tuple[Field, ...] = (
    Field("UID", "text", "id of the happening, with @pourparlers behind it"),
    Field("DTSTAMP", "date", "the day of the contact again: the calendar does not depend on when it was made"),
    Field("DTSTART", "date", "day of the contact"),
    Field("DTEND", "date", "the day after"),
    Field("SUMMARY", "text", "channel, and the parties with their countries"),
    Field("DESCRIPTION", "text", "level, and which documents tell it"),
    Field("CATEGORIES", "list", "countries of the parties"),
    Field("LOCATION", "text", "where it took place"),
    Field("URL", "text", "address of the first document that has one"),
)


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    outcome = Outcome()
    made = provenance(ledger)
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Pourparlers//{_escaped(made.code)}//EN", "CALSCALE:GREGORIAN"]
    _put(target, [*head, f"X-WR-CALDESC:{_escaped(f'Contacts; {made.codebook}; {made.model}')}"])
    for happening, accounts in ledger.happenings(type=options.type, since=options.since, until=options.until):
        contacts = [account for account in accounts if account.contact is not None and counts(account.event)]
        if not contacts:
            continue
        entry = list(_entry(happening, contacts))
        if not entry:
            outcome.left_out["without a day"] += 1
            continue
        _put(target, entry)
        outcome.rows += 1
    _put(target, ["END:VCALENDAR"])
    return outcome


def _entry(happening: Happening, accounts: list[EventRow]) -> Iterator[str]:
    if not is_real_day(happening.date):
        return
    day = datetime.date.fromisoformat(happening.date)
    if day == datetime.date.max:
        return
    row = fullest(accounts)
    contact = row.contact
    assert contact is not None
    parties = [f"{party.name} ({party.country})" if party.country else party.name for party in contact.parties]
    channel = "Contact" if contact.channel == "unknown" else contact.channel.capitalize()
    tellers = ", ".join(once(f"{a.publisher} ({a.document})" if a.publisher else a.document for a in accounts))
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(happening.id)}@pourparlers"
    yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}"
    who = " – ".join(parties)
    yield f"SUMMARY:{_escaped(f'{channel}: {who}')}"
    yield f"DESCRIPTION:{_escaped(f'Level: {contact.level}. Told by {tellers}.')}"
    countries = sorted(once(party.country for party in contact.parties))
    if countries:
        yield f"CATEGORIES:{','.join(_escaped(country) for country in countries)}"
    if row.event.event_loc is not None:
        yield f"LOCATION:{_escaped(row.event.event_loc.name)}"
    url = next((account.url for account in accounts if account.url), None)
    if url:
        yield f"URL:{clean(url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", clean(text))


def _put(target: BinaryIO, lines: list[str]) -> None:
    for line in lines:
        target.write(folded(line) + b"\r\n")


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, never cut within a character (RFC 5545, 3.1)."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _LONGEST - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece])


FORMAT = Format("ical", "contacts as a calendar", FIELDS, _write)
