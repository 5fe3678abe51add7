"""Loads articles from files, folders, streams and web pages.

for source in find_sources(["news/", "https://example.org/page"]):
    for outcome in load_each(source):  # a Loaded article, or the LoadError in its place
        ...
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.errors import LoadError, shown
from reader.load.beside import annotated_beside
from reader.load.bounds import (
    MOST_BYTES,
    MOST_BYTES_OF_COLUMNS,
    MOST_BYTES_OF_PAGE,
    MOST_BYTES_OF_TABLE,
    refuse_oversized,
)
from reader.load.bytes_read import open_bytes, read_all
from reader.load.conll_columns import has_columns, read_columns
from reader.load.formats import Format, format_of, sniff
from reader.load.json_rows import read_json, read_json_lines
from reader.load.loaded import Loaded
from reader.load.mending import mend
from reader.load.referred import Reach
from reader.load.single import HOLDS_ONE, read_article
from reader.load.sources import Source, SourceKind, find_sources
from reader.load.tables import read_table
from reader.wording import sayable

__all__ = ["SourceKind", "Loaded", "Reach", "Source", "find_sources", "load_all", "load_each", "load_unfetched"]


_MOST = {
    Format.COLUMNS: (MOST_BYTES_OF_COLUMNS, sayable("split it")),
    Format.HTML: (MOST_BYTES_OF_PAGE, sayable("save its text to a file and open that file")),
    Format.JSON: (MOST_BYTES, sayable("split it, or give each article a line and let the name end in .jsonl")),
    Format.TABLE: (MOST_BYTES_OF_TABLE, sayable("split it, or save it as JSON Lines, which is read row by row")),
}


def load_each(source: Source, *, encoding: str | None = None) -> Iterator[Loaded | LoadError]:
    """The articles of a source and, in place of those that cannot be read, the errors; nothing is raised."""
    try:
        for outcome in _articles(source, encoding):
            yield _finish(outcome, encoding) if isinstance(outcome, Loaded) else outcome
    except LoadError as error:
        yield error


def load_all(paths: Sequence[str], *, reach: Reach = Reach.BESIDE) -> tuple[list[Loaded], list[LoadError]]:
    """Everything that paths hold, and everything that could not be read."""
    articles: list[Loaded] = []
    errors: list[LoadError] = []
    for source in find_sources(paths, reach=reach):
        for outcome in load_each(source):
            if isinstance(outcome, Loaded):
                articles.append(outcome)
            else:
                errors.append(outcome)
    return articles, errors


def load_unfetched(item: Loaded) -> Loaded:
    """The item of a feed with the text of its page; StatusError or another LoadError where that cannot be had."""
    from reader.load.feed_items import take_page
    from reader.load.fetched_page import read_single_page

    if item.unfetched is None:
        return item
    page = read_single_page(item.unfetched.url, is_linked_publicly=item.unfetched.is_linked_publicly)
    whole = _finish(take_page(item, page), None)
    if isinstance(whole, LoadError):
        raise whole
    return whole


def _finish(loaded: Loaded, encoding: str | None) -> Loaded | LoadError:
    try:
        refuse_oversized(loaded.article, shown(loaded.place))
    except LoadError as error:
        return error
    return mend(loaded, encoding=encoding)


def _articles(source: Source, encoding: str | None) -> Iterator[Loaded | LoadError]:
    if source.problem:
        raise LoadError(source.problem)
    if source.kind is SourceKind.PAGE:
        # Files need nothing of the network.
        from reader.load.fetched_page import read_page

        yield from read_page(source.name, encoding=encoding)
        return
    with open_bytes(source.name) as stream:
        form = sniff(stream.peek()) if source.kind is SourceKind.STANDARD_INPUT else format_of(source.name)
        if form is Format.JSON_LINES:
            yield from read_json_lines(stream, source.name, encoding=encoding, reach=source.reach)
            return
        most, remedy = _MOST.get(form, (MOST_BYTES, sayable("split it")))
        is_text = form is not Format.DOCX
        data = read_all(stream, source.name, encoding=encoding, is_text=is_text, most=most, remedy=remedy)
    if form is Format.COLUMNS or (form is Format.PLAIN and has_columns(data)):
        yield from read_columns(data, source.name, encoding=encoding)
    elif form in HOLDS_ONE:
        loaded = read_article(data, source.name, form, encoding=encoding)
        yield annotated_beside(loaded) if source.kind is SourceKind.FILE and form is Format.PLAIN else loaded
    elif form is Format.TABLE:
        yield from read_table(data, source.name, encoding=encoding)
    else:
        yield from read_json(data, source.name, encoding=encoding, reach=source.reach)
