"""Events as CSV: one row a happening, or one a report."""

from __future__ import annotations

from typing import BinaryIO

from ..ledger import Ledger
from .rows import FIELDS, table
from .shapes import Format, Options, Outcome
from .tabular import write_table


def _write(ledger: Ledger, target: BinaryIO, options: Options) -> Outcome:
    return Outcome(write_table(target, FIELDS, table(ledger, options)))


FORMAT = Format("events-csv", "events, one row a happening or a report", FIELDS, _write, per=True)
