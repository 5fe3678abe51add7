"""Takes the articles of the paths in hand as they are loaded, the first ones at once and the rest while one reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from reader.errors import LoadError
from reader.load import Loaded
from reader.wording import countable, counted

_FAILED = countable(
    "{failed} of {number} article could not be opened; {key} lists them.",
    "{failed} of {number} articles could not be opened; {key} lists them.",
)


class ArrivingArticles:
    """The articles that are loaded so far, and a sentence for each that could not be opened."""

    def __init__(self, outcomes: Iterable[Loaded | LoadError], *, least: int) -> None:
        """Load until there are at least so many articles."""
        self._outcomes = iter(outcomes)
        self.articles: list[Loaded] = []
        self.errors: list[str] = []
        self.is_complete = False
        """Whether everything has been loaded."""
        self.last = 0
        """The index of the article that was loaded last."""
        self._ahead: dict[str, int] = {}
        """The indices of articles, by id, that were needed before they were loaded."""
        while len(self.articles) < least:
            self._take(next(self._outcomes))

    def take_rest(self) -> Iterator[Loaded | None]:
        """Load the rest, one at a time; None stands for what could not be opened."""
        yield from map(self._take, self._outcomes)
        self.is_complete = True

    def find(self, article: str, at: int) -> int | None:
        """The index of an article, by its id, if it is loaded; `at` is where it probably is."""
        if 0 <= at < len(self.articles) and self.articles[at].article.id == article:
            return at
        return next((at for at, each in enumerate(tuple(self.articles)) if each.article.id == article), None)

    def add(self, *found: Loaded) -> int | None:
        """Add an article that is needed before it is loaded, and return its index; None if it was not found."""
        for loaded in found:
            self._ahead[loaded.article.id] = len(self.articles)
            self.articles.append(loaded)
            return self._ahead[loaded.article.id]
        return None

    @property
    def summary(self) -> Callable[..., str]:
        """Says how many of how many articles could not be opened, given the key that lists them."""
        return partial(counted, len(self.articles) + len(self.errors), *_FAILED, failed=len(self.errors))

    def _take(self, outcome: Loaded | LoadError) -> Loaded | None:
        if isinstance(outcome, Loaded):
            ahead = self._ahead.pop(outcome.article.id, None) if self._ahead else None
            self.last = len(self.articles) if ahead is None else ahead
            self.articles[self.last : self.last + 1] = [outcome]
            return outcome
        self.errors.append(str(outcome))
        return None
