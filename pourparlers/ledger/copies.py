"""Near-identical documents: wire copies with a word changed, a release with another heading, a page updated.

Each text of some length is cut into shingles of five words; 112 minima of hashes stand for their set (MinHash, Broder
1997), put into 8 bands of 14 (Indyk and Motwani 1998). Two documents that share a whole band are copies of each other,
and so are those that a chain of copies joins. Of two texts with 95 of 100 shingles in common 995 in 1,000 pairs are
found, with 90 of 100 seven in eight, with 80 of 100 three in ten, with 70 of 100 one in twenty, with half of them one
in two thousand.

A document is compared with one other for each of its band values: all that share a value are of one group already. So
the cost does not grow with the ledger. The groups are those of a graph, so that the order of arrival makes no
difference. A translation shares no shingle and is no copy.

A document without a copy has no ``group_id``: its own id stands for it.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from . import lookups
from .chunks import chunks
from .ids import id_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BANDS = 8
_ROWS = 14
_SHINGLE = 5
# Shorter texts are copies only when they are the same word for word.
_FEWEST_WORDS = 30
# Words looked at; what stands further back changes nothing, and the work stays bounded.
_MOST_WORDS = 20_000
_WORD = re.compile(r"\w+")
# Shingles hashed at once: 112 rows of so many 64-bit numbers in memory.
_CHUNK = 4_000
_KEYS = "copy_keys"


def keys(text: str) -> list[int]:
    """The band values of a text (64-bit, signed), the number of the band mixed in; none for a short text."""
    return keys_of([text])[0]


def keys_of(texts: Iterable[str]) -> list[list[int]]:
    """The band values of each text; those of many in one go, which costs half as much."""
    found: list[list[int]] = []
    waiting: list[tuple[int, list[int]]] = []
    held = 0
    for text in texts:
        words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
        found.append([])
        if len(words) < _FEWEST_WORDS:
            continue
        waiting.append((len(found) - 1, [_number(word) for word in words[:_MOST_WORDS]]))
        held += len(words)
        if held >= _CHUNK:
            _settle_keys(found, waiting)
            held = 0
    if waiting:
        _settle_keys(found, waiting)
    return found


def _settle_keys(found: list[list[int]], waiting: list[tuple[int, list[int]]]) -> None:
    """Put the band values of the texts that wait, as the numbers of their words, to their places in ``found``."""
    import numpy

    shingle, band, factors, terms = _family()
    hashed = numpy.array([number for _, numbers in waiting for number in numbers], dtype=numpy.uint64)
    count = len(hashed) - _SHINGLE + 1
    # Numbers of 64 bits wrap around, which is the family of hashes wanted.
    shingles = _mixed(sum(hashed[place : place + count] * shingle[place] for place in range(_SHINGLE)))
    minima = numpy.empty((len(waiting), _BANDS * _ROWS), dtype=numpy.uint64)
    start = 0
    for row, (_, numbers) in enumerate(waiting):
        # Shingles across two texts are left out.
        own = shingles[start : start + len(numbers) - _SHINGLE + 1]
        minima[row] = _minima(own, factors, terms)
        start += len(numbers)
    bands = _mixed((minima.reshape(-1, _BANDS, _ROWS) * band).sum(axis=2)).view(numpy.int64).tolist()
    for (place, _), values in zip(waiting, bands, strict=True):
        found[place] = values
    waiting.clear()


def _minima(shingles: NDArray[Any], factors: NDArray[Any], terms: NDArray[Any]) -> NDArray[Any]:
    import numpy

    least: NDArray[Any] = numpy.full(_BANDS * _ROWS, numpy.iinfo(numpy.uint64).max, dtype=numpy.uint64)
    for start in range(0, len(shingles), _CHUNK):
        part = shingles[start : start + _CHUNK, None] * factors
        part += terms
        numpy.minimum(least, part.min(axis=0), out=least)
    return least


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    """A word as a number of 64 bits, the same on every machine and day."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(numbers: NDArray[Any]) -> NDArray[Any]:
    """Numbers with their bits mixed (the finalizer of SplitMix64, Steele et al. 2014), so that like sums are unlike."""
    import numpy

    numbers = (numbers ^ (numbers >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    mixed: NDArray[Any] = numbers ^ (numbers >> numpy.uint64(31))
    return mixed


@cache
def _family() -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Odd factors for words in a shingle and for minima in a band; factors and terms of the hashes."""
    import numpy

    hashes = _BANDS * _ROWS
    count = _SHINGLE + hashes + 2 * hashes
    numbers = numpy.array([_number(f"pourparlers copies {number}") for number in range(count)], dtype=numpy.uint64)
    odd = numbers | numpy.uint64(1)
    shingle, band, factors = numpy.split(odd[: count - hashes], [_SHINGLE, _SHINGLE + hashes])
    return shingle, band.reshape(_BANDS, _ROWS), factors, numbers[count - hashes :]


class _Home(NamedTuple):
    """The group that a band value tells: its id, and the number of the document if it is the only one."""

    group: str
    single: int | None


def settle(connection: sqlite3.Connection, documents: Sequence[tuple[int, str, str]]) -> None:
    """Put newly written documents, given as numbers, ids and texts, beside their copies."""
    all_values = keys_of(text for _, _, text in documents)
    values_of = {number: values for (number, _, _), values in zip(documents, all_values, strict=True) if values}
    ids = {number: document for number, document, _ in documents}
    homes = _homes(connection, {value for values in values_of.values() for value in values})
    joined = _Joined()
    first = {value: home.group for value, home in homes.items()}
    for number, values in values_of.items():
        for value in values:
            joined.join(ids[number], first.setdefault(value, ids[number]))
    for home in sorted(set(homes.values()), key=lambda home: home.group):
        root = joined.root(home.group)
        if home.single is not None:
            connection.execute("UPDATE copies SET group_id = ? WHERE document_number = ?", (root, home.single))
        elif root != home.group:
            connection.execute("UPDATE copies SET group_id = ? WHERE group_id = ?", (root, home.group))
    there = Counter(joined.root(name) for name in {*(ids[number] for number in values_of), *first.values()})
    rows = []
    for number, values in values_of.items():
        root = joined.root(ids[number])
        rows.append((number, root if there[root] > 1 else None, _packed(values)))
    connection.executemany("INSERT INTO copies VALUES (?, ?, ?)", rows)
    lookups.add(connection, _KEYS, {(value, number) for number, values in values_of.items() for value in values})
    lookups.move(connection, _KEYS, ids)


def _homes(connection: sqlite3.Connection, values: Iterable[int]) -> dict[int, _Home]:
    """The group of the documents that have each value. All that share one are of one group already: one tells it."""
    number_of = lookups.find_one(connection, _KEYS, values)
    homes: dict[int, _Home] = {}
    for part in chunks(sorted(set(number_of.values()))):
        rows = connection.execute(
            "SELECT c.document_number, c.group_id, d.id FROM copies c JOIN documents d ON d.number = c.document_number"
            f" WHERE c.document_number IN ({', '.join('?' * len(part))})",
            part,
        )
        for number, group, document in rows:
            homes[number] = _Home(document, number) if group is None else _Home(group, None)
    return {value: homes[number] for value, number in number_of.items()}


class _Joined:
    """Ids put together; the smallest stands for all."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The id that stands for ``name``."""
        parent = self._parent
        while parent.get(name, name) != name:
            parent[name] = parent.get(parent[name], parent[name])
            name = parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Put two together."""
        least, most = sorted((self.root(one), self.root(other)))
        if least != most:
            self._parent[most] = least


def _packed(values: Iterable[int]) -> bytes:
    return b"".join(value.to_bytes(8, "little", signed=True) for value in values)


def _values(connection: sqlite3.Connection, document: int) -> list[int]:
    """The band values of a document."""
    row = connection.execute("SELECT band_values FROM copies WHERE document_number = ?", (document,)).fetchone()
    packed = row[0] if row is not None else b""
    return [int.from_bytes(packed[at : at + 8], "little", signed=True) for at in range(0, len(packed), 8)]


def take_away(connection: sqlite3.Connection, document: int) -> list[int]:
    """Forget a document's band values before its rows are deleted; gives the other documents of its group.

    Documents are given by number.
    """
    alike = connection.execute(
        "SELECT o.document_number FROM copies c JOIN copies o ON o.group_id = c.group_id"
        " WHERE c.document_number = ? AND o.document_number <> c.document_number ORDER BY o.document_number",
        (document,),
    ).fetchall()
    lookups.remove(connection, _KEYS, [(value, document) for value in _values(connection, document)])
    return [row[0] for row in alike]


def members(connection: sqlite3.Connection, document_id: str) -> list[str]:
    """The other documents of a document's group, by their ids."""
    rows = connection.execute(
        "SELECT o.id FROM documents d JOIN copies c ON c.document_number = d.number"
        " JOIN copies s ON s.group_id = c.group_id AND s.document_number <> c.document_number"
        " JOIN documents o ON o.number = s.document_number WHERE d.id = ? ORDER BY o.id",
        (document_id,),
    )
    return [row[0] for row in rows]


def resettle(connection: sqlite3.Connection, left: Iterable[int]) -> None:
    """Group the documents (numbers) anew that were copies of one that was taken away."""
    joined = _Joined()
    first: dict[int, str] = {}
    ids = {number: id_of(connection, number) for number in left}
    for number, document in ids.items():
        for value in _values(connection, number):
            joined.join(document, first.setdefault(value, document))
    there = Counter(joined.root(document) for document in ids.values())
    connection.executemany(
        "UPDATE copies SET group_id = ? WHERE document_number = ?",
        [(root if there[root := joined.root(document)] > 1 else None, number) for number, document in ids.items()],
    )
