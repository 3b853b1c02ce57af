"""Which records are the same document: same id, same address, or the same words.

The result is a function of the set of records, never of the order in which they came.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|mc_cid|mc_eid|xtor|at_medium|at_campaign", re.IGNORECASE)
_MADE = re.compile(r"[0-9a-f]{16,64}")


class Version(NamedTuple):
    """What identity needs to know of a record that the ledger holds."""

    record_id: str
    content_hash: str
    url_key: str | None
    date: str | None


def content_hash(text: str) -> str:
    """SHA-256 (hex) of the text in Unicode form NFC, every run of white space made one space."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def url_key(url: str | None) -> str | None:
    """A normalised address, or None when it names no single page (no host, or the front page of a site).

    Scheme, ``www.``, case of the host, fragment, last slash and tracking parameters make no difference.
    """
    site = host(url)
    if not site:
        return None
    parts = urlsplit((url or "").strip())
    port = parts.port
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    path = parts.path.rstrip("/")
    if not path and not query:
        return None
    return site + (f":{port}" if port not in (None, 80, 443) else "") + path + (f"?{urlencode(query)}" if query else "")


def host(url: str | None) -> str | None:
    """The host of an address in lower case, without ``www.``; None when there is none."""
    try:
        parts = urlsplit((url or "").strip())
        parts.port  # noqa: B018  # a port that is no number makes the address none
        return (parts.hostname or "").lower().removeprefix("www.") or None
    except ValueError:
        return None


def is_made(record_id: str) -> bool:
    """Whether an id looks made from the content (a hex digest, with or without a prefix) rather than given."""
    return _MADE.fullmatch(record_id.rpartition(":")[2].rpartition("-")[2]) is not None


def components(versions: Iterable[Version]) -> list[list[Version]]:
    """The versions in groups that are linked by a shared address or the same words, in a fixed order."""
    ordered = sorted(versions, key=lambda version: version.record_id)
    parent = list(range(len(ordered)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    seen: dict[tuple[str, str], int] = {}
    for index, version in enumerate(ordered):
        links = [("text", version.content_hash)]
        if version.url_key:
            links.append(("url", version.url_key))
        for link in links:
            parent[root(index)] = root(seen.setdefault(link, index))
    groups: dict[int, list[Version]] = {}
    for index, version in enumerate(ordered):
        groups.setdefault(root(index), []).append(version)
    return sorted(groups.values(), key=lambda group: group[0].record_id)


def representative(group: list[Version]) -> Version:
    """The version that stands for the document.

    Of different texts (an updated page), the one first published last; of copies of one text, one that came with an
    id before one whose id was made from its content, then the earliest, then the smallest id.
    """
    first_published: dict[str, str] = {}
    for version in group:
        if version.date:
            known = first_published.get(version.content_hash)
            first_published[version.content_hash] = min(known, version.date) if known else version.date
    newest = max(
        {version.content_hash for version in group}, key=lambda digest: (first_published.get(digest, ""), digest)
    )
    copies = [version for version in group if version.content_hash == newest]
    return min(copies, key=lambda version: (is_made(version.record_id), version.date or "9999", version.record_id))
