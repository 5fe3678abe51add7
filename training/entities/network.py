"""Defines the recogniser's network for training: the encoder, and a linear layer that labels every subword."""

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional
from weights import Encoder, Floats

from reader.annotate.recogniser.subwords import PADDING


def start_weights(encoder: Encoder, word_rows: Floats, labels: int, longest: int) -> dict[str, Tensor]:
    """Take the encoder's tensors, with the chosen rows of its vocabulary and a new layer for the labels."""
    tensors = dict(encoder.tensors)
    tensors["emb.word"] = word_rows
    tensors["emb.pos"] = tensors["emb.pos"][:longest]
    weights = {name: torch.tensor(value, requires_grad=True) for name, value in tensors.items()}
    weights["head.w"] = (torch.randn(labels, encoder.width) * 0.02).requires_grad_()
    weights["head.b"] = torch.zeros(labels, requires_grad=True)
    return weights


def run_network(
    weights: Mapping[str, Tensor], ids: Tensor, heads: int, epsilon: float, *, dropout: float = 0.0
) -> Tensor:
    """Score the labels of every subword: from ids [sequences, subwords] to logits [sequences, subwords, labels]."""
    state = functional.dropout(encode(weights, ids, heads, epsilon, dropout=dropout), dropout, training=dropout > 0)
    return functional.linear(state, weights["head.w"], weights["head.b"])


def encode(weights: Mapping[str, Tensor], ids: Tensor, heads: int, epsilon: float, *, dropout: float = 0.0) -> Tensor:
    """Read subwords in their context: from ids [sequences, subwords] to vectors [sequences, subwords, width]."""
    rows, length = ids.shape
    width = weights["emb.word"].shape[1]
    layers = sum(name.endswith(".q.w") for name in weights)
    present = (ids != PADDING)[:, None, None, :]

    def drop(state: Tensor) -> Tensor:
        return functional.dropout(state, dropout, training=dropout > 0)

    def normalise(state: Tensor, name: str) -> Tensor:
        return functional.layer_norm(state, (width,), weights[f"{name}.w"], weights[f"{name}.b"], epsilon)

    def project(state: Tensor, name: str) -> Tensor:
        return functional.linear(state, weights[f"{name}.w"], weights[f"{name}.b"])

    def split_heads(state: Tensor) -> Tensor:
        return state.view(rows, length, heads, width // heads).transpose(1, 2)

    state = functional.embedding(ids, weights["emb.word"]) + weights["emb.pos"][:length] + weights["emb.type"]
    state = drop(normalise(state, "emb.ln"))
    for number in range(layers):
        prefix = f"l{number}"
        query, key, value = (split_heads(project(state, f"{prefix}.{part}")) for part in "qkv")
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=present)
        mixed = project(mixed.transpose(1, 2).reshape(rows, length, width), f"{prefix}.ao")
        state = normalise(state + drop(mixed), f"{prefix}.aln")
        inner = project(functional.gelu(project(state, f"{prefix}.fi")), f"{prefix}.fo")
        state = normalise(state + drop(inner), f"{prefix}.oln")
    return state
