"""What the words on the command line stand for: the ledger's file, and the sides of a line or an event.

Options that several commands have stand here too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..documents.plain import printable
from ..errors import InputError, LedgerError
from .streams import say

if TYPE_CHECKING:
    from ..ledger import Ledger

LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        # Whether the file can be read is for the ledger to tell, in its own words.
        readable=False,
        help="The ledger's file; by default $POURPARLERS_LEDGER or the one in your data folder.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page.")]


def default_ledger() -> Path:
    """Where the ledger is without ``--ledger``: $POURPARLERS_LEDGER, or ledger.sqlite in the user's data folder."""
    given = os.environ.get("POURPARLERS_LEDGER")
    if given:
        return Path(given)
    data = os.environ.get("XDG_DATA_HOME")
    # The XDG specification: a relative path in the variable is to be ignored.
    folder = Path(data) if data and Path(data).is_absolute() else Path.home() / ".local" / "share"
    return folder / "pourparlers" / "ledger.sqlite"


def open_ledger(path: Path | None, *, readonly: bool = False) -> Ledger:
    """The ledger named by the user, or the default one, whose folder is made on first use."""
    from ..ledger import Ledger
    from ..ledger.opening import is_older

    chosen = path if path is not None else default_ledger()
    if path is None and not readonly:
        try:
            chosen.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise LedgerError(f"cannot make the folder {chosen.parent} ({reason}): give --ledger PATH") from None
    if not readonly and is_older(chosen):
        say(f"{chosen} is of an older form: it is made anew from its records, which takes as long as loading them")
    return Ledger(chosen, readonly=readonly)


def one_of(given: str | None, known: Iterable[str], what: str) -> str | None:
    """``given`` if it is one of ``known``. Raises InputError that lists what there is."""
    names = sorted(known)
    if given is None or given in names:
        return given
    raise InputError(f"there is no {what} {printable(given, 60)}: give one of {', '.join(names)}")


def side(given: str | None) -> str | None:
    """A side as the ledger takes it: a country's name in French or English becomes its code, all else stays."""
    if given is None or not given.strip():
        return None
    from ..actors.codes import country_code

    return country_code(given) or given.strip()
