"""Decides which annotations of two analysts are about the same thing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reader.model import Annotation, Span


def shared(one: Span, other: Span) -> int:
    """The number of code points that two spans have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def is_same_role(one: Span, other: Span) -> bool:
    """Whether two fillers of a role agree: they share at least half of what they cover together."""
    common = shared(one, other)
    return 2 * common >= len(one) + len(other) - common > 0


def pair(one: Sequence[Annotation], other: Sequence[Annotation]) -> list[tuple[int, int]]:
    """Pairs of indices of overlapping annotations, one to one: those with one label first, then by shared length."""
    order = sorted(range(len(other)), key=lambda j: other[j].span.start)
    longest = max((len(each.span) for each in other), default=0)
    options: list[tuple[bool, int, int, int]] = []
    starts = [other[j].span.start for j in order]
    for i, first in enumerate(one):
        at = bisect_left(starts, first.span.start - longest)
        while at < len(order) and starts[at] < first.span.end:
            j = order[at]
            if common := shared(first.span, other[j].span):
                options.append((first.label == other[j].label, common, -i, -j))
            at += 1
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in sorted(options, reverse=True):
        if -i not in taken[0] and -j not in taken[1]:
            taken[0].add(-i)
            taken[1].add(-j)
            pairs.append((-i, -j))
    return sorted(pairs)
