"""Decides how a paragraph is cut into lines at a width, and how a short line is filled out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reader.layout.breaking import Break, wrap
from reader.layout.lines import Cell, Line
from reader.layout.shaping import ShapedParagraph, narrow
from reader.model import Span

Justify = Literal["tatweel", "spaces"]

TATWEEL = "\u0640"
_MOST_TATWEELS = 4
"""The most tatweels added to one word, since a longer stroke makes it unreadable."""

# Where a scribe lengthens a word, the best place first (simplified from the order of classical hands): after a tatweel
# in the text, after the teeth of seen and sad, before a final dal or teh marbuta, before a final alef, lam, kaf or tah,
# before a final reh, waw or yeh, and then anywhere. They are given as nominal letters.
_AFTER = (frozenset("ـ"), frozenset("سشصض"))
_BEFORE_LAST = (frozenset("ةهدذ"), frozenset("اأإآلكطظ"), frozenset("رزويى"))


def draw_lines(
    paragraph: ShapedParagraph, text: str, width: int, justify: Justify | None, *, indent: int = 0
) -> Iterator[Line]:
    """The lines of a paragraph at a width in cells; the last one is never filled out.

    The first one is indented, unless its first word would not fit then.
    """
    if paragraph.spread and max(paragraph.widths) > width:
        paragraph = narrow(paragraph, width)
    if not paragraph.segments or paragraph.segments[0].width + indent > width:
        indent = 0
    cuts = list(wrap(paragraph.segments, paragraph.widths, paragraph.spaces, width, indent=indent))
    for cut in cuts:
        is_last = cut is cuts[-1]
        blank = indent if cut is cuts[0] else 0
        missing = width - blank - sum(paragraph.widths[cut.start : cut.end])
        added: list[tuple[float, Cell]] = []
        if justify and missing and not is_last:
            added = _fill(paragraph, cut, text, missing, justify)
        yield _draw_line(paragraph, cut, added, is_last=is_last, indent=blank)


def _draw_line(
    paragraph: ShapedParagraph, cut: Break, added: list[tuple[float, Cell]], *, is_last: bool, indent: int
) -> Line:
    """One line in visual order: its clusters sorted by their rank in the paragraph, without the white space at its end.

    This is equal to the reordering of UAX #9 line by line (L1, L2), since which of two characters comes first depends
    only on the levels between them, and those belong to the paragraph.
    """
    ranks, spread = paragraph.ranks, paragraph.spread
    order = sorted(range(cut.start, cut.end), key=ranks.__getitem__)
    if added:
        ranked = [(float(ranks[cluster]), cell) for cluster in order for cell in paragraph.cells_of(cluster)]
        cells = tuple(cell for _, cell in sorted([*ranked, *added], key=lambda pair: pair[0]))
    elif spread:
        cells = tuple(cell for cluster in order for cell in paragraph.cells_of(cluster))
    else:
        cells = tuple(map(paragraph.cells.__getitem__, order))
    start = paragraph.starts[cut.start] if cut.start else paragraph.span.start
    return Line(
        cells=cells,
        span=Span(start, paragraph.span.end if is_last else paragraph.starts[cut.next]),
        end=paragraph.cells[cut.end - 1].span.end if cells else start,
        base=paragraph.base,
        width=sum(paragraph.widths[cut.start : cut.end]) + len(added),
        ends_paragraph=is_last,
        indent=indent,
    )


def _fill(
    paragraph: ShapedParagraph, cut: Break, text: str, missing: int, justify: Justify
) -> list[tuple[float, Cell]]:
    """The cells, with empty spans, that widen a line by up to `missing` cells, each with its rank."""
    added: list[tuple[float, Cell]] = []
    if justify == "tatweel":
        joints = _choose_joints(paragraph, cut, text)
        for joint, count in _share(joints, min(missing, len(joints) * _MOST_TATWEELS)):
            following = joint + 1
            side = 0.5 if paragraph.ranks[joint] > paragraph.ranks[following] else -0.5
            offset = paragraph.starts[following]
            cell = Cell(TATWEEL, Span(offset, offset), 1)
            added += [(paragraph.ranks[following] + side, cell)] * count
    # A paragraph's indent is not a gap between words.
    first = next((cluster for cluster in range(cut.start, cut.end) if cluster not in paragraph.spaces), cut.end)
    gaps = [cluster for cluster in range(first, cut.end) if cluster in paragraph.spaces]
    for gap, count in _share(gaps, missing - len(added)):
        offset = paragraph.starts[gap + 1]
        added += [(paragraph.ranks[gap] + 0.5, Cell(" ", Span(offset, offset), 1))] * count
    return added


def _share(places: list[int], cells: int) -> list[tuple[int, int]]:
    """The places with the number of cells for each, shared out evenly; the first places get the remainder."""
    if not places:
        return []
    each, remainder = divmod(cells, len(places))
    return [(place, each + (index < remainder)) for index, place in enumerate(places)]


def _choose_joints(paragraph: ShapedParagraph, cut: Break, text: str) -> list[int]:
    """The best joint of each word in a line, the best first; a joint is the cluster from which a stroke runs on."""
    best: dict[int, tuple[int, int]] = {}
    word = 0
    for cluster in range(cut.start, cut.end - 1):
        if cluster in paragraph.spaces:
            word += 1
        elif paragraph.joins[cluster]:
            # Of equal joints the later one is used, as a scribe would.
            candidate = (_grade(paragraph, cluster, text), -cluster)
            best[word] = min(best.get(word, candidate), candidate)
    return [-cluster for _, cluster in sorted(best.values())]


def _grade(paragraph: ShapedParagraph, cluster: int, text: str) -> int:
    """The grade of a joint, from 0 for the best."""
    letter, following = text[paragraph.starts[cluster]], text[paragraph.starts[cluster + 1]]
    for grade, letters in enumerate(_AFTER):
        if letter in letters:
            return grade
    if not paragraph.joins[cluster + 1]:
        for grade, letters in enumerate(_BEFORE_LAST, len(_AFTER)):
            if following in letters:
                return grade
    return len(_AFTER) + len(_BEFORE_LAST)
