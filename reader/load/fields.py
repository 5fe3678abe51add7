"""Decides which fields of a row (of JSON or of a table) are the text, the title, the date, the publisher and the URL.

Names are compared without case, spaces, hyphens and underscores. Where several fit, the first in this list that is not
empty is used. Every other field that has a single value is kept under its own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reader.errors import LoadError, shown
from reader.load.loaded import first_line, put_title_first, without_direction
from reader.load.row_dates import read_date
from reader.model import Article
from reader.wording import say

_NAMES = {
    "text": """text body content article articletext articlebody fulltext maintext story النص نص المحتوى""",
    "title": """title headline head heading subject العنوان عنوان""",
    "date": """date published publishedat publishedon datepublished datepublish publishdate publishtime pubdate
        publicationdate datetime dategmt createdat created datecreated creationdate postedat posteddate dateposted
        firstpublished dcdate issued timestamp التاريخ تاريخ تاريخالنشر""",
    "publisher": """source publisher site sitename newspaper outlet agency المصدر مصدر الناشر""",
    "url": """url link href uri address الرابط رابط""",
}
SYNONYMS = {field: tuple(names.split()) for field, names in _NAMES.items()}
"""For each field of an article its possible names, in folded form; the first one that is not empty is used."""

_MOST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A row's fields, sorted by their meaning."""

    text: str
    title: str
    has_title: bool
    """Whether there is a title field at all, even an empty one."""
    date: str
    """The date in ISO 8601, or as it is written where it cannot be read."""
    is_date_read: bool
    rest: tuple[tuple[str, str], ...]
    """The publisher, the url, and every other field that has a single value."""


def fold_name(name: str) -> str:
    """A field's name in the form in which names are compared."""
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "").strip("\ufeff\t")


def is_text_field(name: str) -> bool:
    """Whether a field with this name is an article's text."""
    return fold_name(name) in SYNONYMS["text"]


def sort_fields(fields: Mapping[str, Any], *, without: Iterable[str] = ()) -> ArticleRow:
    """Sort a row's fields by their meaning; those in `without` are ignored."""
    named = _find_named(tuple(fields))
    found: dict[str, str] = {}
    used = set(without)
    for field, names in named.items():
        for name in names:
            value = _as_text(fields[name], field) if name not in used else ""
            if value.strip():
                found[field] = value
                used.add(name)
                break
    written = found.get("date", "").strip()
    date = read_date(written) if written else None
    rest: list[tuple[str, str]] = [(field, found[field].strip()) for field in ("publisher", "url") if field in found]
    rest += ((name, str(value)) for name, value in fields.items() if name not in used and _is_single(value))
    return ArticleRow(
        text=found.get("text", ""),
        title=found.get("title", ""),
        has_title=bool(named["title"]),
        date=date or written,
        is_date_read=date is not None or not written,
        rest=tuple(rest),
    )


@lru_cache(maxsize=64)
def _find_named(fields: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """For each field of an article the fields of a row with one of its names, in order of preference."""
    # The result is cached since most rows of a file have the same fields, and there may be a million rows.
    folded = {fold_name(name): name for name in fields}
    return {field: tuple(folded[name] for name in names if name in folded) for field, names in SYNONYMS.items()}


def undated(row: ArticleRow, where: str) -> tuple[str, ...]:
    """A warning about a date that cannot be read; none where it can be read or there is none."""
    if row.is_date_read:
        return ()
    written = shown(row.date[:_MOST_QUOTED]) + "…" * (len(row.date) > _MOST_QUOTED)
    return (
        say(
            "{where}: the date “{written}” cannot be read and is kept as it is; write it as 2024-05-31.",
            where=where,
            written=written,
        ),
    )


def article_of(row: ArticleRow, source: str, where: str) -> Article:
    """The article in a row; LoadError where it has no text."""
    if not row.text.strip():
        raise LoadError(
            say("{where}: the row has no text; put it in a field named text, body or content.", where=where)
        )
    title = without_direction(row.title if row.has_title else first_line(row.text))
    begins_with_title = row.text.lstrip().startswith(row.title.strip())
    text = row.text if begins_with_title else put_title_first(without_direction(row.title), row.text)
    return Article(text, title, source, row.date, row.rest)


def _is_single(value: Any) -> bool:
    return isinstance(value, str | int | float) and value != ""


def _as_text(value: Any, field: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):  # {"source": {"id": …, "name": …}}, and {"date": {"$date": …}} in exports of MongoDB
        keys = ("$date", "$numberLong") if field == "date" else ("name", "title")
        return next((_as_text(value[key], field) for key in keys if value.get(key)), "")
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return ("\n\n" if field == "text" else ", ").join(value)
    return str(value) if _is_single(value) and field != "text" else ""
