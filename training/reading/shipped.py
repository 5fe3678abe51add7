"""Reads the weights of the shipped recogniser back from its ONNX file: the 8-bit numbers times their scales."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

Floats = NDArray[np.float32]


def read_shipped(path: Path) -> dict[str, Floats]:
    """The encoder's tensors by the names of training (matrices [out, in]), without the layers of its labels."""
    stored = {each.name: numpy_helper.to_array(each) for each in onnx.load(path).graph.initializer}
    width = stored["places"].shape[1]
    tensors = {
        "emb.word": stored["words.table"].astype(np.float32) * stored["words.scale"],
        "emb.pos": stored["places"].copy(),
        "emb.type": np.zeros(width, np.float32),
        "emb.ln.w": stored["first.gamma"].copy(),
        "emb.ln.b": stored["first.beta"].copy(),
    }
    for number in range(sum(name.endswith(".q.weight") for name in stored)):
        prefix = f"l{number}"
        for name in ("q", "k", "v", "ao", "fi", "fo"):
            tensors[f"{prefix}.{name}.w"] = (
                stored[f"{prefix}.{name}.weight"].astype(np.float32) * stored[f"{prefix}.{name}.scale"]
            ).T.copy()
        for name in ("q", "k", "v", "fi"):
            tensors[f"{prefix}.{name}.b"] = stored[f"{prefix}.{name}.bias"].copy()
        for norm, bias in (("aln", "ao"), ("oln", "fo")):
            tensors[f"{prefix}.{norm}.w"] = stored[f"{prefix}.{norm}.gamma"].copy()
            tensors[f"{prefix}.{norm}.b"] = stored[f"{prefix}.{norm}.beta"].copy()
            tensors[f"{prefix}.{bias}.b"] = stored[f"{prefix}.{norm}.bias"].copy()
    return tensors
