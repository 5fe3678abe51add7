"""Decides which toasts are on the screen: each sentence once, with a count, and never more than a few."""

from __future__ import annotations

import re
from dataclasses import replace
from time import time
from typing import Any

from textual import events
from textual.app import App
from textual.css.query import NoMatches
from textual.notifications import Notification, Notify
from textual.widgets._toast import Toast, ToastRack

from reader.ui.toast_room import lift_toasts

_MOST = 3
"""The most toasts at one time; the oldest makes room for a new one, an error last."""
_ERRORS_STAY = 12.0
"""The least number of seconds for which an error is shown."""


class SparingToasts(App[None]):
    """An application that counts a repeated toast up, instead of showing it a second time.

    Textual would show another toast for every press of a key that has no effect.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._counted: dict[str, tuple[str, int]] = {}
        """The sentence of each toast that has come more than once, and how often it has, by the toast's identity."""

    def _on_notify(self, event: Notify) -> None:
        event.prevent_default()
        notification = event.notification
        if notification.severity == "error" and notification.timeout < _ERRORS_STAY:
            notification = replace(notification, timeout=_ERRORS_STAY)
        again = next((each for each in self._notifications if self._says_the_same(each, notification)), None)
        if again is not None:
            self._count_up(again)
        else:
            for each in self._find_oldest():
                del self._notifications[each]
            self._notifications.add(notification)
        self._sweep()
        self._refresh_notifications()

    def remove_spent_toasts(self) -> None:
        """Remove toasts that say something about an article left behind, such as "press u to undo".

        Warnings and errors stay.
        """
        for each in [each for each in self._notifications if each.severity == "information"]:
            del self._notifications[each]
        self._sweep()
        self._refresh_notifications()

    def _refresh_notifications(self) -> None:
        if self.screen_stack:
            # Now, so that a toast appears where it stays, and again once the lines of a new screen have places.
            lift_toasts(self.screen)
        super()._refresh_notifications()
        self._place_toasts()

    async def on_event(self, event: events.Event) -> None:
        """Keep the toasts away from the caret when a key or a click has moved it."""
        await super().on_event(event)
        if isinstance(event, events.InputEvent | events.Resize) and self._notifications:
            self._place_toasts()

    def _place_toasts(self) -> None:
        if self.screen_stack:
            self.screen.call_after_refresh(lift_toasts, self.screen)

    def _find_oldest(self) -> list[Notification]:
        """The toasts that make room for one more."""
        standing = sorted(self._notifications, key=lambda each: each.severity == "error")
        return standing[: max(0, len(standing) + 1 - _MOST)]

    def _says_the_same(self, standing: Notification, new: Notification) -> bool:
        sentence, _ = self._counted.get(standing.identity, (standing.message, 1))
        return (sentence, standing.title, standing.severity) == (new.message, new.title, new.severity)

    def _count_up(self, standing: Notification) -> None:
        """Show on a toast how often it has come, and show it for its whole time from now on."""
        sentence, times = self._counted.get(standing.identity, (standing.message, 1))
        self._counted[standing.identity] = sentence, times + 1
        counted = replace(standing, message=add_count(sentence, times + 1), raised_at=time())
        self._notifications.add(counted)
        for screen in self.screen_stack:
            for toast in screen.query(Toast):
                if toast._notification.identity == standing.identity:
                    toast._notification = counted
                    for timer in tuple(toast._timers):
                        timer.stop()
                    toast.set_timer(counted.timeout, toast._expire)
                    toast.refresh(layout=True)

    def _sweep(self) -> None:
        """Remove the holders of toasts that are gone: Textual leaves those of toasts that expired meanwhile."""
        for screen in self.screen_stack:
            try:
                rack = screen.get_child_by_type(ToastRack)
            except NoMatches:
                continue
            wanted = {rack._toast_id(each) for each in self._notifications}
            for holder in rack.children:
                if holder.id not in wanted:
                    holder.remove()
        identities = {each.identity for each in self._notifications}
        self._counted = {identity: said for identity, said in self._counted.items() if identity in identities}


def add_count(sentence: str, times: int) -> str:
    """A sentence that is drawn already, with a count behind its last word: at the left if it is right to left."""
    *lines, last = sentence.split("\n")
    count = f"×{times}"
    padding = re.match(r" {2,}", last)
    if padding is None:
        return "\n".join((*lines, f"{last.rstrip()} {count}"))
    blanks = " " * max(len(padding[0]) - len(count) - 1, 0)
    return "\n".join((*lines, f"{blanks}{count} {last.lstrip()}"))
