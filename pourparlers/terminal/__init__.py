"""What the command shows: records, and what the ledger answers, as readable pages in a terminal.

Everything shown comes from reports, so nothing is trusted: words become ``rich.text.Text`` (never markup), and what a
terminal could act on is replaced (see :mod:`.safe`). The pages return nothing and print to the console given; they
are loaded when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .accounts import show_happening, show_told_elsewhere
    from .answers import nothing_found, show_checked, show_documents, show_events, show_lines, show_statements, show_why
    from .console import make_console
    from .curation_log import show_log
    from .page import show_record
    from .persons import show_corrections, show_who
    from .score_page import show_scores

__all__ = [
    "make_console",
    "nothing_found",
    "show_checked",
    "show_corrections",
    "show_documents",
    "show_events",
    "show_happening",
    "show_lines",
    "show_log",
    "show_record",
    "show_scores",
    "show_statements",
    "show_told_elsewhere",
    "show_who",
    "show_why",
]


_HOMES = {
    "make_console": "console",
    "show_happening": "accounts",
    "show_told_elsewhere": "accounts",
    "show_log": "curation_log",
    "show_record": "page",
    "show_scores": "score_page",
    "show_who": "persons",
    "show_corrections": "persons",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name, "answers")
    return getattr(importlib.import_module(f".{home}", __name__), name)
