"""Decides which articles a run annotates, and the name of each in the output."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import LoadError
from reader.load import Loaded, Reach, Source, SourceKind, find_sources, load_each
from reader.load.repeating import Repeating
from reader.model import Article


@dataclass(frozen=True, slots=True)
class RunItem:
    """One article of a run."""

    doc: str
    """A file's name, or its path from a folder that was named; for a row, its doc or id, or else FILE:LINE."""
    article: Article
    path: str = ""
    """The file, if it contains only this article; empty for rows, pages and standard input."""


def read_items(
    paths: Sequence[str],
    *,
    complain: Callable[[str, bool], None],
    encoding: str | None = None,
    is_output: Callable[[str], bool] = lambda name: False,
    reach: Reach = Reach.BESIDE,
) -> Iterator[RunItem]:
    """The articles at some paths, one by one as they are read.

    `complain` gets a sentence about everything that cannot be read or was left out, and whether an article was lost.
    The output file is not an input, even if it is in a folder that is read.
    """
    naming = _Naming(paths)
    for source in find_sources(paths, reach=reach):
        if source.kind is SourceKind.FILE and is_output(source.name):
            continue
        remarks = Repeating(source.name)
        for outcome in load_each(source, encoding=encoding):
            if isinstance(outcome, LoadError):
                complain(str(outcome), True)
                continue
            for warning in remarks.sieve(outcome.warnings):
                complain(warning, False)
            yield naming.name(outcome, source)
        for warning in remarks.sum_up():
            complain(warning, False)


class _Naming:
    """Gives each file its short name; of two files with the same short name, the later one gets its path."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._folders = sorted((Path(path) for path in paths if os.path.isdir(path)), key=lambda path: -len(path.parts))
        self._taken: dict[str, str] = {}

    def name(self, loaded: Loaded, source: Source) -> RunItem:
        article = loaded.article
        is_row = bool(loaded.name) and article.source == source.name
        path = article.source if source.kind is SourceKind.FILE and not is_row else ""
        if loaded.is_called_by_line and source.kind is SourceKind.FILE:
            # Relative to the folder, so that the same corpus has the same names wherever it is.
            return RunItem(f"{self._unused(source.name)}:{loaded.name.rpartition(':')[2]}", article, path)
        if loaded.name:
            return RunItem(loaded.name, article, path)
        if not path:
            return RunItem(source.name, article)
        return RunItem(self._unused(path), article, path)

    def _unused(self, path: str) -> str:
        """The short name of a file, or its path if another file has that name already."""
        short = self._short(Path(path))
        return short if self._taken.setdefault(short, path) == path else path

    def _short(self, path: Path) -> str:
        folder = next((folder for folder in self._folders if path.is_relative_to(folder)), path.parent)
        return path.relative_to(folder).as_posix()
