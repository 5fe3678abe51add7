"""Decides how the screen is mirrored while the interface speaks Arabic: what begins at the right, and in which order.

Lines of the interface begin where reading begins, and their parts follow each other from there. The keys stay as they
are, and the article keeps its own direction.
"""

from __future__ import annotations

from typing import TypeVar

from textual.app import App

from reader.layout import Base
from reader.layout.ordering import find_base
from reader.wording import language_in_force

Part = TypeVar("Part")

MIRRORED = "-rtl"
"""The class of the application while it is mirrored; the rules for it are in reader.tcss."""
_ISOLATED = "\u2066{}\u2069"
"""Text that runs from left to right, and changes nothing beside it."""


def is_mirrored() -> bool:
    """Whether the screen is mirrored."""
    return language_in_force() == "ar"


def interface_base() -> Base:
    """The direction of the interface's own lines, whatever they quote."""
    return "rtl" if is_mirrored() else "ltr"


def choose_base(text: str) -> Base | None:
    """The direction of a text of which nothing is known; None where it has no letters.

    Sentences of the interface may begin with a key or a command, so in Arabic any text with Arabic in it runs from the
    right; otherwise the first letter decides.
    """
    if is_mirrored() and any("\u0590" <= character <= "\u08ff" for character in text):
        return "rtl"
    return find_base(text)


def in_order(*parts: Part) -> list[Part]:
    """The parts of a line from left to right, the first where reading begins."""
    return list(reversed(parts)) if is_mirrored() else list(parts)


def keep_together(key: str) -> str:
    """The names of keys, in the order in which they stand in English, inside a sentence of either language."""
    return _ISOLATED.format(key) if key and is_mirrored() else key


def mirror(app: App[None]) -> None:
    """Let the rules for a mirrored screen apply to an application, or no longer."""
    app.set_class(is_mirrored(), MIRRORED)
