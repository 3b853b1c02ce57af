"""The console: width, colours, and the styles of the pages."""

from __future__ import annotations

import os
import re
import sys
from typing import IO

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

STYLES = {
    "actor": "bold cyan",
    "trigger": "bold yellow underline",
    "statement": "italic green",
    "heading": "bold",
    "label": "dim",
    "code": "bold magenta",
    "flag": "bold red",
    "warning": "yellow",
    "faint": "dim",
    "quote": "italic",
}
_PLAIN_WIDTH = 80
# Longer lines of prose are hard to read, however wide the window.
_MOST_WIDTH = 120
# Guillemets stay with their words. A private-use character stands for the space between while lines are broken: no
# page holds one (see .safe), and rich would break at a no-break space.
_TIED = "\ue000"
_GUILLEMETS = re.compile("(?<=«)[ \u00a0\u202f]|[ \u00a0\u202f](?=»)")


def make_console(file: IO[str] | None = None, width: int | None = None) -> Console:
    """A console on ``file`` (standard output). No colours when it is no terminal or NO_COLOR is set.

    Not on a terminal, lines are 80 columns wide unless COLUMNS or ``width`` says otherwise; 20 to 120 in any case.
    """
    stream = file if file is not None else sys.stdout
    if width is None and not stream.isatty() and not os.environ.get("COLUMNS", "").isdigit():
        width = _PLAIN_WIDTH
    console = Console(
        file=stream,
        width=width,
        theme=Theme(STYLES, inherit=True),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        force_terminal=None if stream.isatty() else False,
    )
    console.width = min(max(console.width, 20), _MOST_WIDTH)
    return console


def is_plain(console: Console) -> bool:
    """Whether the console shows no styles at all, so that marks must be written out."""
    return console.color_system is None


def line(*parts: str | tuple[str, str] | Text) -> Text:
    """One Text of plain strings and ``(words, style)`` pairs."""
    return Text.assemble(*parts)


def put(console: Console, text: Text | str, indent: int = 0, hang: int = 0) -> None:
    """Prints ``text`` wrapped to the console, every line ``indent`` columns in, those after the first ``hang`` more."""
    body = Text(text) if isinstance(text, str) else text.copy()
    body.plain = _GUILLEMETS.sub(_TIED, body.plain)
    width = max(console.width - indent - hang, 10)
    if hang == 0:
        rows = list(body.wrap(console, width))
    else:
        first = body.wrap(console, width + hang)
        rows = [first[0]] if len(first) else []
        if len(first) > 1:
            rest = body[len(first[0].plain) :]
            rest = _without_leading_space(rest)
            rows += list(rest.wrap(console, width))
    for number, row in enumerate(rows):
        pad = indent + (hang if number else 0)
        row.rstrip()
        row.plain = row.plain.replace(_TIED, " ")
        console.print(Text(" " * pad) + row, soft_wrap=True)


def _without_leading_space(text: Text) -> Text:
    start = len(text.plain) - len(text.plain.lstrip())
    return text[start:] if start else text


def heading(console: Console, words: str) -> None:
    """A heading with a blank line before it."""
    console.print()
    console.print(Text(words.upper(), style="heading"))
