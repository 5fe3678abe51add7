"""Decides at which side the lines of the interface begin: at the right in Arabic, at the left in English."""

from __future__ import annotations

from reader.layout import Base
from reader.wording import language_in_force


def interface_base() -> Base:
    """The direction of what the interface says, which is also that of its columns and menus."""
    return "rtl" if language_in_force() == "ar" else "ltr"


def in_language(english: str, arabic: str) -> str:
    """The one of two names that is in the language of the interface."""
    return arabic if language_in_force() == "ar" else english
