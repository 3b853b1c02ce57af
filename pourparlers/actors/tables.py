"""Reads the tables and word lists in ``data/``."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _read(name: str) -> str:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV table in ``data/``; lines that begin with # are comments."""
    lines = (line for line in _read(name).splitlines() if line and not line.startswith("#"))
    return list(csv.DictReader(lines))


@cache
def lexicon(name: str) -> dict[str, Any]:
    return tomllib.loads(_read(name))


def split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
