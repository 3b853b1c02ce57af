"""Contacts: does the record tell the same contacts as people read in the report?

A gold line is ``{"id", "language", "date", "title", "text", "contacts": [{"channel", "parties": [{"name", "country"}],
"date"}], "optional": [...]}``; ``optional`` contacts are neither asked for nor punished, ``channel_alt`` and
``date_end`` widen an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..record import Contact, Record
from .measures import ratio


def score_contacts(pairs: Iterable[tuple[dict[str, Any], Record]]) -> dict[str, float]:
    """Precision, recall and F1 of contacts by the countries of their parties, and the accuracy of date and channel.

    ``pairs`` are gold lines with the record of their text. A contact is found when the countries agree; each gold
    contact is matched once. Date and channel are counted over the contacts found. All figures are between 0 and 1.
    """
    found = asked = given = dated = channelled = 0
    for gold, record in pairs:
        remaining = list(gold["contacts"])
        optional = list(gold.get("optional", ()))
        asked += len(remaining)
        for contact in record.contacts:
            match = _take(remaining, contact)
            if match is None:
                given += _take(optional, contact) is None
                continue
            given += 1
            found += 1
            dated += _same_date(match, contact)
            channelled += contact.channel in (match["channel"], *match.get("channel_alt", ()))
    precision, recall = ratio(found, given), ratio(found, asked)
    return {
        "precision": precision,
        "recall": recall,
        "f1": ratio(2 * found, asked + given),
        "date": ratio(dated, found),
        "channel": ratio(channelled, found),
    }


def _take(remaining: list[dict[str, Any]], contact: Contact) -> dict[str, Any] | None:
    countries = {party.country for party in contact.parties} - {None}
    candidates = [gold for gold in remaining if {party["country"] for party in gold["parties"]} == countries]
    if not candidates:
        return None
    best = next((gold for gold in candidates if _same_date(gold, contact)), candidates[0])
    remaining.remove(best)
    return best


def _same_date(gold: dict[str, Any], contact: Contact) -> bool:
    if gold["date"] is None or contact.date is None:
        return bool(gold["date"] == contact.date)
    return bool(gold["date"] <= contact.date <= (gold.get("date_end") or gold["date"]))
