"""The last line of a screen, which shows as many of its keys as fit, the most needed first.

The keys begin where reading begins, each before its word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from reader.ui.actions import ACTIONS
from reader.ui.actions.footer_words import say_footer
from reader.ui.key_reference import name_twins
from reader.ui.mirroring import is_mirrored
from reader.ui.typed_layout import TypedLayout
from reader.ui.widgets.arabic_text import shaped

_KEY = "bold $footer-key-foreground on $footer-key-background"
_WORD = "$footer-description-foreground"
_ORDER: dict[str | None, int] = {action.name: at for at, action in enumerate(ACTIONS)}


class KeyLine(Widget):
    """A line of keys, each with a word for its effect; a click presses a key."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; background: $surface; color: $footer-foreground; }"

    def __init__(self, *needed: str) -> None:
        """Take the words of the keys that are kept if there is little room, the most needed first."""
        super().__init__()
        self._needed = needed

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        if isinstance(self.app, TypedLayout):
            self.watch(self.app, "types_arabic", self._name_again, init=False)

    def _show(self, _: Screen[object]) -> None:
        self.refresh()

    def _name_again(self) -> None:
        self.refresh()

    def render(self) -> Content:
        offers = self._draw()
        words = [word for word, _ in offers.values()]
        kept = set(_fitting(words, [offer.cell_length for _, offer in offers.values()], self._needed, self.size.width))
        shown = [offer for at, (_, offer) in enumerate(offers.values()) if at in kept]
        if not is_mirrored():
            return Content("").join(shown)
        line = Content("").join(reversed(shown))
        return line.pad_left(max(self.size.width - line.cell_length, 0))

    def _draw(self) -> Mapping[str, tuple[str, Content]]:
        offers: dict[str, tuple[str, Content]] = {}
        # In an Arabic layout, the keys are named by what they type there.
        is_arabic = isinstance(self.app, TypedLayout) and self.app.types_arabic
        # A key of the user's own stands where the action's first key stood.
        active = sorted(self.screen.active_bindings.values(), key=lambda each: _ORDER.get(each.binding.id, -1))
        for _, binding, is_enabled, _ in active:
            if binding.show and binding.action not in offers:
                name = self.app.get_key_display(binding)
                if is_arabic and len(name) == 1:
                    name = next(iter(name_twins(name)), name)
                key = Content.assemble(" ", shaped(name, base="ltr"), " ").stylize(_KEY)
                said, ink = shaped(say_footer(binding.description)), _WORD if is_enabled else "dim"
                if is_mirrored():
                    offer = Content.assemble(" ", said).stylize(ink) + key
                else:
                    offer = key + Content.assemble(said, " ").stylize(ink)
                pressed = offer.stylize(Style.from_meta({"key": binding.key}))
                offers[binding.action] = binding.description, pressed
        return offers

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("key")
        if key is not None:
            self.app.simulate_key(key)


def _fitting(words: Sequence[str], widths: Sequence[int], needed: Sequence[str], room: int) -> list[int]:
    """The indices of the words that fit into `room` cells: first the most needed ones, then from the first."""
    ranks = {word: rank for rank, word in enumerate(needed)}
    kept = []
    for at in sorted(range(len(words)), key=lambda at: (ranks.get(words[at], len(ranks)), at)):
        if widths[at] > room:
            break
        kept.append(at)
        room -= widths[at]
    return kept
