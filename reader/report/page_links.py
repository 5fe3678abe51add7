"""Decides where a link of a report leads: to a place on the one page, or in a folder of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

INDEX = "index.html"
ARTICLES = "articles"
"""The folder in which each article has a page of its own."""


class PagePlace(StrEnum):
    """Where the page lies from which a link leads."""

    WHOLE = "whole"
    """It is the only one."""
    INDEX = "index"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of a page."""

    place: PagePlace
    article_of: Mapping[int, int]
    """The numbers of the articles of commitments."""

    def article(self, number: int) -> str:
        """The address of an article."""
        return f"#a{number}" if self.place is PagePlace.WHOLE else self._page(number)

    def commitment(self, number: int) -> str:
        """The address of a commitment in its article."""
        page = "" if self.place is PagePlace.WHOLE else self._page(self.article_of[number])
        return f"{page}#c{number}"

    def entity(self, number: int) -> str:
        """The address of the page of an entity."""
        return f"{self.index}#n{number}"

    def entry(self, number: int) -> str:
        """The address of a row of the ledger."""
        return f"{self.index}#l{number}"

    @property
    def index(self) -> str:
        """The page with the summary and the ledger, without a place on it."""
        return f"../{INDEX}" if self.place is PagePlace.ARTICLE else ""

    def _page(self, article: int) -> str:
        name = page_of(article)
        return name.removeprefix(f"{ARTICLES}/") if self.place is PagePlace.ARTICLE else name


def page_of(article: int) -> str:
    """The file of an article's page, below the folder of the report."""
    return f"{ARTICLES}/{article}.html"
