"""PLOVER as data: types, modes, contexts, scores, and the French and English wording that signals them.

``load()`` gives the codebook; ``check.run()`` reads its examples; ``show.show(name)`` tells an entry to a human.
"""

from __future__ import annotations

from .load import load
from .shapes import (
    CONTRACTIONS,
    LANGUAGES,
    Auxiliary,
    Codebook,
    Context,
    Element,
    EventType,
    Example,
    Frame,
    Mode,
    Pattern,
    WordClass,
    parse_pattern,
)

__all__ = [
    "CONTRACTIONS",
    "LANGUAGES",
    "Auxiliary",
    "Codebook",
    "Context",
    "Element",
    "EventType",
    "Example",
    "Frame",
    "Mode",
    "Pattern",
    "WordClass",
    "load",
    "parse_pattern",
]
