"""``pourparlers export``: the ledger in a format of the field, with its data dictionary beside it."""

from __future__ import annotations

import sys

import msgspec

from ..documents import printable
from ..errors import InputError
from ..exports import FORMATS, Format, Options, Outcome, provenance
from ..ledger import Ledger
from .batch import open_target
from .streams import plural


def export(ledger: Ledger, name: str, output: str, options: Options) -> Outcome:
    """Write the export to ``output`` (``-``: standard output) and, beside a file, ``<output>.about.json``.

    Raises InputError for what cannot be exported or written. A file appears only when it is complete.
    """
    made = FORMATS[name]
    if options.per == "report" and not made.per:
        raise InputError(f"{name} counts happenings: leave --per report out")
    with open_target(output) as target:
        outcome = made.write(ledger, target, options)
    if output != "-":
        with open_target(f"{output}.about.json") as target:
            target.write(about(ledger, made, options, outcome))
    else:
        sys.stdout.flush()
    return outcome


def about(ledger: Ledger, made: Format, options: Options, outcome: Outcome) -> bytes:
    """The data dictionary with the versions that made the export, as JSON of several lines."""
    chosen = msgspec.to_builtins(options)
    if not made.per:
        del chosen["per"]
    value = {
        "format": made.name,
        "what": made.what,
        "options": {name: given for name, given in chosen.items() if given is not None},
        "rows": outcome.rows,
        "left_out": dict(sorted(outcome.left_out.items())),
        "provenance": provenance(ledger),
        "fields": [{"name": field.name, "type": field.kind, "meaning": field.meaning} for field in made.fields],
    }
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def summary(output: str, outcome: Outcome) -> str:
    """One line on what was written, and what could not be."""
    told = plural(outcome.rows, "row")
    if output != "-":
        told += f" in {printable(output)}; the data dictionary is {printable(output)}.about.json"
    for reason, count in sorted(outcome.left_out.items()):
        told += f"; {count:,} left out ({printable(reason, 80)})"
    return told
