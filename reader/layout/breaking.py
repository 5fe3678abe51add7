"""Decides where a line may end: a tailoring of the Unicode Line Breaking Algorithm (UAX #14) for Arabic news.

A line may end at white space; after a hyphen, a dash or a slash inside a word, unless a digit follows (2016/12/18 and
3-4 stay whole); and around ideographs. It never ends before closing punctuation, even after a space (LB13), after an
opening bracket (LB14) or at a no-break space. A segment that is wider than the line is cut between clusters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from unicodedata import category, east_asian_width

_BREAKS_AFTER = frozenset("-/\u2010\u2012\u2013\u2014\u058a\u05be")
_CLOSES = frozenset(".,:;!?)]}»”’›%،؛؟۔٪٫٬…、。，．：；！？）］｝」』】〉》々ー")
_OPENS = frozenset("([{«“‘‹（［｛「『【〈《")


def may_break_between(word: str, first: int, second: int) -> bool:
    """Whether a line may end between two neighbouring base characters of a word, given by their indexes."""
    before, after = word[first], word[second]
    if before in _BREAKS_AFTER:
        return first > 0 and after not in _BREAKS_AFTER and after not in _CLOSES and category(after)[0] in "LS"
    if before < "\u1100" and after < "\u1100":
        return False
    if before in _OPENS or after in _CLOSES or category(after) in {"Pe", "Pf"} or category(before) in {"Ps", "Pi"}:
        return False
    return (
        _is_ideographic(before)
        and (_is_ideographic(after) or category(after)[0] in "LN")
        or (_is_ideographic(after) and category(before)[0] in "LN")
    )


def may_break_at_space(before: str, after: str) -> bool:
    """Whether a line may end at the white space between a word ending with one base character and one beginning with
    another.
    """
    return before not in _OPENS and after not in _CLOSES


def _is_ideographic(character: str) -> bool:
    return east_asian_width(character) in "WF"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of clusters that stays on one line if it fits, and the white space after it."""

    start: int
    """The index of its first cluster."""
    end: int
    """The index of the cluster where its trailing white space begins."""
    next: int
    """The index of the next segment's first cluster."""
    width: int
    """The width in cells without the trailing white space."""
    full_width: int
    """The width in cells with the trailing white space."""


@dataclass(frozen=True, slots=True)
class Break:
    """The clusters of one line: [start, end) are shown, and [end, next) are invisible white space at its end."""

    start: int
    end: int
    next: int


def wrap(
    segments: Sequence[Segment], widths: Sequence[int], spaces: Set[int], width: int, *, indent: int = 0
) -> Iterator[Break]:
    """The lines of a paragraph at a width in cells, each as full as possible; an empty paragraph is one empty line.

    `widths` are those of the clusters, in cells, and `spaces` the indexes of the clusters that are white space. The
    first line is shorter by `indent` cells, which its first segment must leave free.
    """
    start = end = after = 0
    used = indent
    for segment in segments:
        if after > start and used + segment.width > width:
            yield Break(start, end, after)
            start, used = segment.start, 0
        if segment.width > width:
            for cluster in range(segment.start, segment.end):
                if used and used + widths[cluster] > width and cluster not in spaces:
                    end = cluster
                    while end > start and end - 1 in spaces:
                        end -= 1
                    yield Break(start, end, cluster)
                    start, used = cluster, 0
                used += widths[cluster]
            used += segment.full_width - segment.width
        else:
            used += segment.full_width
        end, after = segment.end, segment.next
    yield Break(start, end, after)
