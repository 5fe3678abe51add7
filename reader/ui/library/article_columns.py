"""Draws a row of the list of articles: which columns have room, how wide they are, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from reader.journal.article_marks import Flag
from reader.library.listing.article_listing import ArticleListing
from reader.library.listing.listed_article import ListedArticle
from reader.ui.library.flag_names import name_flag
from reader.ui.mirroring import interface_base, is_mirrored
from reader.ui.widgets.arabic_text import shaped
from reader.wording import either, number, written_digits

Say = Callable[[ArticleListing, ListedArticle], str]

_MARK = 2
"""The width of the sign for a marked row, and of the gap behind it, in cells."""
_STATE = 3
"""The width of the sign of the state, of the sign of a missing file, and of the gap behind them."""
_SIGNS = {Flag.UNREAD: " ", Flag.READ: "-", Flag.IN_PROGRESS: "~", Flag.DONE: "✓"}
"""The signs of the states, in a column of their own."""
_FILELESS = "!"
"""The sign of an article that is in no file any more."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column beside the title."""

    english: str
    arabic: str
    width: int
    least: int
    """The width of the list from which on it is shown, in cells."""
    say: Say
    is_number: bool = False


def _count(count: int) -> str:
    return number(count) if count else ""


COLUMNS = (
    Column("date", "التاريخ", 10, 50, lambda _, each: written_digits(each.date[:10])),
    Column("source", "المصدر", 14, 66, lambda _, each: each.outlet),
    Column("words", "كلمات", 6, 100, lambda _, each: _count(each.words), is_number=True),
    Column(
        "entities", "كيانات", 8, 108, lambda listing, each: _count(listing.counts_of(each).entities), is_number=True
    ),
    Column(
        "commitments",
        "التزامات",
        11,
        112,
        lambda listing, each: _count(listing.counts_of(each).commitments),
        is_number=True,
    ),
    Column("open", "مفتوح", 5, 74, lambda listing, each: _count(listing.counts_of(each).open), is_number=True),
    Column("state", "الحالة", 11, 170, lambda listing, each: name_flag(listing.flag_of(each))),
    Column("read by", "القراء", 14, 136, lambda listing, each: "، ".join(listing.readers_of(each))),
    Column("tags", "العلامات", 16, 150, lambda listing, each: " ".join(f"#{tag}" for tag in listing.tags_of(each))),
)


def columns_in(width: int) -> tuple[Column, ...]:
    """The columns that have room beside the title."""
    return tuple(column for column in COLUMNS if width >= column.least)


def draw_headings(width: int) -> Content:
    """The names of the columns."""
    columns = columns_in(width)
    cells = [_cell(either(each.english, each.arabic), each.width, is_number=each.is_number) for each in columns]
    title = shaped(either("title", "العنوان"), base="rtl", width=_room(width, columns), fill=True)
    return _join(" " * (_MARK + _STATE), cells, title)


def draw_row(listing: ArticleListing, article: ListedArticle, width: int) -> Content:
    """A row of the list; what is unread is bold, and what is done is dim."""
    columns = columns_in(width)
    flag = listing.flag_of(article)
    cells = [
        _cell(column.say(listing, article), column.width, is_number=column.is_number).stylize("dim")
        for column in columns
    ]
    title = shaped(article.title, base="rtl", width=_room(width, columns), fill=True)
    look = {Flag.UNREAD: "bold", Flag.DONE: "dim"}.get(flag, "")
    signs = ("x" if article.id in listing.marked else " ").ljust(_MARK)
    signs += (_SIGNS[flag] + (_FILELESS if listing.is_fileless(article) else "")).ljust(_STATE)
    return _join(signs, cells, title.stylize(look) if look else title)


def _join(signs: str, cells: list[Content], title: Content) -> Content:
    """A row; the title stands at the right, in English as the last column and in Arabic as the first."""
    if is_mirrored():
        return Content.assemble(*reversed(cells), title, signs[::-1])
    return Content.assemble(signs, *cells, title)


def _room(width: int, columns: tuple[Column, ...]) -> int:
    return max(4, width - _MARK - _STATE - sum(column.width + 2 for column in columns))


def _cell(text: str, width: int, *, is_number: bool) -> Content:
    is_plain = text.isascii() and text.isprintable() and len(text) <= width
    line = Content(text) if is_plain else shaped(text, base=interface_base(), width=width)
    gap = width - line.cell_length
    if is_mirrored():
        return line.pad_left(gap + 2)
    return line.pad_left(gap).pad_right(2) if is_number else line.pad_right(gap + 2)
