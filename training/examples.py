"""Training examples: our own sentences (``training/relations``) and the development data (``../shared/data``)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pourparlers.events.relation.labels import TYPES, label_of
from pourparlers.events.relation.marking import Pair

OWN = Path(__file__).parent / "relations"
# Types in which both sides do the same: swapping them changes nothing.
MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
_MARK = re.compile(r"\[([AR]): ([^\[\]]*)\]")
_LINE = re.compile(r"(?P<kind>[A-Z]+)(?:\.(?P<mode>[a-z-]+))? \| (?P<text>.+)")


@dataclass(frozen=True)
class Example:
    """A marked pair and what is known of it: the types that are right (none for an unrelated pair), the mode."""

    id: str
    language: str
    pair: Pair
    types: tuple[int, ...]
    mode: str | None
    own: bool

    @property
    def swapped(self) -> Example:
        """The same sentence asked the other way about: unrelated, for types that have a direction."""
        pair = Pair(self.pair.text, self.pair.recipient, self.pair.actor)
        return replace(self, id=self.id + "~", pair=pair, types=(), mode=None)

    @property
    def directed(self) -> bool:
        """True when swapping the parties makes the pair unrelated."""
        kinds = {TYPES[i] for i in self.types}
        return bool(kinds) and not kinds & MUTUAL and bool(self.pair.recipient)


def parse_line(line: str, id: str, language: str) -> Example:
    """One of our sentences: ``TYPE.mode | text with [A: the actor] and [R: the recipient]``. Raises ValueError."""
    found = _LINE.fullmatch(line)
    if found is None or (found["kind"] != "NONE" and found["kind"] not in TYPES):
        raise ValueError(f"{id}: not `TYPE.mode | text`: {line[:60]!r}")
    text, spans, at = "", {"A": [], "R": []}, 0
    marked = found["text"]
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans[mark[1]].append((len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    text += marked[at:]
    if not spans["A"]:
        raise ValueError(f"{id}: no actor is marked")
    types = () if found["kind"] == "NONE" else (TYPES.index(found["kind"]),)
    return Example(id, language, Pair(text, tuple(spans["A"]), tuple(spans["R"])), types, found["mode"], True)


def own_examples(folder: Path = OWN) -> list[Example]:
    """Our sentences, from ``<type>.<language>.txt``. Raises ValueError at a line that is not one."""
    return [
        parse_line(line, f"{path.stem}-{number}", path.suffixes[0][1:])
        for path in sorted(folder.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def development_examples(paths: Iterable[Path]) -> list[Example]:
    """The lines of ``relations.*.jsonl``; YIELD stands for CONCEDE or RETREAT."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            types = tuple(i for i, kind in enumerate(TYPES) if label_of(kind) == gold["event"])
            pair = Pair(gold["text"], *(tuple(map(tuple, gold[side])) for side in ("actor", "recipient")))
            found.append(Example(gold["id"], gold["language"], pair, types, None, False))
    return found


def fold_of(example: Example, folds: int) -> int:
    """The fold of an example: the same for a sentence and its translation, and for one text under two ids."""
    stem = re.sub(r"-(en|fr)$", "", example.id)
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % folds
