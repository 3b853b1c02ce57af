"""The answers of the relation model, in the order of its outputs."""

from __future__ import annotations

# PLOVER's event types; the development data know CONCEDE and RETREAT together as YIELD.
TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "RETREAT",
    "COOPERATE",
    "AID",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
LABELS = list(dict.fromkeys(MERGED.get(kind, kind) for kind in TYPES))


def label_of(event: str) -> str:
    """``event`` among the 15 labels: YIELD for CONCEDE and RETREAT."""
    return MERGED.get(event, event)
