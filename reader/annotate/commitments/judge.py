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
from reader.annotate.commitments.cue_lexicon import CueWord
from reader.annotate.commitments.evidence import weigh_evidence
from reader.annotate.commitments.own_words import OWN_CHANCE
from reader.annotate.tokens import Tokens

FILE = "judge.json"
_GUESSED_SHARE = 0.5
"""How much the lexicon counts where the type is chosen and it has only another form of the word."""


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
    least_gains: Mapping[str, float] = field(default_factory=dict)
    """How much likelier than an empty role a stretch must be to fill it, in log-odds, by role."""
    leanings: Mapping[str, float] = field(default_factory=dict)
    """How much oftener analysts choose each type than network and lexicon do, in log-odds; empty as it is shipped."""

    def judge(self, tokens: Tokens, candidate: Candidate) -> Verdict:
        """The likeliest type of a candidate, and whether it binds; a user's own word does, with his type."""
        if candidate.own is not None:
            return Verdict(candidate.own.type, max(OWN_CHANCE, self.threshold), ())
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
            label: log(max(chance, 1e-4)) + self._known_share(entry, label) + self.leanings.get(label, 0.0)
            for label, chance in candidate.cue.types
        }

    def _known_share(self, entry: CueWord | None, label: str) -> float:
        if entry is None:
            return 0.0
        return (_GUESSED_SHARE if entry.is_guessed else self.word_share) * log(entry.share(label))


def read_judge(text: str) -> Judge:
    """The judge that a file's text describes."""
    return unpack_judge(json.loads(text))


def unpack_judge(content: Mapping[str, Any]) -> Judge:
    """The judge whose fields a JSON object has; KeyError, TypeError or ValueError where it has not."""
    return Judge(
        float(content["bias"]),
        _read_numbers(content["weights"]),
        float(content["threshold"]),
        float(content["word_share"]),
        _read_numbers(content["least_gains"]),
        _read_numbers(content.get("leanings", {})),
    )


def _read_numbers(content: Mapping[str, Any]) -> dict[str, float]:
    return {str(name): float(value) for name, value in content.items()}


@cache
def shipped_judge() -> Judge:
    """The judge that comes with the reader."""
    return read_judge((files("reader.annotate") / "lexicon" / FILE).read_text(encoding="utf-8"))
