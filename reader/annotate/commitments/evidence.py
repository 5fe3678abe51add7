"""Collects what speaks for and against a candidate, as numbers by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.cue_lexicon import CueWord
from reader.annotate.tokens import LINE_END, Tokens
from reader.arabic.words import fold

_FILE = "cue_surroundings.toml"
_REACH = 6
"""The words before a cue in which a small word changes what it says."""
_NEAR = 80
"""The words of a sentence on either side of a cue that are looked at, since a text may have no full stops."""
_QUESTION_MARKS = ("?", "؟")
_FULL_STOPS = frozenset((".", "!", "?", "؟", "۔", LINE_END))
_OPENING, _CLOSING = frozenset("«“("), frozenset("»”)")
_FAR = 5.0
"""The log-odds at which the network counts as certain."""


@dataclass(frozen=True, slots=True)
class CueSurroundings:
    """The sentence around a candidate, as folded words."""

    before: Sequence[str]
    """The nearest first."""
    after: Sequence[str]
    ends_with: str
    """The mark at which its sentence ends."""
    is_quoted: bool


def weigh_evidence(tokens: Tokens, candidate: Candidate, label: str) -> dict[str, float]:
    """What speaks for a candidate's being a cue of the type `label`, by name; the judge has a weight for each name."""
    cue, entry = candidate.cue, candidate.entry
    around = look_around(tokens, cue.first, cue.last)
    is_headline = tokens.starts[cue.first] < _headline_end(tokens.text)
    share = dict(cue.types).get(label, 0.0)
    evidence = {
        "network": _log_odds(cue.chance),
        "network is sure of the type": log(max(share, 0.01)),
        "word in the lexicon": entry.log_odds() if entry else 0.0,
        "word not in the lexicon": float(entry is None),
        "type usual for the word": log(entry.share(label)) if entry else 0.0,
        "followed as usual": float(_is_followed_as_usual(entry, around.after)),
        "several words": float(cue.last > cue.first),
        "headline": float(is_headline),
        "quotation": float(around.is_quoted),
        "question": float(around.ends_with in _QUESTION_MARKS),
        f"type {label}": 1.0,
    }
    for role in cue.roles:
        evidence[f"has {role.role}"] = 1.0
    for name, listed in read_small_words().items():
        if not listed.isdisjoint(around.before[: _REACH if name.startswith("near") else 1]):
            evidence[name] = 1.0
    return evidence


def _is_followed_as_usual(entry: CueWord | None, after: Sequence[str]) -> bool:
    """Whether the word after a cue begins with what most often follows it in the lexicon."""
    if entry is None or not entry.follows or not after:
        return False
    marker = fold(entry.follows).rstrip("ـ")
    return after[0] == marker or (len(marker) == 1 and after[0].startswith(marker))


def look_around(tokens: Tokens, first: int, last: int) -> CueSurroundings:
    """The sentence around the tokens from `first` to `last`, or what of it is near."""
    before: list[str] = []
    for at in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        if tokens.folded[at] in _FULL_STOPS:
            break
        before.append(tokens.folded[at])
    after: list[str] = []
    ending = ""
    for word in tokens.folded[last + 1 : last + 1 + _NEAR]:
        if word in _FULL_STOPS:
            ending = word
            break
        after.append(word)
    opened = sum((word in _OPENING) - (word in _CLOSING) for word in before)
    return CueSurroundings(before, after, ending, opened > 0 or before.count('"') % 2 == 1)


@lru_cache(maxsize=2)
def _headline_end(text: str) -> int:
    """Where the first line that is not empty ends, in code points."""
    return text.find("\n", len(text) - len(text.lstrip()))


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_FAR, min(_FAR, log(kept / (1 - kept))))


@cache
def read_small_words() -> Mapping[str, frozenset[str]]:
    """The groups of small words that speak for or against a cue after them, folded, by name."""
    import tomli

    text = (files("reader.annotate") / "lexicon" / _FILE).read_text(encoding="utf-8")
    return {name: frozenset(fold(words).split()) for name, words in tomli.loads(text).items()}
