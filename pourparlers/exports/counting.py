"""What counts between two countries, for the dyad counts and the network: happenings, not reports.

What is negated, hypothetical or recalled from before is not counted, nor deeds and contacts still to come (the verbal
types speak of the future by nature). A contact is counted in both directions; every other event from each country of
its actors to each of its recipients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from ..ledger import EventRow, Happening, Ledger
from ..record import Event
from .rows import fullest, once
from .shapes import Field, Options

# In PLOVER's order from cooperation to conflict, which is that of the columns; a test holds them against the codebook.
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
TYPE_FIELDS = tuple(Field(name.lower(), "integer", f"happenings of the type {name}") for name in TYPES)
MEAN_SCALE = Field("mean_scale", "number", "mean score on the PLOVER scale (-10 to 10)")


class Tally:
    """The happenings from one country to another."""

    def __init__(self) -> None:
        self.reports = 0
        self._scale = 0.0
        self._types: Counter[str] = Counter()
        self.quads: Counter[int] = Counter()
        self.first: str | None = None
        self.last: str | None = None

    def add(self, happening: Happening, event: Event) -> None:
        """Count a happening once, with all its reports."""
        self.reports += len(happening.documents)
        self._scale += event.event_scale
        self._types[event.event] += 1
        self.quads[event.quad_code] += 1
        if happening.date:
            self.first = min(self.first or happening.date, happening.date)
            self.last = max(self.last or happening.date, happening.date)

    @property
    def total(self) -> int:
        """How many happenings."""
        return self._types.total()

    @property
    def mean_scale(self) -> float:
        """Their mean score on the PLOVER scale."""
        return round(self._scale / self.total, 4)

    def by_type(self) -> list[int]:
        """How many of each of :data:`TYPES`."""
        return [self._types[name] for name in TYPES]


def counts(event: Event) -> bool:
    """Whether an event took place, or is said, as the report tells it."""
    to_come = event.tense == "future" and (event.event == "CONSULT" or event.quad_code in (2, 4))
    return not (event.negated or event.hypothetical or event.historical or to_come)


def dyads(row: EventRow) -> list[tuple[str, str]]:
    """The (source, target) pairs of an event."""
    if row.contact is not None:
        return list(permutations(sorted(once(party.country for party in row.contact.parties)), 2))
    sources = once(entity.country for entity in row.event.actor)
    targets = once(entity.country for entity in row.event.recipient)
    return [(source, target) for source in sources for target in targets if source != target]


def counted(ledger: Ledger, options: Options) -> Iterator[tuple[Happening, Event, list[tuple[str, str]]]]:
    """The happenings that count, by date, each with its fullest account and the pairs of countries it is between."""
    for happening, accounts in ledger.happenings(type=options.type, since=options.since, until=options.until):
        row = fullest(accounts)
        if counts(row.event):
            yield happening, row.event, dyads(row)
