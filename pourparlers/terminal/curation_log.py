"""The log of what was put right by hand, as a page."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from ..ledger import CurationEntry
from ..ledger.changes import NAMES, named
from .console import line, put
from .safe import one_line


def show_log(console: Console, entries: Sequence[CurationEntry], indent: int = 0) -> None:
    """Entries of the curation log, one after the other."""
    for entry in entries:
        back = "" if entry.active else " (taken back)"
        put(console, line((f"{entry.number}", "code"), f"  {_what_of(entry)}{back}"), indent=indent, hang=2)
        reason = f": {one_line(entry.why, 400)}" if entry.why else ""
        put(
            console,
            line((f"by {one_line(entry.by, 80)}, {one_line(entry.at)}{reason}", "label")),
            indent=indent + 4,
            hang=2,
        )
        there = ", ".join(one_line(event, 80) for event in entry.found)
        if entry.kind != "undo" and entry.active:
            told = f"found as {there}" if there else "not found in the ledger now"
            put(console, line((told, "label")), indent=indent + 4, hang=2)


def _what_of(entry: CurationEntry) -> str:
    """What an entry does, on one line: ``correct example-en#e1: date 2022-05-12``."""
    if entry.kind == "undo":
        return f"undo entry {entry.undoes}"
    events = " ".join(one_line(anchor.event_id, 80) for anchor in entry.events)
    values = {NAMES.get(name, name): value for name, value in entry.changes.items()}
    changes = ", ".join(f"{name} {_shown(values[name])}" for name in named(entry.changes))
    return f"{entry.kind} {events}{f': {changes}' if changes else ''}"


def _shown(value: object) -> str:
    """A new value as a reader writes it."""
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_shown(member) for member in value)
    if isinstance(value, dict):
        country = value.get("country")
        return one_line(f"{value.get('name')}{f' ({country})' if country else ''}", 120)
    return one_line(str(value), 120)
