"""The relation model at work: marked pairs in, calibrated answers out. onnxruntime on a plain CPU, no torch."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from ...encoder import Encoder, load_encoder, run_batches, softmax
from .labels import LABELS, TYPES, label_of
from .marking import Marker, Pair


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one pair.

    ``event`` is one of PLOVER's 16 types, ``label`` the same with YIELD for CONCEDE and RETREAT, ``mode`` a mode of
    ``event`` or None. ``confidence`` is calibrated: of the answers given .9, nine in ten are right, provided that the
    pair is related at all; ``related`` is the probability of that. ``second`` is the runner-up label with its
    probability, ``shares`` the probabilities of all types in the order of ``TYPES``, ``frames`` what the codebook
    added.
    """

    event: str
    label: str
    mode: str | None
    confidence: float
    related: float
    second: tuple[str, float]
    shares: tuple[float, ...] = ()
    frames: str = ""

    def share(self, event: str) -> float:
        """The probability of ``event``'s label."""
        same = [share for kind, share in zip(TYPES, self.shares, strict=False) if label_of(kind) == label_of(event)]
        return sum(same)

    @property
    def why(self) -> str:
        """The decision in words."""
        other, share = self.second
        rival = f"; next {other} {share:.2f}" if share >= 0.05 else ""
        return f"relation model: {self.label} {self.confidence:.2f}{rival}{self.frames}"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What training found out besides the weights; ``modes`` are named ``TYPE.mode``.

    ``temperature`` divides the scores of the types before the softmax, ``related_temperature`` that of being related
    (Guo et al. 2017, On Calibration of Modern Neural Networks). A mode is told from ``mode_share`` on.
    """

    modes: list[str]
    temperature: float
    related_temperature: float
    related_shift: float
    mode_share: float


class RelationModel:
    """A loaded model; it may be shared by threads."""

    def __init__(self, encoder: Encoder, settings: Settings) -> None:
        self._encoder, self.settings = encoder, settings
        self.marker = Marker(encoder.tokenizer, encoder.symbols)

    def relate(self, pairs: Sequence[Pair]) -> list[Answer]:
        """An answer for each pair, in their order."""
        return [answer_of(row, self.settings) for row in self.scores(pairs)] if pairs else []

    def scores(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """The raw scores, a row a pair: the types, being related, the modes."""
        ids = self.marker.encode(pairs)
        found = np.empty((len(ids), len(TYPES) + 1 + len(self.settings.modes)), np.float32)

        def work(rows: list[int]) -> None:
            found[rows] = self._encoder.scores([ids[i] for i in rows])

        run_batches([len(line) for line in ids], work)
        return found


def answer_of(row: NDArray[np.float32], settings: Settings) -> Answer:
    """What a row of raw scores says: the types, being related, the modes, in this order."""
    shares = softmax(row[: len(TYPES)] / settings.temperature)
    event, label, confidence, second = ranked(shares)
    related = 1 / (1 + np.exp(-(row[len(TYPES)] + settings.related_shift) / settings.related_temperature))
    return Answer(
        event=event,
        label=label,
        mode=_mode(row[len(TYPES) + 1 :], event, settings),
        confidence=confidence,
        related=round(float(related), 4),
        second=second,
        shares=tuple(map(float, shares)),
    )


def _mode(scores: NDArray[np.float32], event: str, settings: Settings) -> str | None:
    """The likeliest mode of ``event``, where it is likely enough among all modes."""
    mine = [i for i, mode in enumerate(settings.modes) if mode.startswith(f"{event}.")]
    if not mine:
        return None
    shares = softmax(scores)
    best = max(mine, key=lambda i: float(shares[i]))
    return settings.modes[best].partition(".")[2] if shares[best] >= settings.mode_share else None


def ranked(shares: Sequence[float] | NDArray[np.float32]) -> tuple[str, str, float, tuple[str, float]]:
    """(type, label, probability of the label, runner-up label with its probability) of probabilities of the types."""
    sums = dict.fromkeys(LABELS, 0.0)
    for kind, share in zip(TYPES, shares, strict=True):
        sums[label_of(kind)] += float(share)
    first, second = sorted(LABELS, key=lambda label: -sums[label])[:2]
    event = max((k for k in TYPES if label_of(k) == first), key=lambda k: shares[TYPES.index(k)])
    return event, first, round(sums[first], 4), (second, round(sums[second], 4))


@functools.cache
def load_model() -> RelationModel:
    """The model that ships with the package, loaded once a process."""
    settings = msgspec.json.decode((files(__package__) / "weights" / "settings.json").read_bytes(), type=Settings)
    return RelationModel(load_encoder(), settings)
