"""Decides to which article the annotations of a file belong: by the sum of its text, its name, title, or likeness."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from os.path import isabs
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
from reader.store.location import name_source
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

_Named = tuple[str, tuple[str, ...]]
"""The title of an article, and the places that hold it."""


class ArticleFinder:
    """The articles of a path as they are now: those in its files, and others that its workspace knows.

    The text that a changed file had before is not among them.
    """

    def __init__(
        self,
        workspace: Workspace | None,
        path: str,
        place: str | Path,
        *,
        without: Path,
        complain: Callable[[str], None],
    ) -> None:
        self._workspace = workspace
        self._path = path
        self._place = place
        self._without = without
        self._complain = complain
        self._last: Article | None = None
        self.loaded: dict[str, Article] = {}
        """The articles in files that the workspace does not know yet, by their ids."""

    def find(self, incoming: Incoming) -> Article | None:
        """The article to which annotations belong, or None where it is not here or is one of several."""
        found = self._get(incoming.id or _sum(incoming.text)) or self._by_name(incoming) or self._by_text(incoming)
        self._last = found or self._last
        return found

    @cached_property
    def _every(self) -> Mapping[str, _Named]:
        """What names each article, by its id."""
        records = {each.article: each for each in self._workspace.articles()} if self._workspace is not None else {}
        found: dict[str, _Named] = {}
        for article in () if is_database(self._path) else self._load():
            found[article.id] = (article.title, (article.source,))
            # A text that the workspace knows is read again when it is needed.
            if article.id not in records:
                self.loaded[article.id] = article
        if self._workspace is not None and (is_database(self._path) or Path(self._path).is_dir()):
            held = {source for _, sources in found.values() for source in sources}
            for each in choose_articles(self._workspace, self._path, complain=lambda sentence: None):
                sources = records[each].sources
                if held.isdisjoint((*sources, *(name_source(one, self._place) for one in sources if isabs(one)))):
                    found.setdefault(each, (records[each].title, sources))
        return found

    def _load(self) -> Iterator[Article]:
        for source in find_sources([self._path]):
            if Path(source.name).resolve() == self._without.resolve():
                continue
            for outcome in load_each(source):
                if isinstance(outcome, Loaded):
                    yield replace(outcome.article, source=name_source(outcome.place, self._place))
                else:
                    self._complain(str(outcome))

    def _get(self, article: str) -> Article | None:
        if article not in self._every:
            return None
        return self.loaded.get(article) or (self._workspace.find_article(article) if self._workspace else None)

    @cached_property
    def _by_names(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of articles by the names of their files and by their titles, folded."""
        found: dict[str, dict[str, None]] = {}
        for article, (title, sources) in self._every.items():
            for name in {*map(_stem, sources), fold(title).strip()} - {""}:
                found.setdefault(name, {})[article] = None
        return {name: tuple(articles) for name, articles in found.items()}

    def _by_name(self, incoming: Incoming) -> Article | None:
        name, title = _stem(incoming.source), fold(incoming.title).strip()
        named, titled = (self._by_names.get(each, ()) if each else () for each in (name, title))
        both = tuple(each for each in named if each in titled)
        for candidates in (both, named, titled):
            if len(candidates) == 1:
                return self._get(candidates[0])
        _, _, digits = name.rpartition("-")
        if len(digits) == _SHORTEST_SUM:
            ids = [each for each in self._every if each.startswith(digits)]
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
        found = ((article, self._get(article)) for article in self._every)
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
