"""The interface in Arabic, for a while, and the Latin words that stay on the screen then."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from on_screen import rows
from textual.pilot import Pilot

from reader.ui.widgets.arabic_text import shaped_str
from reader.wording import use_language

_KEYS = frozenset({"esc", "enter", "space", "backspace", "delete", "tab"})


@contextmanager
def in_arabic() -> Iterator[None]:
    """Speak Arabic, and English again afterwards."""
    use_language("ar")
    try:
        yield
    finally:
        use_language("en")


def latin_words(pilot: Pilot[None], *, besides: Collection[str] = ()) -> list[str]:
    """The words in Latin letters above the key line, without the names of keys and those that are expected."""
    words = re.findall(r"[A-Za-z]{3,}", "\n".join(rows(pilot)[:-1]))
    return [word for word in words if word not in _KEYS and word not in besides]


def stand_from_the_right(row: str, *words: str) -> bool:
    """Whether words stand in a row of the screen, each further to the left than the one before."""
    places = [row.find(shaped_str(word)) for word in words]
    return -1 not in places and places == sorted(places, reverse=True)
