"""Loading a language's spaCy pipeline, once a process, and quickly.

Loaded as shipped, the French model takes eight seconds: four go into compiling one tokenizer expression whose
character classes list every letter of Unicode one by one, more into tables of lemmas that are hashed key by key and
into the strings of the training text. All three are replaced here by equivalents or left out; tokens, tags, arcs and
lemmas stay the same (tests compare them).
"""

from __future__ import annotations

import functools
import importlib.util
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from ..errors import InputError
from .pack import load_pack


class LemmaTables:
    """spaCy's rule lemmatiser (French flavour) on the model's own tables, read without rehashing them.

    The algorithm is that of ``spacy.lang.fr.lemmatizer.FrenchLemmatizer.rule_lemmatize`` (spaCy 3.8, MIT): the form
    itself if it is a known base form, else the exceptions, else suffix rules, else the lookup table.
    """

    _RULED = frozenset(("noun", "verb", "adj", "adp", "adv", "aux", "cconj", "det", "pron", "punct", "sconj"))

    def __init__(self, model_folder: Path) -> None:
        from spacy.strings import get_string_id

        raw = (model_folder / "lemmatizer" / "lookups" / "lookups.bin").read_bytes()
        tables: dict[str, dict[int, Any]] = msgspec.msgpack.decode(raw, strict=False)
        self._hash = get_string_id
        self._lookup: dict[int, Any] = tables["lemma_lookup"]
        key = {pos: get_string_id(pos) for pos in self._RULED}
        self._index = {pos: frozenset(tables["lemma_index"].get(key[pos], ())) for pos in self._RULED}
        self._exceptions = {pos: tables["lemma_exc"].get(key[pos], {}) for pos in self._RULED}
        self._rules = {pos: tables["lemma_rules"].get(key[pos], ()) for pos in self._RULED}
        self._cache: dict[tuple[str, str], str] = {}

    def lemma(self, form: str, pos: str) -> str:
        """The lemma of ``form`` as the Universal Dependencies part of speech ``pos``, in lower case."""
        cached = self._cache.get((form, pos))
        if cached is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            cached = str(self._find(form, pos.lower())).lower()
            self._cache[(form, pos)] = cached
        return cached

    def is_base_form(self, form: str, pos: str) -> bool:
        """Whether the tables know ``form`` as a base form of ``pos`` (an infinitive, a singular)."""
        return form.lower() in self._index.get(pos.lower(), ())

    def _find(self, form: str, pos: str) -> str:
        word = form.lower()
        if pos not in self._RULED:
            return self._from_lookup(form, word)
        index = self._index[pos]
        if word in index:
            return word
        exceptions = self._exceptions[pos].get(word)
        if exceptions:
            return str(exceptions[0])
        unknown = None
        for old, new in self._rules[pos]:
            if word.endswith(old):
                candidate = word[: len(word) - len(old)] + new
                if candidate and (candidate in index or not candidate.isalpha()):
                    return str(candidate)
                unknown = unknown or candidate
        return unknown or self._from_lookup(word, word)

    def _from_lookup(self, form: str, default: str) -> str:
        found = self._lookup.get(self._hash(form), default)
        return str(found[0] if isinstance(found, list) else found)


class Pipeline:
    """A loaded spaCy pipeline and, where the language reads its lemmas itself, the tables for it."""

    def __init__(self, nlp: Any, lemmas: LemmaTables | None, model: str) -> None:
        self.nlp = nlp
        self.lemmas = lemmas
        self.model = model


@functools.cache
def load_pipeline(language: str) -> Pipeline:
    """The pipeline of ``language``, loaded on first use. Raises InputError when no model of it is installed."""
    pack = load_pack(language)
    name = next((m for m in pack.models if importlib.util.find_spec(m) is not None), None)
    if name is None:
        raise InputError(f"the {pack.name} model is not installed: run `make setup`, or pip install {pack.models[-1]}")
    with _short_letter_classes(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = importlib.import_module(name)
        # The stored strings are those of the training text; the pipeline adds what it meets.
        exclude = ["senter", "lemmatizer", "strings"] if pack.lean_lemmas else ["senter"]
        nlp = model.load(exclude=exclude)
    for word in pack.whole:
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])
    lemmas = LemmaTables(Path(nlp.path)) if pack.lean_lemmas else None
    return Pipeline(nlp, lemmas, f"{name} {model.__version__}")


@contextmanager
def _short_letter_classes() -> Iterator[None]:
    """While spaCy's language data is imported, compile its listed letter classes as ``[^\\W\\d_]``.

    Only case-insensitive expressions of more than 200,000 characters are touched (French has one), for which upper-
    and lower-case lists mean the same.
    """
    from spacy.lang import char_classes

    compile_ = re.compile

    def quick(pattern: Any, flags: Any = 0) -> Any:
        if isinstance(pattern, str) and len(pattern) > 200_000 and pattern.startswith("(?iu)"):
            for letters in (char_classes.ALPHA, char_classes.ALPHA_LOWER):
                pattern = pattern.replace(f"[{letters}]", r"[^\W\d_]").replace(letters, r"\w")
        return compile_(pattern, flags)

    re.compile = quick
    try:
        yield
    finally:
        re.compile = compile_
