"""The codebook on the terminal: its types, an entry, and the outcome of running its examples."""

from __future__ import annotations

from ..codebook import Codebook
from ..codebook.check import Summary
from .console import line, make_console, put
from .safe import one_line


def show_types(codebook: Codebook) -> None:
    """Each type with its quad category, score, definition and modes."""
    console = make_console()
    for event in codebook.events.values():
        quad = one_line(codebook.quads.get(event.quad, str(event.quad)))
        head = line((event.event, "code"), f"  {quad} · {event.score:+.1f} · {len(event.frame)} entries")
        put(console, head, hang=2)
        put(console, one_line(event.definition), indent=2)
        if event.mode:
            put(console, line(("modes: " + ", ".join(mode.name for mode in event.mode), "label")), indent=2, hang=2)


def show_entry(description: str) -> None:
    """An entry as the codebook tells it to a human; lines are broken for a terminal only, so that grep finds them."""
    console = make_console()
    if not console.is_terminal:
        console.print(description, soft_wrap=True)
        return
    for row in description.split("\n"):
        words = row.lstrip()
        if words:
            put(console, words, indent=len(row) - len(words), hang=4)
        else:
            console.print()


def show_check(summary: Summary) -> bool:
    """The examples that are not read as they should be, and how many were read; True when all hold."""
    console = make_console()
    for problem in summary.problems:
        words = f" [{problem.language}] « {one_line(problem.text)} »"
        put(console, line((one_line(problem.entry), "code"), words), hang=2)
        put(console, line(("! ", "warning"), one_line(problem.message)), indent=2, hang=2)
    held = summary.examples - len(summary.problems)
    put(console, f"{held:,} of {summary.examples:,} examples are read as they should be")
    return not summary.problems
