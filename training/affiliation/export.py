"""The trained affiliation model as an ONNX graph in int8, node by node as the relation model's (see ..export)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from pourparlers.actors.affiliation.model import FIXED, PERSON, START
from pourparlers.encoder import HIDDEN

from ..export import FUSED, Graph, Weights, after_attention, joined
from .model import EPSILON, HEADS, AffiliationModel


def export(model: AffiliationModel, path: Path) -> None:
    """Write ``model`` to ``path``: inputs and outputs are those of :class:`.model.AffiliationModel`."""
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    graph = Graph()
    graph.constant("kind.table", weights["kinds.weight"])
    graph.node("MatMul", ["reads", "states"], "read.words")
    graph.node("Gather", ["kind.table", "kinds"], "read.kinds")
    read = graph.node("Add", ["read.words", "read.kinds"], "read")
    graph.node("Concat", ["attend", "held"], "attend.all", axis=1)
    for number in range(len(model.layers)):
        read = _layer(graph, weights, f"layers.{number}", read)
    _answers(graph, weights, read)
    inputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["batch", "tokens", HIDDEN]),
        helper.make_tensor_value_info("attend", TensorProto.INT32, ["batch", "tokens"]),
        helper.make_tensor_value_info("reads", TensorProto.FLOAT, ["batch", "read", "tokens"]),
        helper.make_tensor_value_info("kinds", TensorProto.INT64, ["batch", "read"]),
        helper.make_tensor_value_info("held", TensorProto.INT32, ["batch", "read"]),
    ]
    outputs = [
        helper.make_tensor_value_info("sectors", TensorProto.FLOAT, ["batch", len(weights["sectors.bias"])]),
        helper.make_tensor_value_info("picks", TensorProto.FLOAT, ["batch", "picked"]),
        helper.make_tensor_value_info("persons", TensorProto.FLOAT, ["batch", 1]),
    ]
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    made = helper.make_graph(graph.nodes, "affiliation", inputs, outputs, graph.values)
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=8, producer_name="pourparlers"), path)


def _layer(graph: Graph, weights: Weights, name: str, read: str) -> str:
    """A layer in which only what is read goes on; it looks at the tokens and at itself."""
    tokens = graph.product(f"{name}.seen", "states", *joined(weights, name, "key", "value"))
    seen = [f"{name}.k.tokens", f"{name}.v.tokens"]
    graph.nodes.append(helper.make_node("Split", [tokens], seen, axis=-1))
    mixed = graph.product(f"{name}.qkv", read, *joined(weights, name, "query", "key", "value"))
    query, *own = [f"{name}.{side}" for side in ("q", "k.read", "v.read")]
    graph.nodes.append(helper.make_node("Split", [mixed], [query, *own], axis=-1))
    sides = [
        graph.node("Concat", [theirs, ours], f"{name}.{side}", axis=1)
        for side, theirs, ours in zip("kv", seen, own, strict=True)
    ]
    attended = graph.node(
        "MultiHeadAttention", [query, *sides, "", "attend.all"], f"{name}.attended", FUSED, num_heads=HEADS
    )
    return after_attention(graph, weights, name, read, attended, EPSILON)


def _answers(graph: Graph, weights: Weights, read: str) -> None:
    graph.constant("axis.read", np.array([1], np.int64))
    for name, first, last in (
        ("start", START, START + 1),
        ("person", PERSON, PERSON + 1),
        ("others", FIXED - 1, 10**6),
    ):
        bounds = [
            graph.constant(f"{name}.{end}", np.array([at], np.int64)) for end, at in (("first", first), ("last", last))
        ]
        graph.node("Slice", [read, *bounds, "axis.read"], name)
    graph.node("Concat", ["start", "person"], "about", axis=-1)
    graph.node("Flatten", ["about"], "about.flat", axis=1)
    graph.constant("sectors.weight", weights["sectors.weight"].T)
    graph.constant("sectors.bias", weights["sectors.bias"])
    graph.node("MatMul", ["about.flat", "sectors.weight"], "sectors.product")
    graph.node("Add", ["sectors.product", "sectors.bias"], "sectors")
    graph.constant("persons.weight", weights["persons.weight"].T)
    graph.constant("persons.bias", weights["persons.bias"])
    graph.node("MatMul", ["about.flat", "persons.weight"], "persons.product")
    graph.node("Add", ["persons.product", "persons.bias"], "persons")
    graph.node("Mul", ["others", "person"], "both")
    parts = zip(("others", "person", "both"), np.split(weights["weigh.weight"].T, 3), strict=True)
    total = graph.constant("weigh.bias", weights["weigh.bias"])
    for name, weight in parts:
        product = graph.node("MatMul", [name, graph.constant(f"weigh.{name}", weight)], f"weighed.{name}")
        total = graph.node("Add", [product, total], f"total.{name}")
    graph.node("FastGelu", [total], "weighed", FUSED)
    graph.constant("pick.weight", weights["pick.weight"].T)
    graph.constant("pick.bias", weights["pick.bias"])
    graph.node("MatMul", ["weighed", "pick.weight"], "pick.product")
    graph.node("Add", ["pick.product", "pick.bias"], "picks.column")
    graph.node("Squeeze", ["picks.column", graph.constant("axis.last", np.array([-1], np.int64))], "picks")
