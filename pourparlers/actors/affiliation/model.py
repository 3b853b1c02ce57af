"""The affiliation model at work: who is asked about in, country and sector out.

Above the vectors that the shared encoder gives for all tokens stand three layers of the model's own, in which only
what is read goes on: the start of the input, the mark before the name, and the mean over each candidate's words. Each
candidate is weighed against the others and against nobody at all ("the text does not tell"). How it was made stands in
``training/affiliation``.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from ...encoder import Encoder, load_encoder, options, run_batches, softmax
from ...record import Span
from .questions import KINDS, Encoded, Question, encode

# Kinds of vectors that are read: the start of the input, the person and nobody, then the candidates' kinds.
START, PERSON, FIRST_KIND = 0, 1, 2
# Before the candidates stand the start, the person, and "nobody", which is read where the start is.
FIXED = 3


@dataclass(frozen=True, slots=True)
class Affiliation:
    """``country`` is PLOVER's code, None for "the text does not tell", ``words`` where it was read (code points).

    ``sector`` is PLOVER's, None for "nothing tells". The shares are probabilities, of all words for that country
    together; ``person_share`` is that of the words asked about being somebody's whole name.
    """

    country: str | None
    country_share: float
    words: Span | None
    sector: str | None
    sector_share: float
    person_share: float


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``sectors`` in the order of the model's outputs, "-" for none; the temperatures divide scores before softmax."""

    sectors: list[str]
    country_temperature: float
    sector_temperature: float
    person_temperature: float


Inputs = dict[str, NDArray[np.generic]]


def inputs_of(rows: Sequence[Encoded], states: NDArray[np.float32]) -> Inputs:
    """What the model's own layers take in, for a batch of questions and the vectors of their tokens."""
    tokens, reads = states.shape[1], FIXED + max(len(row.candidates) for row in rows)
    attend = np.zeros((len(rows), tokens), np.int32)
    weights = np.zeros((len(rows), reads, tokens), np.float32)
    kinds = np.zeros((len(rows), reads), np.int64)
    held = np.zeros((len(rows), reads), np.int32)
    for place, row in enumerate(rows):
        attend[place, : len(row.ids)] = 1
        held[place, : FIXED + len(row.candidates)] = 1
        weights[place, START, 0] = weights[place, PERSON, row.mark] = weights[place, FIXED - 1, 0] = 1
        kinds[place, PERSON] = kinds[place, FIXED - 1] = PERSON
        for number, (first, last, candidate) in enumerate(row.candidates, FIXED):
            weights[place, number, first:last] = 1 / (last - first)
            kinds[place, number] = FIRST_KIND + KINDS.index(candidate.kind)
    return {"states": states, "attend": attend, "reads": weights, "kinds": kinds, "held": held}


class AffiliationModel:
    """A loaded model; it may be shared by threads."""

    def __init__(self, encoder: Encoder, graph: bytes, settings: Settings) -> None:
        import onnxruntime

        self._encoder, self.settings = encoder, settings
        self._session = onnxruntime.InferenceSession(graph, options(), ["CPUExecutionProvider"])

    def answer(self, questions: Sequence[Question]) -> list[Affiliation]:
        """An answer to each question, in their order."""
        rows = encode(questions, self._encoder.tokenizer, self._encoder.symbols)
        found: list[Affiliation | None] = [None] * len(rows)

        def work(numbers: list[int]) -> None:
            batch = [rows[i] for i in numbers]
            states = self._encoder.states([row.ids for row in batch])
            told = self._session.run(["sectors", "picks", "persons"], inputs_of(batch, states))
            for i, row, sector, pick, person in zip(numbers, batch, *told, strict=True):
                found[i] = self._affiliation(row, sector, pick[: 1 + len(row.candidates)], float(person[0]))

        # Each alone: a document has few questions, and none is answered by the company it is asked in.
        run_batches([len(row.ids) for row in rows], work, most=1)
        return [answer for answer in found if answer is not None]

    def _affiliation(
        self, row: Encoded, sectors: NDArray[np.float32], picks: NDArray[np.float32], person: float
    ) -> Affiliation:
        shares = softmax(picks / self.settings.country_temperature)
        by_country: dict[str | None, float] = defaultdict(float, {None: float(shares[0])})
        best: dict[str | None, tuple[float, Span]] = {}
        for share, (_, _, candidate) in zip(map(float, shares[1:]), row.candidates, strict=True):
            by_country[candidate.country] += share
            best[candidate.country] = max(best.get(candidate.country, (-1.0, (0, 0))), (share, candidate[:2]))
        country = max(by_country, key=lambda code: by_country[code])
        chances = softmax(sectors / self.settings.sector_temperature)
        sector = int(chances.argmax())
        return Affiliation(
            country=country,
            country_share=by_country[country],
            words=best[country][1] if country is not None else None,
            sector=None if self.settings.sectors[sector] == "-" else self.settings.sectors[sector],
            sector_share=float(chances[sector]),
            person_share=1 / (1 + math.exp(-person / self.settings.person_temperature)),
        )


def affiliations_of(questions: Sequence[Question]) -> list[Affiliation]:
    """For whom each person acts, says the model that ships with the package; see :class:`Affiliation`."""
    return _load().answer(questions) if questions else []


@functools.cache
def _load() -> AffiliationModel:
    folder = files(__package__) / "weights"
    settings = msgspec.json.decode((folder / "settings.json").read_bytes(), type=Settings)
    return AffiliationModel(load_encoder(), (folder / "affiliation.onnx").read_bytes(), settings)
