"""Decides to which article the annotations of a file belong: by the sum of its text, its name, title, or likeness."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath
from zlib import crc32

from reader.arabic.words import fold, words
from reader.errors import shown
from reader.exchange.foreign_format import Incoming
from reader.library.choosing import choose_articles
from reader.load import find_sources, load_each
from reader.load.loaded import Loaded
from reader.model import Article
from reader.outputs import is_database
from reader.store.workspace import Workspace
from reader.wording import say

_SKETCH = 64
"""How many words a text is compared by at first: those with the lowest sums."""
_ALIKE = 0.3
"""Which part of these words two versions of a text have in common at least."""
_LIKENESS = 60.0
"""How alike two versions of a text are at least, out of 100."""
_LEAST_PART = 20
"""A text shorter than this is not looked for inside of articles, in code points."""
_SHORTEST_SUM = 12
"""How many digits of its sum an article's file has in its name where names would be alike."""


class ArticleFinder:
    """The articles of a path: those that its workspace knows, and where these are not enough those of its files."""

    def __init__(
        self,
        workspace: Workspace | None,
        path: str,
        *,
        without: Path,
        complain: Callable[[str], None],
    ) -> None:
        self._workspace = workspace
        self._path = path
        self._without = without
        self._complain = complain
        self._is_folder = Path(path).is_dir()
        self._last: Article | None = None
        self.loaded: dict[str, Article] = {}
        """The articles that were read from files, by their ids."""

    def find(self, incoming: Incoming) -> Article | None:
        """The article to which annotations belong, or None where it is not here or is one of several."""
        digest = incoming.id or _sum(incoming.text)
        found = self._known(digest) or self._from_files(digest) or self._by_name(incoming) or self._by_text(incoming)
        self._last = found or self._last
        return found

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """The title and the sources of each article that the workspace knows, by its id."""
        if self._workspace is None or not (self._is_folder or is_database(self._path)):
            return {}
        chosen = frozenset(choose_articles(self._workspace, self._path, complain=lambda sentence: None))
        return {
            each.article: (each.title, each.sources) for each in self._workspace.articles() if each.article in chosen
        }

    @cached_property
    def _files(self) -> Mapping[str, Article]:
        if not is_database(self._path):
            for source in find_sources([self._path]):
                if Path(source.name).resolve() == self._without.resolve():
                    continue
                for outcome in load_each(source):
                    if isinstance(outcome, Loaded):
                        self.loaded[outcome.article.id] = outcome.article
                    else:
                        self._complain(str(outcome))
        return self.loaded

    def _known(self, article: str) -> Article | None:
        if self._workspace is None or article not in self._names:
            return None
        return self._workspace.find_article(article)

    def _from_files(self, article: str) -> Article | None:
        return self._files.get(article)

    @cached_property
    def _by_names(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of articles by the names of their files and by their titles, folded."""
        found: dict[str, dict[str, None]] = {}
        for article, (title, sources) in self._every():
            for name in {*map(_stem, sources), fold(title).strip()} - {""}:
                found.setdefault(name, {})[article] = None
        return {name: tuple(articles) for name, articles in found.items()}

    def _every(self) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
        yield from self._names.items()
        for article, each in self._files.items():
            if article not in self._names:
                yield article, (each.title, (each.source,))

    def _get(self, article: str) -> Article | None:
        return self._known(article) or self._files.get(article)

    def _by_name(self, incoming: Incoming) -> Article | None:
        name, title = _stem(incoming.source), fold(incoming.title).strip()
        named, titled = (self._by_names.get(each, ()) if each else () for each in (name, title))
        both = tuple(each for each in named if each in titled)
        for candidates in (both, named, titled):
            if len(candidates) == 1:
                return self._get(candidates[0])
        _, _, digits = name.rpartition("-")
        if len(digits) == _SHORTEST_SUM:
            ids = [each for each, _ in self._every() if each.startswith(digits)]
            if len(ids) == 1:
                return self._get(ids[0])
        several = {*named, *titled}
        return self._likeliest(incoming.text, several) if several and incoming.text else None

    def _by_text(self, incoming: Incoming) -> Article | None:
        if not incoming.text:
            return self._by_quotes(incoming)
        # Programs that take texts apart write the parts one after another.
        if self._last is not None and _holds(self._last, incoming.text):
            return self._last
        if len(incoming.text.strip()) >= _LEAST_PART:
            holding = [each for each in self._texts.values() if _holds(each, incoming.text)]
            if len(holding) == 1:
                return holding[0]
        return self._likeliest(incoming.text, self._texts)

    def _by_quotes(self, incoming: Incoming) -> Article | None:
        quotes = {
            quote.prefix + quote.exact + quote.suffix for quote, _ in incoming.quotes if quote.prefix or quote.suffix
        }
        if not quotes:
            return None
        counts = ((sum(quote in each.text for quote in quotes), each) for each in self._texts.values())
        best = max(counts, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and 2 * best[0] > len(quotes) else None

    @cached_property
    def _texts(self) -> Mapping[str, Article]:
        found = ((article, self._get(article)) for article, _ in self._every())
        return {article: each for article, each in found if each is not None}

    @cached_property
    def _sketches(self) -> Mapping[str, frozenset[int]]:
        return {article: _sketch(each.text) for article, each in self._texts.items()}

    def _likeliest(self, text: str, candidates: Iterable[str]) -> Article | None:
        from rapidfuzz import fuzz

        wanted = _sketch(text)
        alike = ((_share(wanted, self._sketches[each]), each) for each in candidates if each in self._sketches)
        best = max(alike, default=(0.0, ""))
        if best[0] < _ALIKE:
            return None
        article = self._texts[best[1]]
        return article if fuzz.ratio(fold(text), fold(article.text)) >= _LIKENESS else None


def describe_incoming(incoming: Incoming) -> str:
    """A name for the article to which annotations belong, for sentences."""
    return shown(incoming.source or incoming.title or incoming.id[:12] or incoming.text.strip()[:40]) or say("no name")


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def _stem(source: str) -> str:
    """The name of a file without its folder and ending, folded; for the row of a file, the name of the row."""
    name = PurePath(source.rpartition("#")[2].replace("\\", "/")).name.removesuffix(".gz")
    return fold(name.rpartition(".")[0] or name).strip()


def _holds(article: Article, text: str) -> bool:
    return article.text.count(text) == 1


def _sketch(text: str) -> frozenset[int]:
    sums = {crc32(fold(word.span.of(text)).encode("utf-8", "replace")) for word in words(text)}
    return frozenset(sorted(sums)[:_SKETCH])


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    lowest = sorted(one | other)[:_SKETCH]
    return len(one & other & {*lowest}) / len(lowest) if lowest else 0.0
