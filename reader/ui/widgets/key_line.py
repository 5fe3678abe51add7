"""The last line of a screen: its keys, as many as fit, the most needed first, and never half a one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from reader.ui.actions import ACTIONS
from reader.ui.widgets.arabic_text import shaped

_KEY = "bold $footer-key-foreground on $footer-key-background"
_WORD = "$footer-description-foreground"
_ORDER: dict[str | None, int] = {action.name: at for at, action in enumerate(ACTIONS)}


class KeyLine(Widget):
    """Keys with a word for what each does; a click presses one."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; background: $surface; color: $footer-foreground; }"

    def __init__(self, *needed: str) -> None:
        """Take the words of the keys that are kept longest where room is short, the most needed first."""
        super().__init__()
        self._needed = needed

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)

    def _show(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        offers: dict[str, tuple[str, Content]] = {}
        # A key of the user's own stands where the action's first key stood.
        active = sorted(self.screen.active_bindings.values(), key=lambda each: _ORDER.get(each.binding.id, -1))
        for _, binding, is_enabled, _ in active:
            if binding.show and binding.action not in offers:
                key = Content.assemble(" ", shaped(self.app.get_key_display(binding)), " ").stylize(_KEY)
                word = Content.assemble(shaped(binding.description), " ").stylize(_WORD if is_enabled else "dim")
                told = key + word
                pressed = told.stylize(Style.from_meta({"key": binding.key}))
                offers[binding.action] = binding.description, pressed
        words = [word for word, _ in offers.values()]
        kept = set(_fitting(words, [told.cell_length for _, told in offers.values()], self._needed, self.size.width))
        return Content("").join(told for at, (_, told) in enumerate(offers.values()) if at in kept)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("key")
        if key is not None:
            self.app.simulate_key(key)


def _fitting(words: Sequence[str], widths: Sequence[int], needed: Sequence[str], room: int) -> list[int]:
    """The indices of what fits into so many cells: what is needed most first, then from the left."""
    ranks = {word: rank for rank, word in enumerate(needed)}
    kept = []
    for at in sorted(range(len(words)), key=lambda at: (ranks.get(words[at], len(ranks)), at)):
        if widths[at] > room:
            break
        kept.append(at)
        room -= widths[at]
    return kept
