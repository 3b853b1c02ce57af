"""What the ledger remembers of persons, as reading sees it: a plain read-only argument.

The ledger implements :class:`Register`; reading never looks behind it, so the same text, date and register give the
same record anywhere.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from ..record import Level


class RegisterEntry(msgspec.Struct, kw_only=True, frozen=True):
    """What an earlier document stated about a person. Fields are as in :class:`pourparlers.actors.Actor`."""

    name: str
    country: str | None = None
    office: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    level: Level | None = None
    field: str | None = None
    gender: str | None = None
    identifier: str | None = None


class Register(Protocol):
    """A store of persons that can be asked by full name or surname."""

    def lookup(self, name: str, date: str | None) -> list[RegisterEntry]:
        """The persons called ``name`` as known on the ISO day ``date`` (any day if None); an empty list if none."""
        ...
