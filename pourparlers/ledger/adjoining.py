"""One call, two days: a contact told of one day by one side and of the next day by the other.

A call at midnight has two dates, and a release that names no day is dated by its publication. Two groups of accounts on
days that follow each other are one happening when all of this holds:

* both are of one kind of event between the same two countries and name the same persons on every side; one is over the
  telephone or by video, and so is the other, unless it does not say how they spoke;
* every account of the later day has no other day than that of its publication;
* nobody publishes accounts of both, and every publisher is known;
* there is no second way to pair them off: not with another group of the same day, nor of the day before or after.

Whether two groups belong together depends on the groups of four days in a row only, never on the order of arrival.
"""

from __future__ import annotations

import datetime
import re
import sqlite3
from typing import NamedTuple

import msgspec

from .merging import Traits, agreement, same_everybody
from .standing import Group, Key, find_key, stand_for, standing_elsewhere

_KEY = re.compile(r"(\w+)((?: \w+)* on )(\d{4}-\d{2}-\d{2})( between [^-]+-[^-]+)")
# Why a group belongs to the day before.
LATER = "published a day later, by another publisher, and dated by its publication only"
_CHANNELS = frozenset({"phone", "video"})


class _Group(NamedTuple):
    """A group of accounts of one day; ``seed`` is the account that tells most of a call."""

    own: Group
    seed: Traits
    tellers: frozenset[str]
    floating: bool


def concerns(key: str) -> bool:
    """Whether accounts under this key can belong to a group of another day."""
    return _KEY.fullmatch(key) is not None


def join(connection: sqlite3.Connection, key: str) -> None:
    """Bring the happenings of the groups under a key (its text), and of those a day or two away, up to date."""
    found = _KEY.fullmatch(key)
    if found is None:
        return
    days = _Days(connection, found)
    middle = datetime.date.fromisoformat(found[3])
    # Without calls on this day nothing is to be joined; but it may have lost those that it had: an account taken away,
    # or one that says they met.
    elsewhere = {offset: days.elsewhere(middle, offset) for offset in range(-1, 3)}
    if not days.at(middle, 0) and not any(elsewhere[offset] for offset in range(3)):
        return
    # What is told of a day decides about the pairs that begin two days before it to one day after it.
    for offset in range(-2, 2):
        before, after = (days.at(middle, offset), days.at(middle, offset + 1))
        calls = {group.own for group in after}
        for standing in elsewhere[offset + 1]:
            if standing not in calls:
                stand_for(connection, standing, None)
        if not after:
            continue
        earlier, later = days.at(middle, offset - 1), days.at(middle, offset + 2)
        for group in after:
            partner = _partner(group, earlier, before, after, later)
            stand_for(connection, group.own, partner.own if partner else None)


class _Days:
    """The groups of each day near the one in question, read when they are asked for."""

    def __init__(self, connection: sqlite3.Connection, key: re.Match[str]) -> None:
        self._connection = connection
        self._key = key
        self._held: dict[int, list[_Group]] = {}

    def _key_of(self, middle: datetime.date, offset: int) -> Key | None:
        """The same merge key of another day, if the calendar has the day and the ledger the key."""
        if not 1 <= middle.toordinal() + offset <= datetime.date.max.toordinal():
            return None
        day = datetime.date.fromordinal(middle.toordinal() + offset).isoformat()
        return find_key(self._connection, f"{self._key[1]}{self._key[2]}{day}{self._key[4]}")

    def elsewhere(self, middle: datetime.date, offset: int) -> list[Group]:
        """The groups of a day that stand for another one's."""
        key = self._key_of(middle, offset)
        return [Group(found, key) for found in standing_elsewhere(self._connection, key)] if key else []

    def at(self, middle: datetime.date, offset: int) -> list[_Group]:
        """The groups of a day."""
        if offset not in self._held:
            key = self._key_of(middle, offset)
            self._held[offset] = _groups(self._connection, key) if key else []
        return self._held[offset]


def _groups(connection: sqlite3.Connection, key: Key) -> list[_Group]:
    """The groups under a key that tell a call between named persons, or a talk between them and not by what channel.

    The others have no counterpart.
    """
    rows = connection.execute(
        "SELECT group_id, traits, teller, min(floating) FROM happening_events WHERE key_number = ?"
        " GROUP BY group_id, traits, teller ORDER BY group_id, traits, teller",
        (key.number,),
    )
    traits: dict[str, list[Traits]] = {}
    tellers: dict[str, set[str]] = {}
    floating: dict[str, bool] = {}
    for group_id, told_of, teller, floats in rows:
        traits.setdefault(group_id, []).append(msgspec.json.decode(told_of, type=Traits))
        tellers.setdefault(group_id, set()).add(teller)
        floating[group_id] = floating.get(group_id, True) and bool(floats)
    result = []
    for group_id, members in traits.items():
        named = [member for member in members if member.channel in _CHANNELS and len(member.persons) > 1]
        if all(not member.channel for member in members):
            named = [member for member in members if len(member.persons) > 1]
        if not named:
            continue
        seed = min(named, key=lambda member: (-member.told(), member))
        result.append(_Group(Group(group_id, key), seed, frozenset(tellers[group_id]), floating[group_id]))
    return result


def _alike(left: _Group, right: _Group) -> bool:
    """Whether two groups, but for their days, tell one contact."""
    call = bool(left.seed.channel or right.seed.channel)
    return call and same_everybody(left.seed, right.seed) and agreement(left.seed, right.seed) is not None


def _may_follow(before: _Group, after: _Group) -> bool:
    unknown = "" in before.tellers or "" in after.tellers
    return _alike(before, after) and after.floating and not unknown and not before.tellers & after.tellers


def _partner(
    group: _Group, earlier: list[_Group], before: list[_Group], after: list[_Group], later: list[_Group]
) -> _Group | None:
    """The group of the day before that ``group``, one of ``after``, belongs to."""
    found = [other for other in before if _may_follow(other, group)]
    if len(found) != 1:
        return None
    partner = found[0]
    rivals = (
        any(other is not group and _alike(partner, other) for other in after)
        or any(other is not partner and _alike(other, group) for other in before)
        or any(_may_follow(other, partner) for other in earlier)
        or any(_may_follow(group, other) for other in later)
    )
    return None if rivals else partner
