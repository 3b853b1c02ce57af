"""The claims of a document, or about a happening, with what the ledger knows of them."""

from __future__ import annotations

import sqlite3

from .claims import key_of
from .lines import find_lines
from .shapes import LineSequence


def find_claims(
    connection: sqlite3.Connection, *, document: str | None = None, happening: str | None = None
) -> list[LineSequence]:
    """What ``document`` claims about its contacts, or all documents about ``happening``, checked against the lines."""
    where, value = ("d.id = ?", document) if happening is None else ("p.id = ?", happening)
    pairs = connection.execute(
        "SELECT DISTINCT a.country AS first, b.country AS second FROM contacts c"
        " JOIN documents d ON d.number = c.document_number"
        " JOIN happening_events m ON m.event_number = c.event_number"
        " JOIN happenings p ON p.number = m.happening_number"
        " JOIN entities a ON a.contact_number = c.number"
        " JOIN entities b ON b.contact_number = c.number AND a.country < b.country"
        f" WHERE {where} AND c.sequence_kind IS NOT NULL ORDER BY 1, 2",
        (value,),
    ).fetchall()
    found: dict[tuple[str, str, str, str | None], LineSequence] = {}
    for pair in pairs:
        for line in find_lines(connection, pair["first"], pair["second"]):
            for contact in line.contacts:
                for claim in contact.sequence:
                    key = key_of(contact, claim)
                    wanted = happening == contact.happening if happening is not None else claim.document == document
                    if wanted and (key not in found or claim.verdict != "unknown"):
                        found[key] = claim
    return list(found.values())
