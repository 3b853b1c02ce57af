"""Keeping the happenings in step with the documents. The rules are in :mod:`.merging`.

A document whose profile another document has already is put beside it, which costs the same however large the ledger;
only a profile not seen before under its key makes the (small) set of profiles of that key be grouped anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import NamedTuple

import msgspec

from .grouping import group
from .merging import Candidate, Profile, Traits, explain, happening_id

# Happening and reason, by digest of the profile and rank in it.
Places = dict[str, dict[int, tuple[str, str]]]


class Account(NamedTuple):
    """An event of a document that is being written."""

    event_id: str
    event: str
    date: str | None
    candidate: Candidate


def settle(connection: sqlite3.Connection, document_id: str, accounts: list[Account]) -> None:
    """Give the events of a newly written document their happenings."""
    by_key: dict[str, list[Account]] = {}
    for account in accounts:
        by_key.setdefault(account.candidate.key, []).append(account)
    for key, members in by_key.items():
        # Stable sort: accounts with equal traits stay in the order of the document.
        members.sort(key=lambda account: account.candidate.traits)
        profile: Profile = tuple(account.candidate.traits for account in members)
        digest = _digest(profile)
        places = _known(connection, key, digest)
        if places is None:
            places = _place_new(connection, key, members[0], profile, digest)
        for rank, account in enumerate(members):
            happening, why = places[rank]
            connection.execute(
                "INSERT INTO happening_events VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (account.event_id, happening, document_id, key, digest, rank, _json(profile[rank]), why),
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
        event, date = connection.execute(
            "SELECT event, date FROM happenings WHERE merge_key = ? LIMIT 1", (key,)
        ).fetchone()
        _regroup(connection, key, event, date, profiles, now)
    _drop_untold(connection, key)


def _digest(profile: Profile) -> str:
    return hashlib.sha256(msgspec.json.encode(profile)).hexdigest()[:16]


def _json(traits: Traits) -> str:
    return msgspec.json.encode(traits).decode()


def _known(connection: sqlite3.Connection, key: str, digest: str) -> dict[int, tuple[str, str]] | None:
    """Happening and reason by rank, if a document with this profile stands under the key already."""
    found = connection.execute(
        "SELECT document_id FROM happening_events WHERE merge_key = ? AND profile = ? AND profile_rank = 0 LIMIT 1",
        (key, digest),
    ).fetchone()
    if found is None:
        return None
    rows = connection.execute(
        "SELECT profile_rank, happening_id, why FROM happening_events"
        " WHERE merge_key = ? AND profile = ? AND document_id = ?",
        (key, digest, found[0]),
    )
    return {rank: (happening, why) for rank, happening, why in rows}


def _profiles(connection: sqlite3.Connection, key: str) -> tuple[dict[str, Profile], Places]:
    """The different profiles under a key, each read from one document that has it, and where its traits stand now."""
    rows = connection.execute(
        "SELECT profile, profile_rank, traits, happening_id, why, min(document_id) FROM happening_events"
        " WHERE merge_key = ? GROUP BY profile, profile_rank ORDER BY profile, profile_rank",
        (key,),
    )
    found: dict[str, list[Traits]] = {}
    now: Places = {}
    for digest, rank, traits, happening, why, _ in rows:
        found.setdefault(digest, []).append(msgspec.json.decode(traits, type=Traits))
        now.setdefault(digest, {})[rank] = (happening, why)
    return {digest: tuple(traits) for digest, traits in found.items()}, now


def _place_new(
    connection: sqlite3.Connection, key: str, first: Account, profile: Profile, digest: str
) -> dict[int, tuple[str, str]]:
    profiles, now = _profiles(connection, key)
    profiles[digest] = profile
    places = _regroup(connection, key, first.event, first.date, profiles, now)
    if now:
        # The new rows are not written yet: their own happenings must not be dropped as untold.
        _drop_untold(connection, key, keep={happening for happening, _ in places[digest].values()})
    return places[digest]


def _regroup(
    connection: sqlite3.Connection, key: str, event: str, date: str | None, profiles: dict[str, Profile], now: Places
) -> Places:
    """Where the traits of each profile belong; rows that stand elsewhere ``now`` are moved."""
    seeds = group(profiles.values())
    places: Places = {}
    for digest, profile in profiles.items():
        for rank, traits in enumerate(profile):
            seed, number = seeds[profile, rank]
            place = (happening_id(key, seed, number), explain(key, traits, seed))
            places.setdefault(digest, {})[rank] = place
            before = now.get(digest, {}).get(rank)
            if before == place:
                continue
            connection.execute("INSERT OR IGNORE INTO happenings VALUES (?, ?, ?, ?)", (place[0], event, date, key))
            if before is not None:
                connection.execute(
                    "UPDATE happening_events SET happening_id = ?, why = ?"
                    " WHERE merge_key = ? AND profile = ? AND profile_rank = ?",
                    (*place, key, digest, rank),
                )
    return places


def _drop_untold(connection: sqlite3.Connection, key: str, keep: set[str] | None = None) -> None:
    rows = connection.execute(
        "SELECT id FROM happenings h WHERE merge_key = ?"
        " AND NOT EXISTS (SELECT 1 FROM happening_events WHERE happening_id = h.id)",
        (key,),
    ).fetchall()
    connection.executemany(
        "DELETE FROM happenings WHERE id = ?", [(row[0],) for row in rows if row[0] not in (keep or set())]
    )
