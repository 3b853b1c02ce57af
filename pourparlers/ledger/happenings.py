"""Keeping the happenings in step with the documents. The rules are in :mod:`.merging` and :mod:`.grouping`.

Accounts under one merge key are put into **groups**; a group is a happening, unless :mod:`.adjoining` finds that it is
told of the day before as well, or :mod:`.partial` that another group names more of the parties. A document whose
profile another document has already is put beside it, which costs the same however large the ledger; only a profile not
seen before under its key makes the (small) set of profiles of that key be grouped anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import NamedTuple

import msgspec

from . import adjoining, partial, standing
from .grouping import group
from .merging import Candidate, Profile, Traits, explain, happening_id, is_alone
from .standing import Group, Key
from .tables import key_text


class _Place(NamedTuple):
    """Where an account stands: its group and why."""

    group: str
    why: str


_INSERT = "INSERT INTO happening_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# By digest of the profile and rank in it.
_Places = dict[str, dict[int, _Place]]


class Account(NamedTuple):
    """An event of a document that is being written; ``number`` is the event's.

    ``teller`` is who publishes the document, "" when unknown; ``floating`` says that the event's day is the day of
    publication.
    """

    number: int
    event: str
    date: str | None
    candidate: Candidate
    teller: str
    floating: bool


def settle(connection: sqlite3.Connection, document: int, accounts: list[Account]) -> None:
    """Give the events of a newly written document (its number) their happenings."""
    by_key: dict[str, list[Account]] = {}
    for account in accounts:
        by_key.setdefault(account.candidate.key, []).append(account)
    among = [key for key in by_key if partial.concerns(key)]
    for text, members in by_key.items():
        if is_alone(text):
            _keep_alone(connection, document, members[0])
            continue
        # Stable sort: accounts with equal traits stay in the order of the document.
        members.sort(key=lambda account: account.candidate.traits)
        profile: Profile = tuple(account.candidate.traits for account in members)
        digest = _digest(profile)
        key = standing.find_key(connection, text)
        places = _known(connection, key, digest) if key is not None else None
        joins = places_are_new = places is None
        moved = False
        key = key or _make_key(connection, text)
        if places is None:
            places, moved = _place_new(connection, key, members[0], profile, digest)
        for rank, account in enumerate(members):
            place = places[rank]
            told = _told(connection, Group(place.group, key), account)
            joins = joins or told.new
            # A group that stands for the day before has no happening of its own; it may just have been given one.
            moved = moved or told.elsewhere
            connection.execute(
                _INSERT,
                (
                    account.number,
                    told.happening,
                    document,
                    key.number,
                    digest,
                    rank,
                    _json(profile[rank]),
                    place.why,
                    place.group,
                    account.teller,
                    account.floating,
                ),
            )
        if joins:
            adjoining.join(connection, text)
        if places_are_new or len(among) > 1:
            partial.join(connection, text)
        if moved:
            _drop_untold(connection, key)


def _told(connection: sqlite3.Connection, group: Group, account: Account) -> standing.Told:
    if not adjoining.concerns(group.key.text) and not partial.concerns(group.key.text):
        return standing.Told(standing.number_of(connection, group.id), False, False)
    return standing.told(connection, group, account.teller, account.floating)


def _make_key(connection: sqlite3.Connection, text: str) -> Key:
    cursor = connection.execute("INSERT INTO merge_keys (key) VALUES (?)", (text,))
    assert cursor.lastrowid is not None
    return Key(cursor.lastrowid, text)


def _keep_alone(connection: sqlite3.Connection, document: int, account: Account) -> None:
    """An event that nothing can join: its merge key is its own, and has the event's number below zero."""
    key, traits = Key(-account.number, account.candidate.key), account.candidate.traits
    profile: Profile = (traits,)
    (place,) = _regroup(connection, key, account.event, account.date, {"": profile}, {})[0][""].values()
    happening = standing.number_of(connection, place.group)
    told_by = (place.group, account.teller, account.floating)
    shown = (_digest(profile), 0, _json(traits), place.why)
    connection.execute(_INSERT, (account.number, happening, document, key.number, *shown, *told_by))


def keys_of(connection: sqlite3.Connection, document: int) -> list[Key]:
    """The merge keys that the events of a document (its number) stand under."""
    rows = connection.execute(
        f"SELECT DISTINCT m.key_number, {key_text('m')} FROM happening_events m"
        " LEFT JOIN merge_keys k ON k.number = m.key_number WHERE m.document_number = ? ORDER BY 2",
        (document,),
    )
    return [Key(number, text) for number, text in rows]


def resettle(connection: sqlite3.Connection, key: Key) -> None:
    """Group the events of one key anew after a document was taken away; drop happenings that nobody tells."""
    profiles, now = _profiles(connection, key)
    if profiles:
        event, date = standing.event_and_day(key.text)
        _regroup(connection, key, event, date, profiles, now)
    adjoining.join(connection, key.text)
    partial.join(connection, key.text)
    _drop_untold(connection, key)
    connection.execute(
        "DELETE FROM merge_keys WHERE number = ?"
        " AND NOT EXISTS (SELECT 1 FROM happening_events m WHERE m.key_number = merge_keys.number)",
        (key.number,),
    )


def _digest(profile: Profile) -> str:
    return hashlib.sha256(msgspec.json.encode(profile)).hexdigest()[:16]


def _json(traits: Traits) -> str:
    return msgspec.json.encode(traits).decode()


def _known(connection: sqlite3.Connection, key: Key, digest: str) -> dict[int, _Place] | None:
    """Group and reason by rank, if a document with this profile stands under the key already."""
    found = connection.execute(
        "SELECT document_number FROM happening_events"
        " WHERE key_number = ? AND profile = ? AND profile_rank = 0 LIMIT 1",
        (key.number, digest),
    ).fetchone()
    if found is None:
        return None
    rows = connection.execute(
        "SELECT profile_rank, group_id, why FROM happening_events"
        " WHERE key_number = ? AND profile = ? AND document_number = ?",
        (key.number, digest, found[0]),
    )
    return {rank: _Place(group_id, why) for rank, group_id, why in rows}


def _profiles(connection: sqlite3.Connection, key: Key) -> tuple[dict[str, Profile], _Places]:
    """The different profiles under a key, each read from one document that has it, and where its traits stand now."""
    rows = connection.execute(
        "SELECT profile, profile_rank, traits, group_id, why, min(document_number) FROM happening_events"
        " WHERE key_number = ? GROUP BY profile, profile_rank ORDER BY profile, profile_rank",
        (key.number,),
    )
    found: dict[str, list[Traits]] = {}
    now: _Places = {}
    for digest, rank, traits, group_id, why, _ in rows:
        found.setdefault(digest, []).append(msgspec.json.decode(traits, type=Traits))
        now.setdefault(digest, {})[rank] = _Place(group_id, why)
    return {digest: tuple(traits) for digest, traits in found.items()}, now


def _place_new(
    connection: sqlite3.Connection, key: Key, first: Account, profile: Profile, digest: str
) -> tuple[dict[int, _Place], bool]:
    """Where a profile not seen before belongs, and whether other accounts had to move for it."""
    profiles, now = _profiles(connection, key)
    profiles[digest] = profile
    places, moved = _regroup(connection, key, first.event, first.date, profiles, now)
    return places[digest], moved


def _regroup(
    connection: sqlite3.Connection, key: Key, event: str, date: str | None, profiles: dict[str, Profile], now: _Places
) -> tuple[_Places, bool]:
    """Where the traits of each profile belong, and whether rows that stood elsewhere (``now``) were moved."""
    seeds = group(profiles.values())
    places: _Places = {}
    moved = False
    for digest, profile in profiles.items():
        for rank, traits in enumerate(profile):
            seed, number = seeds[profile, rank]
            place = _Place(happening_id(key.text, seed, number), explain(key.text, traits, seed))
            places.setdefault(digest, {})[rank] = place
            before = now.get(digest, {}).get(rank)
            if before == place:
                continue
            standing.make_happening(connection, place.group, event, date, key.number)
            if before is not None:
                moved = True
                connection.execute(
                    "UPDATE happening_events SET happening_number = ?, group_id = ?, why = ?"
                    " WHERE key_number = ? AND profile = ? AND profile_rank = ?",
                    (standing.number_of(connection, place.group), *place, key.number, digest, rank),
                )
    return places, moved


def _drop_untold(connection: sqlite3.Connection, key: Key) -> None:
    rows = connection.execute("SELECT number FROM happenings WHERE key_number = ?", (key.number,)).fetchall()
    standing.drop_untold(connection, (row[0] for row in rows))
