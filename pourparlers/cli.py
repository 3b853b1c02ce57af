"""The command. It reads arguments, calls the library and hands what comes back to the terminal's pages.

Heavy modules are imported inside the commands that need them, so that ``pourparlers --help`` comes at once.
Exit status: 0 done; 1 done, but lines were skipped or the codebook is unsound; 2 nothing done, one line says why;
130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from .errors import InputError, PourparlersError
from .terminal.arguments import JsonOption, LedgerOption, default_ledger, one_of, open_ledger, side
from .terminal.curating import curate_app
from .terminal.registering import register_app
from .terminal.streams import open_closed, plural, print_json, say, settle_output

if TYPE_CHECKING:
    from .ledger import Ledger

app = typer.Typer(
    name="pourparlers",
    help="Reads news reports in French and English into a record of who spoke with whom, who did what, who said what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
codebook_app = typer.Typer(help="Look at the codebook; prove it sound.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(codebook_app, name="codebook")
app.add_typer(register_app, name="register")
app.add_typer(curate_app, name="curate")

Levels = Literal["head", "minister", "envoy", "spokesperson", "other"]
Kinds = Literal["direct", "indirect", "mixed"]
Pers = Literal["happening", "report"]
Languages = Literal["fr", "en"]
SinceOption = Annotated[str | None, typer.Option(help="From this day on: YYYY-MM-DD, YYYY-MM or YYYY.")]
UntilOption = Annotated[str | None, typer.Option(help="Up to and including this day: YYYY-MM-DD, YYYY-MM or YYYY.")]
LimitOption = Annotated[int | None, typer.Option(min=1, help="At most so many.")]
SideArgument = Annotated[str | None, typer.Argument(help="A country (code or name) or a person.")]


def _answer(found: Sequence[Any], what: str, ledger: Ledger, as_json: bool, page: str) -> None:
    """Prints what a query found: as JSON, by the named page of the terminal, or as a line on how much was searched."""
    from . import terminal

    if as_json:
        print_json(list(found))
    elif found:
        getattr(terminal, page)(terminal.make_console(), found)
    if not found:
        say(terminal.nothing_found(what, ledger.searched()))


@app.command()
def read(
    source: Annotated[str, typer.Argument(metavar="FILE|-|URL", help="A report: .txt .html .md .json .jsonl")],
    date: Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD.")] = None,
    language: Annotated[Languages | None, typer.Option(help="The report's language; found out by default.")] = None,
    title: Annotated[str | None, typer.Option(help="The report's title.")] = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Show the record and keep nothing.")] = False,
) -> None:
    """Read a report: show its record and keep it in the ledger."""
    from contextlib import nullcontext

    from . import coder, documents
    from .terminal.coding import language_of

    if no_ledger and ledger is not None:
        raise InputError("--ledger and --no-ledger exclude each other: give one of them")
    # All that can be wrong with the input is found out before the ledger is opened or made.
    found = documents.load(source, date=date, language=language, title=title)
    for number, document in enumerate(found, 1):
        try:
            document.language = language_of(document)
        except InputError as error:
            which = f"document {number} of {len(found)}: " if len(found) > 1 else ""
            raise type(error)(f"{which}{error}") from None
    with nullcontext() if no_ledger else open_ledger(ledger) as store:
        for document in found:
            register = store.register() if store is not None else None
            record = coder.read_document(document, register)
            # Kept before it is shown: a reader who closes the pager early loses nothing.
            added = store.add(record) if store is not None else None
            if as_json:
                print_json(record)
            else:
                from . import terminal

                terminal.show_record(terminal.make_console(), record)
                if store is not None and added is not None:
                    terminal.show_checked(terminal.make_console(), store.claims(added.document_id))
                    terminal.show_told_elsewhere(terminal.make_console(), store.told_elsewhere(added.document_id))
            if store is not None and added is not None:
                sys.stdout.flush()
                news = "new" if added.new else "changed" if added.changed else "already there, nothing changed"
                say(f"kept in {store.path} as {added.document_id} ({news})")


@app.command()
def code(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl|-", help="Documents, one JSON object a line.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT.jsonl|-", help="Where the records go.")],
) -> None:
    """Code many documents: one record a line, in the same order.

    A line that cannot be read is reported with its number and skipped; then the exit status is 1.
    """
    from .terminal.coding import code_file

    _tell_skipped(*code_file(source, output), "record")


@app.command()
def load(
    source: Annotated[
        str, typer.Argument(metavar="RECORDS.jsonl|-", help="Records, one a line, as `code` wrote them.")
    ],
    ledger: LedgerOption = None,
) -> None:
    """Keep the records that `code` wrote in the ledger.

    Those that are there already change nothing: what was interrupted is run again. A line that cannot be kept is
    reported with its number and skipped; then the exit status is 1.
    """
    from .terminal.loading import load_file

    done = load_file(source, ledger)
    if done.kept:
        counts = f"{done.new:,} new, {done.changed:,} changed, {done.there:,} already there"
        say(f"{plural(done.kept, 'record')} kept in {done.ledger}: {counts}")
    _tell_skipped(done.kept, done.skipped, "record")


@app.command()
def relate(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl|-", help="Marked pairs: id, text, actor, recipient.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT.jsonl|-", help="Where the answers go.")],
    plover: Annotated[bool, typer.Option("--plover", help="PLOVER's 16 types: CONCEDE or RETREAT, not YIELD.")] = False,
) -> None:
    """Say which event type relates the two marked parties of each line.

    A line that cannot be read is reported with its number and skipped; then the exit status is 1.
    """
    from .terminal.relating import relate_file

    _tell_skipped(*relate_file(source, output, plover), "answer")


@app.command()
def resolve(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl|-", help="Noun phrases: id, text, language, date.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT.jsonl|-", help="Where the answers go.")],
) -> None:
    """Say who each noun phrase stands for: country, sector, office.

    A line that cannot be read is reported with its number and skipped; then the exit status is 1.
    """
    from .terminal.resolving import resolve_file

    _tell_skipped(*resolve_file(source, output), "answer")


def _tell_skipped(done: int, skipped: int, what: str) -> None:
    if skipped:
        lines = f"{plural(skipped, 'line')} skipped"
        say(f"{lines}; the {what}s of the others are complete" if done else f"{lines}, so there is no {what} at all")
        raise typer.Exit(1)


@app.command()
def score(
    task: Annotated[
        Literal["relations", "events", "actors", "quotes", "places", "times", "lines"],
        typer.Argument(help="What the gold lines ask."),
    ],
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl|-", help="What people saw, one JSON object a line.")],
    answers: Annotated[str | None, typer.Option(metavar="OUT.jsonl|-", help="Else we answer the gold lines.")] = None,
    plover: Annotated[bool, typer.Option("--plover", help="Relations on PLOVER's 16 types, not on 15.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Hold answers to pairs, texts, phrases, quotations, places, times or lines against what people saw in them."""
    from .terminal.scoring import score_file

    scores = score_file(task, gold, answers, plover)
    if as_json:
        print_json(scores)
    else:
        from . import terminal

        terminal.show_scores(terminal.make_console(), scores)


@app.command()
def lines(
    a: SideArgument = None,
    b: SideArgument = None,
    level: Annotated[Levels | None, typer.Option(help="Only contacts of this level.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Show the line of communication between two sides, of one side with all others, or every line."""
    with open_ledger(ledger, readonly=True) as store:
        sides = (side(a), side(b))
        found = store.lines(*sides, level=level, since=since, until=until)
        between = " – ".join(name for name in sides if name)
        _answer(found, f"contact{f' of {between}' if between else ''}", store, as_json, "show_lines")


@app.command()
def events(
    type: Annotated[str | None, typer.Option("--type", help="A PLOVER type, e.g. CONSULT.")] = None,
    actor: Annotated[str | None, typer.Option(help="Who did it: a country or a name.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Towards whom: a country or a name.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    mode: Annotated[str | None, typer.Option(help="A PLOVER mode, e.g. phone.")] = None,
    context: Annotated[str | None, typer.Option(help="A PLOVER context, e.g. military.")] = None,
    text: Annotated[str | None, typer.Option(help="Words of the sentence that tells it.")] = None,
    document: Annotated[str | None, typer.Option(help="The id of a document.")] = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List events of the ledger by date."""
    from . import codebook

    book = codebook.load()
    type = one_of(type.upper() if type is not None else None, book.events, "event type")
    mode = one_of(mode, {known.name for kind in book.events.values() for known in kind.mode}, "mode")
    context = one_of(context, book.contexts, "context")
    with open_ledger(ledger, readonly=True) as store:
        found = store.events(
            type=type,
            actor=side(actor),
            recipient=side(recipient),
            since=since,
            until=until,
            mode=mode,
            context=context,
            text=text,
            document=document,
            limit=limit,
        )
        _answer(found, "event", store, as_json, "show_events")


@app.command()
def statements(
    speaker: Annotated[str | None, typer.Option(help="Who said it: a country or a name.")] = None,
    addressee: Annotated[str | None, typer.Option(help="To whom: a country or a name.")] = None,
    about: Annotated[str | None, typer.Option(help="Words of the statement.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: Annotated[Languages | None, typer.Option(help="The language of the report.")] = None,
    kind: Annotated[Kinds | None, typer.Option(help="Direct, indirect or mixed speech.")] = None,
    act: Annotated[str | None, typer.Option(help="What the speaker does: state, demand, deny, accuse …")] = None,
    said: Annotated[bool, typer.Option("--said", help="Only words said: no beliefs, feelings, hopes, plans.")] = False,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List statements of the ledger by date: who told what to whom, by which act, in whose words."""
    from .record import Act

    act = one_of(act.lower() if act is not None else None, get_args(Act), "act")
    with open_ledger(ledger, readonly=True) as store:
        found = store.statements(
            speaker=side(speaker),
            addressee=side(addressee),
            about=about,
            since=since,
            until=until,
            language=language,
            kind=kind,
            act=act,
            said=said,
            limit=limit,
        )
        _answer(found, "statement", store, as_json, "show_statements")


@app.command()
def documents(
    text: Annotated[str | None, typer.Option(help="Words of the title or the text.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: Annotated[Languages | None, typer.Option(help="The language of the report.")] = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List documents of the ledger by date."""
    with open_ledger(ledger, readonly=True) as store:
        found = store.documents(text, since=since, until=until, language=language, limit=limit)
        _answer(found, "document", store, as_json, "show_documents")


@app.command()
def export(
    output: Annotated[str, typer.Argument(metavar="OUT|-", help="Where it goes; OUT.about.json beside it tells what.")],
    format: Annotated[str, typer.Option("--format", "-f", help="plover, events-csv, parquet, dyad-day, dyad-month …")],
    per: Annotated[Pers, typer.Option(help="One row a happening, or one a report of it.")] = "happening",
    type: Annotated[str | None, typer.Option("--type", help="A PLOVER type, e.g. CONSULT.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Write the ledger in a format of the field: PLOVER, tables, counts, map, network, calendar."""
    from . import codebook
    from .exports import FORMATS, Options
    from .terminal import exporting

    name = one_of(format, FORMATS, "format") or ""
    type = one_of(type.upper() if type is not None else None, codebook.load().events, "event type")
    with open_ledger(ledger, readonly=True) as store:
        outcome = exporting.export(store, name, output, Options(per=per, type=type, since=since, until=until))
        if not outcome.rows:
            from . import terminal

            say(terminal.nothing_found("row", store.searched()))
    say(exporting.summary(output, outcome))


@app.command()
def why(
    event_id: Annotated[str, typer.Argument(metavar="EVENT|HAPPENING", help="An id, as `events` and `lines` show it.")],
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Tell how an event came about: the words, what decided, who else tells it; or who says what of a happening."""
    from . import terminal

    with open_ledger(ledger, readonly=True) as store:
        account = store.event(event_id)
        found = store.happening(event_id) if account is None else None
        rejected = store.rejection(event_id) if account is None and found is None else None
        if rejected is not None:
            if as_json:
                print_json({"rejected": rejected})
            else:
                terminal.show_log(terminal.make_console(), [rejected])
            return
        if account is None and found is None:
            raise InputError(f"the ledger has no event {event_id}: `pourparlers events` and `lines` list the ids")
        if as_json:
            print_json(account or found)
        elif account is not None:
            terminal.show_why(terminal.make_console(), account)
        elif found is not None:
            terminal.show_happening(terminal.make_console(), found)


@app.command()
def who(
    name: Annotated[str, typer.Argument(help="A person's name, in any spelling.")],
    on: Annotated[str | None, typer.Option("--on", help="The day that matters: nearest to it first.")] = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Tell who a person is: what was put right by hand, what reports stated, and what the lists of offices hold."""
    from .terminal.persons import answer_who

    if ledger is None and not default_ledger().exists():
        answer_who(name, on, as_json, None)  # the lists answer before anything was read
        return
    with open_ledger(ledger, readonly=True) as store:
        answer_who(name, on, as_json, store)


@codebook_app.command()
def check(
    only: Annotated[str | None, typer.Argument(help="A type, type/mode, frame id or context; all by default.")] = None,
) -> None:
    """Read every example of the codebook, and say which are not read as they should be."""
    from .codebook.check import summary
    from .terminal import books

    if not books.show_check(summary(only=only)):
        raise typer.Exit(1)


@codebook_app.command()
def show(
    name: Annotated[str, typer.Argument(help="A type (CONSULT), type/mode, frame id, context or word class.")],
) -> None:
    """Show an entry of the codebook: definition, modes, wording in both languages."""
    from .codebook.show import show as describe
    from .terminal import books

    books.show_entry(describe(name))


@codebook_app.command(name="list")
def list_entries() -> None:
    """List the types of the codebook with their definitions."""
    from . import codebook
    from .terminal import books

    books.show_types(codebook.load())


@app.callback(invoke_without_command=True)
def _options(version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    if version:
        from . import __version__

        print(f"pourparlers {__version__}")
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> int:
    """The command with ``arguments`` (the process's own by default); returns the exit status."""
    open_closed()
    for stream in (sys.stdout, sys.stderr):
        # A terminal whose encoding lacks a character shows a question mark instead of a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(arguments)
    finally:
        settle_output()


def _run(arguments: Sequence[str] | None) -> int:
    try:
        given = None if arguments is None else list(arguments)
        status = app(args=given, prog_name="pourparlers", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except PourparlersError as error:
        say(f"pourparlers: {error}")
        return 2
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        return 1
    except OSError as error:
        say(f"pourparlers: stopped by the system ({error}): make room or change permissions, and try again")
        return 2
    except Exception as error:
        # A wrong option or argument: typer's own exceptions know their message and exit status.
        if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
            raise
        _say_misuse(error)
        return int(error.exit_code)


def _say_misuse(error: Any) -> None:
    """What typer says of a wrong option or argument, on one line; the help itself where nothing at all was given."""
    message = " ".join(str(error.format_message()).replace("Value error, ", "").split()).rstrip(".")
    context = getattr(error, "ctx", None)
    if context is not None and type(error).__name__ == "NoArgsIsHelpError":
        print(context.get_help(), file=sys.stderr)
        return
    command = context.command_path if context is not None else "pourparlers"
    say(f"pourparlers: {message}; see `{command} --help`")


if __name__ == "__main__":
    sys.exit(main())
