"""What several test files use: the shared development data, where it is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("POURPARLERS_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The seed report; skips where the development data is absent."""
    path = SHARED / "seed" / "report.fr.txt"
    if not path.exists():
        pytest.skip(f"no development data: {path} is absent")
    return path.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the ledger of the person who runs it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv("POURPARLERS_LEDGER", raising=False)
