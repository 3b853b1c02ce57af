"""Whether a record that comes from outside holds together with its own text: what reading gives always does."""

from __future__ import annotations

from collections.abc import Iterator

from .contents import spans
from .days import is_day, is_real_day
from .record import Record


def unsound(record: Record) -> str | None:
    """What does not fit in a record, in a few words; None when its spans lie in its text, the right way round.

    What is written as a day must be one, and the initiator of a contact one of its parties. Whether the ids fit is
    for the ledger to tell.
    """
    length = len(record.text)
    for start, end in spans(record):
        if not 0 <= start <= end <= length:
            return f"the span [{start}, {end}] is none of a text of {length:,} code points"
    for day in _dates(record):
        if is_day(day) and not is_real_day(day):
            return f"there is no day {day}"
    for contact in record.contacts:
        if contact.initiator is not None and not 0 <= contact.initiator < len(contact.parties):
            return f"initiator {contact.initiator} is none of the {len(contact.parties)} parties of its contact"
    return None


def _dates(record: Record) -> Iterator[str | None]:
    yield record.date
    for event in record.events:
        yield from (event.date, event.enddate)
    yield from (contact.date for contact in record.contacts)
    yield from (statement.date for statement in record.statements)
