"""Reads the codebook's files and proves them sound.

Whatever is wrong with a file is one :class:`CodebookError` that names the file and the entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import CodebookError
from .shapes import (
    LANGUAGES,
    Auxiliary,
    Codebook,
    Context,
    EventType,
    Example,
    Frame,
    Mode,
    WordClass,
    is_class,
    parse_pattern,
)

FOLDER = Path(__file__).resolve().parent
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")
Shape = TypeVar("Shape")


class _General(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """contexts.toml as a whole."""

    quad: dict[str, str]
    auxiliary: tuple[Auxiliary, ...]
    context: tuple[Context, ...]


@cache
def load(folder: Path | None = None) -> Codebook:
    """The codebook in ``folder`` (default: the one that comes with the package), checked and cached.

    Raises :class:`CodebookError`, naming file and entry, when a file is missing, is no TOML or holds an unsound entry.
    """
    root = FOLDER if folder is None else folder
    words = _load_words(sorted(root.glob("words*.toml")))
    general = _convert(_read(root / "contexts.toml"), _General, "contexts.toml")
    files = sorted((root / "events").glob("*.toml"))
    if not files:
        raise CodebookError(f"no codebook in {root}: it needs events/*.toml, contexts.toml and words.toml")
    events: dict[str, EventType] = {}
    frames: set[str] = set()
    for file in files:
        kind = _convert(_read(file), EventType, file.name)
        if kind.event in events:
            raise CodebookError(f"{file.name}: {kind.event} is in another file already; keep one of them")
        _check_event(kind, file.name, words, frames)
        events[kind.event] = kind
    contexts = _unique(general.context, "contexts.toml")
    for context in contexts.values():
        _check_words(context.fr + context.en, words, f"contexts.toml, {context.name}")
        _check_examples(context.example, f"contexts.toml, {context.name}")
    return Codebook(
        events=dict(sorted(events.items(), key=lambda item: (item[1].quad, item[0]))),
        contexts=contexts,
        words=words,
        auxiliary=_unique(general.auxiliary, "contexts.toml"),
        quads={int(code): name for code, name in general.quad.items()},
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CodebookError(f"{file.name} is missing in {file.parent}; restore it from the package") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{file.name} cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{file.name} is no valid TOML: {error}") from None


def _entry(data: Any, path: str) -> str:
    """What a person calls the entry at msgspec's ``path``: the ids and names met on the way, then the path itself."""
    names: list[str] = []
    for key, index in _STEP.findall(path):
        try:
            data = data[int(index)] if index else data[key]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict):
            names += [str(data[k]) for k in ("id", "name") if k in data]
    return ", ".join([*names, path])


def _convert(data: dict[str, Any], shape: type[Shape], file: str) -> Shape:
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        raise CodebookError(f"{file}: {what}; mend {_entry(data, path.strip('`')) or 'its first lines'}") from None


def _unique(entries: Iterable[Any], file: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        if entry.name in found:
            raise CodebookError(f"{file}: {entry.name} stands twice; remove one")
        found[entry.name] = entry
    return found


def _load_words(files: Iterable[Path]) -> dict[str, WordClass]:
    words: dict[str, WordClass] = {}
    home: dict[str, str] = {}
    for file in files:
        for name, entry in _convert(_read(file), dict[str, WordClass], file.name).items():
            if name in words:
                raise CodebookError(f"{file.name}: class {name} is in {home[name]} already; rename or merge it")
            if not entry.fr or not entry.en:
                raise CodebookError(f"{file.name}: class {name} needs words in both languages, fr and en")
            words[name], home[name] = entry, file.name
    return words


def _check_event(kind: EventType, file: str, words: dict[str, WordClass], frames: set[str]) -> None:
    if kind.quad not in (1, 2, 3, 4):
        raise CodebookError(f"{file}: quad is {kind.quad}; it must be 1, 2, 3 or 4")
    modes = _unique(kind.mode, file)
    for mode in kind.mode:
        _check_mode(mode, f"{file}, mode {mode.name}", modes, words)
    for frame in kind.frame:
        where = f"{file}, frame {frame.id}"
        if frame.id in frames:
            raise CodebookError(f"{where}: this id stands twice; rename one")
        frames.add(frame.id)
        if frame.event != kind.event or frame.id.count(".") != 1:
            raise CodebookError(f"{where}: the id must be {kind.event.lower()}.something")
        if frame.mode is not None and frame.mode not in modes:
            raise CodebookError(f"{where}: {kind.event} has no mode {frame.mode}; it has {', '.join(modes) or 'none'}")
        _check_frame(frame, where, modes, words)


def _check_mode(mode: Mode, where: str, modes: dict[str, Mode], words: dict[str, WordClass]) -> None:
    _check_words(mode.fr + mode.en, words, where)
    _check_examples(mode.example, where, modes)


def _check_frame(frame: Frame, where: str, modes: dict[str, Mode], words: dict[str, WordClass]) -> None:
    for language in LANGUAGES:
        if not frame.wording(language) and not frame.nouns(language):
            raise CodebookError(f"{where}: it has no wording in {language}; add a pattern or an event noun")
        for text in frame.wording(language):
            try:
                pattern = parse_pattern(text, language)
            except CodebookError as error:
                raise CodebookError(f"{where}: {error}") from None
            _check_words((f"{{{e.value}}}" for e in pattern.elements if e.kind == "class"), words, where)
        if len(set(frame.wording(language))) < len(frame.wording(language)):
            raise CodebookError(f"{where}: a pattern in {language} stands twice; remove one")
    _check_words(frame.fr_nouns + frame.en_nouns, words, where)
    _check_examples(frame.example, where, modes)


def _check_words(entries: Iterable[str], words: dict[str, WordClass], where: str) -> None:
    for entry in entries:
        if is_class(entry):
            if entry[1:-1] not in words:
                raise CodebookError(f"{where}: no class {entry} in words.toml; add it or mend the name")
        elif not entry.strip() or "{" in entry or "}" in entry:
            raise CodebookError(f"{where}: « {entry} » is neither a word nor one {{class}}")


def _check_examples(examples: tuple[Example, ...], where: str, modes: dict[str, Mode] | None = None) -> None:
    for language in LANGUAGES:
        if not any(e.language == language and not e.absent for e in examples):
            raise CodebookError(f"{where}: it has no example in {language}; write one")
    for example in examples:
        if not example.text.strip():
            raise CodebookError(f"{where}: an example has no text")
        if modes is not None and example.event is None and not set(example.mode) <= modes.keys():
            raise CodebookError(f"{where}: an example expects an unknown mode: {', '.join(example.mode)}")
