"""The trained model as an ONNX graph in int8 that onnxruntime runs fast on a plain CPU.

The graph is written node by node instead of traced: each layer is one quantised product for query, key and value, one
attention, and three more quantised products, with onnxruntime's fused operators (domain ``com.microsoft``). Weights
are quantised by output column to 7 bits (±63): on processors without VNNI the 16-bit sums of 8-bit products saturate
with the full range. The word table is int8 by row.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .encoder import MARKS, RelationModel

Weights = dict[str, np.ndarray]

WEIGHT_RANGE = 63
# Places in the text, in tokens, that the model knows: a little over the longest input.
PLACES = 128
FUSED = "com.microsoft"


class Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.values: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.values.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def product(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """``x @ weight + bias``; ``x`` is quantised on the fly, ``weight`` (inputs, outputs) now."""
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / WEIGHT_RANGE
        whole = np.clip(np.rint(weight / scale), -WEIGHT_RANGE, WEIGHT_RANGE).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{name}.weight", whole),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            "",
            self.constant(f"{name}.bias", bias.astype(np.float32)),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, FUSED)

    def add_and_norm(self, name: str, x: str, more: str, weights: Weights, norm: str, eps: float) -> str:
        """The layer norm of ``x + more``; onnxruntime's fused operator for both is slower on a CPU."""
        gamma = self.constant(f"{name}.gamma", weights[f"{norm}.weight"])
        beta = self.constant(f"{name}.beta", weights[f"{norm}.bias"])
        total = self.node("Add", [x, more], f"{name}.sum")
        return self.node("LayerNormalization", [total, gamma, beta], name, epsilon=eps, axis=-1)


def export(model: RelationModel, path: Path, epsilon: float) -> None:
    """Write ``model`` to ``path``: inputs ``ids`` and ``attend`` (batch, tokens) int64 and int32, output ``scores``."""
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    graph, encoder = Graph(), model.encoder
    names = [(f"encoder.layers.{i}", layer.heads) for i, layer in enumerate(encoder.layers)]
    x = _embed(graph, weights, epsilon)
    for name, heads in names[: encoder.whole]:
        x = _layer(graph, weights, name, x, heads, epsilon)
    x = _upper(graph, weights, names[encoder.whole :], x, _read(graph, x, encoder.read), epsilon)
    graph.constant("answers.weight", weights["answers.weight"].T)
    graph.constant("answers.bias", weights["answers.bias"])
    graph.node("Flatten", [x], "flat", axis=1)
    graph.node("MatMul", ["flat", "answers.weight"], "answers")
    graph.node("Add", ["answers", "answers.bias"], "scores")
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "tokens"]),
        helper.make_tensor_value_info("attend", TensorProto.INT32, ["batch", "tokens"]),
    ]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["batch", weights["answers.weight"].shape[0]])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    made = helper.make_graph(graph.nodes, "relation", inputs, [output], graph.values)
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=8, producer_name="pourparlers"), path)


def _embed(graph: Graph, weights: Weights, epsilon: float) -> str:
    words = weights["encoder.words.weight"].copy()
    words[-MARKS:] += weights["encoder.marks.weight"][1:]
    scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-8) / 127
    graph.constant("words", np.rint(words / scale).astype(np.int8))
    graph.constant("words.scale", scale.astype(np.float32))
    graph.constant("places", weights["encoder.places.weight"][:PLACES])
    graph.node("Gather", ["words", "ids"], "word.whole")
    graph.node("Cast", ["word.whole"], "word.float", to=TensorProto.FLOAT)
    graph.node("Gather", ["words.scale", "ids"], "word.scale")
    graph.node("Mul", ["word.float", "word.scale"], "word")
    graph.constant("zero", np.array(0, np.int64))
    graph.constant("one", np.array(1, np.int64))
    graph.constant("axis", np.array([0], np.int64))
    graph.node("Shape", ["ids"], "shape")
    graph.node("Gather", ["shape", "one"], "tokens")
    graph.node("Unsqueeze", ["tokens", "axis"], "tokens.list")
    graph.node("Slice", ["places", "axis", "tokens.list", "axis"], "place")
    graph.node("Add", ["word", "place"], "sum")
    gamma, beta = (graph.constant(f"norm.{n}", weights[f"encoder.norm.{n}"]) for n in ("weight", "bias"))
    return graph.node("LayerNormalization", ["sum", gamma, beta], "embedded", epsilon=epsilon, axis=-1)


def joined(weights: Weights, name: str, *parts: str) -> tuple[np.ndarray, np.ndarray]:
    """The weights (inputs, outputs) and biases of linear parts that have the same input, side by side."""
    matrices = [weights[f"{name}.{part}.weight"].T for part in parts]
    return np.concatenate(matrices, 1), np.concatenate([weights[f"{name}.{part}.bias"] for part in parts])


def _layer(graph: Graph, weights: Weights, name: str, x: str, heads: int, epsilon: float) -> str:
    """A layer on all tokens."""
    mixed = graph.product(f"{name}.qkv", x, *joined(weights, name, "query", "key", "value"))
    sides = [f"{name}.{side}" for side in ("q", "k", "v")]
    graph.nodes.append(helper.make_node("Split", [mixed], sides, axis=-1))
    attended = graph.node("MultiHeadAttention", [*sides, "", "attend"], f"{name}.attended", FUSED, num_heads=heads)
    return after_attention(graph, weights, name, x, attended, epsilon)


def _upper(graph: Graph, weights: Weights, names: list[tuple[str, int]], x: str, read: str, epsilon: float) -> str:
    """The layers in which only what is read goes on. The tokens' keys and values of all of them are one product."""
    if not names:
        return read
    parts = [joined(weights, name, "key", "value") for name, _ in names]
    graph.product("seen", x, np.concatenate([w for w, _ in parts], 1), np.concatenate([b for _, b in parts]))
    tokens = [(f"{name}.k.tokens", f"{name}.v.tokens") for name, _ in names]
    graph.nodes.append(helper.make_node("Split", ["seen"], [side for pair in tokens for side in pair], axis=-1))
    graph.constant("attend.read", np.ones((1, 3), np.int32))
    graph.constant("three", np.array([3], np.int64))
    graph.node("Unsqueeze", [graph.node("Gather", ["shape", "zero"], "batch"), "axis"], "batch.list")
    graph.node("Concat", ["batch.list", "three"], "read.shape", axis=0)
    graph.node("Expand", ["attend.read", "read.shape"], "attend.own")
    graph.node("Concat", ["attend", "attend.own"], "attend.all", axis=1)
    for (name, heads), (keys, values) in zip(names, tokens, strict=True):
        mixed = graph.product(f"{name}.qkv", read, *joined(weights, name, "query", "key", "value"))
        query, *own = [f"{name}.{side}" for side in ("q", "k.read", "v.read")]
        graph.nodes.append(helper.make_node("Split", [mixed], [query, *own], axis=-1))
        sides = [
            graph.node("Concat", [theirs, ours], f"{name}.{side}", axis=1)
            for side, theirs, ours in zip("kv", (keys, values), own, strict=True)
        ]
        attended = graph.node(
            "MultiHeadAttention", [query, *sides, "", "attend.all"], f"{name}.attended", FUSED, num_heads=heads
        )
        read = after_attention(graph, weights, name, read, attended, epsilon)
    return read


def after_attention(graph: Graph, weights: Weights, name: str, x: str, attended: str, epsilon: float) -> str:
    attended = graph.product(f"{name}.mix", attended, *joined(weights, name, "mix"))
    x = graph.add_and_norm(f"{name}.x", x, attended, weights, f"{name}.norm_attention", epsilon)
    wide = graph.product(f"{name}.wide", x, *joined(weights, name, "widen"))
    # By its tanh form: a fifteenth of the time less. With this and the layer norm one label in 700 came out otherwise.
    wide = graph.node("FastGelu", [wide], f"{name}.gelu", FUSED)
    narrow = graph.product(f"{name}.narrow", wide, *joined(weights, name, "narrow"))
    return graph.add_and_norm(f"{name}.out", x, narrow, weights, f"{name}.norm_output", epsilon)


def _read(graph: Graph, x: str, marks: tuple[int, int]) -> str:
    """(batch, 3, hidden): the start of the input, and the mean over each party's opening marks (zero without one)."""
    graph.node("Slice", [x, "axis", graph.constant("axis.one", np.array([1], np.int64)), "axis.one"], "first")
    graph.constant("least", np.array(1.0, np.float32))
    parts = ["first"]
    for side, mark in zip(("actor", "recipient"), marks, strict=True):
        graph.constant(f"{side}.mark", np.array(mark, np.int64))
        graph.node("Equal", ["ids", f"{side}.mark"], f"{side}.here")
        graph.node("Cast", [f"{side}.here"], f"{side}.weight", to=TensorProto.FLOAT)
        graph.node("ReduceSum", [f"{side}.weight", "axis.one"], f"{side}.count", keepdims=1)
        graph.node("Max", [f"{side}.count", "least"], f"{side}.least")
        graph.node("Div", [f"{side}.weight", f"{side}.least"], f"{side}.share")
        graph.node("Unsqueeze", [f"{side}.share", "axis.one"], f"{side}.row")
        parts.append(graph.node("MatMul", [f"{side}.row", x], f"{side}.mean"))
    return graph.node("Concat", parts, "read", axis=1)
