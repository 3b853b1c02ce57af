"""Events from raw text: are the event types right, and who did them to whom?

Two measures, each as precision, recall and F1 over all documents (micro-averaged) and for each type:

* ``types``: the types of a document as a multiset: of two CONSULT in the gold and one in the answer one is right.
* ``triples``: (actor country, type, recipient country), every combination of an event's actor and recipient codes, as
  event data are used and published (source, event, target; Schrodt and Yonamine 2013, A Guide to Event Data; PLOVER's
  manual calls it the expansion into pairs). As a multiset too: two events of one kind are two triples.

What counts. Gold and answers alike: every event that is neither ``negated`` nor ``hypothetical``. Future and historical
events count: gold lists what is told, and a future event under the type it becomes in PLOVER (a meeting to come is
AGREE), as the coder does. Modes, contexts, dates and sectors are not compared.

Codes. A party is its ``code`` (gold, PLOVER) or ``country`` (our records): ISO 3166 alpha-3 or PLOVER's UNO EUR IGO
NGO ISM IMG MNC. CAMEO's IGO with sector EEU is EUR, with UNO it is UNO, and XKX is PLOVER's KOS; other sectors are not
read. A side's countries are its codes; parties without one count only when nobody on that side has one: then the side
is "none", which is also what a side without any party is. So "Russian police arrested students" is (RUS, COERCE, none).

Two-sided events. Where the host or initiator is unclear PLOVER lists both parties as actors and nobody as recipient.
Such a gold event, of a type that two sides can share, is one unordered set of parties. It is met by an answer of its
type with the same set of parties, however they are split, and counts as one; a gold event that says who is who is not
met by an answer that does not.

Types. If either side anywhere says YIELD, then CONCEDE and RETREAT are YIELD throughout; else they are kept apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from .labels import QUADS, YIELD, merged
from .measures import Measure, measure_counts

Code = str | None
# What two sides can do together: talk, promise, sign, trade, fight, keep a truce.
_SHARED = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "RETREAT", YIELD, "COOPERATE", "ASSAULT"})
_RESPELLED = {"XKX": "KOS"}
_CAMEO = {("IGO", "EEU"): "EUR", ("IGO", "UNO"): "UNO"}


class Party(msgspec.Struct):
    """One actor or recipient of a line; it has ``code`` or ``country``, which may be null."""

    code: str | UnsetType | None = UNSET
    country: str | UnsetType | None = UNSET
    sector: str | None = None

    def __post_init__(self) -> None:
        if self.code is UNSET and self.country is UNSET:
            raise ValueError("Object missing required field `code` or `country`")


class LineEvent(msgspec.Struct):
    """One event of a line. Further fields are passed over."""

    event: str
    actor: list[Party]
    recipient: list[Party] = []
    negated: bool = False
    hypothetical: bool = False


class EventLine(msgspec.Struct):
    """A gold line, or a record as ``pourparlers code`` writes it: one document with its events."""

    id: str
    events: list[LineEvent]


class Told(NamedTuple):
    """An event as it is compared: its type and the codes of its parties, None for a party without one."""

    event: str
    actor: tuple[Code, ...]
    recipient: tuple[Code, ...]


class EventScores(msgspec.Struct, frozen=True):
    """What ``score_events`` finds, over everything and for each type that occurs, in PLOVER's order."""

    documents: int
    types: Measure
    triples: Measure
    types_by_type: dict[str, Measure]
    triples_by_type: dict[str, Measure]


def line_of(value: Any) -> EventLine:
    """The line of a decoded JSON value, or of a Record. Raises ``msgspec.ValidationError`` when it is none."""
    return msgspec.convert(value, EventLine, from_attributes=True)


def told(line: EventLine) -> list[Told]:
    """The events of a line that count."""
    return [
        Told(event.event, tuple(map(_code, event.actor)), tuple(map(_code, event.recipient)))
        for event in line.events
        if not (event.negated or event.hypothetical)
    ]


def _code(party: Party) -> Code:
    given = party.country if party.code is UNSET else party.code
    if given is UNSET or not given:
        return None
    return _CAMEO.get((given, (party.sector or "")[:3]), _RESPELLED.get(given, given))


def score_events(pairs: Iterable[tuple[Sequence[Told], Sequence[Told]]]) -> EventScores:
    """The scores of ``(gold, answer)`` events, a pair a document; see the module for what is compared with what."""
    documents = list(pairs)
    if any(event.event == YIELD for sides in documents for side in sides for event in side):
        documents = [(_merged(gold), _merged(answer)) for gold, answer in documents]
    types = _Tally()
    triples = _Tally()
    for number, (gold, answer) in enumerate(documents):
        types.add(number, _types(gold), _types(answer))
        triples.add(number, *_items(gold, answer))
    return EventScores(
        documents=len(documents),
        types=types.measure(),
        triples=triples.measure(),
        types_by_type=types.by_type(),
        triples_by_type=triples.by_type(),
    )


def _merged(events: Sequence[Told]) -> list[Told]:
    return [event._replace(event=merged(event.event)) for event in events]


# What is counted of an event: its type, and what of it is compared.
_Item = tuple[str, Hashable]


class _Tally:
    """Items asked for and given, each with its document."""

    def __init__(self) -> None:
        self._asked: dict[str, Counter[Hashable]] = {}
        self._given: dict[str, Counter[Hashable]] = {}

    def add(self, document: int, asked: Counter[_Item], given: Counter[_Item]) -> None:
        for store, items in ((self._asked, asked), (self._given, given)):
            for (kind, compared), count in items.items():
                store.setdefault(kind, Counter())[document, compared] += count

    def by_type(self) -> dict[str, Measure]:
        kinds = [kind for kind in QUADS if kind in self._asked or kind in self._given]
        return {kind: measure_counts(self._of(self._asked, kind), self._of(self._given, kind)) for kind in kinds}

    def measure(self) -> Measure:
        return measure_counts(self._all(self._asked), self._all(self._given))

    @staticmethod
    def _of(store: dict[str, Counter[Hashable]], kind: str) -> Counter[Hashable]:
        return store.get(kind, Counter())

    @staticmethod
    def _all(store: dict[str, Counter[Hashable]]) -> Counter[Hashable]:
        return Counter({(kind, item): count for kind, items in store.items() for item, count in items.items()})


def _types(events: Sequence[Told]) -> Counter[_Item]:
    return Counter((event.event, None) for event in events)


def _items(gold: Sequence[Told], answer: Sequence[Told]) -> tuple[Counter[_Item], Counter[_Item]]:
    """What the gold asks for and what the answer gives: triples, and sets of parties for two-sided events."""
    shared = [event for event in gold if _two_sided(event)]
    asked = Counter(triple for event in gold if not _two_sided(event) for triple in _triples(event))
    given: Counter[_Item] = Counter()
    free = list(answer)
    for event in shared:
        asked[_set(event)] += 1
        alike = [other for other in free if _set(other) == _set(event)]
        if alike:
            # An answer that meets a gold event of its own is left for that one.
            best = min(alike, key=lambda other: 0 if _two_sided(other) else sum(asked[t] for t in _triples(other)))
            free.remove(best)
            given[_set(event)] += 1
    for event in free:
        given.update([_set(event)] if _two_sided(event) else _triples(event))
    return asked, given


def _two_sided(event: Told) -> bool:
    return event.event in _SHARED and not event.recipient and len(event.actor) > 1


def _triples(event: Told) -> set[_Item]:
    return {(event.event, (a, r)) for a in _countries(event.actor) for r in _countries(event.recipient)}


def _countries(side: Sequence[Code]) -> set[Code]:
    return {code for code in side if code} or {None}


def _set(event: Told) -> _Item:
    """The type with the set of all parties; of parties without a code one is kept if fewer than two others have one."""
    everyone = (*event.actor, *event.recipient)
    codes: set[Code] = {code for code in everyone if code}
    if len(codes) < 2 and (None in everyone or len(everyone) < 2):
        codes.add(None)
    return event.event, frozenset(codes)
