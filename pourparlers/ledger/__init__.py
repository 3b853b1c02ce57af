"""The ledger: the store of documents, records, happenings and lines, in one SQLite file.

It takes records (:mod:`pourparlers.record`) and never looks at how they were read.
"""

from .curation import Entry as CurationEntry
from .ledger import Ledger
from .register import LedgerRegister
from .shapes import (
    Account,
    Added,
    Call,
    Difference,
    DocumentAccount,
    DocumentRow,
    EventAccount,
    EventRow,
    Evidence,
    Happening,
    HappeningAccount,
    Line,
    LineContact,
    LineSequence,
    RegisterEntry,
    RegisterRow,
    Searched,
    Silence,
    StatementRow,
    Told,
)

__all__ = [
    "Account",
    "Added",
    "Call",
    "CurationEntry",
    "Difference",
    "DocumentAccount",
    "DocumentRow",
    "EventAccount",
    "EventRow",
    "Evidence",
    "Happening",
    "HappeningAccount",
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
    "Told",
]
