"""Decides which toasts are on the screen: each sentence once, and never more than a few."""

from __future__ import annotations

from textual.app import App
from textual.css.query import NoMatches
from textual.notifications import Notification, Notify
from textual.widgets._toast import ToastRack

_MOST = 6
"""The most toasts at one time; the oldest makes room for a new one."""


class SparingToasts(App[None]):
    """An application that shows a repeated toast for longer, instead of a second time.

    Textual would show another toast for every press of a key that has no effect.
    """

    def _on_notify(self, event: Notify) -> None:
        event.prevent_default()
        notification = event.notification
        standing = list(self._notifications)
        again = [each for each in standing if _says_the_same(each, notification)]
        # A toast that stays long enough is left alone, since it would flicker while a key is held down.
        if not any(each.time_left > notification.timeout / 2 for each in again):
            different = [each for each in standing if each not in again]
            for each in (*again, *different[: max(0, len(different) + 1 - _MOST)]):
                del self._notifications[each]
            self._notifications.add(notification)
        self._sweep()
        self._refresh_notifications()

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


def _says_the_same(one: Notification, other: Notification) -> bool:
    return (one.message, one.title, one.severity) == (other.message, other.title, other.severity)
