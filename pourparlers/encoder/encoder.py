"""The encoder at work: onnxruntime on a plain CPU, no torch. Its weights were trained as the relation model's."""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from .batches import pad

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

# A token's vector has so many numbers.
HIDDEN = 384
# The value of the graph that holds the tokens' vectors: what the layers that work on all tokens give (see
# training/encoder.py; the layers above work on three vectors only).
_STATES = "encoder.layers.8.out"


@dataclass(frozen=True, slots=True)
class Symbols:
    """Token ids with a meaning: start and end of the input, padding, and the four marks."""

    start: int
    end: int
    pad: int
    actor: int
    actor_end: int
    recipient: int
    recipient_end: int


class Encoder:
    """The loaded encoder. Sessions of onnxruntime may be shared by threads."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, symbols: Symbols) -> None:
        self._session, self.tokenizer, self.symbols = session, tokenizer, symbols

    def scores(self, ids: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """The relation model's raw scores of one batch of inputs, a row an input."""
        return self._run(ids, "scores")

    def states(self, ids: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """A vector for each token of one batch: (batch, longest, HIDDEN); those of padding mean nothing."""
        return self._run(ids, _STATES)

    def _run(self, ids: Sequence[Sequence[int]], output: str) -> NDArray[np.float32]:
        # Whatever output is asked for, onnxruntime computes the whole graph (its option to run only the path to what is
        # fetched changes nothing). A second session without the layers above ``states`` gives the same bits, saves at
        # most 6 % of a call and holds 43 MB more: not worth it.
        filled, attend = pad(ids, self.symbols.pad)
        return np.asarray(self._session.run([output], {"ids": filled, "attend": attend})[0], np.float32)


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores as probabilities that sum to one."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), np.float32)


_LOADING = threading.Lock()


def load_encoder() -> Encoder:
    """The encoder that ships with the package, loaded once a process."""
    with _LOADING:
        return _load()


def warm() -> None:
    """Begin to load the encoder beside whatever else is being loaded; does nothing when it is there."""
    if not _load.cache_info().currsize:
        threading.Thread(target=load_encoder, name="encoder", daemon=True).start()


@functools.cache
def _load() -> Encoder:
    import onnxruntime
    from tokenizers import Tokenizer

    folder = files(__package__) / "weights"
    symbols = msgspec.json.decode((folder / "symbols.json").read_bytes(), type=Symbols)
    tokenizer = Tokenizer.from_str((folder / "vocabulary.json").read_text(encoding="utf-8"))
    graph = (folder / "relation.onnx").read_bytes() + _also_output(_STATES)
    session = onnxruntime.InferenceSession(graph, options(), ["CPUExecutionProvider"])
    return Encoder(session, tokenizer, symbols)


def options() -> Any:
    """How sessions run: one thread each (see :mod:`.batches`), warnings only where something is wrong."""
    import onnxruntime

    chosen = onnxruntime.SessionOptions()
    chosen.log_severity_level = 3
    chosen.intra_op_num_threads = 1
    return chosen


def _also_output(name: str) -> bytes:
    """What appended to an ONNX file makes the value ``name``, fp32 of three axes, an output of its graph too.

    Protocol buffers that are put one behind the other are read as one, repeated fields joined (protobuf.dev, Encoding,
    "Last One Wins"). Fields: ModelProto.graph 7, GraphProto.output 12, ValueInfoProto.name 1 and type 2,
    TypeProto.tensor_type 1, Tensor.elem_type 1 (FLOAT 1) and shape 2, TensorShapeProto.dim 1.
    """
    shape = _message(2, _message(1, b"") * 3)
    kind = _message(2, _message(1, b"\x08\x01" + shape))
    return _message(7, _message(12, _message(1, name.encode()) + kind))


def _message(field: int, content: bytes) -> bytes:
    """A length-delimited field; ``content`` is short enough for one byte of length."""
    assert len(content) < 128
    return bytes([field << 3 | 2, len(content)]) + content
