"""Writes a trained network as one ONNX file with 8-bit weights, for onnxruntime on a processor."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Floats = NDArray[np.float32]

OPSET = 17
PADDING = 1
LIMIT = 63
"""The largest 8-bit weight: half the range, so that sums of two products fit 16 bits on processors without VNNI."""


class Graph:
    """Collects nodes and constants; each method that adds a node returns the name of the node's result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def keep(self, name: str, value: NDArray[np.generic]) -> str:
        """Store a constant under its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], result: str, domain: str = "", **attributes: object) -> str:
        """Append a node with one result."""
        self.nodes.append(helper.make_node(kind, inputs, [result], result, domain=domain, **attributes))
        return result

    def multiply(self, value: str, weight: Floats, bias: Floats | None, result: str) -> str:
        """Multiply by a matrix [in, out] stored in 8 bits with a scale for each column; the input is quantised too."""
        scale = np.maximum(np.abs(weight).max(axis=0) / LIMIT, 1e-9).astype(np.float32)
        rounded = np.clip(np.round(weight / scale), -LIMIT, LIMIT).astype(np.int8)
        inputs = [value, self.keep(f"{result}.weight", rounded), self.keep(f"{result}.scale", scale), ""]
        if bias is not None:
            inputs.append(self.keep(f"{result}.bias", bias))
        return self.add("DynamicQuantizeMatMul", inputs, result, "com.microsoft")

    def look_up(self, table: Floats, ids: str, result: str) -> str:
        """Fetch rows of a table stored in 8 bits with a scale for each row."""
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-9).astype(np.float32)
        rounded = np.round(table / scale).astype(np.int8)
        rows = self.add("Gather", [self.keep(f"{result}.table", rounded), ids], f"{result}.rows")
        scales = self.add("Gather", [self.keep(f"{result}.scale", scale), ids], f"{result}.scales")
        widened = self.add("Cast", [rows], f"{result}.widened", to=TensorProto.FLOAT)
        return self.add("Mul", [widened, scales], result)


def export_network(weights: Mapping[str, Floats], heads: int, epsilon: float, path: Path) -> None:
    """Write the network: from `ids` [sequences, subwords] to `chances` [sequences, subwords, labels]."""
    graph = Graph()
    state = add_encoder(graph, weights, heads, epsilon)
    add_labels(graph, state, weights, "head", "chances")
    write_graph(graph, {"chances": len(weights["head.b"])}, path)


def add_labels(graph: Graph, state: str, weights: Mapping[str, Floats], head: str, result: str) -> None:
    """Add a linear layer that gives every subword the chances of its labels."""
    logits = graph.add("MatMul", [state, graph.keep(f"{head}.weight", weights[f"{head}.w"].T)], head)
    logits = graph.add("Add", [logits, graph.keep(f"{head}.bias", weights[f"{head}.b"])], f"{head}.logits")
    graph.add("Softmax", [logits], result, axis=-1)


def write_graph(graph: Graph, widths: Mapping[str, int], path: Path) -> None:
    """Write a graph from `ids` to the named results, each [sequences, subwords, its width]."""
    body = helper.make_graph(
        graph.nodes,
        "entities",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["sequences", "pieces"])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["sequences", "pieces", width])
            for name, width in widths.items()
        ],
        graph.constants,
    )
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    onnx.save(helper.make_model(body, opset_imports=imports, ir_version=9), path)


def add_encoder(graph: Graph, weights: Mapping[str, Floats], heads: int, epsilon: float) -> str:
    """Add the encoder, from `ids` to a vector for every subword; the result is that vector's name."""
    layers = sum(name.endswith(".q.w") for name in weights)
    length = graph.add("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.keep("zero", np.zeros(1, np.int64))
    place = graph.add("Slice", [graph.keep("places", weights["emb.pos"] + weights["emb.type"]), zero, length], "place")
    words = graph.look_up(weights["emb.word"], "ids", "words")
    summed = graph.add("Add", [words, place], "summed")
    gamma = graph.keep("first.gamma", weights["emb.ln.w"])
    beta = graph.keep("first.beta", weights["emb.ln.b"])
    state = graph.add("LayerNormalization", [summed, gamma, beta], "first", epsilon=epsilon)
    padding = graph.keep("padding", np.array(PADDING, np.int64))
    padded = graph.add("Equal", ["ids", padding], "padded")
    graph.add("Cast", [graph.add("Not", [padded], "filled")], "present", to=TensorProto.INT32)

    def normalise(value: str, skipped: str, prefix: str, norm: str, bias: str) -> str:
        inputs = [
            value,
            skipped,
            graph.keep(f"{prefix}.{norm}.gamma", weights[f"{prefix}.{norm}.w"]),
            graph.keep(f"{prefix}.{norm}.beta", weights[f"{prefix}.{norm}.b"]),
            graph.keep(f"{prefix}.{norm}.bias", weights[f"{prefix}.{bias}.b"]),
        ]
        return graph.add("SkipLayerNormalization", inputs, f"{prefix}.{norm}", "com.microsoft", epsilon=epsilon)

    for number in range(layers):
        prefix = f"l{number}"
        projections = [
            graph.multiply(state, weights[f"{prefix}.{name}.w"].T, weights[f"{prefix}.{name}.b"], f"{prefix}.{name}")
            for name in "qkv"
        ]
        mixed = graph.add(
            "MultiHeadAttention", [*projections, "", "present"], f"{prefix}.mixed", "com.microsoft", num_heads=heads
        )
        mixed = graph.multiply(mixed, weights[f"{prefix}.ao.w"].T, None, f"{prefix}.ao")
        state = normalise(mixed, state, prefix, "aln", "ao")
        inner = graph.multiply(state, weights[f"{prefix}.fi.w"].T, weights[f"{prefix}.fi.b"], f"{prefix}.fi")
        inner = graph.add("Gelu", [inner], f"{prefix}.gelu", "com.microsoft")
        inner = graph.multiply(inner, weights[f"{prefix}.fo.w"].T, None, f"{prefix}.fo")
        state = normalise(inner, state, prefix, "oln", "fo")
    return state
