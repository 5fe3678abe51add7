"""Decides what is shown instead of characters that must not reach a terminal or that terminals measure differently."""

from __future__ import annotations

from unicodedata import category

REPLACEMENT = "\ufffd"
CARRIER = "\u25cc"
"""The dotted circle, which is the base of a mark that has none."""

# Signs that enclose or precede a number: format characters of width 0 in some terminals and 1 in others.
_NUMBER_SIGNS = {
    "\u0600": "#",
    "\u0601": "\u060d",
    "\u0602": "*",
    "\u0603": "\ufeb9",
    "\u0604": "\u060d",
    "\u0605": "#",
    "\u06dd": "\u25cb",
    "\u08e2": "\u25cb",
}

# Symbols that became wide in Unicode 16: trigrams, hexagrams, Tai Xuan Jing symbols and counting rods.
_DISPUTED = (range(0x2630, 0x2638), range(0x268A, 0x2690), range(0x4DC0, 0x4E00), range(0x1D300, 0x1D377))


def is_disputed(character: str) -> bool:
    """Whether old and new terminals give the character different widths."""
    return any(ord(character) in disputed for disputed in _DISPUTED)


def make_sendable(character: str) -> str:
    """The character, or a visible stand-in if it is a control, a surrogate, private or not assigned."""
    if character.isprintable() or character == "\t":
        return character
    kind = category(character)
    if kind == "Cc":
        return _picture(ord(character))
    if kind in {"Cs", "Co", "Cn"}:
        return REPLACEMENT
    return character


def make_text_sendable(text: str) -> str:
    """The text with a stand-in for each character that needs one; its length stays the same."""
    return text if text.isprintable() else "".join(map(make_sendable, text))


def replace_number_sign(character: str) -> str | None:
    """The visible one-cell stand-in for a format character that is meant to be seen, or None for any other."""
    return _NUMBER_SIGNS.get(character)


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else REPLACEMENT
