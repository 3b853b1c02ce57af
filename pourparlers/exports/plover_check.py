"""Does a JSON object follow PLOVER's field table (``plover_fields.toml``)?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..days import is_real_day
from .shapes import Field, Kind

_TABLE = Path(__file__).with_name("plover_fields.toml")
_OBJECT = "object:"
_LIST = "list of "
_PATTERNS = {"code": r"[A-Z]{3}", "sector": r"[A-Z]{3}([A-Z]{3})?", "language": r"[a-z]{2}"}
_KINDS: dict[str, Kind] = {"date": "date", "integer": "integer", "number": "number", "boolean": "truth"}

Table = dict[str, dict[str, dict[str, Any]]]


@cache
def _table() -> Table:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def fields() -> tuple[Field, ...]:
    """The table as a data dictionary; the fields of an object have its field's name and a dot before theirs."""
    return tuple(_fields(_table()["event"], ""))


def _fields(rules: dict[str, dict[str, Any]], prefix: str) -> Iterator[Field]:
    for name, rule in rules.items():
        kind = rule["type"]
        is_list = kind.startswith(_LIST)
        plain = kind.removeprefix(_LIST)
        yield Field(prefix + name, "list" if is_list else _KINDS.get(plain, "text"), rule["meaning"])
        if plain.startswith(_OBJECT):
            yield from _fields(_table()[plain.removeprefix(_OBJECT)], f"{prefix}{name}.")


def faults(value: Any) -> list[str]:
    """What is wrong with one event, as "field: what"; nothing when it follows the table."""
    if not isinstance(value, dict):
        return ["event: no object"]
    found = list(_object(value, "event", ""))
    if not found and not value["actor"]:
        found.append("actor: nobody is told")
    if not found and not value["event"]:
        found.append("event: no type")
    return found


def _object(value: dict[str, Any], name: str, prefix: str) -> Iterator[str]:
    rules = _table()[name]
    for field, rule in rules.items():
        if field in value:
            yield from _value(value[field], rule["type"], rule, prefix + field)
        elif rule.get("required"):
            yield f"{prefix}{field}: missing"


def _value(value: Any, kind: str, rule: dict[str, Any], name: str) -> Iterator[str]:
    if kind.startswith(_LIST):
        if not isinstance(value, list):
            yield f"{name}: no list"
            return
        for number, member in enumerate(value):
            yield from _value(member, kind.removeprefix(_LIST), rule, f"{name}[{number}]")
    elif kind.startswith(_OBJECT):
        if not isinstance(value, dict):
            yield f"{name}: no object"
            return
        yield from _object(value, kind.removeprefix(_OBJECT), f"{name}.")
    elif not _TESTS[kind](value):
        yield f"{name}: no {kind}"
    elif kind in ("integer", "number") and not rule.get("low", value) <= value <= rule.get("high", value):
        yield f"{name}: out of range"


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and is_real_day(value)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _matches(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


_TESTS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "number": lambda value: _is_integer(value) or isinstance(value, float),
    "date": _is_day,
    **{kind: _matches(pattern) for kind, pattern in _PATTERNS.items()},
}
