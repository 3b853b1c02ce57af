"""Training examples: our own sentences (``training/affiliations``), each person marked with country and sector.

A line is ``fr<TAB>text`` or ``en<TAB>text``; a person stands in it as ``[[Full Name|COUNTRY|SECTOR]]``, with ``-`` for
what the text does not tell and ``?`` for what the line does not say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pourparlers.actors.affiliation import Question, question_of
from pourparlers.actors.affiliation.names import runs_in
from pourparlers.actors.affiliation.questions import candidates_in
from pourparlers.actors.spots import lexicon, spot
from pourparlers.languages import parse_batch
from pourparlers.record import Span

OWN = Path(__file__).resolve().parent.parent / "affiliations"
SECTORS = [
    "GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "PRM", "SPY", "BUS", "EDU", "MED", "JRN", "LAB", "REL", "AGR",
    "REF", "CRM", "SOC", "CVL", "ELI", "-",
]  # fmt: skip
UNSAID = "?"
_MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\|([^\[\]|]+)\]\]")


@dataclass(frozen=True)
class Example:
    """A person marked in a text: ``country`` and ``sector`` as the line gives them ("-" told by nothing).

    ``named`` is False for words that are no person's whole name.
    """

    id: str
    language: str
    text: str
    person: Span
    country: str
    sector: str
    named: bool = True


def parse_line(line: str, id: str) -> list[Example]:
    """The persons of one line. Raises ValueError at a line that is not one."""
    language, tab, marked = line.partition("\t")
    if not tab or language not in ("fr", "en"):
        raise ValueError(f"{id}: not `fr<TAB>text` or `en<TAB>text`: {line[:60]!r}")
    text, at, people = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        people.append(((len(text), len(text) + len(mark[1])), mark[2].strip(), mark[3].strip()))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    if not people or "[[" in text or "]]" in text:
        raise ValueError(f"{id}: no person is marked, or a mark is broken: {line[:60]!r}")
    for _, country, sector in people:
        if sector not in (*SECTORS, UNSAID) or not (country in ("-", UNSAID) or re.fullmatch("[A-Z]{3}", country)):
            raise ValueError(f"{id}: not a country and a sector: {country!r}, {sector!r}")
    return [Example(f"{id}.{n}", language, text, *person) for n, person in enumerate(people, 1)]


def own_examples(folder: Path = OWN, pattern: str = "*.tsv") -> Iterator[Example]:
    """Our sentences. Raises ValueError at a line that is not one."""
    for path in sorted(folder.glob(pattern)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield from parse_line(line, f"{path.stem}-{number}")


def other_runs(examples: Sequence[Example]) -> list[Example]:
    """Capitalised words of the texts that are no person's whole name: what :func:`spot_read_names` must leave out.

    ``examples`` must hold all persons of their texts. Of many runs so many are taken as there are persons.
    """
    persons: dict[tuple[str, str], list[Example]] = {}
    for example in examples:
        persons.setdefault((example.language, example.text), []).append(example)
    found: list[Example] = []
    for language in ("fr", "en"):
        texts = [text for tongue, text in persons if tongue == language]
        lex = lexicon(language)
        for text, parse in zip(texts, parse_batch(texts, language), strict=True):
            known = persons[language, text]
            names = {example.person for example in known}
            spans: list[Span] = []
            for sentence in parse.sentences:
                spots = spot(sentence, lex)
                spots.persons.clear()
                spots.organisations.clear()
                for runs in runs_in(sentence, spots):
                    spans += [(sentence.tokens[a].start, sentence.tokens[b - 1].end) for a, b in runs]
            wrong = sorted(set(spans) - names, key=lambda s: hashlib.sha256(f"{s}{text}".encode()).digest())
            for number, span in enumerate(wrong[: len(names) + 1], 1):
                found.append(Example(f"{known[0].id}~{number}", language, text, span, UNSAID, UNSAID, named=False))
    return found


def ask(examples: Sequence[Example]) -> list[Question]:
    """The question that a reader of the example's text asks about its person, as :mod:`pourparlers.actors` asks it."""
    found: dict[int, Question] = {}
    for language in ("fr", "en"):
        mine = [i for i, example in enumerate(examples) if example.language == language]
        texts = list(dict.fromkeys(examples[i].text for i in mine))
        read = {}
        for text, parse in zip(texts, parse_batch(texts, language), strict=True):
            lex = lexicon(language)
            read[text] = parse, [candidates_in(sentence, spot(sentence, lex), lex) for sentence in parse.sentences]
        for i in mine:
            parse, candidates = read[examples[i].text]
            start = examples[i].person[0]
            sentence = next(s.index for s in reversed(parse.sentences) if s.start <= start)
            found[i] = question_of(parse, candidates, sentence, examples[i].person)
    return [found[i] for i in range(len(examples))]
