"""Shows other people's actions in the same article: in the text, and briefly as toasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.journal.operations import Operation
from reader.labels import LabelSet
from reader.ui.reading.interfaces import Say
from reader.wording import say

if TYPE_CHECKING:
    from reader.reading.work import Work

_REPORT_AGAIN = 20.0
"""Seconds before another action by the same person is reported; the text shows every action if others are shown."""


class Following:
    """Follows the other people who work in an article, and remembers when each was last reported."""

    def __init__(self, labels: LabelSet, *, say: Say) -> None:
        self._labels = labels
        self._say = say
        self._reported_at: dict[str, float] = {}

    def look(self, work: Work, show_changes: Callable[[], None]) -> None:
        """Show newly recorded actions; if the store does not answer, the analyst's next action reports that."""
        with suppress(StoreError):
            changes = [each for each in work.catch_up() if each.article == work.authorship.article]
            if changes:
                show_changes()
                self._report([each for each in changes if each.who != work.authorship.who], work.session.text)
            elif work.reload_if_replaced():
                show_changes()
                self._say(say("The workspace was replaced by a backup; this is its content."), timeout=12)

    def _report(self, changes: Sequence[Operation], text: str) -> None:
        from reader.journal.history import describe_actions

        for event in reversed(describe_actions(changes, text, self._labels)):
            if monotonic() - self._reported_at.get(event.who, -_REPORT_AGAIN) >= _REPORT_AGAIN:
                self._reported_at[event.who] = monotonic()
                self._say(say("Just now, {who} {event}.", who=event.who, event=event.what))
