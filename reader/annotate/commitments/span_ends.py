"""Decides where the span of a role begins and ends: at whole words, without marks, with whole names and brackets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from reader.annotate.names.labelled_names import is_word
from reader.annotate.tokens import LINE_END, Tokens
from reader.arabic.words import fold
from reader.model import Span

_FILE = "role_ends.toml"
_OPENING = {")": "(", "]": "[", "»": "«", "”": "“"}
_LONGEST_CLAUSE = 80
"""Tokens; a text may have no marks at which clauses end."""
_CLAUSE_ENDS = frozenset((*".،,؛;:!?؟۔", LINE_END))


def trim(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The stretch without marks at its ends, but with a bracket that closes what it opens; None where nothing stays."""
    while first <= last and not is_word(tokens, first):
        first += 1
    while last >= first and not is_word(tokens, last):
        last -= 1
    if first > last:
        return None
    after = last + 1
    if after < len(tokens) and (opening := _OPENING.get(tokens.folded[after])):
        inside = tokens.folded[first : last + 1]
        if inside.count(opening) > inside.count(tokens.folded[after]):
            last = after
    return first, last


def end_clause(tokens: Tokens, at: int) -> int:
    """The last token of the clause that a token is in, or of what of it is near."""
    for following in range(at + 1, min(len(tokens), at + _LONGEST_CLAUSE)):
        if tokens.folded[following] in _CLAUSE_ENDS:
            return following - 1
    return min(len(tokens), at + _LONGEST_CLAUSE) - 1


def take_governed(tokens: Tokens, stretch: tuple[int, int]) -> tuple[int, int]:
    """The stretch with the word after it, where it ends with one that needs another, such as a preposition."""
    first, last = stretch
    needs_more = tokens.folded[last] in _read_governing() and last + 1 < len(tokens) and is_word(tokens, last + 1)
    return (first, last + 1) if needs_more else stretch


def cut_at_end(tokens: Tokens, stretch: tuple[int, int], other: tuple[int, int] | None) -> tuple[int, int] | None:
    """The stretch without another one that reaches to its end or beyond; one in its middle stays in it."""
    if other is None:
        return stretch
    first, last = stretch
    if first < other[0] <= last <= other[1]:
        return trim(tokens, first, other[0] - 1)
    if other[0] <= first <= other[1] < last:
        return trim(tokens, other[1] + 1, last)
    return stretch


def take_whole_names(tokens: Tokens, stretch: tuple[int, int], names: Sequence[Span]) -> tuple[int, int]:
    """The stretch with the rest of every name that it cuts; `names` are in the order of the text, without overlaps."""
    first, last = stretch
    at = bisect_right(names, tokens.starts[first], key=lambda name: name.end)
    while at < len(names) and names[at].start < tokens.ends[last]:
        while last + 1 < len(tokens) and tokens.ends[last] < names[at].end:
            last += 1
        while first > 0 and tokens.starts[first] > names[at].start:
            first -= 1
        at += 1
    return first, last


@cache
def _read_governing() -> frozenset[str]:
    import tomli

    text = (files("reader.annotate") / "lexicon" / _FILE).read_text(encoding="utf-8")
    return frozenset(fold(tomli.loads(text)["governing"]).split())
