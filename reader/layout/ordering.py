"""Decides the visual order of a paragraph's characters: UAX #9, as python-bidi carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional, category

from bidi import get_display

from reader.layout.stand_ins import make_sendable

Base = Literal["rtl", "ltr"]

# X9 takes these out of the order.
_REMOVED_CLASSES = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF"})
# L1 sends a trailing run of these, and of what X9 removes, to the end of the line in the paragraph's own direction.
_TRAILING_CLASSES = _REMOVED_CLASSES | {"WS", "S", "LRI", "RLI", "FSI", "PDI"}
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})

# get_display answers with a string, not with indices. So every character is followed by its index, written in tag
# characters: they are boundary neutrals, which change no other character's level and stay beside theirs.
_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))
_TAG_VALUE = {tag: value for value, tag in enumerate(_TAGS)}
# The last character's tag would be at the line's end, where L1 moves boundary neutrals away. A nonspacing mark takes
# the type of what it follows (W1), so it stays.
_LAST = "\U000e0100"

_STRONG_SCAN = 10_000
"""How many code points are searched for a first strong character."""


@dataclass(frozen=True, slots=True)
class Order:
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


def visual_order(text: str, *, base: Base | None = None) -> tuple[int, ...]:
    """Indices of one paragraph's characters from left to right on one line, without those that UAX #9 X9 removes.

    Without a base the first strong character decides, and left to right where there is none (P2, P3).
    A paragraph separator inside the text counts as white space, since the text is one paragraph.
    """
    return resolve_order(text, base or find_base(text) or "ltr").indices


def resolve_order(text: str, base: Base) -> Order:
    """The visual order of one paragraph, and which of its characters run right to left."""
    if text.isascii() and base == "ltr" and text.isprintable():
        return Order(tuple(range(len(text))), frozenset())
    characters = _normalise(text)
    classes = [bidirectional(character) for character in characters]
    end = len(characters)
    while end and classes[end - 1] in _TRAILING_CLASSES:
        end -= 1
    kept = [index for index in range(end) if classes[index] not in _REMOVED_CLASSES]
    trailing = [index for index in range(end, len(characters)) if classes[index] not in _REMOVED_CLASSES]
    inner, backward = _order_by_tags(characters[:end], classes, kept, base)
    if base == "rtl":
        return Order((*reversed(trailing), *inner), backward.union(trailing))
    return Order((*inner, *trailing), backward)


def _normalise(text: str) -> str:
    """The text with each character that would be taken for a tag, break the paragraph or not be encoded replaced."""
    if text.isprintable():
        return text
    replaced = []
    for character in text:
        if character >= "\U000e0000":
            character = "\u0300" if category(character) == "Mn" else "\u200b"
        elif bidirectional(character) == "B":
            character = " "
        replaced.append(make_sendable(character))
    return "".join(replaced)


def _order_by_tags(text: str, classes: list[str], kept: list[int], base: Base) -> tuple[list[int], frozenset[int]]:
    if not kept:
        return [], frozenset()
    places = 1
    while len(_TAGS) ** places < len(text):
        places += 1
    parts: list[str] = []
    last = kept[-1]
    for index, character in enumerate(text):
        parts.append(character)
        if index == last:
            parts.append(_LAST)
        elif classes[index] not in _REMOVED_CLASSES:
            parts.append(_write_index(index, places))
    shown = get_display("".join(parts), base_dir="R" if base == "rtl" else "L")
    removed = {text[index] for index in range(len(text)) if classes[index] in _REMOVED_CLASSES}
    return _read_tags([c for c in shown if c not in removed] if removed else list(shown), places, last)


def _write_index(index: int, places: int) -> str:
    digits = ""
    for _ in range(places):
        index, digit = divmod(index, len(_TAGS))
        digits += _TAGS[digit]
    return digits


def _read_tags(shown: list[str], places: int, last: int) -> tuple[list[int], frozenset[int]]:
    """The indices in the order shown, and those whose tags came out before their character: the reversed ones."""
    order: list[int] = []
    backward: set[int] = set()
    position = 0
    while position < len(shown):
        first = shown[position]
        if first == _LAST:
            order.append(last)
            backward.add(last)
            position += 2
        elif first in _TAG_VALUE:
            digits = shown[position : position + places]
            index = _read_index(digits[::-1])
            order.append(index)
            backward.add(index)
            position += places + 1
        elif shown[position + 1] == _LAST:
            order.append(last)
            position += 2
        else:
            order.append(_read_index(shown[position + 1 : position + 1 + places]))
            position += places + 1
    return order, frozenset(backward)


def _read_index(digits: list[str]) -> int:
    index = 0
    for digit in reversed(digits):
        index = index * len(_TAGS) + _TAG_VALUE[digit]
    return index
