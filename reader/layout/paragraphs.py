"""Decides which stretches of a text are shown as paragraphs, and which separators between them are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from reader.model import Span

LONGEST = 20_000
"""The most code points of a paragraph; a longer one is shown as several, so that it need not be laid out at once."""

# Python's list of line ends has the paragraph separators of UAX #9 (class B) and the mandatory breaks of UAX #14.
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

# Scraped corpora join paragraphs with a Latin comma after the full stop: «…حلب., وكانت…»
_STOPPED = r"""[.؟!…]["”»)\]]*(?=\s?,(?:\s|$))"""
_JOINT = re.compile(rf"""(?P<end>{_STOPPED})\s?,\s+(?=["“«(\[]*[\u0620-\u064a\u066e-\u06d3\d])""")
_COMMA = re.compile(r"(?<=[\u0620-\u065f\u066e-\u06d3\"”»)\]]),\s+(?=[\"“«(\[]*[\u0620-\u064a\u066e-\u06d3])")
_TAIL = re.compile(rf"{_STOPPED}\s?,\s*$")
_FEWEST_JOINTS = 2


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text in order; the separators between them are not shown.

    An empty line is an empty paragraph. A line end at the end of the text does not begin another paragraph. The empty
    text has one paragraph.
    """
    return tuple(Span(start, end) for start, end in _cut(text)) or (Span(0, 0),)


def is_indented(text: str, before: Span, here: Span, *, width: int) -> bool:
    """Whether the first line of a paragraph is indented after another, at a width in cells.

    It is not where the text itself sets the paragraph apart, by an empty line or white space; where both are so short
    that they are lines rather than paragraphs, as in a list; and where only LONGEST parts the two.
    """
    return (
        before.end < here.start < here.end
        and len(before) > 0
        and max(len(before), len(here)) > width
        and not text[here.start].isspace()
    )


def _cut(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip(_LINE_ENDS)) if line[-1] in _LINE_ENDS else start + len(line)
        joints = _find_joints(line) if "," in line else []
        if not joints and end - start <= LONGEST:
            yield start, end
        else:
            for first, last in _between(joints, start, end):
                yield from _cut_long(text, first, last)
        start += len(line)


def _find_joints(line: str) -> list[tuple[int, int]]:
    """The joints of a line of paragraphs joined with commas, half-open; none where it is not clearly such a line."""
    joints = [(match.end("end"), match.end()) for match in _JOINT.finditer(line)]
    tail = _TAIL.search(line.rstrip())
    if len(joints) + bool(tail) < _FEWEST_JOINTS:
        return []
    commas = [match.span() for match in _COMMA.finditer(line)]
    if "،" in line and len(commas) < len(joints):
        taken = {end for _, end in joints}
        joints = sorted([*joints, *(comma for comma in commas if comma[1] not in taken)])
    if tail:
        joints.append((line.index(",", tail.start()), len(line)))
    return joints


def _between(joints: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for joint_start, joint_end in joints:
        yield first, min(start + joint_start, end)
        first = start + joint_end
    if first < end or not joints:
        yield first, end


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        limit = start + LONGEST
        cut = max(text.rfind(mark, start + LONGEST // 2, limit) + len(mark) for mark in (". ", "؟ ", "! "))
        if cut <= start + LONGEST // 2:
            cut = max(text.rfind(" ", start + LONGEST // 2, limit) + 1, 0)
        if cut <= start:
            cut = limit
            # Marks must stay with their base.
            while cut > start + LONGEST // 2 and category(text[cut])[0] in "MC":
                cut -= 1
        yield start, cut
        start = cut
    yield start, end
