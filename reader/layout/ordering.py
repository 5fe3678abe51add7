"""Decides the visual order of a paragraph's characters by UAX #9, as python-bidi implements it."""

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

# X9 removes these from the order.
_REMOVED_CLASSES = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF"})
# L1 moves a trailing run of these, and of what X9 removes, to the end of the line in the paragraph's direction.
_TRAILING_CLASSES = _REMOVED_CLASSES | {"WS", "S", "LRI", "RLI", "FSI", "PDI"}
# Neighbours of the same one of these classes get the same level, as does a mark after them (W1), so they are ordered as
# one run.
_SHARING = frozenset({"L", "R", "AL", "EN", "AN"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})

# get_display returns a string, not indexes. So only the first character of each run is passed to it, followed by the
# run's number in tag characters, which are boundary neutrals: they change no other level and stay beside it.
_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))
# At the end of a line and before a tab, L1 moves boundary neutrals away. A nonspacing mark takes the type of the
# character before it (W1) and stays, so a run that ends there has its number in variation selectors.
_MARK_TAGS = {ord(tag): chr(0xE0100 + digit) for digit, tag in enumerate(_TAGS)}
_LRM, _RLM = "\u200e", "\u200f"

_STRONG_SCAN = 10_000
"""The number of code points that are searched for a first strong character."""


@dataclass(frozen=True, slots=True)
class VisualOrder:
    """A paragraph's characters in visual order."""

    indices: tuple[int, ...]
    """The indexes of the paragraph's characters from left to right, without those that X9 removes."""
    backward: frozenset[int]
    """The indexes of the characters on an odd level, which run right to left and are mirrored (L4)."""


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
    # A character that Python's Unicode does not know has no class; alone in its run, it gets python-bidi's level.
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
    """The stretches of characters that will get the same level, without the characters that X9 removes."""
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
    """The text without characters that look like a tag, end the paragraph or cannot be encoded; others replace them."""
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
    """The runs before the text's trailing run, from left to right, and for each whether it runs backward."""
    if not runs:
        return []
    # A mark of the paragraph's direction at the start changes nothing, since the start of a text counts as one (X10).
    # It is there because get_display omits L1 where no character is on an odd level.
    runs = [range(0), *runs]
    tags = _write_tags([classes[run.start] if run else "" for run in runs])
    tagged: list[str] = [(_RLM if base == "rtl" else _LRM) + tags[0]]
    removed: set[str] = set()
    position = 0
    for run, tag in zip(runs[1:], tags[1:], strict=True):
        if position < run.start:
            tagged.append(text[position : run.start])
            removed.update(text[position : run.start])
        tagged.append(text[run.start] + tag)
        position = run.stop
    # The trailing characters affect the levels before them, and are then at the line's end.
    trailing = text[position:]
    shown = get_display("".join(tagged) + trailing, base_dir="R" if base == "rtl" else "L")
    shown = shown[len(trailing) :] if base == "rtl" else shown[: len(shown) - len(trailing)]
    if removed:
        shown = "".join([character for character in shown if character not in removed])
    run_of = dict(zip(tags, runs, strict=True))
    # Where the tags come before their character, they were reversed with it, and so were the digits of the number.
    found = _compile_tagged(len(tags[0])).findall(shown)
    return [(run_of[after or before[::-1]], not after) for before, after in found]


def _write_tags(classes: list[str]) -> list[str]:
    """The numbers of runs, in equally many tag characters each; `classes` are those of their first characters."""
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
    """A pattern for one run in the result: a character with its tags before or after it."""
    tags = f"[{_TAGS[0]}-{_TAGS[-1]}{min(_MARK_TAGS.values())}-{max(_MARK_TAGS.values())}]{{{digits}}}"
    return re.compile(f"({tags}).|.({tags})", re.DOTALL)
