"""The three standard streams at their worst: closed by the caller, or with nobody reading any more."""

from __future__ import annotations

import os
import sys


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
