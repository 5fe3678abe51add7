"""Decides which articles are laid out and drawn before they are asked for: those that one key leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.reading.session import Session
from reader.ui.reading.reading_screen import ReadingScreen

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_LONGEST = 100_000
"""Code points; to open a longer article ahead would itself keep a key waiting."""


class Neighbours:
    """The articles before and after the one in hand."""

    def __init__(self, app: ReaderApp) -> None:
        self._app = app

    def prepare(self) -> None:
        """Have them drawn ahead from now on; again when more articles have been loaded."""
        for screen in self._app.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.view.neighbours = self._find
                screen.view.draw_ahead()

    def _find(self) -> Iterator[Session]:
        articles = self._app.articles
        for at in (self._app.at + 1, self._app.at - 1):
            if 0 <= at < len(articles) and len(articles[at].article.text) <= _LONGEST:
                yield self._app.session_at(at)
