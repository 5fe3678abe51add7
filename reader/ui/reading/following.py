"""How what others record in the same article comes up on the screen: in the text, and told in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.journal.operations import Operation
from reader.labels import LabelSet
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.widgets.arabic_text import notify

if TYPE_CHECKING:
    from reader.reading.work import Work

_TOLD_AGAIN = 20.0
"""Seconds until it is told again what the same person does; every action is in the text, if others are shown."""


class Following:
    """Looks after the others who work in an article, and remembers of whom it was told when."""

    def __init__(self, labels: LabelSet) -> None:
        self._labels = labels
        self._told: dict[str, float] = {}

    def look(self, reading: ReadingScreen, work: Work) -> None:
        """Show what has been recorded since; where the store no longer answers, the next action tells of it."""
        with suppress(StoreError):
            changes = [each for each in work.catch_up() if each.article == work.authorship.article]
            if changes:
                reading.show_changes()
                self._tell(reading, [each for each in changes if each.who != work.authorship.who], work.session.text)
            elif work.reload_if_replaced():
                reading.show_changes()
                notify(reading, "A backup was put in the workspace's place: this is what it holds.", timeout=12)

    def _tell(self, reading: ReadingScreen, changes: Sequence[Operation], text: str) -> None:
        from reader.journal.history import describe_actions

        for event in reversed(describe_actions(changes, text, self._labels)):
            if monotonic() - self._told.get(event.who, -_TOLD_AGAIN) >= _TOLD_AGAIN:
                self._told[event.who] = monotonic()
                notify(reading, f"Just now, {event.who} {event.what}.")
