"""The shapes that travel through the house: what goes in (Document) and what comes out (Record).

This module imports nothing of the house. Every span is ``(start, end)``, half open, in Unicode code points of
``Document.text`` as given. Field names follow PLOVER's data interchange fields where PLOVER has them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Span = tuple[int, int]
EntityKind = Literal["person", "organisation", "state", "group"]
Channel = Literal["phone", "video", "meeting", "visit", "letter", "unknown"]
Level = Literal["head", "minister", "envoy", "spokesperson", "other"]
Tense = Literal["past", "present", "future"]
DateFrom = Literal["stated", "inferred", "publication"]
StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "state", "announce", "confirm", "opine", "believe", "feel", "hope", "fear", "intend", "ask", "demand", "propose",
    "promise", "agree", "threaten", "warn", "accuse", "criticise", "regret", "praise", "thank", "support", "deny",
    "reject", "admit",
]  # fmt: skip
# Acts of the mind: what a report says that somebody thinks, feels, hopes, fears or plans. See ``spoken``.
HELD: frozenset[Act] = frozenset({"believe", "feel", "hope", "fear", "intend"})
# Acts that contradict what somebody else says.
DENYING: frozenset[Act] = frozenset({"deny", "reject"})
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["city", "region", "country"]
Use = Literal["place", "actor", "adjective", "name"]


class Document(msgspec.Struct, kw_only=True):
    """One report, as read from the world. ``text`` is never altered after this point.

    ``date`` is the publication date, YYYY-MM-DD; ``language`` an ISO 639-1 code. Both may be None: a missing date
    stays missing, a missing language is detected when the document is coded.
    """

    text: str
    id: str | None = None
    date: str | None = None
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


class Entity(msgspec.Struct, kw_only=True):
    """A person, organisation, state or group as it appears in one clause.

    ``text`` and ``spans`` are the mention as written there; ``name`` and the codes are those of the entity it stands
    for. ``country`` is ISO 3166 alpha-3, one of PLOVER's UNO EUR IGO NGO ISM IMG MNC, or None when there is none.
    ``sector`` is a PLOVER sector code; ``identifier`` a Wikidata id.
    """

    text: str
    spans: list[Span]
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    other_sectors: list[str] = []
    office: str | None = None
    identifier: str | None = None


class Time(msgspec.Struct, kw_only=True):
    """A time expression with its TIMEX3 type and value; ``value`` is None when nothing anchors it."""

    span: Span
    type: TimeType
    value: str | None = None


class Place(msgspec.Struct, kw_only=True):
    """A place named in the text. A name that cannot be resolved keeps its words and has no coordinates (degrees).

    ``use`` tells what the name stands for there: the ``place`` itself ("in Turkey"); the ``actor`` that is called by it
    ("Turkey says", « Moscou accuse »); a nationality (``adjective``: "Turkish forces"); or it is a part of the ``name``
    of something else ("the Washington Post"). Only the first is where something is: a map leaves out the others, and no
    event takes them for its place. ``country`` of a disputed place is that of most states' view on the document's day.
    """

    span: Span
    name: str
    country: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    use: Use = "place"


class Event(msgspec.Struct, kw_only=True):
    """One PLOVER 2.0 event. ``why`` names the codebook entry or model that decided; ``trigger`` are its words.

    ``date_from`` tells where the date comes from: ``stated`` by a date in the clause, ``inferred`` by reckoning from
    one, or the ``publication`` date. ``sentence`` is the sentence of the first trigger; ``evidence`` all the sentences
    of the report that tell this event.
    """

    id: str
    event: str
    mode: list[str] = []
    context: list[str] = []
    actor: list[Entity] = []
    recipient: list[Entity] = []
    date: str | None = None
    enddate: str | None = None
    date_from: DateFrom | None = None
    event_loc: Place | None = None
    tense: Tense = "past"
    negated: bool = False
    hypothetical: bool = False
    historical: bool = False
    trigger: list[Span] = []
    sentence: Span = (0, 0)
    evidence: list[Span] = []
    statement: str | None = None
    confidence: float = 0.0
    why: str = ""
    quad_code: int = 0
    event_scale: float = 0.0


class Sequence(msgspec.Struct, kw_only=True):
    """A report's own claim about a contact's place in a series, in the words at ``span``.

    ``kind`` is ``first_since``, ``second_since``, … (a date), ``first_in``, … (a week, month or year),
    ``first_ever``, …, or ``last_on`` (the day of the one before); ``since`` is that date or period as in TIMEX3.
    """

    kind: str
    span: Span
    since: str | None = None


class Contact(msgspec.Struct, kw_only=True):
    """A CONSULT event between officials. ``event`` is the id of that event; ``initiator`` an index into ``parties``."""

    event: str
    channel: Channel
    parties: list[Entity]
    initiator: int | None = None
    level: Level = "other"
    field: str | None = None
    date: str | None = None
    sequence: Sequence | None = None


class RegisterEntry(msgspec.Struct, kw_only=True, frozen=True):
    """What earlier documents stated about a person: what the ledger hands to reading. Fields are as in Entity.

    The ledger keeps what entities carry: its entries have no ``level``, ``field`` or ``gender``. What somebody put
    right ``by_hand`` goes before the lists of office-holders, what documents state after them.
    """

    name: str
    country: str | None = None
    office: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    level: Level | None = None
    field: str | None = None
    gender: str | None = None
    identifier: str | None = None
    by_hand: bool = False


class Insertion(msgspec.Struct, kw_only=True):
    """An editor's words in square brackets inside a quotation; ``text`` is what stands between the brackets."""

    span: Span
    text: str


class Statement(msgspec.Struct, kw_only=True):
    """Something said. ``within`` is the id of the statement that reports it (a spokesman quoting a chancellor).

    ``act`` is what the speaker does by it, told by the cue: "ask" is to put a question, "demand" to want something
    done, "opine" to voice an opinion. Those of ``HELD`` are acts of the mind: "believe", "feel", "hope", "fear" and
    "intend", to have a plan. None where no cue tells.
    """

    id: str
    content: list[Span]
    kind: StatementKind
    speaker: Entity | None = None
    addressee: Entity | None = None
    medium: str | None = None
    act: Act | None = None
    cue: list[Span] = []
    date: str | None = None
    within: str | None = None
    insertions: list[Insertion] = []


def spoken(statement: Statement) -> bool:
    """Whether the report says that words were said – and not only that somebody believes, hopes or plans something."""
    return statement.act not in HELD or statement.kind != "indirect"


class Record(msgspec.Struct, kw_only=True):
    """All that one document yields. ``warnings`` say what could not be coded, and why."""

    id: str
    language: str
    text: str
    date: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    events: list[Event] = []
    contacts: list[Contact] = []
    statements: list[Statement] = []
    times: list[Time] = []
    places: list[Place] = []
    warnings: list[str] = []


def encode(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON, without a line end."""
    return msgspec.json.encode(record)


def decode(line: bytes | str) -> Record:
    """The record that :func:`encode` wrote. Raises ``msgspec.DecodeError`` when ``line`` is no record."""
    return msgspec.json.decode(line, type=Record)
