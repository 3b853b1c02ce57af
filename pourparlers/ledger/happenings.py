"""Keeping the happenings in step with the documents. The rules are in :mod:`.merging` and :mod:`.grouping`.

Accounts under one merge key are put into **groups**; a group is a happening, unless :mod:`.adjoining` finds that it is
told of the day before as well, or :mod:`.partial` that another group names more of the parties. A document whose
profile another document has already is put beside it, which costs the same however large the ledger; only a profile not
seen before under its key makes the (small) set of profiles of that key be grouped anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from . import adjoining, partial, standing
from .grouping import group
from .merging import Candidate, Profile, Traits, explain, happening_id, is_alone


class _Place(NamedTuple):
    """Where an account stands: its group and why."""

    group: str
    why: str


_INSERT = "INSERT INTO happening_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# By digest of the profile and rank in it.
_Places = dict[str, dict[int, _Place]]


class Account(NamedTuple):
    """An event of a document that is being written.

    ``teller`` is who publishes the document, "" when unknown; ``floating`` says that the event's day is the day of
    publication.
    """

    event_id: str
    event: str
    date: str | None
    candidate: Candidate
    teller: str
    floating: bool


def settle(connection: sqlite3.Connection, document_id: str, accounts: list[Account]) -> None:
    """Give the events of a newly written document their happenings."""
    by_key: dict[str, list[Account]] = {}
    for account in accounts:
        by_key.setdefault(account.candidate.key, []).append(account)
    among = [key for key in by_key if partial.concerns(key)]
    for key, members in by_key.items():
        if is_alone(key):
            _keep_alone(connection, document_id, members[0])
            continue
        # Stable sort: accounts with equal traits stay in the order of the document.
        members.sort(key=lambda account: account.candidate.traits)
        profile: Profile = tuple(account.candidate.traits for account in members)
        digest = _digest(profile)
        places = _known(connection, key, digest)
        joins = places_are_new = places is None
        moved = False
        if places is None:
            places, moved = _place_new(connection, key, members[0], profile, digest)
        for rank, account in enumerate(members):
            place = places[rank]
            told = _told(connection, key, place.group, account)
            joins = joins or told.new
            # A group that stands for the day before has no happening of its own; it may just have been given one.
            moved = moved or told.happening != place.group
            connection.execute(
                _INSERT,
                (
                    account.event_id,
                    told.happening,
                    document_id,
                    key,
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
            adjoining.join(connection, key)
        if places_are_new or len(among) > 1:
            partial.join(connection, key)
        if moved:
            _drop_untold(connection, key)


def _told(connection: sqlite3.Connection, key: str, group_id: str, account: Account) -> standing.Told:
    if not adjoining.concerns(key) and not partial.concerns(key):
        return standing.Told(group_id, False)
    return standing.told(connection, group_id, account.teller, account.floating)


def _keep_alone(connection: sqlite3.Connection, document_id: str, account: Account) -> None:
    """An event that nothing can join."""
    key, traits = account.candidate.key, account.candidate.traits
    profile: Profile = (traits,)
    (place,) = _regroup(connection, key, account.event, account.date, {"": profile}, {})[0][""].values()
    told_by = (place.group, account.teller, account.floating)
    connection.execute(
        _INSERT,
        (account.event_id, place.group, document_id, key, _digest(profile), 0, _json(traits), place.why, *told_by),
    )


def keys_of(connection: sqlite3.Connection, document_id: str) -> list[str]:
    """The merge keys that the events of a document stand under."""
    rows = connection.execute(
        "SELECT DISTINCT merge_key FROM happening_events WHERE document_id = ? ORDER BY merge_key", (document_id,)
    )
    return [row[0] for row in rows]


def resettle(connection: sqlite3.Connection, key: str) -> None:
    """Group the events of one key anew after a document was taken away; drop happenings that nobody tells."""
    profiles, now = _profiles(connection, key)
    if profiles:
        event, date = standing.event_and_day(key)
        _regroup(connection, key, event, date, profiles, now)
    adjoining.join(connection, key)
    partial.join(connection, key)
    _drop_untold(connection, key)


def regroup_all(connection: sqlite3.Connection, documents: Iterable[tuple[str, list[Account]]]) -> None:
    """Give the events of all documents their happenings anew, for instance when the rules have changed."""
    connection.execute("DELETE FROM happening_events")
    connection.execute("DELETE FROM happenings")
    for document_id, accounts in documents:
        settle(connection, document_id, accounts)


def _digest(profile: Profile) -> str:
    return hashlib.sha256(msgspec.json.encode(profile)).hexdigest()[:16]


def _json(traits: Traits) -> str:
    return msgspec.json.encode(traits).decode()


def _known(connection: sqlite3.Connection, key: str, digest: str) -> dict[int, _Place] | None:
    """Group and reason by rank, if a document with this profile stands under the key already."""
    found = connection.execute(
        "SELECT document_id FROM happening_events WHERE merge_key = ? AND profile = ? AND profile_rank = 0 LIMIT 1",
        (key, digest),
    ).fetchone()
    if found is None:
        return None
    rows = connection.execute(
        "SELECT profile_rank, group_id, why FROM happening_events"
        " WHERE merge_key = ? AND profile = ? AND document_id = ?",
        (key, digest, found[0]),
    )
    return {rank: _Place(group_id, why) for rank, group_id, why in rows}


def _profiles(connection: sqlite3.Connection, key: str) -> tuple[dict[str, Profile], _Places]:
    """The different profiles under a key, each read from one document that has it, and where its traits stand now."""
    rows = connection.execute(
        "SELECT profile, profile_rank, traits, group_id, why, min(document_id) FROM happening_events"
        " WHERE merge_key = ? GROUP BY profile, profile_rank ORDER BY profile, profile_rank",
        (key,),
    )
    found: dict[str, list[Traits]] = {}
    now: _Places = {}
    for digest, rank, traits, group_id, why, _ in rows:
        found.setdefault(digest, []).append(msgspec.json.decode(traits, type=Traits))
        now.setdefault(digest, {})[rank] = _Place(group_id, why)
    return {digest: tuple(traits) for digest, traits in found.items()}, now


def _place_new(
    connection: sqlite3.Connection, key: str, first: Account, profile: Profile, digest: str
) -> tuple[dict[int, _Place], bool]:
    """Where a profile not seen before belongs, and whether other accounts had to move for it."""
    profiles, now = _profiles(connection, key)
    profiles[digest] = profile
    places, moved = _regroup(connection, key, first.event, first.date, profiles, now)
    return places[digest], moved


def _regroup(
    connection: sqlite3.Connection, key: str, event: str, date: str | None, profiles: dict[str, Profile], now: _Places
) -> tuple[_Places, bool]:
    """Where the traits of each profile belong, and whether rows that stood elsewhere (``now``) were moved."""
    seeds = group(profiles.values())
    places: _Places = {}
    moved = False
    for digest, profile in profiles.items():
        for rank, traits in enumerate(profile):
            seed, number = seeds[profile, rank]
            place = _Place(happening_id(key, seed, number), explain(key, traits, seed))
            places.setdefault(digest, {})[rank] = place
            before = now.get(digest, {}).get(rank)
            if before == place:
                continue
            connection.execute("INSERT OR IGNORE INTO happenings VALUES (?, ?, ?, ?)", (place.group, event, date, key))
            if before is not None:
                moved = True
                connection.execute(
                    "UPDATE happening_events SET happening_id = ?, group_id = ?, why = ?"
                    " WHERE merge_key = ? AND profile = ? AND profile_rank = ?",
                    (place.group, place.group, place.why, key, digest, rank),
                )
    return places, moved


def _drop_untold(connection: sqlite3.Connection, key: str) -> None:
    connection.execute(
        "DELETE FROM happenings WHERE merge_key = ?"
        " AND NOT EXISTS (SELECT 1 FROM happening_events m WHERE m.happening_id = happenings.id)",
        (key,),
    )
