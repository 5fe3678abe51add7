"""Defines the network that reads an article once for all tasks: entities, cues of commitments, and their roles."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from lessons import CUE_LABELS, ENTITY_LABELS, ROLES, TYPES
from torch import Tensor
from torch.nn import functional

INNER = 192
"""The width of the layer that looks at a word and a cue together."""
PAIR = 64
"""The width of the product of a word and a cue."""
DISTANCES = 24
"""The steps into which the distance from the cue is divided, in subwords, by sign and logarithm."""


def start_heads(width: int) -> dict[str, Tensor]:
    """New layers for the labels of entities and cues, and for roles."""

    def new(*shape: int) -> Tensor:
        return torch.randn(*shape) * 0.02

    return {
        "entity.w": new(len(ENTITY_LABELS), width),
        "entity.b": torch.zeros(len(ENTITY_LABELS)),
        "cue.w": new(len(CUE_LABELS), width),
        "cue.b": torch.zeros(len(CUE_LABELS)),
        "role.word.w": new(INNER, width),
        "role.word.b": torch.zeros(INNER),
        "role.cue.w": new(INNER, width),
        "role.pair.word.w": new(PAIR, width),
        "role.pair.cue.w": new(PAIR, width),
        "role.type": new(len(TYPES), INNER),
        "role.distance": new(DISTANCES, INNER),
        "role.out.w": new(3 * len(ROLES), INNER),
        "role.pair.out.w": new(3 * len(ROLES), PAIR),
        "role.out.b": torch.zeros(3 * len(ROLES)),
    }


def label_words(weights: Mapping[str, Tensor], state: Tensor) -> tuple[Tensor, Tensor]:
    """The logits of the labels of entities and of cues for every subword."""
    return (
        functional.linear(state, weights["entity.w"], weights["entity.b"]),
        functional.linear(state, weights["cue.w"], weights["cue.b"]),
    )


def find_roles(weights: Mapping[str, Tensor], words: Tensor, positions: Tensor, cue: Tensor, kind: Tensor) -> Tensor:
    """The logits of outside, begin and inside for each role: [words, roles, 3].

    `words` are the vectors of one window's words [words, width], `positions` their places, `cue` the places of the
    cue's words and `kind` the number of its type.
    """
    nearest = (positions[:, None] - cue[None, :]).abs().argmin(1)
    away = positions - cue[nearest]
    steps = (away.abs().float() + 1).log2().mul(1.6).long().clamp(max=DISTANCES // 2 - 1)
    steps = steps + (away > 0) * (DISTANCES // 2)
    centre = words[torch.searchsorted(positions, cue)].mean(0)
    joint = (
        functional.linear(words, weights["role.word.w"], weights["role.word.b"])
        + functional.linear(centre, weights["role.cue.w"])
        + weights["role.type"][kind]
        + functional.embedding(steps, weights["role.distance"])
    )
    pair = functional.linear(words, weights["role.pair.word.w"]) * functional.linear(centre, weights["role.pair.cue.w"])
    out = functional.linear(functional.gelu(joint), weights["role.out.w"], weights["role.out.b"])
    out = out + functional.linear(pair, weights["role.pair.out.w"])
    return out.view(len(words), len(ROLES), 3)
