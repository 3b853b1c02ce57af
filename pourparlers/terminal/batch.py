"""JSON lines worked through with a progress bar: the order kept, bad lines told and skipped, the output whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar

from ..documents import printable
from ..errors import InputError, PourparlersError

Item = TypeVar("Item")
# What becomes of a chunk of numbered items: for each the line to write, or why there is none.
Work = Callable[[Sequence[tuple[int, Item]]], Iterator[tuple[int, bytes | PourparlersError]]]


class Progress(Protocol):
    """What is told while working: a line that was skipped, and lines that are done."""

    def skip(self, number: int, reason: object) -> None: ...

    def done(self, count: int) -> None: ...


def work_through(
    source: str,
    output: str,
    items: Iterator[tuple[int, Item | InputError]],
    work: Work[Item],
    *,
    chunk: int,
    verb: str,
    empty: str,
) -> tuple[int, int]:
    """Hands ``items`` (read from ``source``) to ``work``, ``chunk`` at a time, and writes what it gives to ``output``.

    Returns how many lines were written and how many skipped. ``verb`` names the work beside the bar, ``empty`` says
    what the source lacks when it has no item. Raises InputError before any work when the output cannot be written, and
    when there is no item. A file appears at ``output`` only when it is complete; ``-`` stands for the pipes.
    """
    if source != "-" and output != "-" and same_file(source, output):
        raise InputError(f"{printable(output)} is the input itself: give -o another file, or skipped lines are lost")
    written = skipped = 0
    with open_target(output) as target, progress_bar(source, verb) as progress:
        while some := list(islice(items, chunk)):
            good = [(number, item) for number, item in some if not isinstance(item, PourparlersError)]
            made = dict(work(good)) if good else {}
            for number, item in some:
                result = made.get(number, item)
                if isinstance(result, bytes):
                    target.write(result + b"\n")
                    written += 1
                else:
                    progress.skip(number, result)
                    skipped += 1
            target.flush()
            progress.done(some[-1][0])
        if not written and not skipped:
            raise InputError(f"{'standard input' if source == '-' else printable(source)} holds {empty}")
    return written, skipped


def one_by_one(
    items: Sequence[tuple[int, Item]], together: Callable[[list[Item]], list[bytes]]
) -> Iterator[tuple[int, bytes | PourparlersError]]:
    """``together`` on all items; when that fails, on each alone, so that only the culprit is lost and is told."""
    try:
        results = together([item for _, item in items])
    except Exception:
        for number, item in items:
            yield number, _alone(item, together)
        return
    yield from zip((number for number, _ in items), results, strict=True)


def _alone(item: Item, together: Callable[[list[Item]], list[bytes]]) -> bytes | PourparlersError:
    try:
        return together([item])[0]
    except PourparlersError as error:
        return error
    except Exception as error:
        # Hours of work must not be lost over one report: the fault is told, never swallowed.
        return PourparlersError(f"a fault in Pourparlers ({type(error).__name__}: {error}): please report it")


def same_file(source: str, output: str) -> bool:
    """Whether two names are one file; False where either is none."""
    try:
        return os.path.samefile(source, output)
    except (OSError, ValueError):
        return False


@contextmanager
def open_target(output: str) -> Iterator[BinaryIO]:
    """The file to write to: standard output, or a temporary file that takes the name ``output`` when all went well."""
    if output == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    what = printable(output)
    # A link stays a link: what it points to is replaced.
    path = Path(_opened(lambda: os.path.realpath(output), what))
    if path.is_dir():
        raise InputError(f"{what} is a directory: give a file name")
    if path.exists() and not path.is_file():
        with _opened(lambda: path.open("wb"), what) as file:
            yield file
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise InputError(f"{what} may not be written: give another file")
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
    return tempfile.NamedTemporaryFile(dir=folder, prefix=".part-", delete=False)


def _opened(opening: Callable[[], Any], what: str) -> Any:
    try:
        return opening()
    except (OSError, ValueError) as error:
        reason = printable(getattr(error, "strerror", None) or error)
        raise InputError(f"cannot write {what} ({reason}): give a file in a folder that you may write to") from None


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
def progress_bar(source: str, verb: str) -> Iterator[Progress]:
    """A bar on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield _Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(verb, total=_count_lines(source))

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
