"""Coding a file of documents with a progress bar: the order kept, bad lines told and skipped, the output whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from ..documents import iter_jsonl, printable
from ..errors import InputError, PourparlersError
from ..record import Document, Record, encode

# So many documents are handed to the coder together.
CHUNK = 16
LanguageOf = Callable[[Document], str]


class Progress(Protocol):
    """What is told while coding: a line that was skipped, and lines that are done."""

    def skip(self, number: int, reason: object) -> None: ...

    def done(self, count: int) -> None: ...


def code_file(source: str, output: str, language_of: LanguageOf) -> tuple[int, int]:
    """Codes the JSON lines of ``source`` to ``output`` (``-``: the pipes): how many were coded, how many skipped.

    ``language_of`` gives the language to read a document in, or raises InputError. Raises InputError before anything
    is coded when the source cannot be read or the output not be written, and when there is no document. A file
    appears at ``output`` only when it is complete.
    """
    documents = iter_jsonl(source)
    if source != "-" and output != "-" and _same_file(source, output):
        raise InputError(f"{printable(output)} is the input itself: give -o another file, or skipped lines are lost")
    written = skipped = 0
    with _target(output) as target, _progress(source) as progress:
        readable = _readable(documents, language_of)
        while chunk := list(islice(readable, CHUNK)):
            good = [(number, item) for number, item in chunk if isinstance(item, Document)]
            coded = dict(_code(good))
            for number, item in chunk:
                result = coded.get(number, item)
                if isinstance(result, Record):
                    target.write(encode(result) + b"\n")
                    written += 1
                else:
                    progress.skip(number, result)
                    skipped += 1
            target.flush()
            progress.done(chunk[-1][0])
        if not written and not skipped:
            what = "standard input" if source == "-" else printable(source)
            raise InputError(f"{what} holds no document: give one JSON object a line")
    return written, skipped


def _same_file(source: str, output: str) -> bool:
    try:
        return os.path.samefile(source, output)
    except (OSError, ValueError):
        return False


def _readable(
    documents: Iterator[tuple[int, Document | InputError]], language_of: LanguageOf
) -> Iterator[tuple[int, Document | InputError]]:
    """The documents with their language found out, those that cannot be read as the reason why not."""
    for number, item in documents:
        if isinstance(item, Document):
            try:
                item.language = language_of(item)
            except InputError as error:
                yield number, error
                continue
        yield number, item


def _code(documents: list[tuple[int, Document]]) -> Iterator[tuple[int, Record | PourparlersError]]:
    """The records by line number. When a chunk fails, its documents are coded one by one, and the culprit is told."""
    from .. import coder

    try:
        records = list(coder.code_batch([document for _, document in documents]))
    except Exception:
        for number, document in documents:
            yield number, _code_one(document)
        return
    yield from zip((number for number, _ in documents), records, strict=True)


def _code_one(document: Document) -> Record | PourparlersError:
    from .. import coder

    try:
        return next(iter(coder.code_batch([document])))
    except PourparlersError as error:
        return error
    except Exception as error:
        # Hours of coding must not be lost over one report: the fault is told, never swallowed.
        return PourparlersError(f"a fault in Pourparlers ({type(error).__name__}: {error}): please report it")


@contextmanager
def _target(output: str) -> Iterator[BinaryIO]:
    """The file to write to: standard output, or a temporary file that takes the name ``output`` when all went well."""
    if output == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    what = printable(output)
    # A link stays a link: what it points to is replaced.
    path = Path(_opened(lambda: os.path.realpath(output), what))
    if path.is_dir():
        raise InputError(f"{what} is a directory: give -o a file name")
    if path.exists() and not path.is_file():
        with _opened(lambda: path.open("wb"), what) as file:
            yield file
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise InputError(f"{what} may not be written: give -o another file")
    file = _opened(lambda: _part(path.parent), what)
    try:
        with file:
            yield file
        os.chmod(file.name, _mode(path))
        os.replace(file.name, path)
    except BaseException:
        Path(file.name).unlink(missing_ok=True)
        raise


def _part(folder: Path) -> Any:
    """A new temporary file in ``folder``, open for writing."""
    return tempfile.NamedTemporaryFile(dir=folder, prefix=".coding-", delete=False)


def _opened(opening: Callable[[], Any], what: str) -> Any:
    try:
        return opening()
    except (OSError, ValueError) as error:
        reason = printable(getattr(error, "strerror", None) or error)
        raise InputError(f"cannot write {what} ({reason}): give -o a file in a folder that you may write to") from None


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


class _Quiet:
    """No bar: skipped lines only."""

    def skip(self, number: int, reason: object) -> None:
        print(f"line {number}: {printable(reason, 2_000)}", file=sys.stderr, flush=True)

    def done(self, count: int) -> None:
        return


@contextmanager
def _progress(source: str) -> Iterator[Progress]:
    """A bar on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield _Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("coding", total=_count_lines(source))

        class Shown:
            def skip(self, number: int, reason: object) -> None:
                console.print(f"line {number}: {printable(reason, 2_000)}", soft_wrap=True)

            def done(self, count: int) -> None:
                bar.update(task, completed=count)

        yield Shown()


def _count_lines(source: str) -> int | None:
    """How many lines a file has; None for standard input and pipes."""
    if source == "-" or not Path(source).is_file():
        return None
    count = 0
    with open(source, "rb") as file:
        while block := file.read(1 << 20):
            count += block.count(b"\n")
    return count or None
