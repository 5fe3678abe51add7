"""Takes the articles of the paths in hand as they are loaded, the first ones at once and the rest while one reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.errors import LoadError, counted
from reader.load import Loaded


class ArrivingArticles:
    """The articles that are loaded so far, and a sentence for each that could not be opened."""

    def __init__(self, outcomes: Iterable[Loaded | LoadError], *, least: int) -> None:
        """Load until there are at least so many articles."""
        self._outcomes = iter(outcomes)
        self.articles: list[Loaded] = []
        self.errors: list[str] = []
        while len(self.articles) < least:
            self._take(next(self._outcomes))

    def take_rest(self) -> Iterator[Loaded | None]:
        """Load the rest, one at a time; None stands for what could not be opened."""
        return map(self._take, self._outcomes)

    @property
    def summary(self) -> str:
        """How many of how many articles could not be opened."""
        total = counted(len(self.articles) + len(self.errors), "article")
        return f"{len(self.errors):,} of {total} could not be opened"

    def _take(self, outcome: Loaded | LoadError) -> Loaded | None:
        if isinstance(outcome, Loaded):
            self.articles.append(outcome)
            return outcome
        self.errors.append(str(outcome))
        return None
