"""Decides what is sent to the terminal for a base character, so that it takes the same cells in every terminal."""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import category, east_asian_width

from reader.layout.stand_ins import CARRIER, REPLACEMENT, is_disputed, make_sendable, replace_number_sign

Glyph = tuple[str, int]
"""The text to send to the terminal, and the number of cells that it takes there."""

SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FIRST_FLAG_LETTER, _LAST_FLAG_LETTER = "\U0001f1e6", "\U0001f1ff"
# Characters that are letters by their category but are drawn as blanks.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


def is_flag_letter(character: str) -> bool:
    """Whether a character is one of the two that make a flag."""
    return _FIRST_FLAG_LETTER <= character <= _LAST_FLAG_LETTER


@lru_cache(maxsize=4096)
def write_letter(letter: str) -> Glyph:
    """The glyph to send for a base character."""
    if is_flag_letter(letter):
        # A flag takes one cell in some terminals and two in others; the country's letters are the same in all.
        return chr(ord(letter) - ord(_FIRST_FLAG_LETTER) + ord("A")), 1
    if letter in _FILLERS:
        return " ", 1
    kind = category(letter)
    if kind in {"Zs", "Zl", "Zp"} or letter == "\t":
        return (" ", 1) if east_asian_width(letter) != "F" else ("  ", 2)
    if kind == "Mc":
        return CARRIER, 1
    if letter in SKIN_TONES or is_disputed(letter):
        return REPLACEMENT, 1
    sign = replace_number_sign(letter) or make_sendable(letter)
    return sign, 2 if east_asian_width(sign) in "WF" else 1


@cache
def is_tashkeel(mark: str) -> bool:
    """Whether a mark is a vowel or reading sign of Arabic rather than a part of its letter."""
    # Madda and hamza (U+0653-0655) make another letter.
    return (
        "\u0610" <= mark <= "\u061a"
        or "\u064b" <= mark <= "\u0652"
        or "\u0656" <= mark <= "\u065f"
        or mark == "\u0670"
        or "\u06d6" <= mark <= "\u06ed"
        or "\u0897" <= mark <= "\u08ff"
    )
