"""Which happening a group of accounts stands for: its own, or that of another group.

Two rules put groups of different merge keys together, :mod:`.adjoining` (one call, two days) and :mod:`.partial` (not
all parties named). They concern different keys: a group never stands for one that itself stands for a third.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Key(NamedTuple):
    """A merge key: its number in the ledger, and what it says."""

    number: int
    text: str


class Group(NamedTuple):
    """A group of accounts: its id, which is that of its own happening, and its merge key."""

    id: str
    key: Key


class Told(NamedTuple):
    """The happening (number) that a group stands for, and whether this publisher's telling of it is news.

    ``elsewhere``: the happening is that of another group.
    """

    happening: int
    new: bool
    elsewhere: bool


def find_key(connection: sqlite3.Connection, text: str) -> Key | None:
    """A merge key that the ledger has."""
    row = connection.execute("SELECT number FROM merge_keys WHERE key = ?", (text,)).fetchone()
    return Key(row[0], text) if row is not None else None


def told(connection: sqlite3.Connection, group: Group, teller: str, floating: bool) -> Told:
    """Where a further account of a group belongs."""
    row = connection.execute(
        "SELECT m.happening_number, h.id <> m.group_id, EXISTS (SELECT 1 FROM happening_events"
        " WHERE key_number = ? AND group_id = ? AND teller = ? AND floating = ?)"
        " FROM happening_events m JOIN happenings h ON h.number = m.happening_number"
        " WHERE m.key_number = ? AND m.group_id = ? LIMIT 1",
        (group.key.number, group.id, teller, floating, group.key.number, group.id),
    ).fetchone()
    if row is None:
        return Told(number_of(connection, group.id), True, False)
    return Told(row[0], not row[2], bool(row[1]))


def event_and_day(key: str) -> tuple[str, str | None]:
    """The event type and the day that a merge key tells."""
    found = re.match(r"(\w+)(?: \w+)*? on (\S+) ", key)
    return (found[1], found[2]) if found else ("", None)


def make_happening(connection: sqlite3.Connection, id: str, event: str, date: str | None, key: int) -> None:
    """Make a happening, if it is not there; ``key`` is the number of its merge key."""
    connection.execute(
        "INSERT OR IGNORE INTO happenings (id, event, date, key_number) VALUES (?, ?, ?, ?)", (id, event, date, key)
    )


def number_of(connection: sqlite3.Connection, happening_id: str) -> int:
    """The number of a happening that the ledger has."""
    return int(connection.execute("SELECT number FROM happenings WHERE id = ?", (happening_id,)).fetchone()[0])


def stand_for(connection: sqlite3.Connection, group: Group, partner: Group | None) -> None:
    """Make the accounts of a group tell the happening of its partner, or their own."""
    home = partner or group
    left = connection.execute(
        "SELECT DISTINCT m.happening_number FROM happening_events m JOIN happenings h ON h.number = m.happening_number"
        " WHERE m.key_number = ? AND m.group_id = ? AND h.id <> ?",
        (group.key.number, group.id, home.id),
    ).fetchall()
    if not left:
        return
    make_happening(connection, home.id, *event_and_day(home.key.text), home.key.number)
    connection.execute(
        "UPDATE happening_events SET happening_number = ? WHERE key_number = ? AND group_id = ?",
        (number_of(connection, home.id), group.key.number, group.id),
    )
    # Its own happening, or that of a partner which was grouped anew meanwhile, may be told by nobody now.
    drop_untold(connection, (row[0] for row in left))


def drop_untold(connection: sqlite3.Connection, happenings: Iterable[int]) -> None:
    """Drop those of the ``happenings`` (numbers) that no account tells."""
    connection.executemany(
        "DELETE FROM happenings WHERE number = ? AND NOT EXISTS"
        " (SELECT 1 FROM happening_events m WHERE m.happening_number = happenings.number)",
        [(number,) for number in happenings],
    )


def standing_elsewhere(connection: sqlite3.Connection, key: Key) -> list[str]:
    """The groups under a merge key whose accounts tell the happening of another group."""
    rows = connection.execute(
        "SELECT DISTINCT m.group_id FROM happening_events m JOIN happenings h ON h.number = m.happening_number"
        " WHERE m.key_number = ? AND h.id <> m.group_id ORDER BY 1",
        (key.number,),
    )
    return [row[0] for row in rows]
