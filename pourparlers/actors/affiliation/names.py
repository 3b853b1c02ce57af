"""Names of persons that the recogniser gives another label or none: read from the words around them.

A recogniser trained on western news takes « Bréhima Sogodougou » for a firm and « Bader Al-Mutlaqi » for a place;
what is said of them tells otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...languages.tokens import Parse, Sentence
from ..runs import free_runs
from ..spots import Lexicon, Spots, capital
from .model import affiliations_of
from .questions import Candidate, Question, candidates_in, question_of

# A run counts as a name from this probability on: a person that is none is worse than one that is missed.
_LEAST = 0.7
# The longest name, in tokens, and how many runs of a document are looked at.
_LONGEST = 7
_MOST = 40
Run = tuple[int, int]


def runs_in(sentence: Sentence, spots: Spots) -> list[list[Run]]:
    """Runs of two capitalised words or more that nothing else explains, each with its shorter ends: « Sikasso Bréhima
    Sogodougou » and « Bréhima Sogodougou ». Token numbers ``[first, last)``."""
    found: list[list[Run]] = []
    tokens = sentence.tokens
    for at, end in free_runs(sentence, spots):
        starts = [i for i in range(at, end - 1) if capital(tokens[i]) and (i == at or tokens[i - 1].text != "-")]
        runs = [(start, end) for start in starts if end - start <= _LONGEST and _is_name_like(sentence, start, end)]
        if runs and not _is_thing(sentence, at, end):
            found.append(runs)
    return found


def _is_thing(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an article or a noun stands right beside the words: « le Grand Palais », "Silk Road funds"."""
    tokens = sentence.tokens
    named = start > 0 and tokens[start - 1].pos == "DET"
    return named or (end < len(tokens) and tokens[end].pos == "NOUN" and not capital(tokens[end]))


def _is_name_like(sentence: Sentence, start: int, end: int) -> bool:
    words = [token for token in sentence.tokens[start:end] if capital(token)]
    known = any(token.pos in ("PROPN", "X") for token in words)
    return known and len(words) > 1 and not any(len(t.text) < 2 or t.text.isupper() or len(t.text) > 40 for t in words)


def spot_read_names(parse: Parse, found: Sequence[Spots], lex: Lexicon) -> None:
    """Add to ``found`` the unlabelled names of persons. Time is bounded: of a long text the first runs are read."""
    candidates: list[list[Candidate]] | None = None
    asked: list[tuple[int, list[Run]]] = []
    for number, (sentence, spots) in enumerate(zip(parse.sentences, found, strict=True)):
        if spots.roles:
            asked.extend((number, runs) for runs in runs_in(sentence, spots))
    asked = asked[:_MOST]
    questions: list[Question] = []
    for number, runs in asked:
        if candidates is None:
            candidates = [candidates_in(*parts, lex) for parts in zip(parse.sentences, found, strict=True)]
        tokens = parse.sentences[number].tokens
        for start, end in runs:
            span = tokens[start].start, tokens[end - 1].end
            questions.append(question_of(parse, candidates, number, span))
    answers = iter(affiliations_of(questions))
    for number, runs in asked:
        shares = [(next(answers).person_share, run) for run in runs]
        share, (start, end) = max(shares)
        if share >= _LEAST:
            _enter(found[number], start, end)


def _enter(spots: Spots, start: int, end: int) -> None:
    spots.persons[start] = end
    for inner in range(start, end):
        spots.organisations.pop(inner, None)
        spots.names.pop(inner, None)
        spots.towns.pop(inner, None)
    for at, last in list(spots.organisations.items()):
        if at < end and start < last:
            del spots.organisations[at]
