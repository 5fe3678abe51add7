"""Judges whether a candidate binds, and as which type, by weights learnt from marked articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.evidence import weigh_evidence
from reader.annotate.tokens import Tokens

FILE = "judge.json"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of a candidate."""

    label: str
    """The likeliest type."""
    chance: float
    """The chance that an analyst accepts it, 0 to 1."""
    reasons: tuple[tuple[str, float], ...]
    """What spoke for it (above 0) and against it (below), in log-odds; the weightiest first."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights for the evidence; a small file keeps them."""

    bias: float
    weights: Mapping[str, float]
    """How much each kind of evidence counts, in log-odds."""
    threshold: float
    """The least chance with which a candidate is proposed."""
    word_share: float
    """How much the lexicon counts beside the network where the type is chosen."""
    leanings: Mapping[str, float] = field(default_factory=dict)
    """How much oftener analysts choose each type than network and lexicon do, in log-odds; empty as it is shipped."""

    def judge(self, tokens: Tokens, candidate: Candidate) -> Verdict:
        """The likeliest type of a candidate, and whether it binds."""
        label = self.choose_type(candidate)
        evidence = weigh_evidence(tokens, candidate, label)
        reasons = {name: self.weights.get(name, 0.0) * value for name, value in evidence.items()}
        odds = self.bias + sum(reasons.values())
        ranked = sorted(((name, each) for name, each in reasons.items() if each), key=lambda pair: -abs(pair[1]))
        return Verdict(label, 1 / (1 + exp(-odds)), tuple(ranked))

    def choose_type(self, candidate: Candidate) -> str:
        """The likeliest type by the network and the lexicon together."""
        weighed = self.weigh_types(candidate)
        return max(weighed, key=weighed.__getitem__)

    def weigh_types(self, candidate: Candidate) -> dict[str, float]:
        """What speaks for each type, in logarithms; the likeliest by the network come first."""
        entry = candidate.entry
        return {
            label: log(max(chance, 1e-4))
            + (self.word_share * log(entry.share(label)) if entry else 0.0)
            + self.leanings.get(label, 0.0)
            for label, chance in candidate.cue.types
        }


def read_judge(text: str) -> Judge:
    """The judge that a file's text describes."""
    return unpack_judge(json.loads(text))


def unpack_judge(content: Mapping[str, Any]) -> Judge:
    """The judge whose fields a JSON object has; KeyError, TypeError or ValueError where it has not."""
    return Judge(
        float(content["bias"]),
        {str(name): float(weight) for name, weight in content["weights"].items()},
        float(content["threshold"]),
        float(content["word_share"]),
        {str(name): float(weight) for name, weight in content.get("leanings", {}).items()},
    )


@cache
def shipped_judge() -> Judge:
    """The judge that comes with the reader."""
    return read_judge((files("reader.annotate") / "lexicon" / FILE).read_text(encoding="utf-8"))
