"""Which keys the adjudication screen answers; those with a name stand in its footer."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from reader.ui.keys import key_names
from reader.ui.widgets.arabic_input import bind_key

MOST_LAYERS = 9
"""Layers that have a key."""


def _shown(key: str, action: str, name: str) -> list[BindingType]:
    """A key in every layout, with its name in the footer."""
    first, *twins = key_names(key)
    return [Binding(first, action, name), *(Binding(twin, action, show=False) for twin in twins)]


BINDINGS: list[BindingType] = [
    *_shown("n", "step(1)", "next"),
    *_shown("p", "step(-1)", "back"),
    Binding("1", "take(0)", "take"),
    *(bind_key(str(number), f"take({number - 1})") for number in range(1, MOST_LAYERS + 1)),
    *_shown("a", "take_all", "all"),
    *_shown("delete", "take_none", "none"),
    bind_key("backspace", "take_none"),
    *_shown("l", "relabel", "label"),
    *_shown("r", "fill_role", "role"),
    *_shown("u", "undo", "undo"),
    *_shown("q", "quit", "quit"),
    *_shown("o", "open(1)", "open"),
    *_shown("]", "article(1)", "article"),
    bind_key("U", "redo"),
    bind_key("ctrl+y", "redo"),
    bind_key("tab", "part"),
    *(bind_key(key, "edge('left', 'left')") for key in ("left", "alt+left")),
    *(bind_key(key, "edge('left', 'right')") for key in ("right", "alt+right")),
    *(bind_key(key, "edge('right', 'left')") for key in ("shift+left", "alt+shift+left")),
    *(bind_key(key, "edge('right', 'right')") for key in ("shift+right", "alt+shift+right")),
    bind_key("ctrl+left", "edge('left', 'left', True)"),
    bind_key("ctrl+right", "edge('left', 'right', True)"),
    bind_key("ctrl+shift+left", "edge('right', 'left', True)"),
    bind_key("ctrl+shift+right", "edge('right', 'right', True)"),
    bind_key("down", "scroll(1)"),
    bind_key("up", "scroll(-1)"),
    bind_key("pagedown", "page(1)"),
    bind_key("space", "page(1)"),
    bind_key("pageup", "page(-1)"),
    bind_key("[", "article(-1)"),
    bind_key("ctrl+q", "quit"),
]
