"""Happenings put right by hand – joined, split, kept apart – laid over those that the rules make.

The rules (:mod:`.happenings`) never see what was done by hand. Before they touch a merge key that somebody's entry
concerns, all is put back as they left it (``lift``); afterwards the entries are gone through again (``lay``). What
comes out depends on what the rules say and on the log only, so that the order of arrival makes no difference.
A document that no entry concerns costs one look-up.

*join* makes one happening of those that tell the events; *split* takes the events out of theirs, into one of their own;
both in the order of the log. *forbid* comes last: of events that stand in one happening the later one is taken out.
Only happenings of one PLOVER type are put together.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from . import partial
from .ids import find_event
from .standing import drop_untold, make_happening, number_of
from .tables import key_text

# A change under a key can move what is told of the days next to it (see adjoining): two days, and one to be sure.
_DAYS = range(-3, 4)
_DAY = re.compile(r" on (\d{4}-\d{2}-\d{2}) ")


class Link(NamedTuple):
    """An entry that joins, splits or forbids, with the events (ledger ids) that it finds now, in its order."""

    kind: str
    events: Sequence[str]


# What a happening is made of: what the rules' happening of that id keeps, or an event that was taken out of it.
_Atom = tuple[str, str]


class Overlay:
    """The happenings by hand in one transaction of a writer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lifted = False

    def lift(self, keys: Iterable[str]) -> None:
        """Before the rules group events under ``keys``: put back what they made, if an entry concerns it."""
        execute = self._connection.execute
        if self._lifted or execute("SELECT 1 FROM curated_happenings LIMIT 1").fetchone() is None:
            return
        keys = list(keys)
        for day in {partial.day_of(key) for key in keys} - {None}:
            rows = execute("SELECT merge_key FROM curated_happenings WHERE merge_key >= ? ORDER BY 1 LIMIT 1", (day,))
            if any(row[0].startswith(day) for row in rows):
                self.lift_all()
                return
        for near in {other for key in keys for other in _near(key)}:
            if execute("SELECT 1 FROM curated_happenings WHERE merge_key = ? LIMIT 1", (near,)).fetchone():
                self.lift_all()
                return

    def lift_all(self) -> None:
        """Put back all that the rules made."""
        if self._lifted:
            return
        self._lifted = True
        execute = self._connection.execute
        # CROSS JOIN: the few that were put right by hand come first, whatever the planner believes.
        by_hand = execute(
            "SELECT m.happening_number FROM curated_happenings c"
            " CROSS JOIN happening_events m ON m.event_number = c.event_number"
        ).fetchall()
        execute(
            "INSERT OR IGNORE INTO happenings (id, event, date, key_number)"
            " SELECT DISTINCT automatic_id, event, date, automatic_key_number FROM curated_happenings"
        )
        before = execute(
            "SELECT p.number, c.event_number FROM curated_happenings c CROSS JOIN happenings p ON p.id = c.automatic_id"
        ).fetchall()
        self._connection.executemany("UPDATE happening_events SET happening_number = ? WHERE event_number = ?", before)
        drop_untold(self._connection, {row[0] for row in by_hand})
        execute("DELETE FROM curated_happenings")

    def lay(self, links: Iterable[Link]) -> None:
        """Go through the entries again, in the order of the log, if anything was lifted."""
        if not self._lifted:
            return
        self._lifted = False
        links = list(links)
        _Laying(self._connection, links).write()

    @property
    def lifted(self) -> bool:
        """Whether the happenings are as the rules made them, and must be laid again."""
        return self._lifted


def _near(key: str) -> list[str]:
    """The key, and the same of the days around it."""
    found = _DAY.search(key)
    if found is None:
        return [key]
    try:
        middle = datetime.date.fromisoformat(found[1]).toordinal()
        days = [datetime.date.fromordinal(middle + offset).isoformat() for offset in _DAYS]
    except ValueError:
        return [key]
    return [f"{key[: found.start(1)]}{day}{key[found.end(1) :]}" for day in days]


class _Made(NamedTuple):
    """A happening as the rules made it; ``key`` is the number of its merge key."""

    number: int
    event: str
    date: str | None
    key: int


class _Told(NamedTuple):
    """An event (ledger id and number) that tells a happening; ``key`` is what its merge key says."""

    event: str
    number: int
    key: str


_TOLD = f"e.id, e.number, {key_text('m')}"
_JOINED = (
    "happening_events m JOIN events e ON e.number = m.event_number JOIN happenings p ON p.number = m.happening_number"
    " LEFT JOIN merge_keys k ON k.number = m.key_number"
)


class _Laying:
    """What the entries make of the happenings of the rules."""

    def __init__(self, connection: sqlite3.Connection, links: Sequence[Link]) -> None:
        self._connection = connection
        self._made: dict[str, _Made] = {}
        # By event: the rules' happening, and how the event stands in it.
        self._of: dict[str, tuple[str, _Told]] = {}
        self._taken: set[str] = set()
        self._parts: dict[int, set[_Atom]] = {}
        self._part_of: dict[_Atom, int] = {}
        self._next = 0
        for event in dict.fromkeys(event for link in links for event in link.events):
            self._look_up(event)
        known = [Link(link.kind, [event for event in link.events if event in self._of]) for link in links]
        for link in known:
            if link.kind == "join":
                self._join(link.events)
            elif link.kind == "split":
                self._split(link.events)
        for link in known:
            if link.kind == "forbid":
                self._forbid(link.events)
        self._members = {found: self._told_by(found) for found in self._made}

    def _look_up(self, event: str) -> None:
        row = self._connection.execute(
            f"SELECT p.id, p.number, p.event, p.date, p.key_number, {_TOLD} FROM {_JOINED} WHERE m.event_number = ?",
            (find_event(self._connection, event),),
        ).fetchone()
        if row is None:
            return
        self._of[event] = (row[0], _Told(*row[5:]))
        if row[0] not in self._made:
            self._made[row[0]] = _Made(*row[1:5])
            self._new_part({("rules", row[0])})

    def _told_by(self, happening: str) -> list[_Told]:
        """The events of a happening of the rules."""
        rows = self._connection.execute(
            f"SELECT {_TOLD} FROM {_JOINED} WHERE m.happening_number = ? ORDER BY e.id",
            (self._made[happening].number,),
        )
        return [_Told(*row) for row in rows]

    def _new_part(self, atoms: set[_Atom]) -> None:
        self._next += 1
        self._parts[self._next] = atoms
        for atom in atoms:
            self._part_of[atom] = self._next

    def _atom(self, event: str) -> _Atom:
        return ("event", event) if event in self._taken else ("rules", self._of[event][0])

    def _by_type(self, events: Iterable[str]) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        for event in events:
            found.setdefault(self._made[self._of[event][0]].event, []).append(event)
        return list(found.values())

    def _join(self, events: Iterable[str]) -> None:
        for alike in self._by_type(events):
            parts = list(dict.fromkeys(self._part_of[self._atom(event)] for event in alike))
            atoms: set[_Atom] = set()
            for part in parts:
                atoms |= self._parts.pop(part)
            self._new_part(atoms)

    def _split(self, events: Iterable[str]) -> None:
        for alike in self._by_type(events):
            for event in alike:
                self._take_out(event)
            self._new_part({("event", event) for event in alike})

    def _take_out(self, event: str) -> None:
        if event in self._taken:
            self._parts[self._part_of[("event", event)]].discard(("event", event))
        self._taken.add(event)

    def _forbid(self, events: Sequence[str]) -> None:
        for number, event in enumerate(events):
            if any(self._part_of[self._atom(other)] == self._part_of[self._atom(event)] for other in events[:number]):
                self._take_out(event)
                self._new_part({("event", event)})

    def write(self) -> None:
        """Give the events their happenings by hand, and remember those of the rules."""
        rows: list[tuple[object, ...]] = []
        for atoms in self._parts.values():
            kept = {
                atom[1]: [told for told in self._members[atom[1]] if told.event not in self._taken]
                for atom in atoms
                if atom[0] == "rules"
            }
            told_of = [(told, happening) for happening, members in kept.items() for told in members]
            told_of += [(self._of[atom[1]][1], self._of[atom[1]][0]) for atom in atoms if atom[0] == "event"]
            if not told_of:
                continue
            home = self._home([happening for happening, members in kept.items() if members], told_of)
            for told, happening in told_of:
                if happening != home:
                    self._connection.execute(
                        "UPDATE happening_events SET happening_number = ? WHERE event_number = ?",
                        (number_of(self._connection, home), told.number),
                    )
                if happening != home or told.event in self._of:
                    made = self._made[happening]
                    rows.append((told.number, happening, made.event, made.date, made.key, told.key))
        self._connection.executemany("INSERT INTO curated_happenings VALUES (?, ?, ?, ?, ?, ?)", rows)
        drop_untold(self._connection, [made.number for made in self._made.values()])

    def _home(self, kept: list[str], told_of: list[tuple[_Told, str]]) -> str:
        """The id of a happening by hand: that of the earliest that it keeps something of, or one made of its events."""
        events = sorted(told.event for told, _ in told_of)
        there = set(events)
        whole = [
            happening
            for happening in {happening for _, happening in told_of}
            if all(told.event in there for told in self._members[happening])
        ]
        if kept or whole:
            return min(kept or whole, key=self._age)
        home = f"h-{hashlib.sha256(chr(0).join(['by hand', *events]).encode()).hexdigest()[:16]}"
        made = self._made[min((happening for _, happening in told_of), key=self._age)]
        make_happening(self._connection, home, made.event, made.date, made.key)
        return home

    def _age(self, happening: str) -> tuple[bool, str, str]:
        date = self._made[happening].date
        return date is None, date or "", happening
