"""The line of communication between two sides: their contacts over time, the last one, the silences, the calls."""

from __future__ import annotations

import datetime
import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import NamedTuple, get_args

from ..days import is_day
from ..errors import LedgerError
from ..record import Level
from . import claims, sound
from .accounts import Party, entities, find_tellings
from .calls import between, find_calls
from .differences import find_differences
from .ids import find_events
from .search import Where, is_code, side
from .shapes import Line, LineContact, LineSequence, Silence


class _Account(NamedTuple):
    """One document's account of a contact."""

    row: sqlite3.Row
    parties: list[Party]


class _Pair(NamedTuple):
    """Two sides that a contact joins, as they are written in ``Line.pair``."""

    first: str
    second: str


def find_lines(
    connection: sqlite3.Connection,
    a: str | None,
    b: str | None,
    *,
    level: Level | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Line]:
    """See :meth:`Ledger.lines`."""
    if a is None and b is not None:
        a, b = b, None
    lines = _find(connection, a, b, level, since, until)
    if any(contact.sequence for line in lines for contact in line.contacts):
        if level is None and since is None and until is None:
            claims.settle(connection, lines)
        else:
            whole = _find(connection, a, b, None, None, None)
            claims.settle(connection, whole)
            claims.copy_verdicts(lines, whole)
    _compare(connection, lines)
    called = find_calls(connection, [value for value in (a, b) if value is not None], since, until) if lines else []
    for line in lines:
        line.calls = between(called, *line.pair)
    return sorted(lines, key=lambda line: (-len(line.contacts), line.pair))


def _find(
    connection: sqlite3.Connection,
    a: str | None,
    b: str | None,
    level: Level | None,
    since: str | None,
    until: str | None,
) -> list[Line]:
    """The lines with their contacts and silences; the rest is filled in later."""
    if level is not None and level not in get_args(Level):
        raise LedgerError(f"{level!r} is no level: give one of {', '.join(get_args(Level))}")
    found: dict[_Pair, list[LineContact]] = {}
    for happening, accounts in _accounts(connection, [s for s in (a, b) if s is not None], since, until).items():
        contact = _contact(happening, accounts)
        if level is not None and contact.level != level:
            continue
        for pair in _pairs(contact, a, b):
            found.setdefault(pair, []).append(contact)
    return [_line(pair, contacts) for pair, contacts in found.items()]


def _compare(connection: sqlite3.Connection, lines: Iterable[Line]) -> None:
    """Give the contacts that several documents tell their accounts, and say where these differ."""
    several = {c.happening: c for line in lines for c in line.contacts if len(c.documents) > 1}
    tellings = find_tellings(
        connection, {happening: find_events(connection, contact.events) for happening, contact in several.items()}
    )
    for line in lines:
        for contact in line.contacts:
            told = tellings.get(contact.happening, [])
            contact.accounts = [telling.account for telling in told]
            contact.differences = find_differences(told)


def _accounts(
    connection: sqlite3.Connection, sides: list[str], since: str | None, until: str | None
) -> dict[str, list[_Account]]:
    """All accounts, by happening, of the happenings in which some account names each of the sides."""
    where = Where()
    where.of("p", "happenings", None, since, until)
    few = where.leaves_few(connection, "happenings p")
    where.add("e.negated = 0 AND e.hypothetical = 0 AND e.tense <> 'future'")
    where.add("(e.historical = 0 OR p.date IS NOT NULL)")
    # CROSS JOIN: in the order given, whatever the planner believes.
    join = "CROSS JOIN" if few else "JOIN"
    for value in sides:
        condition, parameters = side(value)
        named = (
            f"SELECT o.happening_number FROM happening_events o {join} contacts k ON k.event_number = o.event_number"
            f" {join} entities ON entities.contact_number = k.number WHERE entities.role = 'party' AND {condition}"
        )
        # Of few days each happening is looked at, otherwise all contacts of the side.
        if few:
            where.add(f"EXISTS ({named} AND o.happening_number = m.happening_number)", *parameters)
        else:
            where.add(f"m.happening_number IN ({named})", *parameters)
    tables = (
        f"happenings p {join} happening_events m ON m.happening_number = p.number"
        f" {join} events e ON e.number = m.event_number {join} contacts c ON c.event_number = e.number"
        f" {join} documents d ON d.number = c.document_number"
    )
    rows = connection.execute(
        "SELECT c.number, e.id AS event_id, d.id AS document_id, c.channel, c.level, c.field, p.date AS happened,"
        " coalesce(c.date, e.date) AS date, c.initiator, c.sequence_kind, c.sequence_since,"
        " CASE WHEN c.sequence_kind IS NOT NULL"
        " THEN substr(d.text, c.sequence_start + 1, c.sequence_end - c.sequence_start) END AS sequence_words,"
        f" p.id AS happening_id FROM {tables}{where.sql()}"
        " ORDER BY d.id, c.id",
        where.parameters,
    ).fetchall()
    parties = entities(connection, "contact_number", "party", [row["number"] for row in rows])
    result: dict[str, list[_Account]] = {}
    for row in rows:
        result.setdefault(row["happening_id"], []).append(_Account(row, parties.get(row["number"], [])))
    return result


def _commonest(values: Iterable[str | None], vague: str | None = None) -> str | None:
    """The value told most often, leaving ``vague`` aside if another is told; ties go to the first in the alphabet."""
    counts = Counter(value for value in values if value is not None and value != vague)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else vague


def _contact(happening: str, accounts: list[_Account]) -> LineContact:
    parties = _merged_parties(accounts)
    initiators = {
        _written(parties, account.parties[account.row["initiator"]])
        for account in accounts
        if account.row["initiator"] is not None and 0 <= account.row["initiator"] < len(account.parties)
    }
    sequence = [
        LineSequence(
            kind=a.row["sequence_kind"],
            since=a.row["sequence_since"],
            document=a.row["document_id"],
            words=a.row["sequence_words"],
        )
        for a in accounts
        if a.row["sequence_kind"] is not None
    ]
    return LineContact(
        date=accounts[0].row["happened"],
        channel=_commonest((account.row["channel"] for account in accounts), "unknown"),  # type: ignore[arg-type]
        level=_commonest((account.row["level"] for account in accounts), "other"),  # type: ignore[arg-type]
        parties=[party.name for party in parties],
        countries=[party.country for party in parties],
        documents=sorted({account.row["document_id"] for account in accounts}),
        initiator=initiators.pop() if len(initiators) == 1 else None,
        field=_commonest(account.row["field"] for account in accounts),
        sequence=sequence,
        happening=happening,
        events=sorted({account.row["event_id"] for account in accounts}),
    )


def _merged_parties(accounts: list[_Account]) -> list[Party]:
    """Each party once, by country: a person in the fullest spelling; a bare state or office only if nobody is named."""
    counts = Counter(party for account in accounts for party in account.parties)
    # Fullest first, so that a surname alone finds the full name already there; then the spelling told most often.
    ordered = sorted(counts, key=lambda party: (-party.key.count(" "), -counts[party], party.name, party.key))
    merged: list[Party] = []
    for party in ordered:
        if party.named and not any(_same(party, other) for other in merged):
            merged.append(party)
    named = {party.country for party in merged if party.country}
    for party in ordered:
        if not party.named and party.country not in named and not any(_same(party, other) for other in merged):
            merged.append(party)
    return sorted(merged, key=lambda party: (party.country or "~", party.key, party.name))


def _same(left: Party, right: Party) -> bool:
    if left.country != right.country or left.named != right.named:
        return False
    if left.named:
        return sound.same_surname(left.key, right.key)
    return left.key == right.key or left.country is not None


def _written(parties: list[Party], party: Party) -> str:
    """The name that a party of one account has in the merged list."""
    for other in parties:
        if _same(party, other):
            return other.name
    return next((other.name for other in parties if other.country and other.country == party.country), party.name)


def _pairs(contact: LineContact, a: str | None, b: str | None) -> list[_Pair]:
    """The pairs that a contact belongs to: of countries, or of the persons that were asked for."""
    if a is None:
        countries = sorted({country for country in contact.countries if country})
        return [_Pair(*pair) for pair in combinations(countries, 2)]
    ours = _matching(contact, a)
    pairs: set[_Pair] = set()
    for i in ours:
        first = _label(contact, i, a)
        others = _matching(contact, b) if b is not None else range(len(contact.parties))
        for j in others:
            second = _label(contact, j, b) if b is not None else contact.countries[j]
            if i == j or second is None or first == second:
                continue
            # Against everyone, a person's own country is no other side.
            if b is None and contact.countries[i] == contact.countries[j]:
                continue
            low, high = sorted((first, second))
            pairs.add(_Pair(low, high))
    return sorted(pairs)


def _matching(contact: LineContact, value: str) -> list[int]:
    parties = zip(contact.parties, contact.countries, strict=True)
    return [i for i, (name, code) in enumerate(parties) if Party(name, code, sound.name_key(name), True).is_side(value)]


def _label(contact: LineContact, index: int, asked: str) -> str:
    return asked if is_code(asked) else contact.parties[index]


def _line(pair: _Pair, contacts: list[LineContact]) -> Line:
    ordered = sorted(contacts, key=lambda c: (c.date is None, c.date or "", c.happening))
    days = sorted({contact.date for contact in ordered if is_day(contact.date)})
    silences: list[Silence] = []
    for since, until in pairwise(days):
        length = _days_between(since, until)
        if length is not None:
            silences.append(Silence(since=since, until=until, days=length))
    dated = [contact.date for contact in ordered if contact.date]
    return Line(pair=list(pair), contacts=ordered, last=max(dated) if dated else None, silences=silences)


def _days_between(since: str, until: str) -> int | None:
    try:
        return (datetime.date.fromisoformat(until) - datetime.date.fromisoformat(since)).days
    except ValueError:
        return None
