"""Our own training sentences: each line sound, every type in both languages, nothing twice."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from pourparlers.codebook import load
from pourparlers.events.relation.labels import LABELS, TYPES

from .conftest import ROOT, SHARED

FOLDER = ROOT / "training" / "relations"
LINE = re.compile(r"(?P<kind>[A-Z]+)(?:\.(?P<mode>[a-z-]+))? \| (?P<text>.+)")
FILES = sorted(FOLDER.glob("*.txt"))


def plain(line: str) -> str:
    """The sentence of a line without its marks."""
    return re.sub(r"\[[AR]: ([^\[\]]*)\]", r"\1", line.partition(" | ")[2])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_training_file_holds_marked_sentences_of_its_type(path) -> None:
    modes = {kind: {mode.name for mode in event.mode} for kind, event in load().events.items()} | {"NONE": set()}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = LINE.fullmatch(line)
        assert found is not None, f"{path.name}:{number}"
        assert found["kind"] == path.name.partition(".")[0].upper(), f"{path.name}:{number}"
        assert found["mode"] is None or found["mode"] in modes[found["kind"]], f"{path.name}:{number}"
        assert "[A: " in line, f"{path.name}:{number}"
        assert not re.search(r"[\[\]]", plain(line)), f"{path.name}:{number}"


def test_training_sentences_cover_every_type_in_both_languages() -> None:
    counts = Counter(path.name for path in FILES for _ in path.open(encoding="utf-8"))
    for kind in [*TYPES, "NONE"]:
        for language in ("fr", "en"):
            assert counts[f"{kind.lower()}.{language}.txt"] >= 70
    for language in ("fr", "en"):
        assert sum(count for name, count in counts.items() if name.endswith(f".{language}.txt")) >= 1_000


def test_training_sentences_are_told_once() -> None:
    counts = Counter(plain(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines())
    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_training_sentences_share_no_wording_with_the_development_data() -> None:
    files = sorted((SHARED / "data").glob("relations.*.jsonl"))
    if not files:
        pytest.skip(f"no development data at {SHARED}")
    theirs = set()
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            theirs |= runs(line)
    ours = [line for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in ours if runs(plain(line)) & theirs] == []


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of eight words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


def test_labels_merge_concede_and_retreat_only() -> None:
    assert set(TYPES) - set(LABELS) == {"CONCEDE", "RETREAT"} and set(LABELS) - set(TYPES) == {"YIELD"}
