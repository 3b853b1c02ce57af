"""Near-identical documents: wire copies with a word changed, a release with another heading, a page updated.

Each text of some length is cut into shingles of five words; 320 minima of hashes stand for their set (MinHash, Broder
1997), put into 16 bands of 20 (Indyk and Motwani 1998). Two documents that share a whole band are copies of each other,
and so are those that a chain of copies joins. Of two texts with 95 of 100 shingles in common 999 in 1,000 pairs are
found, with 90 of 100 seven in eight, with 80 of 100 one in six, with 70 of 100 one in a hundred.

A document is compared with band values, never with documents: the cost does not grow with the ledger. The groups are
those of a graph, so that the order of arrival makes no difference. A translation shares no shingle and is no copy.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BANDS = 16
_ROWS = 20
_SHINGLE = 5
# Shorter texts are copies only when they are the same word for word.
_FEWEST_WORDS = 30
# Words looked at; what stands further back changes nothing, and the work stays bounded.
_MOST_WORDS = 20_000
_WORD = re.compile(r"\w+")
# Shingles hashed at once: 320 rows of so many 64-bit numbers in memory.
_CHUNK = 2_000


def keys(text: str) -> list[int]:
    """The band values of a text (64-bit, signed), the number of the band mixed in; none for a short text."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = [match[0] for _, match in zip(range(_MOST_WORDS), _WORD.finditer(plain), strict=False)]
    if len(words) < _FEWEST_WORDS:
        return []
    import numpy

    shingles = {" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)}
    hashed = numpy.frombuffer(b"".join(_hash(shingle) for shingle in shingles), dtype="<u8")
    factors, terms = _family()
    minima = numpy.full(_BANDS * _ROWS, numpy.iinfo(numpy.uint64).max, dtype=numpy.uint64)
    for start in range(0, len(hashed), _CHUNK):
        part = hashed[start : start + _CHUNK]
        # Multiplication of 64-bit numbers wraps around, which is the family of hashes wanted.
        minima = numpy.minimum(minima, (part[:, None] * factors + terms).min(axis=0))
    found = []
    for band in range(_BANDS):
        value = minima[band * _ROWS : (band + 1) * _ROWS].astype("<u8").tobytes()
        found.append(int.from_bytes(_hash(bytes([band]) + value), "little", signed=True))
    return found


def _hash(value: str | bytes) -> bytes:
    octets = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return hashlib.blake2b(octets, digest_size=8).digest()


@cache
def _family() -> tuple[NDArray[Any], NDArray[Any]]:
    """Odd factors and terms of the hashes: the same on every machine and day."""
    import numpy

    count = _BANDS * _ROWS
    made = b"".join(_hash(f"pourparlers copies {number}") for number in range(2 * count))
    numbers = numpy.frombuffer(made, dtype="<u8")
    return numbers[:count] | numpy.uint64(1), numbers[count:]


def settle(connection: sqlite3.Connection, document_id: str, text: str) -> None:
    """Put a newly written document beside its copies."""
    values = keys(text)
    if not values:
        return
    marks = ", ".join("?" * len(values))
    groups = {
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT c.group_id FROM copy_keys k JOIN copies c ON c.document_id = k.document_id"
            f" WHERE k.value IN ({marks})",
            values,
        )
    }
    group = min([document_id, *groups])
    for other in groups - {group}:
        connection.execute("UPDATE copies SET group_id = ? WHERE group_id = ?", (group, other))
    connection.execute("INSERT INTO copies VALUES (?, ?)", (document_id, group))
    connection.executemany("INSERT OR IGNORE INTO copy_keys VALUES (?, ?)", [(value, document_id) for value in values])


def members(connection: sqlite3.Connection, document_id: str) -> list[str]:
    """The other documents of a document's group."""
    rows = connection.execute(
        "SELECT o.document_id FROM copies c JOIN copies o ON o.group_id = c.group_id"
        " WHERE c.document_id = ? AND o.document_id <> c.document_id ORDER BY o.document_id",
        (document_id,),
    )
    return [row[0] for row in rows]


def resettle(connection: sqlite3.Connection, left: Iterable[str]) -> None:
    """Group the documents anew that were copies of one that was taken away."""
    parent = {document: document for document in left}

    def root(document: str) -> str:
        while parent[document] != document:
            parent[document] = parent[parent[document]]
            document = parent[document]
        return document

    first: dict[int, str] = {}
    for document in list(parent):
        for (value,) in connection.execute("SELECT value FROM copy_keys WHERE document_id = ?", (document,)):
            one, other = sorted((root(document), root(first.setdefault(value, document))))
            parent[other] = one
    connection.executemany(
        "UPDATE copies SET group_id = ? WHERE document_id = ?", [(root(document), document) for document in parent]
    )
