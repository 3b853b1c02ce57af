"""Opening a ledger file, and refusing every other file without touching it."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import msgspec

from ..errors import LedgerError
from . import schema

# How long (seconds) a writer waits for another process that is writing.
BUSY_SECONDS = 10.0
# Pages kept in memory while writing: the indexes of a large ledger are touched all over.
CACHE_KIB = 128 * 1024
# Pages (of 4 KiB) in the -wal file before they are moved into the ledger, which waits for the disk. Those that were
# written more than once are moved once: the more wait, the fewer are moved.
CHECKPOINT_PAGES = 32_000
# What SQLite reports when the system refuses to write for another reason than a full disk, or says no reason.
_NOT_WRITTEN = frozenset(
    f"SQLITE_IOERR_{what}" for what in ("WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE", "SHMSIZE", "SHMMAP", "DELETE")
)
_MAGIC = b"SQLite format 3\x00"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite reports into a LedgerError of one line that says what to do next."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeError, OverflowError, msgspec.DecodeError) as error:
        raise LedgerError(_explain(path, error)) from error


def is_busy(error: Exception) -> bool:
    """Whether another process has the file at the moment."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def is_of_the_file(error: LedgerError) -> bool:
    """Whether the file or its disk is at fault, rather than the record that was to be kept."""
    cause = error.__cause__
    of_the_record = isinstance(cause, (sqlite3.DataError, sqlite3.IntegrityError))
    return isinstance(cause, (sqlite3.DatabaseError, OSError)) and not of_the_record


def _explain(path: Path, error: Exception) -> str:
    said = " ".join(str(error).split())
    if isinstance(error, UnicodeError):
        return "the ledger stores Unicode text only, and this holds half of a surrogate pair: repair the text first"
    if isinstance(error, OverflowError):
        return f"a number is too large for the ledger ({said}): correct the record"
    name = getattr(error, "sqlite_errorname", "")
    if is_busy(error):
        return f"{path} is being written by another process: try again when it has finished"
    if isinstance(error, PermissionError):
        return f"{path} may not be opened: change its permissions or its folder's, or give another --ledger"
    if name.startswith("SQLITE_READONLY"):
        return f"{path} cannot be written: change its permissions or its folder's, or give another --ledger"
    if name.startswith("SQLITE_CANTOPEN") and not os.access(path.parent, os.W_OK):
        return f"the folder {path.parent} may not be written: change its permissions, or give another --ledger"
    if name.startswith("SQLITE_FULL"):
        return f"the disk that holds {path} is full: make room and load again (what was loaded before is kept)"
    if name in _NOT_WRITTEN:
        return (
            f"{path} could not be written ({said}): the disk is full or failing; make room and load again"
            " (what was loaded before is kept)"
        )
    unreadable = isinstance(error, msgspec.DecodeError) or said.startswith("Could not decode to UTF-8")
    if unreadable:
        said = "what is written there makes no sense"
    if unreadable or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return f"{path} is damaged ({said}): restore it from a copy, or load the documents into a new ledger"
    if name.startswith("SQLITE_INTERRUPT"):
        return "the search was stopped: narrow it and try again"
    return f"the ledger {path} cannot be used ({said}): check the file, or give another --ledger"


def connect(path: Path, readonly: bool) -> sqlite3.Connection:
    """A connection to the ledger at ``path``; it is made there unless ``readonly``. Raises LedgerError."""
    with explained(path):
        _check_file(path, readonly)
        return _open(path, readonly)


def _check_file(path: Path, readonly: bool) -> None:
    """Look at the file's first bytes only, so that what is no ledger is never opened as one."""
    if "\x00" in str(path):
        raise LedgerError("a file name cannot hold a NUL character: give another --ledger")
    if path.is_dir():
        raise LedgerError(f"{path} is a folder: name a file in it, such as {path / 'ledger.sqlite'}")
    if not path.exists():
        if readonly:
            raise LedgerError(f"there is no ledger at {path}: read a document into it first, or give another --ledger")
        if not path.parent.is_dir():
            raise LedgerError(f"the folder {path.parent} is not there: make it first, or give another --ledger")
        return
    if not path.is_file():
        raise LedgerError(f"{path} is no ordinary file: give another --ledger")
    if not readonly and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise LedgerError(f"{path} is read-only: change its permissions, or give another --ledger")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except PermissionError as error:
        raise LedgerError(f"{path} cannot be read: change its permissions, or give another --ledger") from error
    if not head and not readonly:
        return
    if not _is_ledger(head):
        raise LedgerError(f"{path} is not a ledger of pourparlers: give another --ledger")
    _refuse_newer(path, _number(head, 60))


def is_older(path: Path) -> bool:
    """Whether the file is a ledger of an older form, which is made anew when it is opened for writing."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return False
    return _is_ledger(head) and 0 < _number(head, 60) < schema.SCHEMA_VERSION


def _is_ledger(head: bytes) -> bool:
    return len(head) >= 100 and head.startswith(_MAGIC) and _number(head, 68) == schema.APPLICATION_ID


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")


def _refuse_newer(path: Path, version: int) -> None:
    if version > schema.SCHEMA_VERSION:
        raise LedgerError(
            f"{path} was written by a newer pourparlers (schema {version}, this one reads {schema.SCHEMA_VERSION}):"
            " install the newer version"
        )


def _open(path: Path, readonly: bool) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={'ro' if readonly else 'rwc'}"
    if readonly and _is_still(path):
        uri += "&immutable=1"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        if readonly:
            connection.execute("PRAGMA query_only = ON")
            _require_current(path, _pragma(connection, "user_version"))
        else:
            _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_still(path: Path) -> bool:
    """Whether nothing can be going on beside the file: its folder may not be written, and there is no -wal file.

    SQLite would otherwise want to make one even for reading, which a ledger on a read-only disk forbids.
    """
    return not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def _require_current(path: Path, version: int) -> None:
    _refuse_newer(path, version)
    if version < schema.SCHEMA_VERSION:
        raise LedgerError(
            f"{path} has an older form (schema {version}): keep a report in it (`pourparlers read` or `load`)"
            " to bring it up"
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file, or bring older ones up. Waits for another process that does the same."""
    if _pragma(connection, "user_version") != schema.SCHEMA_VERSION:
        connection.execute("BEGIN EXCLUSIVE")
        try:
            version = _pragma(connection, "user_version")
            _refuse_newer(path, version)
            if version:
                schema.migrate(connection, version)
            elif connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise LedgerError(f"{path} is not a ledger of pourparlers: give another --ledger")
            else:
                schema.create(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Readers and a writer side by side. The switch does not wait by itself while another process is opening."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
