"""Loading a file of records into the ledger: what `code` wrote, each line checked as if a stranger had written it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from ..documents import iter_items, printable
from ..documents.fields import check_date
from ..errors import InputError
from ..ledger import Added
from ..record import Record
from ..soundness import unsound
from .arguments import open_ledger
from .batch import Progress, progress_bar
from .scoring import converted

_WHAT = "the line"
_SHAPE = "a record as `pourparlers code` writes it"
# What reading adds to a document.
_READ = ("events", "contacts", "statements", "times", "places", "warnings")


class Loaded(msgspec.Struct):
    """What became of the lines of a file."""

    ledger: Path | None = None
    new: int = 0
    changed: int = 0
    there: int = 0
    skipped: int = 0

    @property
    def kept(self) -> int:
        """How many records of the file the ledger holds now."""
        return self.new + self.changed + self.there

    def count(self, added: Added) -> None:
        """Count what the ledger did with a record."""
        if added.new:
            self.new += 1
        elif added.changed:
            self.changed += 1
        else:
            self.there += 1


def load_file(source: str, ledger: Path | None) -> Loaded:
    """Keeps the records of ``source`` (JSON lines, ``-`` for standard input) in the ledger, the default one if None.

    A line that cannot be kept is told with its number. Raises InputError when the source cannot be read or has no
    line, and LedgerError when the ledger cannot be written; it is made when the first line that can be kept has come.
    """
    lines = iter_items(source, _WHAT, record_of)
    done = Loaded()
    # The numbers of the lines that are on their way, by the place of their records.
    numbers: dict[int, int] = {}
    with progress_bar(source, "loading") as progress:
        records = _records(lines, numbers, done, progress)
        first = next(records, None)
        if first is None:
            if not done.skipped:
                name = "standard input" if source == "-" else printable(source)
                raise InputError(f"{name} holds no record: give {_SHAPE}, one a line")
            return done
        with open_ledger(ledger) as store:
            done.ledger = store.path
            for place, outcome in store.load(chain([first], records)):
                number = numbers.pop(place)
                if isinstance(outcome, Added):
                    done.count(outcome)
                else:
                    progress.skip(number, outcome)
                    done.skipped += 1
                progress.done(done.kept + done.skipped)
    return done


def record_of(value: Any) -> Record:
    """The record of a decoded JSON value. Raises InputError where it is none, or does not fit its own text."""
    if isinstance(value, dict) and "text" in value and not any(name in value for name in _READ):
        raise InputError("this is a document, not a record: code it first, with `pourparlers code`")
    record = converted(lambda: msgspec.convert(value, Record), _SHAPE)
    if record.date is not None:
        check_date(record.date)
    fault = unsound(record)
    if fault is not None:
        raise InputError(f"{fault}: code the document again")
    return record


def _records(
    lines: Iterator[tuple[int, Record | InputError]], numbers: dict[int, int], done: Loaded, progress: Progress
) -> Iterator[Record]:
    """The records of the lines; those that are none are told."""
    place = 0
    for number, item in lines:
        if isinstance(item, InputError):
            progress.skip(number, item)
            done.skipped += 1
            continue
        numbers[place] = number
        place += 1
        yield item
