"""Parts of queries: safe full-text search, dates, and the two sides that a line or an event can be asked for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import date

from ..errors import LedgerError
from . import sound

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_CODE = re.compile(r"[A-Z]{3}")
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
MOST_TERMS = 64
_FEW = 5_000
# All types that a table of events or happenings has, each found at one step of its index by type and day.
_TYPES = (
    "WITH RECURSIVE types(t) AS (SELECT min(event) FROM {table} UNION ALL"
    " SELECT (SELECT min(event) FROM {table} WHERE event > types.t) FROM types WHERE types.t IS NOT NULL)"
    " SELECT t FROM types WHERE t IS NOT NULL"
)


class Where:
    """The conditions of a query, all joined by AND, with their parameters in order."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[object] = []

    def add(self, condition: str, *parameters: object) -> None:
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    def equal(self, column: str, value: object) -> None:
        """``column = value`` unless the value is None."""
        if value is not None:
            self.add(f"{column} = ?", value)

    def between(self, column: str, since: str | None, until: str | None) -> None:
        """Dates from ``since`` to ``until``, both included; a year or month stands for all its days."""
        if since is not None and until is not None:
            shorter = min(len(since), len(until))
            if checked_date(since)[:shorter] > checked_date(until)[:shorter]:
                raise LedgerError(f"since {since} is after until {until}: swap them")
        if since is not None:
            self.add(f"{column} >= ?", checked_date(since))
        if until is not None:
            # "~" sorts after every digit and "-", so that 2022-05 as an end takes in 2022-05-31.
            self.add(f"{column} <= ?", checked_date(until) + "~")

    def of(self, row: str, table: str, type: str | None, since: str | None, until: str | None) -> None:
        """The ``row`` of ``table``, which is indexed by type and day, is of the type, and of the days."""
        self.equal(f"{row}.event", type)
        self.between(f"{row}.date", since, until)
        if type is None and (since is not None or until is not None):
            self.add(f"{row}.event IN ({_TYPES.format(table=table)})")

    def leaves_few(self, connection: sqlite3.Connection, table: str) -> bool:
        """Whether few rows of the ``table`` (with its alias) are left, so that each may be looked at by itself.

        For conditions that an index of the table answers: more rows than that are not counted.
        """
        if not self.conditions:
            return False
        rows = f"SELECT 1 FROM {table}{self.sql()} LIMIT {_FEW + 1}"
        (count,) = connection.execute(f"SELECT count(*) FROM ({rows})", self.parameters).fetchone()
        return int(count) <= _FEW

    def has(self, column: str, value: str | None) -> None:
        """The JSON list in ``column`` holds ``value``."""
        if value is not None:
            self.add(f"EXISTS (SELECT 1 FROM json_each({column}) WHERE json_each.value = ?)", value)

    def matches(self, table: str, column: str, text: str | None) -> None:
        """The row's words in the full-text ``table`` match ``text``."""
        if text is None or not text.strip():
            return
        query = match(text)
        if query is None:
            self.add("0")
        else:
            self.add(f"{column} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", query)

    def sql(self) -> str:
        return " WHERE " + " AND ".join(self.conditions) if self.conditions else ""


def checked_date(value: str) -> str:
    """``value`` if it is YYYY, YYYY-MM or YYYY-MM-DD. Raises LedgerError."""
    if _PARTIAL.fullmatch(value):
        try:
            date.fromisoformat((value + "-01-01")[:10])
            return value
        except ValueError:
            pass
    raise LedgerError(f"{value!r} is no date: write YYYY-MM-DD, YYYY-MM or YYYY")


def match(text: str) -> str | None:
    """A full-text query in which every word (or "phrase in quotes") must occur; None when there is no word.

    Each term is quoted, so that no character of the user has a meaning for the search engine.
    """
    terms = [quoted or word for quoted, word in _TERM.findall(text.replace("\x00", " "))]
    terms = [term.replace('"', " ") for term in terms]
    terms = [term for term in terms if any(character.isalnum() for character in term)]
    if len(terms) > MOST_TERMS:
        raise LedgerError(f"a search takes at most {MOST_TERMS} words: shorten it")
    return " ".join(f'"{term}"' for term in terms) or None


def is_code(side: str) -> bool:
    """Whether a side is a country code (three capitals) rather than a name."""
    return _CODE.fullmatch(side) is not None


def side(value: str, table: str = "entities") -> tuple[str, list[object]]:
    """The condition that an entity is ``value``: a country code, or the name of a person or an organisation.

    A person is found in any spelling with the same sound, by surname alone or by the whole name; with two whole names
    the first letters must agree too, so that namesakes stay apart.
    """
    if is_code(value):
        return f"{table}.country = ?", [value]
    key = sound.name_key(value)
    if not key:
        return "0", []
    condition, parameters = person(key, table)
    return f"({condition} OR ({table}.kind <> 'person' AND {table}.name_key = ?))", [*parameters, key]


def person(key: str, table: str) -> tuple[str, list[object]]:
    """The condition that a row with ``surname_key`` and ``name_key`` is the person with the name key ``key``."""
    if " " not in key:
        # "{" follows "z"; a key's words are letters and digits only.
        return (
            f"({table}.surname_key = ? OR ({table}.surname_key IS NOT NULL"
            f" AND {table}.name_key >= ? AND {table}.name_key < ?))",
            [key, f"{key} ", f"{key} {{"],
        )
    return (
        f"({table}.surname_key = ? AND (instr({table}.name_key, ' ') = 0 OR substr({table}.name_key, 1, 1) = ?))",
        [key.rpartition(" ")[2], key[0]],
    )


def with_entity(where: Where, row: str, roles: Sequence[str], value: str | None, few: bool) -> None:
    """The event "e" or statement "s" (``row``) has an entity in one of the roles that is ``value`` (see :func:`side`).

    Where other conditions leave ``few`` rows the entities of each are looked at, otherwise all rows of the entity.
    """
    if value is None:
        return
    condition, parameters = side(value)
    column = "statement_number" if row == "s" else "event_number"
    meant = f"role IN ({', '.join('?' * len(roles))}) AND {condition}"
    if few:
        where.add(f"EXISTS (SELECT 1 FROM entities WHERE {column} = {row}.number AND {meant})", *roles, *parameters)
    else:
        where.add(f"{row}.number IN (SELECT {column} FROM entities WHERE {meant})", *roles, *parameters)
