"""What every export format has: a name, a data dictionary, and a way to write itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import BinaryIO, Literal, NamedTuple

import msgspec

from ..ledger import Ledger

Per = Literal["happening", "report"]
Kind = Literal["text", "list", "date", "integer", "number", "truth"]


class Field(NamedTuple):
    """A column of a table, or a property of an object, as the data dictionary describes it.

    ``list`` is text with ``; `` between the members in a table, and a list of strings elsewhere.
    """

    name: str
    kind: Kind
    meaning: str


class Options(msgspec.Struct, frozen=True):
    """What is exported: one row a ``happening`` or a ``report``, of one event type, from ``since`` to ``until``."""

    per: Per = "happening"
    type: str | None = None
    since: str | None = None
    until: str | None = None


class Outcome(msgspec.Struct):
    """How many rows were written, and how many left out, by the reason."""

    rows: int = 0
    left_out: Counter[str] = msgspec.field(default_factory=Counter)


class Format(NamedTuple):
    """A format: ``write`` puts the export into a binary file; ``per`` tells whether it knows happenings and reports."""

    name: str
    what: str
    fields: tuple[Field, ...]
    write: Callable[[Ledger, BinaryIO, Options], Outcome]
    per: bool = False
