"""Which code, codebook and model made an export, so that a paper can cite it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from .. import __version__
from ..ledger import Ledger

_PACKAGE = Path(__file__).resolve().parent.parent


class Provenance(msgspec.Struct, frozen=True):
    """``codebook`` and ``model`` are ``plover-2.0`` and the model's name with a digest of their files.

    They are those of the program that exports. Records that an older one read keep what that one said; read documents
    again when it matters. ``curation`` is how many entries of the curation log hold.
    """

    code: str
    codebook: str
    model: str
    documents: int
    first_date: str | None
    last_date: str | None
    publishers: int
    curation: int


def provenance(ledger: Ledger) -> Provenance:
    """What an export of ``ledger`` was made by and of. Nothing in it depends on the day or the machine."""
    held = ledger.searched()
    return Provenance(
        code=f"pourparlers {__version__}",
        codebook=codebook_version(),
        model=model_version(),
        documents=held.documents,
        first_date=held.first_date,
        last_date=held.last_date,
        publishers=len(held.publishers),
        curation=sum(1 for entry in ledger.curation() if entry.active),
    )


def codebook_version() -> str:
    """The codebook as PLOVER's ``cite_info`` names it."""
    return f"plover-2.0+pourparlers-{_digest('codebook', '**/*.toml')}"


def model_version() -> str:
    """The models: one digest over all weights and settings."""
    return f"models-{_digest('.', '**/weights/*')}"


@cache
def _digest(folder: str, pattern: str) -> str:
    """Ten hexadecimal digits over names and contents of the files."""
    return _sum(sorted(path for path in (_PACKAGE / folder).glob(pattern) if path.is_file()))


def _sum(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update(path.name.encode() + b"\x00")
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    return found.hexdigest()[:10]
