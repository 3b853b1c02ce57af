"""The ledger: the store of documents, records, happenings and lines, in one SQLite file.

It takes records (:mod:`pourparlers.record`) and never looks at how they were read.
"""

from .curation import Entry as CurationEntry
from .ledger import Ledger
from .register import LedgerRegister
from .shapes import (
    Added,
    DocumentAccount,
    DocumentRow,
    EventAccount,
    EventRow,
    Evidence,
    Happening,
    Line,
    LineContact,
    LineSequence,
    RegisterEntry,
    RegisterRow,
    Searched,
    Silence,
    StatementRow,
)

__all__ = [
    "Added",
    "CurationEntry",
    "DocumentAccount",
    "DocumentRow",
    "EventAccount",
    "EventRow",
    "Evidence",
    "Happening",
    "Ledger",
    "LedgerRegister",
    "Line",
    "LineContact",
    "LineSequence",
    "RegisterEntry",
    "RegisterRow",
    "Searched",
    "Silence",
    "StatementRow",
]
