"""Decides the attributes of a commitment: whether the binding itself is negated, and what has become of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reader.annotate.tokens import Tokens, without_proclitics
from reader.arabic.words import fold

_FILE = "commitment_attributes.toml"


def find_attributes(tokens: Tokens, first: int, last: int, label: str) -> tuple[tuple[str, str], ...]:
    """The polarity and status of a commitment whose cue has the tokens from `first` to `last`."""
    return ("polarity", _find_polarity(tokens, first, last, label)), ("status", _find_status(tokens, first))


def _find_polarity(tokens: Tokens, first: int, last: int, label: str) -> str:
    """Negative where the binding is denied; a refusal denies an act, not the binding, so it needs no word inside it."""
    negations = _read_words()["negation"]
    words = tokens.folded[first : last + 1]
    before = tokens.folded[first - 1] if first else ""
    if label == "refusal":
        return "negative" if before in _read_words()["denial"] else "positive"
    is_negated = not negations.isdisjoint(_stems(words[0])) or not negations.isdisjoint(_stems(before))
    return "negative" if is_negated else "positive"


def _find_status(tokens: Tokens, first: int) -> str:
    listed = _read_words()
    near = [stem for word in tokens.folded[max(0, first - 3) : first] for stem in _stems(word)]
    return next((status for status in ("kept", "broken", "withdrawn") if not listed[status].isdisjoint(near)), "made")


def _stems(word: str) -> list[str]:
    return [stem for _, stem in without_proclitics(word)] if word else []


@cache
def _read_words() -> Mapping[str, frozenset[str]]:
    import tomli

    text = (files("reader.annotate") / "lexicon" / _FILE).read_text(encoding="utf-8")
    return {name: frozenset(fold(words).split()) for name, words in tomli.loads(text).items()}
