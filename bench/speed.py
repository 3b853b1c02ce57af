"""How long reading takes: a report read cold from the shell, and each further report in the same process.

Prints seconds and peak memory, and, side by side in the same run, the bare parse of the same texts by the same spaCy
pipeline: the ratio says what coding costs on top of parsing, on whatever machine this is.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ROOT / ".venv" / "bin" / "pourparlers"
RUNS = 5


def cold(report: Path) -> tuple[float, float]:
    """Seconds and peak MB of one ``pourparlers read`` in a new process."""
    if not COMMAND.exists():
        sys.exit(f"there is no {COMMAND}: run make setup first")
    start = time.perf_counter()
    process = subprocess.Popen(
        [COMMAND, "read", report, "--no-ledger", "--json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"reading {report} failed with status {status}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    for name in ("report.fr.md", "report.en.md"):
        runs = [cold(ROOT / "examples" / name) for _ in range(RUNS)]
        seconds, memory = zip(*runs, strict=True)
        print(
            f"{name}: cold from the shell {statistics.median(seconds):.2f} s "
            f"(of {RUNS}: {min(seconds):.2f} to {max(seconds):.2f}), peak {max(memory):.0f} MB"
        )
    warm()


def warm() -> None:
    """Print what each further report costs in one process, and the bare parse of the same texts."""
    # Imported only now: the peak of a process that is started counts what its starter held.
    from shares import bare_parse

    import pourparlers
    from pourparlers.documents import load

    for language, name in (("fr", "report.fr.md"), ("en", "report.en.md")):
        (document,) = load(str(ROOT / "examples" / name))
        pourparlers.read_document(document)
        reading, parsing = [], []
        for _ in range(20):
            start = time.perf_counter()
            pourparlers.read_document(document)
            reading.append(time.perf_counter() - start)
            start = time.perf_counter()
            bare_parse(document.text, language)
            parsing.append(time.perf_counter() - start)
        ratio = statistics.median(r / p for r, p in zip(reading, parsing, strict=True))
        print(
            f"{name}: further reports {statistics.median(reading) * 1000:.0f} ms each "
            f"({len(document.text.split())} words); bare parse {statistics.median(parsing) * 1000:.0f} ms; "
            f"reading / parse {ratio:.2f}"
        )
    print(
        f"this process: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, both languages loaded"
    )


if __name__ == "__main__":
    main()
