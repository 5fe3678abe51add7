"""Decides which words of a text belong to names and dates that other annotators have found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reader.annotate.commitments.tokens import Tokens
from reader.model import Annotation

_NAMED = frozenset(("person", "organization", "place", "group"))
_LONGEST = 12
"""Words; a longer name is a mistake, and would hide the clause it covers."""


def mark_found(tokens: Tokens, so_far: Sequence[Annotation]) -> Tokens:
    """The same words, with the names and dates among them; annotations of anything else are passed over."""
    for annotation in so_far:
        if annotation.label not in _NAMED and annotation.label != "date":
            continue
        first = bisect_right(tokens.starts, annotation.span.start) - 1
        after = bisect_left(tokens.starts, annotation.span.end)
        if first < 0 or not 0 < after - first <= _LONGEST or tokens.ends[first] <= annotation.span.start:
            continue
        if annotation.label == "date":
            tokens.dates[first] = max(after, tokens.dates.get(first, 0))
        elif not any(index in tokens.named for index in range(first, after)):
            tokens.named.update((index, (first, after, annotation.label)) for index in range(first, after))
    return tokens
