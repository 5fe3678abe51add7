"""Collects what speaks for and against a candidate, as numbers by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.tokens import LINE_END, Tokens
from reader.arabic.words import fold

_FILE = "cue_surroundings.toml"
_REACH = 6
"""The words before a cue in which a small word changes what it says."""
_FULL_STOPS = frozenset((".", "!", "?", "؟", "۔", LINE_END))
_OPENING, _CLOSING = frozenset("«“("), frozenset("»”)")
_FAR = 5.0
"""The log-odds at which the network counts as certain."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentence around a candidate, as folded words."""

    before: Sequence[str]
    """The nearest first."""
    after: Sequence[str]
    ends_with: str
    """The mark at which its sentence ends."""
    is_headline: bool
    is_quoted: bool


def weigh_evidence(tokens: Tokens, candidate: Candidate, label: str) -> dict[str, float]:
    """What speaks for a candidate's being a cue of the type `label`, by name; the judge has a weight for each name."""
    cue, entry = candidate.cue, candidate.entry
    around = look_around(tokens, cue.first, cue.last)
    share = dict(cue.types).get(label, 0.0)
    evidence = {
        "network": _log_odds(cue.chance),
        "network is sure of the type": log(max(share, 0.01)),
        "word in the lexicon": entry.log_odds() if entry else 0.0,
        "word not in the lexicon": float(entry is None),
        "type usual for the word": log(entry.share(label)) if entry else 0.0,
        "several words": float(cue.last > cue.first),
        "headline": float(around.is_headline),
        "quotation": float(around.is_quoted),
        "question": float(around.ends_with in "?؟"),
        f"type {label}": 1.0,
    }
    for role in cue.roles:
        evidence[f"has {role.role}"] = 1.0
    for name, listed in read_small_words().items():
        if not listed.isdisjoint(around.before[: _REACH if name.startswith("near") else 1]):
            evidence[name] = 1.0
    return evidence


def look_around(tokens: Tokens, first: int, last: int) -> Surroundings:
    """The sentence around the tokens from `first` to `last`."""
    before, opened = [], 0
    at = first - 1
    while at >= 0 and tokens.folded[at] not in _FULL_STOPS:
        before.append(tokens.folded[at])
        opened += (tokens.folded[at] in _OPENING) - (tokens.folded[at] in _CLOSING)
        at -= 1
    after = []
    following = last + 1
    while following < len(tokens) and tokens.folded[following] not in _FULL_STOPS:
        after.append(tokens.folded[following])
        following += 1
    ending = tokens.folded[following] if following < len(tokens) else ""
    quotes = before.count('"')
    first_line = tokens.text.find("\n", len(tokens.text) - len(tokens.text.lstrip()))
    return Surroundings(before, after, ending, tokens.starts[first] < first_line, opened > 0 or quotes % 2 == 1)


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_FAR, min(_FAR, log(kept / (1 - kept))))


@cache
def read_small_words() -> Mapping[str, frozenset[str]]:
    """The groups of small words that speak for or against a cue after them, folded, by name."""
    import tomli

    text = (files("reader.annotate") / "lexicon" / _FILE).read_text(encoding="utf-8")
    return {name: frozenset(fold(words).split()) for name, words in tomli.loads(text).items()}
