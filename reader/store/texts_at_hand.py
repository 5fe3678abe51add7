"""The articles of a workspace whose text is at hand: those read last, and those that are yet to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Connection

from reader.errors import StoreError, shown
from reader.model import Article
from reader.store import known_articles
from reader.store.database import Database
from reader.store.rows import Rows

_TEXTS = 256
"""Articles whose text is kept at hand."""


class TextsAtHand:
    """Knows articles without asking the database again, and the new ones that are to be written with the next thing."""

    def __init__(self, database: Database, rows: Rows) -> None:
        self._database = database
        self._rows = rows
        self._texts: dict[str, Article] = {}
        self.unremembered: dict[str, Article] = {}
        """Articles that the database does not have yet, by their ids."""

    @property
    def every(self) -> Mapping[str, Article]:
        """All of them, by their ids."""
        return self._texts | self.unremembered

    def await_writing(self, articles: Iterable[Article]) -> None:
        """Have articles written with the next thing that is."""
        self.unremembered.update((article.id, article) for article in articles)

    def is_remembered(self, article: Article) -> bool:
        """Whether the database has an article as it is; if so, it need not be written any more."""
        if not self._database.read(lambda connection: known_articles.is_remembered(connection, article)):
            return False
        self.unremembered.pop(article.id, None)
        self._hold(article)
        return True

    def await_lost(self, articles: Iterable[str]) -> bool:
        """Have articles written anew that the database has lost; whether any are to be written."""
        wanted = set(articles) & self._texts.keys()
        there = self._database.read(lambda c: {each for each in wanted if known_articles.has_article(c, each)})
        self.await_writing(self._texts[article] for article in wanted - there)
        return bool(self.unremembered)

    def write(self, connection: Connection) -> None:
        """Write the articles that are yet to be written, within a transaction."""
        for article in self.unremembered.values():
            known_articles.remember(connection, article)

    def note_written(self) -> None:
        """Await nothing any more, now that the transaction is on disk."""
        for article in self.unremembered.values():
            self._hold(article)
        self.unremembered.clear()

    def get(self, article: str, connection: Connection | None = None) -> Article:
        """An article as it was remembered; StoreError where it never was."""
        found = self.find(article, connection)
        if found is None:
            raise StoreError(f"{self._database.name}: no article {shown(article)} is known; open its file first.")
        return found

    def find(self, article: str, connection: Connection | None = None) -> Article | None:
        """An article as it was remembered; None where it never was, or its text is damaged."""
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
        """What gives the text of an article by its id, within a transaction."""
        return lambda article: self.get(article, connection).text

    def _hold(self, article: Article) -> None:
        while len(self._texts) >= _TEXTS:
            del self._texts[next(iter(self._texts))]
        self._texts[article.id] = article
