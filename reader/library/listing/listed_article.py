"""What the list keeps of each article, so that a hundred thousand can be filtered and sorted while one types."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from sys import intern

from reader.arabic.words import fold
from reader.library.index.article_putting import get_text
from reader.load import Loaded
from reader.load.publishing import outlet_of

_LONGEST_TITLE = 200
"""The most of a text that stands for a missing title, in code points."""
_COLUMNS = "number, id, title, folded_title, source, place, outlet, date, day, words, warnings"


@dataclass(slots=True, eq=False)
class ListedArticle:
    """An article as it is listed."""

    id: str
    title: str
    """Its title, or else the beginning of its text, or else its source."""
    source: str
    """The file or page."""
    place: str
    """The same, with the row where the file has several."""
    outlet: str
    """The publisher or website, or else the folder of its file."""
    date: str
    day: int | None
    """The ordinal of its date."""
    words: int
    warnings: int
    search_text: str
    """The folded words by which it is found."""
    number: int = 0
    """Its number in the index; 0 where the index does not know it."""
    loaded_at: int = -1
    """Its place among the articles that are loaded; -1 where it is not loaded."""


def list_loaded(loaded: Loaded, at: int) -> ListedArticle:
    """An article that is loaded, as it is listed; `at` is its place among those."""
    # The tables by which days are read are not needed where nothing is listed.
    from reader.library.deadlines import article_day

    article = loaded.article
    day = article_day(article.date)
    title = article.title or article.text[:_LONGEST_TITLE].strip() or article.source
    return ListedArticle(
        article.id,
        title,
        article.source,
        loaded.place,
        intern(outlet_of(article) or _folder_of(article.source)),
        article.date,
        None if day is None else day.toordinal(),
        len(article.text.split()),
        len(loaded.warnings),
        fold(f"{title}\n{article.source}\n{article.date}\n{outlet_of(article)}"),
        loaded_at=at,
    )


def list_indexed(
    connection: sqlite3.Connection, *, after: int = 0, among: Collection[int] | None = None
) -> Iterator[ListedArticle]:
    """The articles that are present in the index, as they are listed, in the order of their numbers: those above
    `after`, or only those `among` some.
    """
    chosen = "number > ?" if among is None else "number IN (SELECT value FROM json_each(?))"
    query = f"SELECT {_COLUMNS} FROM articles WHERE is_present AND {chosen} ORDER BY number"  # noqa: S608
    for number, article, title, folded, source, place, outlet, written, day, count, warnings in connection.execute(
        query, (after if among is None else json.dumps(sorted(among)),)
    ):
        if not title:
            title = get_text(connection, number)[:_LONGEST_TITLE].strip() or source
            folded = fold(title)
        yield ListedArticle(
            article,
            title,
            intern(source),
            place,
            intern(outlet or _folder_of(source)),
            intern(written),
            day,
            count,
            warnings,
            f"{folded}\n{fold(source)}\n{written}\n{fold(outlet)}",
            number=number,
        )


def _folder_of(source: str) -> str:
    return PurePath(source).parent.name if source and "://" not in source else ""
