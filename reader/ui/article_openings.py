"""Opens articles: the next one, one that a list or a search names, and one that was not among the paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.load import Loaded
from reader.model import Article
from reader.reading.session import Session
from reader.ui.arriving_articles import ArrivingArticles
from reader.ui.widgets.arabic_text import notify
from reader.wording import say

if TYPE_CHECKING:
    from reader.ui.library.library_keeping import LibraryKeeping


class OpeningReader(Protocol):
    """The application, as far as it opens articles."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""
    library: LibraryKeeping

    def session_at(self, at: int) -> Session:
        """The session of an article, given by index."""
        ...

    def open_article(self, at: int) -> None:
        """Open the article with an index."""
        ...

    def turn_to(self, at: int) -> None:
        """Open the article with an index, in answer to a key."""
        ...


class ArticleOpenings:
    """The ways to an article that is not in hand."""

    def __init__(self, app: App[None], reader: OpeningReader, arriving: ArrivingArticles) -> None:
        self._app = app
        self._reader = reader
        self._arriving = arriving

    def open_text(self, article: Article, remark: str) -> None:
        """Open an article that was not among the paths, with a remark about it."""
        articles = self._reader.articles
        at = next((at for at, each in enumerate(articles) if each.article == article), len(articles))
        if at == len(articles):
            articles.append(Loaded(article, warnings=(remark,)))
        self._reader.open_article(at)

    def open_place(self, article: str, offset: int | None = None, *, at: int = -1) -> None:
        """Open an article, by its id, at an offset; `at` is its likely index. It may have to come from the index."""
        found = self._arriving.find(article, at)
        if found is None:
            found = self._arriving.add(*self._reader.library.read({article}))
        if found is None:
            notify(self._app, say("This article can no longer be found."), severity="error")
            return
        if offset is not None:
            self._reader.session_at(found).move_to(offset)
        self._reader.turn_to(found)

    def step(self, count: int) -> None:
        """Open the next article (1) or the previous one (-1)."""
        at = self._reader.at + count
        if not 0 <= at < len(self._reader.articles):
            notify(self._app, say("There is no other article that way."), severity="warning")
            return
        self._reader.turn_to(at)
