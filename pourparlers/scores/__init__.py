"""Measures on files in one simple format: what a record says against what people said of the same text."""

from .contacts import score_contacts
from .spans import score_spans

__all__ = ["score_contacts", "score_spans"]
