"""Which happening a group of accounts stands for: its own, or that of another group.

Two rules put groups of different merge keys together, :mod:`.adjoining` (one call, two days) and :mod:`.partial` (not
all parties named). They concern different keys: a group never stands for one that itself stands for a third.
"""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple


class Told(NamedTuple):
    """The happening that a group stands for, and whether this publisher's telling of it is news."""

    happening: str
    new: bool


def told(connection: sqlite3.Connection, group_id: str, teller: str, floating: bool) -> Told:
    """Where a further account of a group belongs."""
    row = connection.execute(
        "SELECT happening_id, EXISTS"
        " (SELECT 1 FROM happening_events WHERE group_id = ? AND teller = ? AND floating = ?)"
        " FROM happening_events WHERE group_id = ? LIMIT 1",
        (group_id, teller, floating, group_id),
    ).fetchone()
    return Told(group_id, True) if row is None else Told(row[0], not row[1])


def event_and_day(key: str) -> tuple[str, str | None]:
    """The event type and the day that a merge key tells."""
    found = re.match(r"(\w+)(?: \w+)*? on (\S+) ", key)
    return (found[1], found[2]) if found else ("", None)


def stand_for(connection: sqlite3.Connection, group_id: str, partner_id: str | None, key: str) -> None:
    """Make the accounts of a group, whose merge key is ``key``, tell the happening of its partner, or their own."""
    happening = partner_id or group_id
    left = connection.execute(
        "SELECT DISTINCT happening_id FROM happening_events WHERE group_id = ? AND happening_id <> ?",
        (group_id, happening),
    ).fetchall()
    if not left:
        return
    event, day = event_and_day(key)
    if partner_id is None:
        connection.execute("INSERT OR IGNORE INTO happenings VALUES (?, ?, ?, ?)", (group_id, event, day, key))
    connection.execute("UPDATE happening_events SET happening_id = ? WHERE group_id = ?", (happening, group_id))
    # Its own happening, or that of a partner which was grouped anew meanwhile, may be told by nobody now.
    connection.executemany(
        "DELETE FROM happenings WHERE id = ? AND NOT EXISTS"
        " (SELECT 1 FROM happening_events m WHERE m.happening_id = happenings.id)",
        left,
    )


def standing_elsewhere(connection: sqlite3.Connection, key: str) -> list[str]:
    """The groups under a merge key whose accounts tell the happening of another group."""
    rows = connection.execute(
        "SELECT DISTINCT group_id FROM happening_events WHERE merge_key = ? AND happening_id <> group_id ORDER BY 1",
        (key,),
    )
    return [row[0] for row in rows]
