"""What a speaker does by speaking – states, denies, demands, accuses … –, told by the cue: the table ``acts.toml``."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec

from ..record import Act
from .cues import Cue
from .lexicon import Frame
from .view import View

STATE: Act = "state"
ASK: Act = "ask"


class Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Verbs and nouns of one act; the fields are explained in the file."""

    act: Act
    fr: list[str] = []
    en: list[str] = []
    fr_nouns: list[str] = []
    en_nouns: list[str] = []
    forms: list[str] = []
    reflexive: bool = False
    fr_example: str = ""
    en_example: str = ""


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file."""

    groups: dict[str, Act]
    acts: list[Entry]


class Acts:
    """The acts of one language as look-ups."""

    def __init__(self, table: Table, language: str) -> None:
        self._groups = table.groups
        self._verbs: dict[tuple[str, bool], list[Entry]] = {}
        self._nouns: dict[str, Act] = {}
        for entry in sorted(table.acts, key=lambda entry: not entry.forms):
            for lemma in entry.fr if language == "fr" else entry.en:
                self._verbs.setdefault((lemma, entry.reflexive), []).append(entry)
            for lemma in entry.fr_nouns if language == "fr" else entry.en_nouns:
                self._nouns.setdefault(lemma, entry.act)

    def verb(self, lemma: str | None, reflexive: bool, form: str, frame: Frame | None) -> Act | None:
        """The act of a cue verb with a content of ``form``; that of its group where the verb is not in the table."""
        for entry in self._verbs.get((lemma or "", reflexive), ()):
            if not entry.forms or form in entry.forms or (form == "that" and "clause" in entry.forms):
                return entry.act
        return self._groups.get(frame.act) if frame is not None else None

    def noun(self, *words: str) -> Act:
        """The act of a noun that reports, by its lemma or form."""
        return next((self._nouns[word] for word in words if word in self._nouns), STATE)


@functools.cache
def load_table() -> Table:
    """The table of both languages."""
    text = resources.files(__package__).joinpath("acts.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Table)


@functools.cache
def load_acts(language: str) -> Acts:
    """The acts of ``language`` (ISO 639-1)."""
    return Acts(load_table(), language)


def cue_act(view: View, cue: Cue, form: str, frame: Frame | None, asks: bool) -> Act | None:
    """The act that ``cue`` performs with a content of ``form``; ``asks``: a quotation that ends in a question mark.

    Whoever "says" a question asks.
    """
    acts = load_acts(view.parse.language)
    lemma = view.lexicon.lemma(view.tokens[cue.at])
    act = acts.verb(lemma, cue.reflexive, "question" if asks else form, frame)
    return ASK if asks and act == STATE else act
