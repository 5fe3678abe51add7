"""Decides which articles are laid out and drawn before they are needed: those that one key leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from textual.screen import Screen

from reader.load import Loaded
from reader.reading.session import Session
from reader.ui.reading.reading_screen import ReadingScreen

_LONGEST = 100_000
"""The most code points of such an article; opening a longer one ahead would itself keep a key waiting."""


class HasArticles(Protocol):
    """An object with articles, one of which is in hand."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """The screens, the foremost one last."""
        ...

    def session_at(self, at: int) -> Session:
        """The session of an article, by its index."""
        ...


class Neighbours:
    """The articles before and after the one in hand."""

    def __init__(self, reader: HasArticles) -> None:
        self._reader = reader

    def prepare(self) -> None:
        """Let them be drawn ahead from now on; call this again when more articles have been loaded."""
        for screen in self._reader.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.view.neighbours = self._find
                screen.view.draw_ahead()

    def _find(self) -> Iterator[Session]:
        articles = self._reader.articles
        for at in (self._reader.at + 1, self._reader.at - 1):
            if 0 <= at < len(articles) and len(articles[at].article.text) <= _LONGEST:
                yield self._reader.session_at(at)
