"""The three standard streams: what goes to them, and when they are closed or nobody reads any more."""

from __future__ import annotations

import os
import sys
from typing import Any

from ..documents.plain import printable


def plural(count: int, noun: str) -> str:
    """``1 document``, ``2 documents``, ``2 entries``."""
    many = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else many}"


def say(message: str) -> None:
    """One line on stderr, with whatever a terminal could act on escaped."""
    print(printable(message, limit=2_000), file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    """``value`` as one line of JSON on standard output, UTF-8 whatever the terminal's encoding."""
    import msgspec

    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def open_closed() -> None:
    """A stream that the caller closed (``>&-``) is as good as /dev/null, never a reason to fail half-way."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def settle_output() -> None:
    """Writes out what is left; if nobody reads any more, lets it go without a message."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ValueError:
        pass
