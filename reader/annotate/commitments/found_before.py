"""Decides which words of a text belong to names and dates that other annotators have found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reader.annotate.commitments.text_words import TextWords
from reader.model import Annotation

_NAMED = frozenset(("person", "organization", "place", "group"))
_LONGEST = 12
"""Words; a longer name is a mistake, and would hide the clause it covers."""
_SHORTEST = 4
"""Letters; shorter last names are spelled like too many other words."""


def mark_found(tokens: TextWords, so_far: Sequence[Annotation]) -> TextWords:
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
            whole = annotation.span.start <= tokens.starts[first]
            tokens.own_letters.update(range(first if whole else first + 1, after))
    _mark_short_names(tokens)
    return tokens


def _mark_short_names(tokens: TextWords) -> None:
    """عماد بلحاج خليفة …، ودعا بلحاج خليفة: the end of a person's name is his name too, where it stands alone."""
    whole = {(first, after) for first, after, label in tokens.named.values() if label == "person" and after - first > 1}
    names = {tokens.words[after - 1]: tokens.words[first:after] for first, after in whole}
    for index, word in enumerate(tokens.words):
        name = names.get(word)
        if name is None or index in tokens.named or len(word) < _SHORTEST:
            continue
        size = 1
        while size < min(len(name), index + 1) and tokens.words[index - size] == name[-size - 1]:
            size += 1
        first = index + 1 - size
        tokens.named.update((place, (first, index + 1, "person")) for place in range(first, index + 1))
        tokens.own_letters.update(range(first, index + 1))
