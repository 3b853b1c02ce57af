"""What the ledger remembers of persons, as reading sees it: a plain read-only argument.

The ledger implements :class:`Register`; reading never looks behind it, so the same text, date and register give the
same record anywhere.
"""

from __future__ import annotations

from typing import Protocol

from ..record import RegisterEntry


class Register(Protocol):
    """A store of persons that can be asked by full name or surname."""

    def lookup(self, name: str, date: str | None) -> list[RegisterEntry]:
        """The persons called ``name`` as known on the ISO day ``date`` (any day if None); an empty list if none."""
        ...


__all__ = ["Register", "RegisterEntry"]
