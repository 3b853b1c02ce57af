"""What happens to files: one clear message each, exit status 2, and the file is never made worse."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pourparlers.errors import LedgerError
from pourparlers.ledger import Ledger, schema

from .reports import reports
from .state import digest, faults

_COMMAND = [sys.executable, "-m", "pourparlers.cli"]
_REPORT = "La France a exhorté la Russie à libérer les prisonniers.\n"


def _make(folder: Path, name: str, documents: int) -> Path:
    path = folder / name
    with Ledger(path) as ledger:
        ledger.add_many(reports(documents))
    return path


def _command(*arguments: str, limit: int | None = None) -> tuple[int, str]:
    """Exit status and standard error of the command; ``limit`` is the largest file (bytes) that it may write."""

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # type: ignore[arg-type]

    done = subprocess.run(
        [*_COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        preexec_fn=little_room if limit is not None else None,
    )
    return done.returncode, done.stderr.decode()


def _told(what: str, wanted: str, *arguments: str, limit: int | None = None) -> list[str]:
    """What is wrong when the command does not end with status 2 and one line that says ``wanted``."""
    status, said = _command(*arguments, limit=limit)
    if status == 2 and wanted in said and len(said.splitlines()) == 1:
        return []
    return [f"{what}: status {status}, said {said[-500:]!r}, not {wanted!r}"]


def _report(folder: Path) -> str:
    path = folder / "report.txt"
    path.write_text(_REPORT, encoding="utf-8")
    return str(path)


def full_disk(folder: Path, documents: int) -> list[str]:
    """Room runs out at some size, again and again with more room: nothing kept before is lost, and the end is whole."""
    whole = folder / "undisturbed.sqlite"
    with Ledger(whole) as ledger:
        ledger.add_many(reports(documents), batch=10)
    path = folder / "full.sqlite"
    wrong: list[str] = []
    size = whole.stat().st_size
    had = 0
    for step in range(1, 9):
        limit = size * step // 6 + 10_000
        code = (
            "import signal, resource, sys\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
            "from bench.soak.reports import reports\n"
            "from pourparlers.errors import LedgerError\n"
            "from pourparlers.ledger import Ledger\n"
            "try:\n"
            f"    with Ledger({str(path)!r}) as ledger:\n"
            f"        ledger.add_many(reports({documents}), batch=10)\n"
            "except LedgerError as error:\n"
            "    print(error); sys.exit(2)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=_environment())
        said = done.stdout.decode()
        if done.returncode not in (0, 2) or (done.returncode == 2 and "make room" not in said) or "\n" in said.strip():
            wrong.append(f"full disk at {limit:,}: status {done.returncode}, {said!r} {done.stderr.decode()[-500:]}")
        if not path.exists() or not path.stat().st_size:
            continue
        wrong += [f"full disk at {limit:,}: {fault}" for fault in faults(path)]
        try:
            with Ledger(path, readonly=True) as ledger:
                has = ledger.searched().documents
        except LedgerError as error:
            has = 0
            if had:
                wrong.append(f"full disk at {limit:,}: {error}")
        if has < had:
            wrong.append(f"full disk at {limit:,}: {has} documents where there were {had}")
        had = has
    with Ledger(path) as ledger:
        ledger.add_many(reports(documents), batch=10)
    if digest(path) != digest(whole):
        wrong.append("full disk: after making room the ledger is not that of an undisturbed run")
    return wrong


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [*sys.path]))}


def little_room(folder: Path) -> list[str]:
    """The command itself, with no room for one more page."""
    path = _make(folder, "room.sqlite", 20)
    before = digest(path)
    arguments = ("read", _report(folder), "--date", "2022-05-13", "--language", "fr", "--ledger", str(path))
    wrong = _told("little room", "make room", *arguments, limit=8192)
    return wrong + (["little room: the ledger changed"] if digest(path) != before else []) + faults(path)


def read_only(folder: Path) -> list[str]:
    """A file that may not be written, by permission; asking it goes on."""
    path = _make(folder, "readonly.sqlite", 20)
    path.chmod(0o444)
    before = path.read_bytes()
    arguments = ("read", _report(folder), "--date", "2022-05-13", "--language", "fr", "--ledger", str(path))
    wrong = _told("read-only file", "read-only", *arguments)
    status, said = _command("lines", "--ledger", str(path))
    wrong += [f"read-only file: asking it ends with {status}: {said}"] if status else []
    return wrong + (["read-only file: it changed"] if path.read_bytes() != before else [])


def corrupted_page(folder: Path, pages: int) -> list[str]:
    """One page after the other overwritten: an answer, or one clear message; never a traceback."""
    path = _make(folder, "page.sqlite", 60)
    good = path.read_bytes()
    wrong: list[str] = []
    count = len(good) // 4096
    for number in range(pages):
        page = 1 + number * (count - 1) // pages
        bad = bytearray(good)
        bad[page * 4096 : (page + 1) * 4096] = bytes((n * 37 + page) % 256 for n in range(4096))
        path.write_bytes(bad)
        for what, ask in _QUESTIONS.items():
            try:
                with Ledger(path, readonly=True) as ledger:
                    ask(ledger)
            except LedgerError as error:
                if "damaged" not in str(error) or "\n" in str(error):
                    wrong.append(f"page {page}, {what}: {error}")
            except Exception as error:
                wrong.append(f"page {page}, {what}: {type(error).__name__}: {error}")
        if path.read_bytes() != bad:
            wrong.append(f"page {page}: asking changed the file")
        _append(path, page, wrong)
    path.write_bytes(good)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    return wrong


def _append(path: Path, page: int, wrong: list[str]) -> None:
    """Loading into a damaged file ends with the message too, or goes well where the page is not touched."""
    try:
        with Ledger(path) as ledger:
            ledger.add_many(reports(5, 99))
    except LedgerError as error:
        if "damaged" not in str(error) or "\n" in str(error):
            wrong.append(f"page {page}, loading: {error}")
    except Exception as error:
        wrong.append(f"page {page}, loading: {type(error).__name__}: {error}")
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


_QUESTIONS: dict[str, Callable[[Ledger], object]] = {
    "lines": lambda ledger: ledger.lines(),
    "events": lambda ledger: ledger.events(),
    "documents": lambda ledger: ledger.documents("border"),
    "statements": lambda ledger: ledger.statements(about="envoys"),
    "records": lambda ledger: list(ledger.records()),
    "who": lambda ledger: ledger.who("Khaldov"),
    "curation": lambda ledger: ledger.curation(),
}


def other_schemas(folder: Path) -> list[str]:
    """A newer file is refused and left; an older one is refused for reading, and brought up by writing."""
    path = _make(folder, "schema.sqlite", 20)
    report = _report(folder)
    wrong: list[str] = []
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    wrong += _told("newer schema", "newer pourparlers", "lines", "--ledger", str(path))
    wrong += _told("newer schema", "newer pourparlers", "read", report, "--language", "fr", "--ledger", str(path))
    if path.read_bytes() != before:
        wrong.append("newer schema: the file changed")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION - 1}")
    connection.close()
    before = path.read_bytes()
    wrong += _told("older schema", "older form", "lines", "--ledger", str(path))
    if path.read_bytes() != before:
        wrong.append("older schema: asking changed the file")
    return wrong


def run(folder: Path, *, documents: int, pages: int) -> list[str]:
    """All of it."""
    return [
        *full_disk(folder, documents),
        *little_room(folder),
        *read_only(folder),
        *corrupted_page(folder, pages),
        *other_schemas(folder),
    ]
