"""Decides what may stand in a cell of a spreadsheet, so that no program takes a text for a formula."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeAlias

Cell: TypeAlias = str | int | float | date | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a formula can begin; programs for East Asian languages take the wide signs too."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML forbids."""
_REPLACED = "\ufffd"
_LONGEST = 32_767
"""The most UTF-16 units that Excel takes in a cell."""


def begins_formula(text: str) -> bool:
    """Whether a program may take the text for a formula."""
    return text.lstrip(" \u200e\u200f\ufeff").startswith(_FORMULA)


def clean(text: str) -> str:
    """The text with what XML forbids replaced, and cut to what a cell takes."""
    text = _FORBIDDEN.sub(_REPLACED, text)
    if len(text) <= _LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
