"""Decides where a line may end: a tailoring of the Unicode Line Breaking Algorithm (UAX #14) for Arabic news.

Lines end at white space; after a hyphen, a dash or a slash inside a word, unless a digit follows (2016/12/18 and
3-4 stay whole); around ideographs. Never before closing punctuation, even after a space (LB13), never after an
opening bracket (LB14), never at a no-break space. A piece wider than the line is cut between clusters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from unicodedata import category, east_asian_width

_BREAKS_AFTER = frozenset("-/\u2010\u2012\u2013\u2014\u058a\u05be")
_CLOSES = frozenset(".,:;!?)]}»”’›%،؛؟۔٪٫٬…、。，．：；！？）］｝」』】〉》々ー")
_OPENS = frozenset("([{«“‘‹（［｛「『【〈《")


def may_break_between(word: str, first: int, second: int) -> bool:
    """Whether a line may end between two neighbouring base characters of a word, given by index."""
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
    """Whether a line may end at the white space between a word that ends so and one that begins so."""
    return before not in _OPENS and after not in _CLOSES


def _is_ideographic(character: str) -> bool:
    return east_asian_width(character) in "WF"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of clusters that stays on one line where it fits, and the white space after it."""

    start: int
    """Cluster index."""
    end: int
    """Cluster index where the trailing white space begins."""
    next: int
    """Cluster index of the next piece."""
    width: int
    """Cells up to the white space."""
    full_width: int
    """Cells with the white space."""


@dataclass(frozen=True, slots=True)
class Break:
    """The clusters of one line: [start, end) is shown, [end, next) is white space that hangs."""

    start: int
    end: int
    next: int


def wrap(pieces: Sequence[Piece], widths: Sequence[int], spaces: Set[int], width: int) -> Iterator[Break]:
    """The lines of a paragraph at a width in cells, each as full as it can be; an empty paragraph is one empty line.

    widths are those of the clusters, and spaces the clusters that are white space.
    """
    start = end = after = used = 0
    for piece in pieces:
        if after > start and used + piece.width > width:
            yield Break(start, end, after)
            start, used = piece.start, 0
        if piece.width > width:
            for cluster in range(piece.start, piece.end):
                if used and used + widths[cluster] > width and cluster not in spaces:
                    end = cluster
                    while end > start and end - 1 in spaces:
                        end -= 1
                    yield Break(start, end, cluster)
                    start, used = cluster, 0
                used += widths[cluster]
            used += piece.full_width - piece.width
        else:
            used += piece.full_width
        end, after = piece.end, piece.next
    yield Break(start, end, after)
