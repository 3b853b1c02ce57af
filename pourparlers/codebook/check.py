"""Runs the codebook's examples: every sentence is read, and what its entry promises must be found in it.

The reader is handed in (default: the house's own coder, imported only then), so this module depends on no stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from ..record import Document, Event, Record
from .load import load
from .shapes import Codebook, EventType, Example

Read = Callable[..., Record]


class Case(msgspec.Struct, frozen=True):
    """One example and where it stands. ``event`` is the type expected, ``context`` the context (for contexts.toml)."""

    entry: str
    example: Example
    event: str | None = None
    context: str | None = None
    reciprocal: bool = False


class Problem(msgspec.Struct, frozen=True):
    """An example that does not hold: the entry, its sentence, and what was found instead."""

    entry: str
    language: str
    text: str
    message: str

    def __str__(self) -> str:
        return f"{self.entry} [{self.language}] {self.text} — {self.message}"


class Summary(msgspec.Struct, frozen=True):
    """How many examples were read, and those that do not hold."""

    examples: int
    problems: list[Problem]


def cases(codebook: Codebook, only: str | None = None) -> Iterator[Case]:
    """The examples of the codebook; ``only`` narrows to a type, a mode (``CONSULT/phone``), a frame or a context."""
    for kind in codebook.events.values():
        yield from (case for case in _event_cases(kind) if _wanted(case.entry, only))
    for context in codebook.contexts.values():
        for example in context.example:
            case = Case(f"context {context.name}", example, context=context.name)
            if only is None or only == context.name:
                yield case


def _event_cases(kind: EventType) -> Iterator[Case]:
    for mode in kind.mode:
        for example in mode.example:
            yield Case(f"{kind.event}/{mode.name}", example, example.event or kind.event)
    for frame in kind.frame:
        for example in frame.example:
            yield Case(frame.id, example, example.event or kind.event, None, frame.reciprocal)


def _wanted(entry: str, only: str | None) -> bool:
    if only is None:
        return True
    entry, only = entry.lower(), only.lower()
    return entry == only or entry.replace("/", ".").startswith(only + ".")


def run(read: Read | None = None, only: str | None = None, codebook: Codebook | None = None) -> list[Problem]:
    """Read the examples with ``read(text, language=…) -> Record`` and return those that do not hold.

    Without ``read`` the house's coder is used, in batches. ``only``: see :func:`cases`. Raises InputError when
    ``only`` names nothing.
    """
    return summary(read, only, codebook).problems


def summary(read: Read | None = None, only: str | None = None, codebook: Codebook | None = None) -> Summary:
    """Like :func:`run`, with the number of examples read."""
    book = codebook or load()
    chosen = list(cases(book, only))
    if not chosen:
        from ..errors import InputError

        raise InputError(f"no entry {only} in the codebook; give a type (CONSULT), a frame (request.urge) or a context")
    problems = []
    for case, record in zip(chosen, _records(chosen, read), strict=True):
        message = _verdict(case, record)
        if message is not None:
            problems.append(Problem(case.entry, case.example.language, case.example.text, message))
    return Summary(len(chosen), problems)


def _records(chosen: Sequence[Case], read: Read | None) -> Iterable[Record]:
    """One record for each case, in order. Languages are read one after the other: batches hold one language."""
    if read is not None:
        return [read(case.example.text, language=case.example.language) for case in chosen]
    from ..coder import code_batch

    order = sorted(range(len(chosen)), key=lambda n: chosen[n].example.language)
    # The frames alone: an example proves its own entry, not what the relation model makes of the sentence.
    documents = (Document(text=chosen[n].example.text, language=chosen[n].example.language) for n in order)
    found: dict[int, Record] = dict(zip(order, code_batch(documents, ask=None), strict=True))
    return [found[n] for n in range(len(chosen))]


def _verdict(case: Case, record: Record) -> str | None:
    """What is wrong with ``record`` as a reading of ``case``, or None."""
    if case.context is not None:
        if any(case.context in event.context for event in record.events):
            return None
        return f"no event with context {case.context}; found {_tell(record.events)}"
    same = [event for event in record.events if event.event == case.event]
    if case.example.absent:
        return f"must not be found: {_tell(same)}" if same else None
    if not same:
        return f"no {case.event}; found {_tell(record.events)}"
    faults = [_faults(case, event) for event in same]
    best = min(faults, key=len)
    return "; ".join(best) + f"; found {_tell(same)}" if best else None


def _faults(case: Case, event: Event) -> list[str]:
    example = case.example
    faults = []
    actors, recipients = _countries(event.actor), _countries(event.recipient)
    wanted = {*example.actor, *example.recipient}
    # Of a mutual event (talks, a deal) a record may hold both sides as actors and recipients alike.
    mutual = (case.reciprocal or not event.recipient) and wanted <= actors | recipients
    if not (set(example.actor) <= actors and set(example.recipient) <= recipients) and not mutual:
        faults.append(f"sides {'+'.join(example.actor)} → {'+'.join(example.recipient) or 'none'} expected")
    if not set(example.mode) <= set(event.mode):
        faults.append(f"mode {', '.join(example.mode)} expected")
    expected: dict[str, Any] = {
        "tense": example.tense,
        "negated": example.negated,
        "hypothetical": example.hypothetical,
        "historical": example.historical,
    }
    for field, value in expected.items():
        # A flag that an example does not speak of must not be raised; its tense is then left open.
        if value is None and field == "tense":
            continue
        if getattr(event, field) != (value if value is not None else False):
            faults.append(f"{field} is {getattr(event, field)}")
    return faults


def _countries(entities: Iterable[Any]) -> set[str]:
    return {entity.country for entity in entities if entity.country}


def _tell(events: Sequence[Event]) -> str:
    """The events in a few words, for a message."""
    told = [
        f"{event.event}{'/' + ','.join(event.mode) if event.mode else ''} "
        f"{'+'.join(sorted(_countries(event.actor))) or '?'} → {'+'.join(sorted(_countries(event.recipient))) or '?'}"
        f"{' negated' if event.negated else ''} ({event.why})"
        for event in events
    ]
    return "; ".join(told) or "nothing"
