"""Decides the visual order of a paragraph's characters: UAX #9, as python-bidi carries it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Literal
from unicodedata import bidirectional, category

from bidi import get_display

from reader.layout.stand_ins import REPLACEMENT

Base = Literal["rtl", "ltr"]

# X9 takes these out of the order.
_REMOVED_CLASSES = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF"})
# L1 sends a trailing run of these, and of what X9 removes, to the end of the line in the paragraph's own direction.
_TRAILING_CLASSES = _REMOVED_CLASSES | {"WS", "S", "LRI", "RLI", "FSI", "PDI"}
# Neighbours of one of these classes get one level, and so does a mark after them (W1): they are ordered as one.
_SHARING = frozenset({"L", "R", "AL", "EN", "AN"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})

# get_display answers with a string, not with indices. So the first character of every run is sent alone, followed by
# the run's number in tag characters: they are boundary neutrals, which change no other level and stay beside it.
_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))
# At the end of a line and before a tab L1 moves boundary neutrals away. A nonspacing mark takes the type of what it
# follows (W1) and stays, so a run that ends there has its number in variation selectors.
_MARK_TAGS = {ord(tag): chr(0xE0100 + digit) for digit, tag in enumerate(_TAGS)}
_LRM, _RLM = "\u200e", "\u200f"

_STRONG_SCAN = 10_000
"""How many code points are searched for a first strong character."""


@dataclass(frozen=True, slots=True)
class VisualOrder:
    """A paragraph's characters in visual order."""

    indices: tuple[int, ...]
    """Indices into the paragraph's text, from left to right; what X9 removes is left out."""
    backward: frozenset[int]
    """Indices of the characters on an odd level, which run right to left and are mirrored (L4)."""


def find_base(text: str) -> Base | None:
    """The direction of the first strong character outside isolates (P2, P3), or None where there is none."""
    depth = 0
    for character in text[:_STRONG_SCAN]:
        direction = bidirectional(character)
        if direction in _ISOLATES:
            depth += 1
        elif direction == "PDI":
            depth = max(depth - 1, 0)
        elif depth == 0:
            if direction == "L":
                return "ltr"
            if direction in {"R", "AL"}:
                return "rtl"
    return None


def resolve_order(text: str, base: Base) -> VisualOrder:
    """The visual order of one paragraph on one line, and which of its characters run right to left.

    Those that UAX #9 X9 removes are left out. A paragraph separator inside the text counts as white space, since the
    text is one paragraph.
    """
    characters = _normalise(text)
    # What Python's Unicode does not know has no class; alone in its run it gets the level that python-bidi gives it.
    classes = [bidirectional(character) or "ON" for character in characters]
    end = len(characters)
    while end and classes[end - 1] in _TRAILING_CLASSES:
        end -= 1
    trailing = [index for index in range(end, len(characters)) if classes[index] not in _REMOVED_CLASSES]
    order: list[int] = []
    backward: set[int] = set()
    if base == "rtl":
        order += reversed(trailing)
        backward.update(trailing)
    for run, is_backward in _order_runs(characters, classes, _find_runs(classes, end), base):
        if is_backward:
            order += reversed(run)
            backward.update(run)
        else:
            order += run
    if base == "ltr":
        order += trailing
    return VisualOrder(tuple(order), frozenset(backward))


def _find_runs(classes: list[str], end: int) -> list[range]:
    """The stretches of characters that share whatever level they get, with all that X9 removes left out."""
    runs: list[range] = []
    start, before = 0, ""
    for index in range(end):
        kind = classes[index]
        if before in _SHARING and (kind == before or kind == "NSM"):
            continue
        if before:
            runs.append(range(start, index))
        start, before = index, "" if kind in _REMOVED_CLASSES else kind
    if before:
        runs.append(range(start, end))
    return runs


def _normalise(text: str) -> str:
    """The text with each character that would be taken for a tag, break the paragraph or not be encoded replaced."""
    if text.isprintable() and max(text, default="") < _TAGS[0]:
        return text
    return "".join(map(_normalise_character, text))


def _normalise_character(character: str) -> str:
    if "\U000e0000" <= character <= "\U000e0fff":
        return "\u0300" if category(character) == "Mn" else "\u200b"
    if bidirectional(character) == "B":
        return " "
    return REPLACEMENT if "\ud800" <= character <= "\udfff" else character


def _order_runs(text: str, classes: list[str], runs: list[range], base: Base) -> list[tuple[range, bool]]:
    """The runs from left to right, each with whether it runs backward; all before the text's trailing run."""
    if not runs:
        return []
    # A mark of the paragraph's direction changes nothing in front, since the start of a text counts as one (X10). But
    # without any character on an odd level get_display forgets L1.
    runs = [range(0), *runs]
    tags = _write_tags([classes[run.start] if run else "" for run in runs])
    parts: list[str] = [(_RLM if base == "rtl" else _LRM) + tags[0]]
    removed: set[str] = set()
    position = 0
    for run, tag in zip(runs[1:], tags[1:], strict=True):
        if position < run.start:
            parts.append(text[position : run.start])
            removed.update(text[position : run.start])
        parts.append(text[run.start] + tag)
        position = run.stop
    # What trails has a part in the levels before it, and is then found at the line's end.
    trailing = text[position:]
    shown = get_display("".join(parts) + trailing, base_dir="R" if base == "rtl" else "L")
    shown = shown[len(trailing) :] if base == "rtl" else shown[: len(shown) - len(trailing)]
    if removed:
        shown = "".join([character for character in shown if character not in removed])
    run_of = dict(zip(tags, runs, strict=True))
    # Tags that come out before their character were reversed with it, and so were the digits of their number.
    found = _compile_tagged(len(tags[0])).findall(shown)
    return [(run_of[after or before[::-1]], not after) for before, after in found]


def _write_tags(classes: list[str]) -> list[str]:
    """The numbers of runs, given by their first characters' classes, each in the same count of tag characters."""
    digits = 1
    while len(_TAGS) ** digits < len(classes):
        digits += 1
    tags = ["".join(tag) for tag in islice(product(_TAGS, repeat=digits), len(classes))]
    is_at_end = True
    for index in range(len(classes) - 1, -1, -1):
        kind = classes[index]
        if kind == "S":
            is_at_end = True
        elif is_at_end and kind not in _TRAILING_CLASSES:
            tags[index] = tags[index].translate(_MARK_TAGS)
            is_at_end = False
    return tags


@cache
def _compile_tagged(digits: int) -> re.Pattern[str]:
    """One run as it comes out: a character with its tags before or after it."""
    tags = f"[{_TAGS[0]}-{_TAGS[-1]}{min(_MARK_TAGS.values())}-{max(_MARK_TAGS.values())}]{{{digits}}}"
    return re.compile(f"({tags}).|.({tags})", re.DOTALL)
