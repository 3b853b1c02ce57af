"""What documents claim about a contact's place in a series, held against the contacts that the ledger knows.

A claim is *contradicted* when the ledger has a contact of the same series that it rules out, *confirmed* when the
ledger has what it names and nothing that it rules out, and else *unknown*: the ledger may have missed a contact, so
that having found none is no proof. Contacts are of one series when they are of the same persons, or of the same level
and field, and of channels that the claim may mean: a call does not contradict "the first meeting since".
"""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from . import sound
from .shapes import Line, LineContact, LineSequence, Verdict

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ALIKE: tuple[frozenset[str], ...] = (frozenset(("meeting", "visit")), frozenset(("phone", "video")))
_VALUE = re.compile(r"(\d{4})(?:-W(\d\d)|-(\d\d)(?:-(\d\d))?)?")


class Days(NamedTuple):
    """The first and the last day of what a date names."""

    first: datetime.date
    last: datetime.date


def settle(connection: sqlite3.Connection, lines: Iterable[Line]) -> None:
    """Write the verdict on each claim of ``lines`` into it. The lines must be whole: no contact filtered away."""
    claimed = [(line, contact, claim) for line in lines for contact in line.contacts for claim in contact.sequence]
    told = _told(connection, {claim.document for _, _, claim in claimed})
    for line, contact, claim in claimed:
        others = [other for other in line.contacts if other.happening != contact.happening]
        verdict, documents = check(claim, contact, others, told.get(claim.document))
        # A contact among several countries is in several lines: what one of them knows, holds.
        if claim.verdict == "unknown":
            claim.verdict, claim.checked = verdict, documents


def copy_verdicts(lines: Iterable[Line], whole: Iterable[Line]) -> None:
    """Give the claims of ``lines`` the verdicts that the same claims have in ``whole``."""
    known = {key_of(contact, claim): claim for line in whole for contact in line.contacts for claim in contact.sequence}
    for line in lines:
        for contact in line.contacts:
            for claim in contact.sequence:
                found = known.get(key_of(contact, claim))
                if found is not None:
                    claim.verdict, claim.checked = found.verdict, found.checked


def check(
    claim: LineSequence, contact: LineContact, others: Sequence[LineContact], told: str | None = None
) -> tuple[Verdict, list[str]]:
    """The verdict on ``claim`` about ``contact``, and the documents that confirm or contradict it.

    ``others`` are the other contacts of the line; ``told`` is the day (YYYY-MM-DD) of the document that claims.
    """
    name, _, rest = claim.kind.partition("_")
    day = days_of(contact.date)
    series = [(days, other) for other in others if _is_of_series(contact, other) and (days := days_of(other.date))]
    if name == "last" and rest == "on":
        return _check_last(claim, contact, day, series, days_of(told))
    if name not in _ORDINALS or day is None or day.first != day.last:
        return "unknown", []
    named = days_of(claim.since)
    if rest == "ever":
        earlier = [other for days, other in series if days.last < day.first]
        return _counted(earlier, _ORDINALS.index(name), certain=False)
    if named is None or rest not in ("since", "in"):
        return "unknown", []
    if rest == "in":
        inside = [o for days, o in series if named.first <= days.first and days.last < day.first]
        return _counted(inside, _ORDINALS.index(name), certain=True)
    between = [other for days, other in series if named.last < days.first and days.last < day.first]
    at = [other for days, other in series if named.first <= days.first and days.last <= named.last]
    if name == "first":
        return ("contradicted", _documents(between)) if between else _found(at)
    return _counted(between, _ORDINALS.index(name), certain=True)


def days_of(value: str | None) -> Days | None:
    """The days of a date (a day, week, month or year, as in TIMEX3), or None for what is no such date."""
    match = _VALUE.fullmatch(value or "")
    if match is None:
        return None
    year, week, month, day = (int(part) if part else None for part in match.groups())
    try:
        if week is not None:
            return Days(
                datetime.date.fromisocalendar(year or 1, week, 1), datetime.date.fromisocalendar(year or 1, week, 7)
            )
        first = datetime.date(year or 1, month or 1, day or 1)
        if day is not None:
            return Days(first, first)
        after = datetime.date(first.year + (month in (None, 12)), (month or 12) % 12 + 1, 1)
    except ValueError:
        return None
    return Days(first, after - datetime.timedelta(days=1))


def _check_last(
    claim: LineSequence,
    contact: LineContact,
    day: Days | None,
    series: list[tuple[Days, LineContact]],
    told: Days | None,
) -> tuple[Verdict, list[str]]:
    """That the one before was on ``claim.since``; the claim may stand with the talk it led to, or with that one."""
    named = days_of(claim.since)
    if named is None:
        return "unknown", []
    is_itself = day is not None and day.first <= named.last and named.first <= day.last
    until = told if is_itself else day
    if until is None:
        return "unknown", []
    # With the one before itself the talk of the day that reports it is not ruled out: it may be what is reported.
    end = until.first - datetime.timedelta(days=1 if is_itself else 0)
    between = [other for days, other in series if named.last < days.first and days.last < end]
    if between:
        return "contradicted", _documents(between)
    at = [other for days, other in series if named.first <= days.first and days.last <= named.last]
    if is_itself:
        elsewhere = sorted({*contact.documents, *_documents(at)} - {claim.document})
        return ("confirmed", elsewhere) if elsewhere else ("unknown", [])
    return _found(at, claim.document)


def _counted(earlier: list[LineContact], wanted: int, *, certain: bool) -> tuple[Verdict, list[str]]:
    """``earlier`` contacts against how many the claim leaves room for; too few prove nothing."""
    if len(earlier) > wanted:
        return "contradicted", _documents(earlier)
    if len(earlier) == wanted and wanted and certain:
        return "confirmed", _documents(earlier)
    return "unknown", []


def _found(at: list[LineContact], claimant: str | None = None) -> tuple[Verdict, list[str]]:
    documents = [document for document in _documents(at) if document != claimant]
    return ("confirmed", documents) if documents else ("unknown", [])


def _documents(contacts: Iterable[LineContact]) -> list[str]:
    return sorted({document for contact in contacts for document in contact.documents})


def _is_of_series(contact: LineContact, other: LineContact) -> bool:
    if not _may_mean(contact.channel, other.channel):
        return False
    if _same_persons(contact, other):
        return True
    fields = contact.field is None or other.field is None or contact.field == other.field
    return fields and contact.level == other.level


def _may_mean(channel: str, other: str) -> bool:
    return channel in ("unknown", other) or any(channel in alike and other in alike for alike in _ALIKE)


def _same_persons(contact: LineContact, other: LineContact) -> bool:
    """Whether persons of two countries are of both contacts."""
    shared = {
        country
        for name, country in zip(contact.parties, contact.countries, strict=False)
        for second, second_country in zip(other.parties, other.countries, strict=False)
        if country is not None
        and country == second_country
        and " " in name
        and sound.same_surname(sound.name_key(name), sound.name_key(second))
    }
    return len(shared) > 1


def key_of(contact: LineContact, claim: LineSequence) -> tuple[str, str, str, str | None]:
    """What makes a claim the same one in every line that its contact stands in."""
    return contact.happening, claim.document, claim.kind, claim.since


def _told(connection: sqlite3.Connection, documents: set[str]) -> Mapping[str, str | None]:
    """The dates of ``documents``."""
    return {
        document: row["date"]
        for document in documents
        for row in connection.execute("SELECT date FROM documents WHERE id = ?", (document,))
    }
