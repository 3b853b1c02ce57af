"""Pourparlers: news reports in French and English, read into a traceable record.

>>> import pourparlers
>>> record = pourparlers.read("La France a exhorté la Russie à libérer les prisonniers.", date="2022-05-13")
>>> [(event.event, event.actor[0].country, event.recipient[0].country) for event in record.events]
[('REQUEST', 'FRA', 'RUS')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .record import Document, Record

if TYPE_CHECKING:
    from .coder import code_batch, read, read_document
    from .ledger import Ledger

__version__ = "0.1.0"
__all__ = ["Document", "Ledger", "Record", "code_batch", "read", "read_document"]


def __getattr__(name: str) -> Any:
    """Load the reading stages and the ledger only when they are used: ``import pourparlers`` stays quick."""
    if name in ("read", "read_document", "code_batch"):
        from . import coder

        return getattr(coder, name)
    if name == "Ledger":
        from .ledger import Ledger

        return Ledger
    raise AttributeError(f"module 'pourparlers' has no attribute {name!r}")
