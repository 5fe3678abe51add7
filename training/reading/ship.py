"""Writes the trained network as one ONNX file with 8-bit weights, and beside it the small matrices that find roles.

python training/reading/ship.py WEIGHTS.pt [FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marks"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "entities"))

from export import Graph, add_encoder, add_labels, write_graph
from joint import INNER, PAIR
from lessons import CUE_LABELS, ENTITY_LABELS, ROLES, TYPES

from reader.annotate.recogniser.network import NETWORK, VOCABULARY
from reader.annotate.recogniser.role_scorer import MATRICES

HEADS, EPSILON = 12, 1e-12
MODEL = Path(__file__).resolve().parents[2] / "reader/annotate/recogniser/model"


def ship(path: Path, folder: Path) -> None:
    """Write all files of the model but its card; the vocabulary is the one that the reader has."""
    weights = {name: value.detach().float().numpy() for name, value in torch.load(path).items()}
    graph = Graph()
    state = add_encoder(graph, weights, HEADS, EPSILON)
    add_labels(graph, state, weights, "entity", "entities")
    add_labels(graph, state, weights, "cue", "cues")
    words = np.concatenate([weights["role.word.w"], weights["role.pair.word.w"]])
    centres = np.concatenate([weights["role.cue.w"], weights["role.pair.cue.w"]])
    bias = np.concatenate([weights["role.word.b"], np.zeros(PAIR, np.float32)])
    graph.multiply(state, words.T, bias, "words_for_roles")
    graph.multiply(state, centres.T, None, "cues_for_roles")
    widths = {
        "entities": len(ENTITY_LABELS),
        "cues": len(CUE_LABELS),
        "words_for_roles": INNER + PAIR,
        "cues_for_roles": INNER + PAIR,
    }
    write_graph(graph, widths, folder / NETWORK)
    np.savez(
        folder / MATRICES,
        types=weights["role.type"],
        distances=weights["role.distance"],
        out=weights["role.out.w"],
        bias=weights["role.out.b"],
        pair=weights["role.pair.out.w"],
    )
    vocabulary = json.loads((MODEL / VOCABULARY).read_text(encoding="utf-8"))
    content = {
        "labels": ENTITY_LABELS,
        "cue_labels": CUE_LABELS,
        "types": TYPES,
        "roles": ROLES,
        "pieces": vocabulary["pieces"],
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (folder / VOCABULARY).write_text(written, encoding="utf-8")


def main() -> None:
    """Write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=MODEL)
    options = parser.parse_args()
    ship(options.weights, options.folder)


if __name__ == "__main__":
    main()
