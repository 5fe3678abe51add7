"""How what others record in the same article comes up on the screen: in the text, and told in a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.journal.operations import Operation
from reader.labels import LabelSet
from reader.ui.reading.surroundings import Say

if TYPE_CHECKING:
    from reader.reading.work import Work

_TOLD_AGAIN = 20.0
"""Seconds until it is told again what the same person does; every action is in the text, if others are shown."""


class Following:
    """Looks after the others who work in an article, and remembers of whom it was told when."""

    def __init__(self, labels: LabelSet, *, say: Say) -> None:
        self._labels = labels
        self._say = say
        self._told: dict[str, float] = {}

    def look(self, work: Work, show_changes: Callable[[], None]) -> None:
        """Show what has been recorded since; where the store no longer answers, the next action says so."""
        with suppress(StoreError):
            changes = [each for each in work.catch_up() if each.article == work.authorship.article]
            if changes:
                show_changes()
                self._describe([each for each in changes if each.who != work.authorship.who], work.session.text)
            elif work.reload_if_replaced():
                show_changes()
                self._say("A backup was put in the workspace's place: this is what it holds.", timeout=12)

    def _describe(self, changes: Sequence[Operation], text: str) -> None:
        from reader.journal.history import tell

        for event in reversed(tell(changes, text, self._labels)):
            if monotonic() - self._told.get(event.who, -_TOLD_AGAIN) >= _TOLD_AGAIN:
                self._told[event.who] = monotonic()
                self._say(f"Just now, {event.who} {event.what}.")
