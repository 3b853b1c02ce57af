"""The relation model at work: marked pairs in, calibrated answers out. onnxruntime on a plain CPU, no torch."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from .labels import LABELS, TYPES, label_of
from .marking import Marker, Pair, Symbols

if TYPE_CHECKING:
    import onnxruntime

# So many tokens make a batch: few enough to stay in a core's caches.
BATCH_TOKENS = 512


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

    symbols: dict[str, int]
    modes: list[str]
    temperature: float
    related_temperature: float
    related_shift: float
    mode_share: float


class RelationModel:
    """A loaded model. Sessions of onnxruntime may be shared by threads."""

    def __init__(self, session: onnxruntime.InferenceSession, marker: Marker, settings: Settings) -> None:
        self._session, self.marker, self.settings = session, marker, settings

    def relate(self, pairs: Sequence[Pair]) -> list[Answer]:
        """An answer for each pair, in their order."""
        return [answer_of(row, self.settings) for row in self.scores(pairs)] if pairs else []

    def scores(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """The raw scores, a row a pair: the types, being related, the modes."""
        ids = self.marker.encode(pairs)
        found = np.empty((len(ids), len(TYPES) + 1 + len(self.settings.modes)), np.float32)

        def work(rows: list[int]) -> None:
            found[rows] = self._run([ids[i] for i in rows])

        batches = list(_batches([len(line) for line in ids]))
        # A core a batch is faster than all cores on one batch; the longest go first, so that no core waits at the end.
        with ThreadPoolExecutor(min(len(batches), _cores())) as cores:
            list(cores.map(work, reversed(batches)))
        return found

    def _run(self, ids: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """The scores of one batch, padded to its longest."""
        filled = np.full((len(ids), max(map(len, ids))), self.marker.symbols.pad, np.int64)
        for place, line in enumerate(ids):
            filled[place, : len(line)] = line
        attend = (filled != self.marker.symbols.pad).astype(np.int32)
        return np.asarray(self._session.run(None, {"ids": filled, "attend": attend})[0], np.float32)


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


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores as probabilities that sum to one."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers in batches of like length and at most ``BATCH_TOKENS`` tokens with padding."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    batch: list[int] = []
    for i in order:
        if batch and lengths[i] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    yield batch


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_LOADING = threading.Lock()


def load_model() -> RelationModel:
    """The model that ships with the package, loaded once a process."""
    with _LOADING:
        return _load()


def warm() -> None:
    """Begin to load the model beside whatever else is being loaded; does nothing when it is there."""
    if not _load.cache_info().currsize:
        threading.Thread(target=load_model, name="relation model", daemon=True).start()


@functools.cache
def _load() -> RelationModel:
    import onnxruntime
    from tokenizers import Tokenizer

    folder = files(__package__) / "weights"
    settings = msgspec.json.decode((folder / "settings.json").read_bytes(), type=Settings)
    tokenizer = Tokenizer.from_str((folder / "vocabulary.json").read_text(encoding="utf-8"))
    session = onnxruntime.InferenceSession(
        (folder / "relation.onnx").read_bytes(), _options(), ["CPUExecutionProvider"]
    )
    return RelationModel(session, Marker(tokenizer, Symbols(**settings.symbols)), settings)


def _options() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    return options
