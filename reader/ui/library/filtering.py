"""Filters the list of articles by what is typed, with the help of the index where that is a query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.errors import QueryError
from reader.labels import LabelSet
from reader.library.listing.article_listing import ArticleListing
from reader.library.listing.row_filter import RowFilter

if TYPE_CHECKING:
    from reader.library.queries.query_terms import Query


class AnswersQueries(Protocol):
    """Knows the list, and asks the index."""

    listing: ArticleListing
    labels: LabelSet

    def ask(self, query: Query, then: Callable[[set[int] | str], None]) -> None:
        """Ask which articles a query means; `then` is called with their numbers, or with why they are not known."""
        ...


class Filtering:
    """The filter that is being typed; until it is answered, the list shows the one before."""

    def __init__(self, keeping: AnswersQueries, *, show: Callable[[], None], say: Callable[[], None]) -> None:
        self._keeping = keeping
        self._show = show
        """Shows the list again."""
        self._say = say
        """Shows what the trouble is."""
        self._asked: RowFilter | None = None
        """The filter whose query the index is answering."""
        self.trouble = ""
        """Why what was typed cannot be done, as a sentence; empty if it can."""

    def type(self, text: str) -> None:
        """Filter by what was typed; where that cannot be read, by what stands before that place."""
        from reader.library.listing.typed_filter import read_filter

        keeping = self._keeping
        self.trouble = ""
        while True:
            try:
                wanted = read_filter(text, chosen=keeping.listing.filter.chosen, labels=keeping.labels)
                break
            except QueryError as error:
                self.trouble = self.trouble or str(error)
                text = text[: error.offset] if error.offset < len(text) else " ".join(text.split()[:-1])
        self._say()
        if wanted.query is None:
            self._apply(wanted, set())
        else:
            self._ask(wanted)

    def clear(self) -> None:
        """Show every article."""
        self.trouble = ""
        self._apply(RowFilter(), set())

    def renew(self) -> None:
        """Ask the index again, which knows more than before."""
        wanted = self._keeping.listing.filter
        if self._asked is None and wanted.query is not None:
            self._ask(wanted)

    def _ask(self, wanted: RowFilter) -> None:
        if wanted.query is not None:
            self._asked = wanted
            self._keeping.ask(wanted.query, partial(self._take, wanted))

    def _take(self, wanted: RowFilter, answer: set[int] | str) -> None:
        if self._asked is not wanted:
            # Something else was typed meanwhile.
            return
        if isinstance(answer, str):
            self._asked = None
            self.trouble = answer
            self._say()
        elif wanted is self._keeping.listing.filter and answer == self._keeping.listing.meant:
            self._asked = None
        else:
            self._apply(replace(wanted, chosen=self._keeping.listing.filter.chosen), answer)

    def _apply(self, wanted: RowFilter, meant: set[int]) -> None:
        listing = self._keeping.listing
        self._asked = None
        listing.filter, listing.meant = wanted, meant
        self._show()
