"""Same contact: do documents that tell one call or meeting stand together in ``lines``, and only they?

Gold are the development releases (``contacts.<language>.jsonl``, ``contact_lines.json``). Three ledgers are asked: one
of contacts as people read them (only merging can go wrong), one of the English releases as the coder reads them, which
is what a user gets, and that with the French translations beside. The measure is that of ``pourparlers score lines``.
Two documents that share a contact are in one of two halves, by a hash of their ids: ``--misses`` tells what went wrong
in the first half only, so that rules can be written on it and the other half stays unread. Where a document has a
contact that the gold calls optional, what it shares with others counts neither way. The last columns: the documents of
two governments alone; and without what the lines, which put all contacts of two countries on one day together, join of
a talk of two and another among many.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pourparlers.coder import code_batch
from pourparlers.ledger import Ledger
from pourparlers.record import Contact, Document, Entity, Event, Record, decode
from pourparlers.scores.lines import score_lines
from pourparlers.scores.measures import Measure, measure

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("POURPARLERS_SHARED", ROOT.parent / "shared")) / "data"


class Told(msgspec.Struct):
    """A contact of a line with the documents that tell it; ``date_end`` where the day is one of several."""

    documents: list[str]
    date: str | None = None
    date_end: str | None = None
    channel: str = "unknown"


Lines = list[tuple[tuple[str, str], list[Told]]]


class Gold(NamedTuple):
    """The releases of the languages loaded, by id, and the lines that people made of them."""

    documents: dict[str, dict[str, Any]]
    lines: Lines


def load(languages: Iterable[str]) -> Gold:
    """The gold; a translation (its id ends in the language) tells what the release that it was made of tells."""
    documents = {
        given["id"]: given
        for language in languages
        for given in map(json.loads, (SHARED / f"contacts.{language}.jsonl").open(encoding="utf-8"))
    }
    lines: Lines = []
    for name, contacts in json.loads((SHARED / "contact_lines.json").read_text(encoding="utf-8")).items():
        told = []
        for contact in contacts:
            ids = [id for own in contact["docs"] for id in (own, f"{own}-fr") if id in documents]
            if ids:
                told.append(Told(ids, contact["date"], contact.get("date_end"), contact["channel"]))
        first, second = name.split("-")
        lines.append(((first, second), told))
    return Gold(documents, lines + list(_unlisted(documents, lines)))


def _unlisted(documents: dict[str, dict[str, Any]], lines: Lines) -> Iterator[tuple[tuple[str, str], list[Told]]]:
    """Lines for contacts of two countries that the documents' gold has and the lines leave out (nobody is named)."""
    listed = {(pair, id, told.date) for pair, contacts in lines for told in contacts for id in told.documents}
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for given in documents.values():
        for contact in given["contacts"]:
            first, *others = sorted({party["country"] for party in contact["parties"]})
            pair = (first, others[0]) if len(others) == 1 else None
            if pair and contact["date"] and (pair, given["id"], contact["date"]) not in listed:
                found.setdefault(pair, {}).setdefault(contact["date"], []).append(given["id"])
    for pair, by_date in found.items():
        yield pair, [Told(ids, date) for date, ids in by_date.items()]


def _of_two_governments(gold: Gold, unit: Unit) -> bool:
    """Whether two governments published the documents (a translation is of whom it was made from)."""
    return len({gold.documents[id]["source"].removesuffix(" (translated)") for id in unit}) == 2


def _joins_two_of_many(gold: Gold, unit: Unit) -> bool:
    """Whether the lines put a talk of two and one among many together, as they do for every pair on one day."""
    sets = [
        {frozenset(party["country"] for party in contact["parties"]) for contact in gold.documents[id]["contacts"]}
        for id in unit
    ]
    return not sets[0] & sets[1]


def as_gold(gold: Gold) -> Iterator[Record]:
    """Records that hold the contacts as people read them."""
    for given in gold.documents.values():
        events, contacts = [], []
        for number, contact in enumerate(given["contacts"]):
            parties = [
                Entity(text=p["name"], spans=[(0, 0)], name=p["name"] or p["country"], kind=kind, country=p["country"])
                for p in contact["parties"]
                for kind in (("person" if " " in p["name"] else "state"),)
            ]
            date = contact["date"]
            events.append(Event(id=f"e{number}", event="CONSULT", actor=parties[:1], recipient=parties[1:], date=date))
            contacts.append(Contact(event=f"e{number}", channel=contact["channel"], parties=parties, date=date))
        yield Record(
            id=given["id"],
            language=given["language"],
            text=given["text"],
            date=given["date"],
            url=_address(given),
            events=events,
            contacts=contacts,
        )


def as_read(gold: Gold) -> Iterator[Record]:
    """Records as the coder makes them, of what `pourparlers code` would read of a line."""
    names = ("id", "text", "date", "language", "title")
    return code_batch(
        Document(**{name: given[name] for name in names}, url=_address(given)) for given in gold.documents.values()
    )


def _address(given: dict[str, Any]) -> str:
    """The address of a release; a translation is given one of its own, or it would be a copy of the same page."""
    return str(given["url"]) + ("?translation" if given["id"].endswith("-fr") else "")


def lines_of(records: Iterable[Record]) -> Lines:
    """What ``pourparlers lines --json`` prints of a ledger that holds the records and nothing else."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
        ledger.add_many(records)
        return [
            ((line.pair[0], line.pair[1]), [Told(c.documents, c.date, None, c.channel) for c in line.contacts])
            for line in ledger.lines()
        ]


class Unit(NamedTuple):
    """Two documents that tell one contact of a line."""

    first: str
    second: str

    @property
    def half(self) -> int:
        """0 or 1, the same for a release and its translation."""
        ids = sorted(id.removesuffix("-fr") for id in self)
        return hashlib.sha256(" ".join(ids).encode()).digest()[0] & 1


def measured(
    gold: Gold, answer: Lines, wanted: Callable[[Unit], bool] = lambda _: True
) -> tuple[Measure, list[Unit], list[Unit]]:
    """Pairwise precision and recall over the units ``wanted``, and those split and mixed."""
    optional = {given["id"] for given in gold.documents.values() if given.get("optional")}
    found = score_lines(gold.lines, answer)
    split = [unit for unit in (Unit(*two) for two in found.split) if wanted(unit)]
    mixed = [unit for unit in (Unit(*two) for two in found.mixed) if wanted(unit) and not optional & set(unit)]
    asked = sum(count for unit, count in _units(gold.lines).items() if wanted(unit))
    right = asked - len(split)
    return measure(asked, right + len(mixed), right), split, mixed


def _units(lines: Lines) -> Counter[Unit]:
    """The units over all lines, as :mod:`pourparlers.scores.lines` counts them."""
    found: Counter[Unit] = Counter()
    for _, contacts in lines:
        found |= Counter(Unit(*two) for told in contacts for two in combinations(sorted(set(told.documents)), 2))
    return found


def reason(gold: Gold, records: dict[str, Record], unit: Unit) -> str:
    """Why two documents were not put together: what the records lack, or else the merging."""
    for pair, contacts in gold.lines:
        for told in contacts:
            if not set(unit) <= set(told.documents):
                continue
            lacking = [why for id in unit for why in [_lacks(records[id], pair, told)] if why]
            return " and ".join(dict.fromkeys(lacking)) or "merging"
    raise ValueError(f"the gold does not put {unit} together")


def _lacks(record: Record, pair: tuple[str, str], told: Told) -> str | None:
    """What a record lacks of a contact; None if it has it."""
    between = [c for c in record.contacts if set(pair) <= {party.country for party in c.parties}]
    if not between:
        return "contact not read"
    until = told.date_end or told.date or ""
    dated = [contact for contact in between if contact.date and (told.date or "") <= contact.date <= until]
    if not dated:
        return "read with another date"
    if all({p.country for p in contact.parties} != set(pair) for contact in dated):
        return "read with further parties"
    return None


def main() -> None:
    """Print the table; with ``--misses`` also what went wrong in the half that may be read."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--records", type=Path, nargs="*", help="records that `pourparlers code` made")
    arguments.add_argument("--misses", action="store_true", help="list what went wrong in the first half")
    given = arguments.parse_args()
    if not SHARED.is_dir():
        print(f"no development data at {SHARED}: nothing to measure")
        return
    known: dict[str, Record] = {}
    for path in given.records or ():
        known.update((record.id, record) for record in map(decode, path.open("rb")))
    english, both = load(["en"]), load(["en", "fr"])
    if not known:
        known = {record.id: record for record in as_read(both)}
    shares = f"{'P':>5} {'R':>5} {'F1':>5}  {'halves':12}"
    print(f"{'':36} {'asked':>6} {'given':>6}  {shares}  {'two governments':19}  without two of many")
    sets = {
        "contacts as people read them": (english, {record.id: record for record in as_gold(english)}),
        "as read, English": (english, {id: known[id] for id in english.documents}),
        "as read, English and French": (both, {id: known[id] for id in both.documents}),
    }
    for name, (gold, records) in sets.items():
        answer = lines_of(records.values())
        found, split, mixed = measured(gold, answer)
        parts: list[Callable[[Unit], bool]] = [
            lambda unit: unit.half == 0,
            lambda unit: unit.half == 1,
            lambda unit, gold=gold: _of_two_governments(gold, unit),  # type: ignore[misc]
            lambda unit, gold=gold: not _joins_two_of_many(gold, unit),  # type: ignore[misc]
        ]
        first, second, of_two, apart = (measured(gold, answer, part)[0] for part in parts)
        shares = f"{found.precision:.3f} {found.recall:.3f} {found.f1:.3f}"
        between = f"{of_two.f1:.3f} ({of_two.asked} units)"
        halves = f"{first.f1:.3f}, {second.f1:.3f}"
        print(f"{name:36} {found.asked:6} {found.given:6}  {shares}  {halves}  {between:19}  {apart.f1:.3f}")
        why = Counter(reason(gold, records, unit) for unit in split)
        why["merged though two"] = len(mixed)
        print("".join(f"    {count:3} {cause}\n" for cause, count in why.most_common() if count), end="")
        if given.misses:
            for unit in split:
                if unit.half == 0:
                    print(f"    split  {' · '.join(unit)}: {reason(gold, records, unit)}")
            for unit in mixed:
                if unit.half == 0:
                    print(f"    mixed  {' · '.join(unit)}")


if __name__ == "__main__":
    main()
