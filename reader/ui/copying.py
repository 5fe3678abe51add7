"""Copies texts in every way that there is, and reports what is known of their arrival."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

from reader.ui.terminal.clipboard import Clipboard, Filled, fill
from reader.ui.widgets.arabic_text import notify
from reader.wording import say

_QUOTED = 40
"""The most of a copied text that is shown, in code points."""


class Copying(App[None]):
    """An application that copies by OSC 52 and with the programs of the system, while it takes further keys."""

    def __init__(self, *, clipboard: Clipboard | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._ways = clipboard or Clipboard()
        self._filling = asyncio.Lock()
        """So that of two texts, the one copied last is on the clipboard in the end."""
        self._has_advised = False

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text without a word, as fields do."""
        self._copy(text, aloud=False)

    def copy_aloud(self, text: str) -> None:
        """Copy a text, and show the analyst where it went."""
        self._copy(text, aloud=True)

    def _copy(self, text: str, *, aloud: bool) -> None:
        super().copy_to_clipboard(text)
        if self._ways.tools:
            self.run_worker(self._put(text, aloud=aloud), group="copy")
        elif aloud:
            self._report_copied(text, Filled())

    async def _put(self, text: str, *, aloud: bool) -> None:
        async with self._filling:
            filled = await asyncio.to_thread(fill, text, self._ways.tools)
        if aloud:
            self._report_copied(text, filled)

    def _report_copied(self, text: str, filled: Filled) -> None:
        quoted = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
        if filled.by:
            notify(self, say("Copied: {text}", text=quoted))
            return
        if filled.is_in_tmux:
            notify(self, say("In tmux's buffer, and sent to the terminal: {text}", text=quoted))
        else:
            notify(self, say(self._ways.sent, text=quoted))
        failed = say("{program} failed.", program=self._ways.tools[0].name) if self._ways.tools else ""
        advice = self._ways.remedy or failed
        if advice and not self._has_advised:
            self._has_advised = True
            sentence = say("If you cannot paste it elsewhere: {advice} `reader doctor` says more.", advice=advice)
            notify(self, sentence, timeout=10)
