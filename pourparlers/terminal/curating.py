"""The commands that put events and happenings right by hand."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from .arguments import JsonOption, LedgerOption, open_ledger
from .streams import plural, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ledger import CurationEntry
    from ..ledger.changes import Changes
    from ..ledger.curation import Kind

curate_app = typer.Typer(
    help="Put events and happenings right by hand: a log that is gone through again when documents are read anew.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Event = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, as `events` and `why` show it.")]
_Events = Annotated[list[str], typer.Argument(metavar="EVENT…", help="Ids of events, as `events` and `why` show them.")]
_By = Annotated[str | None, typer.Option("--by", help="Who does it; by default your user name.")]
_Why = Annotated[str | None, typer.Option("--why", help="The reason, for those who read the log.")]


@curate_app.command()
def correct(
    event: _Event,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="type, mode, context, date, enddate, tense, negated, hypothetical, historical, actor, recipient,"
            " place, channel, level or initiator.",
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The right value; `none` takes the value away.")],
    by: _By = None,
    why: _Why = None,
    ledger: LedgerOption = None,
) -> None:
    """Give a field of an event its right value: an actor or recipient is « NAME (COUNTRY) », several with « ; »."""
    from .values import changes_of

    with open_ledger(ledger) as store:
        account = store.event(event)
        if account is None:
            _missing(store.rejection(event), event)
            return
        held = store.document(account.row.document)
        assert held is not None
        changes = changes_of(held.record, account.row.event, field, value)
    _keep("correct", [account.row.id], changes, by, why, ledger)


@curate_app.command()
def reject(events: _Events, by: _By = None, why: _Why = None, ledger: LedgerOption = None) -> None:
    """Say that events did not take place as told, or are no events: they are in no answer and no export any more."""
    _keep("reject", events, {}, by, why, ledger)


@curate_app.command()
def join(events: _Events, by: _By = None, why: _Why = None, ledger: LedgerOption = None) -> None:
    """Make one happening of all that tell these events."""
    _keep("join", events, {}, by, why, ledger)


@curate_app.command()
def split(events: _Events, by: _By = None, why: _Why = None, ledger: LedgerOption = None) -> None:
    """Take these events out of their happening: together they are one of their own."""
    _keep("split", events, {}, by, why, ledger)


@curate_app.command()
def forbid(events: _Events, by: _By = None, why: _Why = None, ledger: LedgerOption = None) -> None:
    """Say that no two of these events are one happening, now and whatever is read later."""
    _keep("forbid", events, {}, by, why, ledger)


@curate_app.command()
def undo(
    number: Annotated[int, typer.Argument(help="The number of the entry, as `curate log` shows it.")],
    by: _By = None,
    why: _Why = None,
    ledger: LedgerOption = None,
) -> None:
    """Take an entry back, by a further entry; taking that one back restores the first."""
    with open_ledger(ledger) as store:
        made = store.uncurate(number, by=_who(by), why=why)
        say(f"entry {number} is taken back, by entry {made.number} of {store.path}")


@curate_app.command()
def log(as_json: JsonOption = False, ledger: LedgerOption = None) -> None:
    """List all that was put right by hand: what, by whom, when and why."""
    from .. import terminal

    with open_ledger(ledger, readonly=True) as store:
        made = store.curation()
    if as_json:
        print_json(made)
    elif made:
        terminal.show_log(terminal.make_console(), made)
    else:
        say("nothing was put right by hand yet: `pourparlers curate --help` tells how")


@curate_app.command()
def export(
    output: Annotated[str, typer.Argument(metavar="OUT.jsonl|-", help="Where the log goes, one entry a line.")],
    ledger: LedgerOption = None,
) -> None:
    """Write the log to a file that `curate replay` reads into another ledger."""
    import msgspec

    from .batch import open_target, same_file

    with open_ledger(ledger, readonly=True) as store:
        if same_file(str(store.path), output):
            raise InputError(f"{output} is the ledger itself: give another file")
        made = store.curation()
    with open_target(output) as target:
        for entry in made:
            target.write(msgspec.json.encode(entry) + b"\n")
    say(f"{plural(len(made), 'entry')}{'' if output == '-' else f' in {output}'}")


@curate_app.command()
def replay(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl|-", help="A log, as `curate export` writes it.")],
    ledger: LedgerOption = None,
) -> None:
    """Go through another ledger's log: its entries are kept and carried out here; those already here stay once."""
    import msgspec

    from ..documents import iter_items
    from ..ledger import CurationEntry

    def entry_of(value: object) -> CurationEntry:
        try:
            return msgspec.convert(value, CurationEntry)
        except msgspec.ValidationError as error:
            raise InputError(f"the line is no entry of a log ({error}): give what `curate export` wrote") from None

    entries: list[CurationEntry] = []
    for number, entry in iter_items(source, "the line", entry_of):
        if isinstance(entry, InputError):
            raise InputError(f"line {number}: {entry}; nothing was kept")
        entries.append(entry)
    with open_ledger(ledger) as store:
        new = store.replay(entries)
        say(f"{len(new):,} of {len(entries):,} entries are new in {store.path}")


def _keep(
    kind: Kind, events: Sequence[str], changes: Changes, by: str | None, why: str | None, ledger: Path | None
) -> None:
    with open_ledger(ledger) as store:
        made = store.curate(kind, events, changes, by=_who(by), why=why)
        say(f"kept in {store.path} as entry {made.number} (`pourparlers curate undo {made.number}` takes it back)")


def _missing(rejected: CurationEntry | None, event: str) -> None:
    if rejected is not None:
        raise InputError(
            f"{event} was rejected by entry {rejected.number}:"
            f" `pourparlers curate undo {rejected.number}` takes that back"
        )
    raise InputError(f"the ledger has no event {event}: `pourparlers events` lists the ids")


def _who(given: str | None) -> str:
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise InputError("your user name is not known here: say who you are with --by") from None
