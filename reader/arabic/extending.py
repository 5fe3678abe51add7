"""Decides which characters belong to the letter or word that they are in (UAX #29 WB4): marks and invisible ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

# The blocks that have marks; asking for all of Unicode takes a fifth of a second.
_BLOCKS = (
    range(0x0300, 0x2100),
    range(0x2CE0, 0x3100),
    range(0xA660, 0xAC00),
    range(0xFB1E, 0xFB20),
    range(0xFE00, 0xFE30),
    range(0x10A00, 0x11200),
    range(0x1E000, 0x1EA00),
    range(0xE0100, 0xE01F0),
)


def _mark_ranges() -> Iterator[str]:
    for block in _BLOCKS:
        # A category has two letters, of which only the first is a capital.
        kinds = "".join(map(category, map(chr, block)))
        for run in re.finditer("(?:M[nce])+", kinds):
            first, last = block.start + run.start() // 2, block.start + run.end() // 2 - 1
            yield f"{chr(first)}-{chr(last)}"


MARKS = "".join(_mark_ranges()) + "\u200c\u200d"
"""The characters drawn with the letter before them, and the joiners, for the inside of brackets in a pattern."""

FORMATS = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f"
)
"""The characters that are not drawn (soft hyphens, direction marks, byte order marks …), for the inside of brackets.

Format characters that are drawn around the digits after them (U+0600, U+06DD …) are not among these (PropList.txt).
"""

_IS_FORMAT = re.compile(f"[{FORMATS}]")


def is_format(character: str) -> bool:
    """Whether a character is a format character that is never drawn."""
    return _IS_FORMAT.match(character) is not None
