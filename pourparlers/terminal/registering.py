"""The commands of the register: list it, put it right by hand, export it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from .arguments import JsonOption, LedgerOption, open_ledger
from .streams import plural, print_json, say

register_app = typer.Typer(
    help="The register of persons: list it, put it right by hand, export it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Name = Annotated[str, typer.Argument(help="The person's full name.")]
_Country = Annotated[str | None, typer.Option(help="Alpha-3 code, or UNO EUR IGO NGO ISM IMG MNC; or a name.")]
_Office = Annotated[str | None, typer.Option(help='The office, e.g. "minister of defence".')]
_Sector = Annotated[str | None, typer.Option(help="PLOVER sector; further ones behind it, e.g. GOV,MIL.")]
_COLUMNS = ("name", "country", "office", "sector", "other_sectors", "identifier", "from", "to", "documents", "by_hand")
# A spreadsheet takes a cell that begins so for a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@register_app.command(name="list")
def list_register(
    on: Annotated[str | None, typer.Option("--on", help="The day that matters, YYYY-MM-DD.")] = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List everybody of whom documents stated an office, or whom somebody put right by hand."""
    from .. import terminal

    with open_ledger(ledger, readonly=True) as store:
        rows = store.who(None, on)
        if as_json:
            print_json(rows)
        elif rows:
            terminal.show_who(terminal.make_console(), rows)
        else:
            say(terminal.nothing_found("office of anybody", store.searched()))


@register_app.command()
def correct(
    name: _Name,
    country: _Country = None,
    office: _Office = None,
    sector: _Sector = None,
    since: Annotated[str | None, typer.Option(help="First day in the office, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day in the office, YYYY-MM-DD.")] = None,
    identifier: Annotated[str | None, typer.Option(help="Wikidata id.")] = None,
    ledger: LedgerOption = None,
) -> None:
    """Say what is right of a person: it goes before lists and documents when later reports are read."""
    _keep(name, country, office, sector, since, until, identifier, wrong=False, ledger=ledger)


@register_app.command()
def reject(
    name: _Name, country: _Country = None, office: _Office = None, sector: _Sector = None, ledger: LedgerOption = None
) -> None:
    """Say that what documents state of a person (this country, office or sector; all without) is wrong."""
    _keep(name, country, office, sector, None, None, None, wrong=True, ledger=ledger)


def _keep(
    name: str,
    country: str | None,
    office: str | None,
    sector: str | None,
    since: str | None,
    until: str | None,
    identifier: str | None,
    *,
    wrong: bool,
    ledger: Path | None,
) -> None:
    from ..actors import codes_of
    from ..record import RegisterEntry

    code, sectors = codes_of(country, sector)
    entry = RegisterEntry(
        name=" ".join(name.split()),
        country=code,
        office=office,
        sector=sectors[0] if sectors else None,
        other_sectors=tuple(sectors[1:]),
        identifier=identifier,
    )
    with open_ledger(ledger) as store:
        made = store.correct(entry, since=since, until=until, wrong=wrong)
        undo = f"`pourparlers register undo {made.number}` takes it back"
        say(f"kept in {store.path} as correction {made.number} ({undo})")


@register_app.command()
def corrections(
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List what was put right by hand, with the numbers that `undo` takes."""
    from .. import terminal

    with open_ledger(ledger, readonly=True) as store:
        made = store.corrections()
        if as_json:
            print_json(made)
        elif made:
            terminal.show_corrections(terminal.make_console(), made)
        else:
            say("nothing was put right by hand yet: `pourparlers register correct` does")


@register_app.command()
def undo(
    number: Annotated[int, typer.Argument(help="The number of the correction.")], ledger: LedgerOption = None
) -> None:
    """Take a correction back."""
    with open_ledger(ledger) as store:
        store.take_back(number)
        say(f"correction {number} is taken back")


@register_app.command()
def export(
    output: Annotated[str, typer.Argument(metavar="OUT.csv|OUT.jsonl|-", help="Where it goes; - for CSV on the pipe.")],
    ledger: LedgerOption = None,
) -> None:
    """Write the register to a file: CSV, or JSON lines when its name ends in .jsonl."""
    import msgspec

    from .batch import open_target, same_file

    with open_ledger(ledger, readonly=True) as store:
        if same_file(str(store.path), output):
            raise InputError(f"{output} is the ledger itself: give another file")
        rows = store.who()
    if output.endswith(".jsonl"):
        content = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    else:
        page = io.StringIO()
        writer = csv.writer(page)
        writer.writerow(_COLUMNS)
        for row in rows:
            entry = row.entry
            documents = len({evidence.document for evidence in row.evidence})
            days = (row.first_stated or "", row.last_stated or "")
            others = " ".join(entry.other_sectors)
            cells = (entry.name, entry.country, entry.office, entry.sector, others, entry.identifier, *days)
            writer.writerow([*(_cell(cell or "") for cell in cells), documents, "yes" if entry.by_hand else ""])
        content = page.getvalue().encode("utf-8", "replace")
    with open_target(output) as target:
        target.write(content)
    if output != "-":
        say(f"{plural(len(rows), 'entry')} written to {output}")


def _cell(text: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
