"""The relation model: which event type relates two marked parties of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from .marking import Pair
from .model import Answer, load_model

__all__ = ["Answer", "Pair", "ask_model"]


def ask_model(pairs: Sequence[Pair]) -> list[Answer]:
    """What happens from actor to recipient in each pair, says the model; see :class:`Answer`."""
    return load_model().relate(pairs) if pairs else []
