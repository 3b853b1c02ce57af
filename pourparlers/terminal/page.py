"""The page of one record: the report with its marks, then what was read in it, each line with its evidence."""

from __future__ import annotations

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from ..ledger.rows import ledger_id
from ..record import Contact, Event, Place, Record, Span, Statement, Time
from .console import heading, is_plain, line, put
from .marks import legend, marked
from .parts import (
    UNDATED,
    date_text,
    entity_text,
    event_head,
    quoted,
    statement_details,
    statement_head,
)
from .safe import one_line

_LANGUAGES = {"fr": "French", "en": "English"}
_WORDS = 220
_MAX_EVIDENCE = 4
_MAX_DEPTH = 6


def show_record(console: Console, record: Record) -> None:
    """Prints the whole page of ``record``."""
    _header(console, record)
    plain = is_plain(console)
    for number, paragraph in enumerate(marked(record, plain)):
        if number:
            console.print()
        put(console, paragraph)
    console.print()
    put(console, legend(plain))
    _contacts(console, record)
    _events(console, record)
    _statements(console, record)
    _times_and_places(console, record)
    _warnings(console, record)


def _header(console: Console, record: Record) -> None:
    console.print(Rule(style="faint"))
    put(console, line((one_line(record.title) or "(no title)", "heading")))
    language = _LANGUAGES.get(record.language, one_line(record.language))
    details = [record.date or UNDATED, language, one_line(record.publisher), f"id {one_line(record.id)}"]
    put(console, Text(" · ".join(part for part in details if part)))
    if record.url:
        put(console, one_line(record.url, 300))
    console.print(Rule(style="faint"))


def _contacts(console: Console, record: Record) -> None:
    heading(console, f"Contacts ({len(record.contacts)})")
    if not record.contacts:
        put(console, "none found", indent=2)
    events = {event.id: event for event in record.events}
    for contact in record.contacts:
        _contact(console, record, contact, events.get(contact.event))


def _contact(console: Console, record: Record, contact: Contact, event: Event | None) -> None:
    channel = contact.channel if contact.channel != "unknown" else "contact, channel unknown"
    date_from = event.date_from if event is not None and event.date == contact.date else None
    details = [date_text(contact.date, date_from), f"level {contact.level}"]
    if contact.field:
        details.append(f"field {one_line(contact.field)}")
    put(console, line((channel.upper(), "code"), " · ", " · ".join(details)), indent=2, hang=2)
    for number, party in enumerate(contact.parties):
        sign = "initiator " if number == contact.initiator else "          "
        put(console, line((sign, "label"), entity_text(party)), indent=4, hang=10)
    if contact.sequence is not None:
        claim = contact.sequence.kind.replace("_", " ")
        since = f" {contact.sequence.since}" if contact.sequence.since else ""
        words = quoted(record.text, [contact.sequence.span], _WORDS)
        put(console, line((f"{one_line(claim)}{since} ", "heading"), words), indent=4, hang=2)
    if event is not None:
        _evidence(console, record, event)


def _evidence(console: Console, record: Record, event: Event) -> None:
    """The sentences that tell the event, the first few of them."""
    sentences: list[Span] = event.evidence or ([event.sentence] if event.sentence[1] > event.sentence[0] else [])
    for span in sentences[:_MAX_EVIDENCE]:
        put(console, quoted(record.text, [span], _WORDS), indent=4, hang=2)
    if len(sentences) > _MAX_EVIDENCE:
        put(console, f"and {len(sentences) - _MAX_EVIDENCE} more sentences", indent=4)


def _events(console: Console, record: Record) -> None:
    heading(console, f"Events ({len(record.events)})")
    if not record.events:
        put(console, "none found", indent=2)
    reporters = {statement.id: statement for statement in record.statements}
    for event in record.events:
        put(console, event_head(event), indent=2, hang=2)
        details = [date_text(event.date, event.date_from, event.enddate)]
        if event.context:
            details.append(f"context {one_line(', '.join(event.context))}")
        if event.event_loc is not None:
            details.append(f"in {one_line(event.event_loc.name)}")
        reporter = reporters.get(event.statement or "")
        if reporter is not None and reporter.speaker is not None:
            details.append(f"as told by {one_line(reporter.speaker.name)}")
        put(console, " · ".join(details), indent=4, hang=2)
        words = quoted(record.text, event.trigger)
        where = quoted(record.text, [event.sentence], _WORDS)
        put(console, line(words, " in ", where) if words.plain and where.plain else words, indent=4, hang=2)
        name = one_line(ledger_id(record.id, event.id))
        put(console, line((f"why {one_line(event.why) or 'not told'}", "label")), indent=4, hang=2)
        put(console, line((f"id {name} · confidence {event.confidence:.2f}", "label")), indent=4, hang=2)


def _statements(console: Console, record: Record) -> None:
    heading(console, f"Statements ({len(record.statements)})")
    if not record.statements:
        put(console, "none found", indent=2)
    known = {statement.id for statement in record.statements}
    inner: dict[str | None, list[Statement]] = {}
    for statement in record.statements:
        parent = statement.within if statement.within in known and statement.within != statement.id else None
        inner.setdefault(parent, []).append(statement)
    shown: set[str] = set()

    def show(statement: Statement, depth: int) -> None:
        if statement.id in shown:
            return
        shown.add(statement.id)
        _statement(console, record, statement, 2 + 3 * min(depth, _MAX_DEPTH))
        if depth < 50:
            for child in inner.get(statement.id, ()):
                show(child, depth + 1)

    for statement in inner.get(None, ()):
        show(statement, 0)
    # Statements that hang in a ring of one another are no tree; show them all the same.
    for statement in record.statements:
        show(statement, 0)


def _statement(console: Console, record: Record, statement: Statement, indent: int) -> None:
    put(console, statement_head(statement), indent=indent, hang=2)
    put(console, line((statement_details(statement), "label")), indent=indent + 2)
    put(console, quoted(record.text, statement.content, 2 * _WORDS), indent=indent + 2, hang=2)
    for insertion in statement.insertions:
        put(console, f"[{one_line(insertion.text, 80)}] put in by the editor", indent=indent + 2, hang=2)


def _times_and_places(console: Console, record: Record) -> None:
    _compact(console, "Times", [_time(record, time) for time in record.times])
    _compact(console, "Places", [_place(record, place) for place in record.places if place.use == "place"])


def _compact(console: Console, title: str, items: list[Text]) -> None:
    """Items one after the other, each different one once."""
    seen: dict[str, Text] = {}
    for text in items:
        seen.setdefault(text.plain, text)
    again = f", {len(items)} mentions" if len(items) > len(seen) else ""
    heading(console, f"{title} ({len(seen)}{again})")
    if not items:
        put(console, "none found", indent=2)
        return
    put(console, Text(" · ").join(seen.values()), indent=2)


def _time(record: Record, time: Time) -> Text:
    value = one_line(time.value) or "without a value"
    return line(quoted(record.text, [time.span], 60), f" {value} {time.type.lower()}")


def _place(record: Record, place: Place) -> Text:
    written = one_line(record.text[slice(*place.span)], 60)
    name = f" = {one_line(place.name, 60)}" if one_line(place.name, 60) != written else ""
    details = [part for part in (one_line(place.country), place.precision) if part]
    if place.lat is not None and place.lon is not None and place.precision != "country":
        details.append(f"{place.lat:.2f} {place.lon:.2f}")
    return line((written, "heading"), f"{name} ({', '.join(details) or 'not resolved'})")


def _warnings(console: Console, record: Record) -> None:
    if not record.warnings:
        return
    heading(console, f"Warnings ({len(record.warnings)})")
    for warning in record.warnings:
        put(console, line(("! ", "warning"), one_line(warning, 400)), indent=2, hang=2)
