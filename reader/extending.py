"""Which characters belong to the letter or the word they stand in (UAX #29 WB4): marks, and what is never seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

# The blocks that hold marks and format characters; to ask for all of Unicode takes a fifth of a second.
_BLOCKS = (
    range(0x00AD, 0x3100),
    range(0xA660, 0xAC00),
    range(0xFB00, 0x10000),
    range(0x10A00, 0x11200),
    range(0x1E000, 0x1EA00),
    range(0xE0000, 0xE0200),
)
# Unlike other format characters these are drawn, around the digits that follow them (PropList.txt).
_DRAWN = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def _ranges(kinds: str) -> Iterator[str]:
    for block in _BLOCKS:
        # Two letters a code point, the first of them always the only large one.
        kinds_there = "".join(map(category, map(chr, block)))
        for run in re.finditer(f"(?:{kinds})+", kinds_there):
            first, last = block.start + run.start() // 2, block.start + run.end() // 2 - 1
            yield re.escape(chr(first)) + (f"-{re.escape(chr(last))}" if last > first else "")


MARKS = "".join(_ranges("M[nce]")) + "\u200c\u200d"
"""What is drawn with the letter before it, and the joiners, as the inside of a regular expression's brackets."""

FORMATS = re.sub(f"[{_DRAWN}]-?", "", "".join(_ranges("Cf")))
"""What is not drawn at all: soft hyphens, direction marks, byte order marks …, as the inside of brackets."""

_IS_FORMAT = re.compile(f"[{FORMATS}]")


def is_format(character: str) -> bool:
    """Whether a character is a format character that is never drawn."""
    return _IS_FORMAT.match(character) is not None
