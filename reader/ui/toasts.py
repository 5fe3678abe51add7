"""Which toasts stand on the screen: each sentence once, and never more than a few."""

from __future__ import annotations

from textual.app import App
from textual.css.query import NoMatches
from textual.notifications import Notification, Notify
from textual.widgets._toast import ToastRack

_MOST = 6
"""Toasts that stand at a time; the oldest makes room for one more."""


class SparingToasts(App[None]):
    """An application that shows what is told again for longer, and not a second time.

    Textual would stack a toast for every press of a key that has nowhere to go.
    """

    def _on_notify(self, event: Notify) -> None:
        event.prevent_default()
        told = event.notification
        standing = list(self._notifications)
        again = [each for each in standing if _says_the_same(each, told)]
        # What stands for long enough yet is left alone: a key that is held down would make it flicker.
        if not any(each.time_left > told.timeout / 2 for each in again):
            others = [each for each in standing if each not in again]
            for each in (*again, *others[: max(0, len(others) + 1 - _MOST)]):
                del self._notifications[each]
            self._notifications.add(told)
        self._sweep()
        self._refresh_notifications()

    def _sweep(self) -> None:
        """Remove what held a toast that is gone: Textual leaves the holders of those that ran out meanwhile."""
        for screen in self.screen_stack:
            try:
                rack = screen.get_child_by_type(ToastRack)
            except NoMatches:
                continue
            wanted = {rack._toast_id(each) for each in self._notifications}
            for holder in rack.children:
                if holder.id not in wanted:
                    holder.remove()


def _says_the_same(one: Notification, other: Notification) -> bool:
    return (one.message, one.title, one.severity) == (other.message, other.title, other.severity)
