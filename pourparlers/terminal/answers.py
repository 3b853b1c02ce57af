"""What the ledger answers, as pages: lines of communication, events, statements, documents."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from ..ledger.shapes import (
    Call,
    DocumentRow,
    EventAccount,
    EventRow,
    Line,
    LineContact,
    LineSequence,
    Searched,
    StatementRow,
)
from .accounts import differences_in_brief, parties_text, show_accounts, show_call, show_differences
from .console import heading, line, put
from .curation_log import show_log
from .parts import (
    UNDATED,
    channel_text,
    date_text,
    entity_text,
    event_head,
    first_of,
    statement_details,
    statement_head,
)
from .safe import one_line
from .streams import plural

_WORDS = 220
_MOST_CHECKED = 4
_MOST_TELLERS = 6


def nothing_found(what: str, searched: Searched) -> str:
    """One line that says how much was searched for ``what``, so that nothing found is no false comfort."""
    if not searched.documents:
        return f"no {what} found: the ledger holds no document yet; read one with `pourparlers read FILE`"
    details = []
    if searched.first_date and searched.last_date:
        first, last = one_line(searched.first_date), one_line(searched.last_date)
        details.append(f"dated {first}" if first == last else f"dated {first} to {last}")
    if searched.undated:
        details.append(f"{searched.undated:,} without a date")
    if searched.publishers:
        names = ", ".join(one_line(name, 60) for name in searched.publishers[:4])
        more = len(searched.publishers) - 4
        details.append(f"published by {names}" + (f" and {plural(more, 'other')}" if more > 0 else ""))
    if searched.languages:
        details.append(f"in {', '.join(one_line(code, 20) for code in searched.languages[:8])}")
    return f"no {what} found in {plural(searched.documents, 'document')}" + "".join(f", {part}" for part in details)


def show_lines(console: Console, lines: Sequence[Line]) -> None:
    """Each line as a timeline: its contacts by date, and the silences between them."""
    for number, of_pair in enumerate(lines):
        if number:
            console.print()
        pair = " – ".join(one_line(side, 60) for side in of_pair.pair)
        put(console, line((pair, "heading"), f" · {plural(len(of_pair.contacts), 'contact')}", _last(of_pair)))
        silences = {(silence.since, silence.until): silence.days for silence in of_pair.silences}
        before: str | None = None
        calls = list(of_pair.calls)
        for contact in of_pair.contacts:
            while calls and _is_before(calls[0], contact):
                show_call(console, calls.pop(0), indent=2)
            days = silences.get((before or "", contact.date or ""))
            if days:
                put(console, line((f"│ {plural(days, 'day')} of silence", "faint")), indent=2)
            _line_contact(console, contact)
            before = contact.date or before
        for call in calls:
            show_call(console, call, indent=2)


def _is_before(call: Call, contact: LineContact) -> bool:
    """Whether a call is earlier than a contact; one of the same day is shown behind it."""
    return call.date is not None and (contact.date is None or call.date < contact.date)


def _last(of_pair: Line) -> str:
    return f" · last {one_line(of_pair.last)}" if of_pair.last else ""


def _line_contact(console: Console, contact: LineContact) -> None:
    """One contact of a line: head, parties, what the documents claim about it, and which documents tell it."""
    details = [channel_text(contact.channel), f"level {contact.level}"]
    if contact.field:
        details.append(one_line(contact.field))
    head = line("● ", (one_line(contact.date) or UNDATED, "heading"), f"  {' · '.join(details)}")
    put(console, head, indent=2, hang=2)
    put(console, parties_text(contact.parties, contact.countries, contact.initiator), indent=4, hang=2)
    show_claims(console, contact.sequence, indent=4)
    differ = differences_in_brief(contact.differences, contact.accounts)
    if differ is not None:
        put(console, differ, indent=4, hang=2)
    told = first_of(contact.documents, _MOST_TELLERS)
    count = plural(len(contact.documents), "document")
    put(console, line((f"{count}: {told} · id {one_line(contact.happening)}", "label")), indent=4, hang=2)


def show_checked(console: Console, claims: Sequence[LineSequence]) -> None:
    """The claims of a document that was just read, under a heading of their own; nothing when it makes none."""
    if claims:
        heading(console, f"Claims, checked against the ledger ({len(claims)})")
        show_claims(console, claims)


def show_claims(console: Console, claims: Sequence[LineSequence], indent: int = 2) -> None:
    """Each claim with who makes it, and what the ledger knows of it."""
    for claim in claims:
        since = f" {one_line(claim.since)}" if claim.since else ""
        told = f" « {one_line(claim.words, _WORDS)} »" if claim.words and not claim.since else ""
        words = f"{one_line(claim.kind.replace('_', ' '))}{since}"
        text = line((words, "flag"), told, f", says {one_line(claim.document, 80)}: ", *_verdict(claim))
        put(console, text, indent=indent, hang=2)


def _verdict(claim: LineSequence) -> tuple[Text, str]:
    """What the ledger knows of a claim, and by which documents."""
    style = {"confirmed": "heading", "contradicted": "warning"}.get(claim.verdict, "faint")
    documents = first_of(claim.checked, _MOST_CHECKED)
    undated = claim.since is None and claim.kind.endswith("_since")
    open_question = ", it counts from no date" if undated else ", nothing in the ledger tells"
    by = f" by {documents}" if documents else open_question
    return Text(claim.verdict, style=style), by


def show_events(console: Console, rows: Sequence[EventRow]) -> None:
    """Events one after the other: codes, sides, date, words, and the id to ask `why` for."""
    for row in rows:
        event = row.event
        put(console, line((one_line(event.date) or UNDATED, "heading"), "  ", event_head(event)), hang=2)
        if row.words:
            put(console, line("« ", (one_line(row.words, _WORDS), "quote"), " »"), indent=2, hang=2)
        put(console, line((f"id {one_line(row.id)} · {_source(row.document, row.publisher)}", "label")), indent=2)
    put(console, line((plural(len(rows), "event"), "faint")))


def show_statements(console: Console, rows: Sequence[StatementRow]) -> None:
    """Statements one after the other: who to whom, how, by whose report, and the words."""
    for row in rows:
        put(console, statement_head(row.statement, row.towards), hang=2)
        put(console, line((statement_details(row.statement), "label")), indent=2)
        if row.reported_by is not None:
            put(console, line(("reported by ", "label"), entity_text(row.reported_by)), indent=2, hang=2)
        if row.words:
            put(console, line("« ", (one_line(row.words, 2 * _WORDS), "quote"), " »"), indent=2, hang=2)
        put(console, line((_source(row.document, row.publisher), "label")), indent=2)
    put(console, line((plural(len(rows), "statement"), "faint")))


def _source(document: str, publisher: str | None, what: str = "document") -> str:
    told_by = f" · {one_line(publisher, 80)}" if publisher else ""
    return f"{what} {one_line(document, 120)}{told_by}"


def show_documents(console: Console, rows: Sequence[DocumentRow]) -> None:
    """Documents one after the other with what was read in them."""
    for row in rows:
        title = one_line(row.title, 200) or f"(no title) {one_line(row.opening, 100)}".rstrip()
        put(console, line((one_line(row.date) or UNDATED, "heading"), f"  {title}"), hang=2)
        counts = ", ".join(
            plural(count, noun)
            for count, noun in ((row.events, "event"), (row.contacts, "contact"), (row.statements, "statement"))
        )
        put(console, f"{counts} · {one_line(row.language)}", indent=2)
        put(console, line((_source(row.id, row.publisher, "id"), "label")), indent=2)
        if row.copies:
            told = first_of(row.copies, _MOST_TELLERS)
            put(console, line((f"nearly the same text as {told}", "label")), indent=2, hang=2)
    put(console, line((plural(len(rows), "document"), "faint")))


def show_why(console: Console, account: EventAccount) -> None:
    """How an event of the ledger came about: its codes, the words, what decided, and who else tells it."""
    row, event = account.row, account.row.event
    put(console, event_head(event), hang=2)
    put(console, f"date: {date_text(event.date, event.date_from, event.enddate)}", indent=2)
    put(console, f"decided by: {one_line(event.why) or 'not told'}, confidence {event.confidence:.2f}", indent=2)
    if account.triggers:
        words = ", ".join(f"« {one_line(trigger, 80)} »" for trigger in account.triggers)
        put(console, f"on the words: {words}", indent=2, hang=2)
    title = one_line(account.document.title, 200) or "(no title)"
    put(console, f"in: {title} ({one_line(account.document.date) or UNDATED})", indent=2, hang=2)
    put(console, line((_source(row.document, row.publisher), "label")), indent=2)
    heading(console, "Evidence")
    for sentence in account.evidence or [row.words]:
        put(console, line("« ", (one_line(sentence, 3 * _WORDS), "quote"), " »"), indent=2, hang=2)
    if account.curation:
        heading(console, f"Put right by hand ({len(account.curation)})")
        show_log(console, account.curation, indent=2)
    if account.claims:
        heading(console, "Claims")
        show_claims(console, account.claims)
    heading(console, f"Told elsewhere ({len(account.siblings)})")
    if not account.siblings:
        put(console, "no other document of the ledger tells this event", indent=2)
    elif account.merged:
        put(console, f"one happening: {one_line(account.merged, 400)}", indent=2, hang=2)
    for sibling in account.siblings:
        put(console, f"{_source(sibling.document, sibling.publisher)} · id {one_line(sibling.id)}", indent=2, hang=2)
        if sibling.words:
            put(console, line("« ", (one_line(sibling.words, _WORDS), "quote"), " »"), indent=4, hang=2)
    if account.accounts:
        show_accounts(console, account.accounts)
        show_differences(console, account.differences, account.accounts)
