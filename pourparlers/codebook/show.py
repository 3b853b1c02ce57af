"""An entry of the codebook as plain text for a human."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import InputError
from .load import load
from .shapes import Codebook, Context, EventType, Example, Frame, Mode, WordClass


def show(name: str, codebook: Codebook | None = None) -> str:
    """The entry ``name``: a type (CONSULT), type/mode (CONSULT/phone), frame (request.urge), context or {class}.

    Case does not matter. Raises InputError when there is no such entry, naming what there is.
    """
    book = codebook or load()
    key = name.strip().lower().strip("{}")
    kind = book.events.get(key.upper())
    if kind is not None:
        return "\n".join(_event(kind, book))
    frame = book.frame(key)
    if frame is not None:
        return "\n".join(_frame(frame))
    if "/" in key:
        event, _, mode_name = key.partition("/")
        parent = book.events.get(event.upper())
        mode = next((m for m in parent.mode if m.name == mode_name), None) if parent else None
        if parent is not None and mode is not None:
            return "\n".join([f"{parent.event}/{mode.name}", *_mode(mode)])
    if key in book.contexts:
        return "\n".join(_context(book.contexts[key]))
    if key in book.words:
        return "\n".join(_class(key, book.words[key]))
    types = ", ".join(book.events)
    raise InputError(f"no entry {name} in the codebook; give a type ({types}), type/mode, a frame id, context or class")


def names(codebook: Codebook | None = None) -> list[str]:
    """Every name :func:`show` knows, types first."""
    book = codebook or load()
    modes = [f"{kind.event}/{mode.name}" for kind in book.events.values() for mode in kind.mode]
    return [*book.events, *modes, *(frame.id for frame in book.frames()), *book.contexts, *book.words]


def _event(kind: EventType, book: Codebook) -> Iterator[str]:
    scale = f"quad {kind.quad}, score {kind.score:+g}, recipient {kind.recipient}"
    yield f"{kind.event} — {book.quads[kind.quad]} ({scale})"
    yield kind.definition
    if kind.note:
        yield f"Note: {kind.note}"
    if kind.mode:
        yield ""
        yield "Modes"
        width = max(len(mode.name) for mode in kind.mode)
        for mode in kind.mode:
            yield f"  {mode.name:<{width}}  {mode.score:+g}  {mode.definition}"
    yield ""
    yield "Frames"
    for frame in kind.frame:
        yield from (f"  {line}" if line else "" for line in _frame(frame))


def _mode(mode: Mode) -> Iterator[str]:
    yield f"{mode.definition} Score {mode.score:+g}."
    if mode.note:
        yield f"Note: {mode.note}"
    yield from _wording("signalled by", mode.fr, mode.en)
    yield from _examples(mode.example)


def _frame(frame: Frame) -> Iterator[str]:
    traits = [f"mode {frame.mode}"] if frame.mode else []
    if frame.reciprocal:
        traits.append("both sides alike")
    yield f"{frame.id}: {frame.gloss}" + (f" ({', '.join(traits)})" if traits else "")
    if frame.note:
        yield f"  Note: {frame.note}"
    yield from (f"  {line}" for line in _wording("verbs", frame.fr, frame.en))
    yield from (f"  {line}" for line in _wording("nouns", frame.fr_nouns, frame.en_nouns))
    yield from (f"  {line}" for line in _examples(frame.example))


def _context(context: Context) -> Iterator[str]:
    yield f"context {context.name}"
    yield context.definition
    yield from _wording("signalled by", context.fr, context.en)
    yield from _examples(context.example)


def _class(name: str, entry: WordClass) -> Iterator[str]:
    yield f"class {{{name}}}: {entry.gloss}"
    yield from _wording("words", entry.fr, entry.en)


def _wording(what: str, fr: Iterable[str], en: Iterable[str]) -> Iterator[str]:
    for language, words in (("fr", fr), ("en", en)):
        listed = " · ".join(words)
        if listed:
            yield f"{language} {what}: {listed}"


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        sides = "+".join(example.actor) + (f" → {'+'.join(example.recipient)}" if example.recipient else "")
        flags = [flag for flag in ("negated", "hypothetical", "historical", "absent") if getattr(example, flag)]
        told = [example.event or "", sides, ",".join(example.mode), example.tense or "", *flags]
        detail = " ".join(part for part in told if part)
        yield f"{example.language} e.g. {example.text}" + (f"  [{detail}]" if detail else "")
