"""Pairs a second of `relate`, and of the same encoder in torch fp32, side by side in one run.

The peer has the weights that ship (taken back from the ONNX file), fp32, on as many threads, and works as the encoder
was published: all layers on all tokens. It is asked pair by pair, in batches of 32 in the order of the file, and in
batches of like length. The last row is the very graph that ships (upper layers only where the answer is read) in torch.
The pairs are our own training sentences. Needs the extra ``train`` (torch); without it only `relate` is timed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pourparlers.events.relation import Pair  # noqa: E402
from pourparlers.events.relation.model import RelationModel, load_model  # noqa: E402
from training.examples import own_examples  # noqa: E402

PAIRS = 384
ROUNDS = 3
BATCH = 32


def main() -> None:
    """Print the table."""
    examples = own_examples()
    pairs = [example.pair for example in examples[:: max(1, len(examples) // PAIRS)]][:PAIRS]
    model = load_model()
    tasks: dict[str, Callable[[], object]] = {"relate (int8, onnxruntime)": lambda: model.relate(pairs)}
    try:
        tasks |= peers(model, pairs)
    except ImportError:
        print("torch is not installed, so there is no peer: pip install '.[train]' and run again")
    best = dict.fromkeys(tasks, 0.0)
    for _ in range(ROUNDS):
        # Turn and turn about, so that a busy moment of the machine hits all alike; the best round counts.
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            best[name] = max(best[name], len(pairs) / (time.perf_counter() - start))
    ours = best["relate (int8, onnxruntime)"]
    print(f"{len(pairs)} pairs, {os.cpu_count()} cores, best of {ROUNDS} rounds")
    for name, speed in best.items():
        print(f"{name:45} {speed:6.1f} pairs/s   relate is {ours / speed:.2f} times as fast")


def peers(model: RelationModel, pairs: Sequence[Pair]) -> dict[str, Callable[[], object]]:
    """The same encoder in torch, asked in three ways. Raises ImportError without torch."""
    import torch

    from training.fit import pad

    twin = torch_twin(model)
    plain = torch_twin(model, len(twin.encoder.layers))
    marker = model.marker

    def run(peer: Any, chosen: list[list[int]], size: int) -> None:
        with torch.inference_mode():
            for at in range(0, len(chosen), size):
                peer(*pad(chosen[at : at + size], marker.symbols.pad))

    def in_order() -> list[list[int]]:
        return marker.encode(pairs)

    def by_length() -> list[list[int]]:
        return sorted(marker.encode(pairs), key=len)

    return {
        "torch fp32, pair by pair": lambda: run(plain, in_order(), 1),
        f"torch fp32, batches of {BATCH} in file order": lambda: run(plain, in_order(), BATCH),
        f"torch fp32, batches of {BATCH} of like length": lambda: run(plain, by_length(), BATCH),
        "the graph that ships in torch fp32, like length": lambda: run(twin, by_length(), BATCH),
    }


def torch_twin(model: RelationModel, whole: int | None = None) -> Any:
    """The shipped encoder in torch fp32, its weights read back from the ONNX file.

    ``whole`` layers of it work on all tokens; as many as in the file when it is None.
    """
    import numpy as np
    import onnx
    import torch
    from onnx import numpy_helper

    from training.encoder import MARKS, Encoder
    from training.encoder import RelationModel as TorchModel

    graph = onnx.load_from_string((files("pourparlers.encoder") / "weights" / "relation.onnx").read_bytes())
    values = {value.name: numpy_helper.to_array(value) for value in graph.graph.initializer}
    words = values["words"].astype(np.float32) * values["words.scale"]
    hidden = words.shape[1]
    layers = sum(name.endswith(".qkv.weight") for name in values)
    inner = values["encoder.layers.0.wide.weight"].shape[1]
    sizes = {"hidden": hidden, "layers": layers, "heads": 12, "inner": inner}
    sizes |= {"vocabulary": len(words), "positions": len(values["places"])}
    if whole is None:
        whole = sum(node.op_type == "MultiHeadAttention" and "attend" in node.input for node in graph.graph.node)
    marks = (model.marker.symbols.actor, model.marker.symbols.recipient)
    twin = TorchModel(Encoder(sizes, 1e-12, marks, whole), 16, len(model.settings.modes))
    state = {"encoder.words.weight": words, "encoder.marks.weight": np.zeros((MARKS + 1, hidden), np.float32)}
    state |= {"encoder.places.weight": values["places"]}
    state |= {f"encoder.norm.{part}": values[f"norm.{part}"] for part in ("weight", "bias")}
    state |= {"answers.weight": values["answers.weight"].T, "answers.bias": values["answers.bias"]}
    for layer in range(layers):
        name = f"encoder.layers.{layer}"
        for short, parts in (
            ("qkv", ("query", "key", "value")),
            ("mix", ("mix",)),
            ("wide", ("widen",)),
            ("narrow", ("narrow",)),
        ):
            whole = values[f"{name}.{short}.weight"].astype(np.float32) * values[f"{name}.{short}.scale"]
            for part, weight, bias in zip(
                parts,
                np.split(whole, len(parts), 1),
                np.split(values[f"{name}.{short}.bias"], len(parts)),
                strict=True,
            ):
                state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"] = weight.T, bias
        for short, part in (("x", "norm_attention"), ("out", "norm_output")):
            state[f"{name}.{part}.weight"] = values[f"{name}.{short}.gamma"]
            state[f"{name}.{part}.bias"] = values[f"{name}.{short}.beta"]
    twin.load_state_dict({key: torch.from_numpy(np.array(value, np.float32)) for key, value in state.items()})
    return twin.eval()


if __name__ == "__main__":
    main()
