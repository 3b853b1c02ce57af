"""PLOVER's event types as the measures know them: 16, or 15 with CONCEDE and RETREAT taken together as YIELD."""

from __future__ import annotations

from ..errors import InputError

YIELD = "YIELD"
_YIELDING = ("CONCEDE", "RETREAT")
# Each type with its quad category, in PLOVER's order from cooperation to conflict. YIELD is in two of them: CONCEDE is
# verbal cooperation, RETREAT material. Here it counts as material, as in the PLV data (snowood1/Zero-Shot-PLOVER on
# GitHub, gold_penta), so that quad figures can be held against the published ones; most of what yields is RETREAT.
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, YIELD: 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def label_of(event: str, plover: bool) -> str:
    """``event`` as it is compared: itself with ``plover``, else YIELD for CONCEDE and RETREAT.

    Raises InputError when there is no such type, and for YIELD with ``plover``, which keeps the two apart.
    """
    if event not in QUADS:
        raise InputError(f"there is no event type {event[:40]!r}: give one of {', '.join(QUADS)}")
    if plover and event == YIELD:
        raise InputError("YIELD is CONCEDE and RETREAT in one, which PLOVER's 16 types keep apart: leave --plover out")
    return merged(event) if not plover else event


def merged(event: str) -> str:
    """``event`` among the 15 labels."""
    return YIELD if event in _YIELDING else event
