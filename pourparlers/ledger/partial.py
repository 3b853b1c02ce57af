"""One talk among many, and not all parties named: "spoke with A, B and others".

Every side's release names its own choice of who took part. A group of accounts of a talk among three countries or more
stands for another group of the same day, whose countries are all of its own and more, when

* both name the same persons for at least two countries, and no others for any country of both;
* channel, level and place do not contradict;
* no document tells both;
* there is no second such group with most countries: of several the one that holds all the others' counts.

A talk between two is never part of one among many: who speaks with three in one call may call one of them apart.
"""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

import msgspec

from .merging import Traits, agreement
from .standing import Group, Key, stand_for

_KEY = re.compile(r"(\w+(?: \w+)* on \d{4}-\d{2}-\d{2} among ).+", re.DOTALL)
# Why a group belongs to one with another list of parties.
FEWER = "names fewer of the parties than the fullest account, and the same persons for those"


class _Group(NamedTuple):
    """Accounts under one key; ``seed`` is the one that tells most."""

    own: Group
    countries: frozenset[str]
    seed: Traits
    documents: frozenset[int]


def concerns(key: str) -> bool:
    """Whether accounts under this key are of a talk among three countries or more."""
    return _KEY.fullmatch(key) is not None


def day_of(key: str) -> str | None:
    """What the merge keys of all talks among many begin with that may be put together with ``key``; None if none is."""
    found = _KEY.fullmatch(key)
    return found[1] if found is not None else None


def join(connection: sqlite3.Connection, key: str) -> None:
    """Bring the happenings of the talks among many on the day of ``key`` (its text) up to date."""
    found = _KEY.fullmatch(key)
    if found is None:
        return
    groups = _groups(connection, found[1])
    for group in groups:
        partner = _partner(group, groups)
        stand_for(connection, group.own, partner.own if partner else None)


def _groups(connection: sqlite3.Connection, prefix: str) -> list[_Group]:
    """The groups of talks among three countries or more whose merge keys begin with ``prefix``."""
    rows = connection.execute(
        "SELECT m.group_id, k.number, k.key, m.traits, m.document_number FROM merge_keys k"
        " JOIN happening_events m ON m.key_number = k.number"
        " WHERE k.key >= ? AND k.key < ? ORDER BY m.group_id, m.traits, m.document_number",
        (prefix, prefix + "\U0010ffff"),
    )
    keys: dict[str, Key] = {}
    traits: dict[str, set[Traits]] = {}
    documents: dict[str, set[int]] = {}
    for group_id, number, key, told, document in rows:
        keys[group_id] = Key(number, key)
        traits.setdefault(group_id, set()).add(msgspec.json.decode(told, type=Traits))
        documents.setdefault(group_id, set()).add(document)
    return [
        _Group(
            Group(group_id, key),
            frozenset(key.text.removeprefix(prefix).split("-")),
            min(traits[group_id], key=lambda told: (-told.told(), told)),
            frozenset(documents[group_id]),
        )
        for group_id, key in keys.items()
    ]


def _partner(group: _Group, groups: list[_Group]) -> _Group | None:
    """The group with the most parties that ``group`` tells some of."""
    found = [other for other in groups if _tells_some_of(group, other)]
    fullest = [other for other in found if all(other.countries >= third.countries for third in found)]
    return fullest[0] if len(fullest) == 1 else None


def _tells_some_of(group: _Group, other: _Group) -> bool:
    if not group.countries < other.countries or group.documents & other.documents:
        return False
    theirs = dict(other.seed.persons)
    shared = sum(side in theirs for side, _ in group.seed.persons)
    return shared > 1 and agreement(group.seed, other.seed) is not None
