"""Records on their way into the ledger: put in the order of their days, within large windows.

A dozen indexes of a ledger begin with a day. What comes in no order of time touches pages of them all over, and every
transaction writes each page that it touched: what tells of one day goes faster together. The ledger that comes out
does not depend on the order, so that records may be taken by day – but not two with one id, of which the later
replaces the earlier.

Records that wait are held as encoded: as objects they take three to twenty times the room.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from .. import record as shapes_in
from ..errors import LedgerError
from ..record import Record
from .opening import explained

# A window ends after so many records, so many bytes of them, or so many seconds: a source that reads ten documents a
# second must not wait until there are thousands.
MAX_RECORDS = 20_000
MAX_BYTES = 64_000_000
MAX_SECONDS = 3.0


class Waiting(NamedTuple):
    """A record that waits. Undated ones come first, those of one day in the order in which they came."""

    date: str
    place: int
    encoded: bytes

    def record(self) -> Record:
        """The record itself. Raises LedgerError where a field is not of its type, so that nobody could read it back."""
        try:
            return shapes_in.decode(self.encoded)
        except msgspec.DecodeError as error:
            raise LedgerError(f"the record does not fit its shape ({error}): code the document again") from None


class Window:
    """The records of some seconds; and, by place, why those that cannot be written as JSON cannot be kept."""

    def __init__(self, opened: float) -> None:
        self.held: list[Waiting] = []
        self.failed: list[tuple[int, LedgerError]] = []
        self._ids: set[str] = set()
        self._bytes = 0
        self._until = opened + MAX_SECONDS

    def takes(self, record: Record, encoded: bytes) -> bool:
        """Whether there is room for the record; none for a second one with an id, nor beside others when too large."""
        return not self.held or (record.id not in self._ids and self._bytes + len(encoded) <= MAX_BYTES)

    def add(self, place: int, record: Record, encoded: bytes) -> None:
        self.held.append(Waiting(record.date or "", place, encoded))
        self._ids.add(record.id)
        self._bytes += len(encoded)

    def ends(self, now: float) -> bool:
        """Whether it is given out before another record is waited for."""
        return len(self.held) + len(self.failed) >= MAX_RECORDS or now >= self._until


def windows(records: Iterable[Record], path: Path, *, clock: Callable[[], float] = time.monotonic) -> Iterator[Window]:
    """All ``records``, window by window, each in the order of days; their places count from 0.

    ``path`` is the ledger's, for messages. A window's seconds begin when its first record is waited for, so that a
    source that takes longer than that for each is given on record by record.
    """
    window = Window(clock())
    for place, record in enumerate(records):
        try:
            with explained(path):
                encoded = shapes_in.encode(record)
        except LedgerError as error:
            window.failed.append((place, error))
        else:
            if not window.takes(record, encoded):
                yield _by_day(window)
                window = Window(clock())
            window.add(place, record, encoded)
        if window.ends(clock()):
            yield _by_day(window)
            window = Window(clock())
    if window.held or window.failed:
        yield _by_day(window)


def _by_day(window: Window) -> Window:
    window.held.sort()
    return window
