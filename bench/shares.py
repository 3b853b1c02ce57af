"""What a stage of reading costs: its share of the time of ``code``, on news or on the example reports."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from pourparlers import coder, events
from pourparlers.documents import load
from pourparlers.languages.passages import plain
from pourparlers.languages.pipeline import load_pipeline
from pourparlers.record import Document, Record

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT.parent / "shared" / "data" / "raw"
# A module and the name by which the function of a stage is called in it.
Place = tuple[ModuleType, str]


class Clock:
    """A function with the seconds that its calls took, by the clock and by the processor, and how much it was asked.

    ``asked`` counts the members of a list that is given, else one a call.
    """

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work, self.clock, self.processor, self.asked = work, 0.0, 0.0, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it."""
        clock, processor = time.perf_counter(), time.process_time()
        try:
            return self.work(*arguments, **named)
        finally:
            self.clock += time.perf_counter() - clock
            self.processor += time.process_time() - processor
            self.asked += len(arguments[0]) if arguments and isinstance(arguments[0], list) else 1


@dataclass(frozen=True)
class Cost:
    """What reading took as a whole and by stage, and the records."""

    whole: Clock
    stages: Mapping[str, Clock]
    records: Sequence[Record]

    def by_processor(self, stage: str) -> float:
        """The share of a stage in the processor's time, per cent."""
        return 100 * self.stages[stage].processor / self.whole.processor

    def by_clock(self, stage: str) -> float:
        """The share of a stage in the time by the clock, per cent."""
        return 100 * self.stages[stage].clock / self.whole.clock


def cost_of(
    found: Sequence[Document], stages: Mapping[str, Sequence[Place]], ask: events.Ask | None = events.ask_model
) -> Cost:
    """Code the documents with a clock on each stage, wherever it is called from; models and lists are loaded before."""
    list(coder.code_batch(found[:2], ask=ask))
    clocks = {stage: Clock(getattr(*places[0])) for stage, places in stages.items()}
    whole = Clock(lambda: list(coder.code_batch(found, ask=ask)))
    with ExitStack() as put_back:
        for stage, places in stages.items():
            for module, name in places:
                put_back.enter_context(mock.patch.object(module, name, clocks[stage]))
        records = whole()
    return Cost(whole, clocks, records)


def seconds_of(work: Callable[[], object]) -> float:
    """The processor seconds of one call."""
    clock = Clock(work)
    clock()
    return clock.processor


def bare_parse(text: str, language: str) -> None:
    """Parse as reading does, by the same spaCy pipeline, and nothing else."""
    for _ in load_pipeline(language).nlp.pipe(plain(text).split("\n")):
        pass


def documents(language: str, count: int, path: Path | None = None, step: int = 1) -> list[Document]:
    """``count`` documents to read, each ``step``-th of ``path``, or of the raw news; the example twenty times if there
    is no such file."""
    path = path or RAW / f"news.{language}.jsonl"
    if not path.exists():
        (report,) = load(str(ROOT / "examples" / f"report.{language}.md"))
        return [Document(id=str(n), text=report.text, date=report.date, language=language) for n in range(20)]
    with path.open(encoding="utf-8") as lines:
        return [_document(n, json.loads(line), language) for n, line in islice(enumerate(lines), 0, count * step, step)]


def _document(number: int, given: Mapping[str, Any], language: str) -> Document:
    date = given.get("date") if len(given.get("date") or "") == 10 else None
    return Document(id=str(number), text=given["text"], date=date, language=language)
