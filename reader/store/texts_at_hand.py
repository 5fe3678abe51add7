"""Keeps articles of a workspace in memory: those that were read last, and those that are yet to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Connection

from reader.errors import StoreError, shown
from reader.model import Article
from reader.store import known_articles
from reader.store.database import Database
from reader.store.rows import Rows
from reader.wording import say

_TEXTS = 256
"""The number of articles from the database that are kept in memory."""


class TextsAtHand:
    """Returns articles without asking the database again, and holds new ones until the next transaction writes them."""

    def __init__(self, database: Database, rows: Rows) -> None:
        self._database = database
        self._rows = rows
        self._texts: dict[str, Article] = {}
        self.unremembered: dict[str, Article] = {}
        """The articles that the database does not have yet, by their ids."""

    @property
    def every(self) -> Mapping[str, Article]:
        """All articles in memory, by their ids."""
        return self._texts | self.unremembered

    def await_writing(self, articles: Iterable[Article]) -> None:
        """Let the next transaction write articles."""
        self.unremembered.update((article.id, article) for article in articles)

    def is_remembered(self, article: Article) -> bool:
        """Whether the database has an article in its present state; if so, it no longer has to be written."""
        if not self._database.read(lambda connection: known_articles.is_remembered(connection, article)):
            return False
        self.unremembered.pop(article.id, None)
        self._hold(article)
        return True

    def await_lost(self, articles: Iterable[str]) -> bool:
        """Let the next transaction write articles that the database has lost; return whether any have to be written."""
        wanted = set(articles) & self._texts.keys()
        stored = self._database.read(lambda c: {each for each in wanted if known_articles.has_article(c, each)})
        self.await_writing(self._texts[article] for article in wanted - stored)
        return bool(self.unremembered)

    def write(self, connection: Connection) -> None:
        """Write the articles that are yet to be written, within a transaction."""
        for article in self.unremembered.values():
            known_articles.remember(connection, article)

    def note_written(self) -> None:
        """Note that the transaction with the new articles is on disk."""
        for article in self.unremembered.values():
            self._hold(article)
        self.unremembered.clear()

    def get(self, article: str, connection: Connection | None = None) -> Article:
        """An article as it was stored; StoreError if it never was."""
        found = self.find(article, connection)
        if found is None:
            raise StoreError(
                say(
                    "{name}: no article {article} is known; open its file first.",
                    name=self._database.name,
                    article=shown(article),
                )
            )
        return found

    def find(self, article: str, connection: Connection | None = None) -> Article | None:
        """An article as it was stored; None if it never was, or if its text is damaged."""
        at_hand = self.unremembered.get(article) or self._texts.get(article)
        if at_hand is not None:
            return at_hand
        if connection is not None:
            found = known_articles.get_article(connection, article, self._rows)
        else:
            found = self._database.read(lambda c: known_articles.get_article(c, article, self._rows))
        if found is not None:
            self._hold(found)
        return found

    def through(self, connection: Connection) -> Callable[[str], str]:
        """A function that returns the text of an article by its id, within a transaction."""
        return lambda article: self.get(article, connection).text

    def _hold(self, article: Article) -> None:
        while len(self._texts) >= _TEXTS:
            del self._texts[next(iter(self._texts))]
        self._texts[article.id] = article
