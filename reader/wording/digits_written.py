"""Writes numbers with the digits of the interface."""

from __future__ import annotations

from reader.wording.spoken_language import digits_in_force

_ARABIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def number(value: float, form: str = ",") -> str:
    """A number in Python's format (by default with separators of thousands), in the digits of the interface."""
    written = format(value, form)
    return written.translate(_ARABIC) if digits_in_force() == "arabic" else written


def written_digits(text: str) -> str:
    """A text such as an ISO date with its digits as the interface writes them; nothing else changes."""
    return text.translate(_ARABIC_DIGITS) if digits_in_force() == "arabic" else text
