"""Declares what the list of articles needs of the code that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol

from reader.labels import LabelSet
from reader.library.listing.article_listing import ArticleListing
from reader.library.listing.listed_article import ListedArticle

if TYPE_CHECKING:
    from reader.library.queries.query_terms import Query


class ListKeeping(Protocol):
    """Keeps the list of articles, and acts on several of them at once."""

    listing: ArticleListing
    labels: LabelSet
    current: str
    """The id of the article in the current row."""

    @property
    def remark(self) -> str:
        """What is still under way, in words; empty if nothing is."""
        ...

    def look(self, then: Callable[[bool], None]) -> None:
        """Look for what is new, and call `then` if there is anything: with whether there are only more articles."""
        ...

    def ask(self, query: Query, then: Callable[[set[int] | str], None]) -> None:
        """Ask which articles a query means; `then` is called with their numbers, or with why they are not known."""
        ...

    def describe(self, article: ListedArticle) -> str:
        """The place of an article, how far it has come, and what there is to say of it."""
        ...

    def show_problems(self) -> None:
        """List what could not be opened."""
        ...

    def show_ledger(self) -> None:
        """Go to the ledger."""
        ...

    def show_entities(self) -> None:
        """Show the list of entities."""
        ...

    def show_pictures(self) -> None:
        """Show the pictures of the library."""
        ...

    def report(self, articles: list[ListedArticle]) -> Coroutine[Any, Any, None]:
        """Ask for a file, and write a report on the articles to it."""
        ...

    def flag(self, articles: list[ListedArticle]) -> Coroutine[Any, Any, None]:
        """Ask for a state, and set it."""
        ...

    def tag(self, articles: list[ListedArticle]) -> Coroutine[Any, Any, None]:
        """Ask for tags, and set them."""
        ...

    def accept(self, articles: list[ListedArticle]) -> Coroutine[Any, Any, None]:
        """Ask which proposals are right, and accept them."""
        ...

    def tag_everywhere(self, articles: list[ListedArticle]) -> Coroutine[Any, Any, None]:
        """Ask for a form and a label, and tag its occurrences."""
        ...

    def take_back(self, *, again: bool) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""
        ...
