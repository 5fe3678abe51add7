"""Decides the attributes of a commitment: whether the binding itself is negated, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from reader.annotate.commitments.evidence import look_around
from reader.annotate.tokens import Tokens, without_proclitics
from reader.arabic.words import fold

_FILE = "commitment_attributes.toml"
_BEFORE = 3
"""The words before a cue that say what has become of it."""
_AFTER_TURN = 4
"""The words after a turn (لكن) that say so."""
_DENYING = frozenset(("refusal", "condition"))
"""The types whose cues have a negation of their own: لن يوافق, لا يتم إلا بـ."""


def find_attributes(tokens: Tokens, first: int, last: int, label: str) -> tuple[tuple[str, str], ...]:
    """The polarity and status of a commitment whose cue has the tokens from `first` to `last`."""
    return ("polarity", _find_polarity(tokens, first, last, label)), ("status", _find_status(tokens, first, last))


def _find_polarity(tokens: Tokens, first: int, last: int, label: str) -> str:
    """Negative where the binding is denied; a refusal denies an act, not the binding, so it needs no word inside it."""
    listed = _read_words()
    words = tokens.folded[first : last + 1]
    before = tokens.folded[first - 1] if first else ""
    if label in _DENYING:
        return "negative" if before in listed["denial"] else "positive"
    is_negated = not listed["negation"].isdisjoint([*_stems(words[0]), *_stems(before)])
    return "negative" if is_negated and listed["undoing"].isdisjoint(words) else "positive"


def _find_status(tokens: Tokens, first: int, last: int) -> str:
    listed = _read_words()
    before = tokens.folded[max(0, first - _BEFORE) : first]
    turned = list(_find_turned(look_around(tokens, first, last).after))
    for words, statuses in ((before, ("kept", "broken", "withdrawn")), (turned, ("broken", "withdrawn"))):
        stems = [stem for word in words for stem in _stems(word)]
        for status in statuses:
            if not listed[status].isdisjoint(stems):
                return status
    return "made"


def _find_turned(after: Sequence[str]) -> Iterator[str]:
    """The words right after each turn in the rest of a sentence."""
    for at, word in enumerate(after):
        if word in _read_words()["turn"]:
            yield from after[at + 1 : at + 1 + _AFTER_TURN]


def _stems(word: str) -> list[str]:
    return [stem for _, stem in without_proclitics(word)] if word else []


@cache
def _read_words() -> Mapping[str, frozenset[str]]:
    import tomli

    text = (files("reader.annotate") / "lexicon" / _FILE).read_text(encoding="utf-8")
    return {name: frozenset(fold(words).split()) for name, words in tomli.loads(text).items()}
