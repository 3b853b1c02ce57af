"""Lines: do the documents that tell one contact stand together, and only they?

A gold line is one object of ``pourparlers lines --json``: ``{"pair": ["RUS", "USA"], "contacts": [{"documents":
[...]}]}``; what else stands in it is passed over. The unit is two documents that tell the same contact (pairwise F1, as
is usual for clusters): a contact told by four documents gives six units, one told by a single document none. A contact
among many stands in many lines and counts once; two documents that share two contacts of one line count twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from itertools import combinations
from typing import Protocol

import msgspec

from .measures import Measure, measure

_Two = tuple[str, str]


class GoldContact(msgspec.Struct):
    """A contact as people put its documents together; further fields are passed over."""

    documents: list[str]


class GoldLine(msgspec.Struct):
    """The contacts between two sides; further fields are passed over."""

    pair: _Two
    contacts: list[GoldContact]


class _Contact(Protocol):
    """Whatever names the documents that tell it: gold, or a contact of the ledger."""

    documents: list[str]


class LineScores(msgspec.Struct, frozen=True):
    """``told``: (line, document); ``same``: two documents of one contact.

    ``read`` is ``same`` among the documents that both sides have in a line: what is left where reading is not at fault.
    ``split`` and ``mixed`` are the units of ``same`` that only the gold, or only the answer, has.
    """

    lines: int
    told: Measure
    same: Measure
    read: Measure
    split: list[_Two]
    mixed: list[_Two]


_Lines = Iterable[tuple[Iterable[str], Iterable[_Contact]]]


def score_lines(gold: _Lines, answers: _Lines) -> LineScores:
    """The scores of lines, given as (pair, contacts), against gold lines."""
    asked, given = _Told(gold), _Told(answers)
    both = asked.told & given.told
    wanted, found = asked.units(), given.units()
    return LineScores(
        lines=len(asked.same),
        told=measure(len(asked.told), len(given.told), len(both)),
        same=_measure(wanted, found),
        read=_measure(asked.units(both), given.units(both)),
        split=sorted((wanted - found).elements()),
        mixed=sorted((found - wanted).elements()),
    )


def _measure(wanted: Counter[_Two], found: Counter[_Two]) -> Measure:
    return measure(wanted.total(), found.total(), (wanted & found).total())


class _Told:
    """What one side says: which documents tell of a line, and which two tell one contact of it."""

    def __init__(self, lines: _Lines) -> None:
        self.told: set[tuple[str, str]] = set()
        self.same: dict[str, Counter[_Two]] = {}
        for pair, contacts in lines:
            name = "-".join(sorted(pair))
            units = self.same.setdefault(name, Counter())
            for contact in contacts:
                documents = sorted(set(contact.documents))
                self.told.update((name, document) for document in documents)
                units.update(combinations(documents, 2))

    def units(self, among: Set[tuple[str, str]] | None = None) -> Counter[_Two]:
        """The units over all lines; with ``among`` those only whose documents both stand there in the line."""
        found: Counter[_Two] = Counter()
        for name, units in self.same.items():
            for two, count in units.items():
                if among is None or all((name, document) in among for document in two):
                    found[two] = max(found[two], count)
        return found
