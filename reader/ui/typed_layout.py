"""Finds out from the keys that are typed whether an Arabic keyboard layout is active."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.app import App
from textual.reactive import reactive


class TypedLayout(App[None]):
    """An application that knows in which layout the last letter was typed; no terminal reports the layout itself."""

    types_arabic: reactive[bool] = reactive(False)
    """Whether the last letter was an Arabic one."""

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.character is not None and event.character.isalpha():
            self.types_arabic = unicodedata.name(event.character[0], "").startswith("ARABIC")
        await super().on_event(event)
