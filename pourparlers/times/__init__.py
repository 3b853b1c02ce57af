"""Time expressions in French and English, as TIMEX3; the rules are data (``fr.toml``, ``en.toml``)."""

from .anchors import Anchor, anchor
from .calendar import back
from .tagger import tag, tag_text, warnings

__all__ = ["Anchor", "anchor", "back", "tag", "tag_text", "warnings"]
