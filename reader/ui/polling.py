"""Asks a store for news in a thread of its own, never twice at once, so that keys are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Generic, Protocol, TypeVar

from textual.app import App
from textual.screen import Screen
from textual.worker import get_current_worker

from reader.errors import StoreError

LOOK_AROUND = 0.7
"""Seconds between two questions whether others have recorded anything."""


class Asked(Protocol):
    """An object that knows whether there is news."""

    def has_news(self) -> bool:
        """Whether others have recorded anything since the object last caught up."""
        ...


AskedT = TypeVar("AskedT", bound=Asked)


class Poller(Generic[AskedT]):
    """Calls a function to show news as soon as there is any."""

    def __init__(self, owner: App[None] | Screen[None], show: Callable[[AskedT], None]) -> None:
        self._owner = owner
        self._show = show
        self._is_looking = False

    def ask(self, asked: AskedT) -> None:
        """Ask once, unless an earlier question is still unanswered: a server may be slow, or not answer at all."""
        if not self._is_looking:
            self._is_looking = True
            self._owner.run_worker(partial(self._look, asked), group="follow", thread=True, exit_on_error=False)

    def _look(self, asked: AskedT) -> None:
        has_news = False
        # If the store does not answer, the next action reports it.
        with suppress(StoreError):
            has_news = asked.has_news()
        self._is_looking = False
        if has_news and not get_current_worker().is_cancelled:
            app = self._owner if isinstance(self._owner, App) else self._owner.app
            app.call_from_thread(self._show, asked)
