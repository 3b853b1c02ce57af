"""The README speaks of commands that exist, and of all of them."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from pourparlers.cli import app

README = Path(__file__).resolve().parent.parent / "README.md"


def test_readme_names_every_command_and_no_other() -> None:
    text = README.read_text(encoding="utf-8")
    named = set(re.findall(r"^\$ \.venv/bin/pourparlers (\w+)", text, flags=re.MULTILINE))
    command = typer.main.get_command(app)
    existing = set(command.commands)  # type: ignore[attr-defined]
    assert named == existing
