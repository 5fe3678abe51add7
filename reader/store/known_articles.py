"""Keeps the articles that a workspace knows, the places they came from, and an overview of the work on each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from reader.arabic.words import fold, fold_letters
from reader.journal.article_marks import Flag
from reader.journal.operation_json import load_json, to_json
from reader.journal.operations import MARK_KINDS, OperationKind, now
from reader.model import Article
from reader.store.rows import Rows, is_text, read_texts
from reader.store.schema import ANNOTATIONS, ARTICLES, JOURNAL, MARKS, SOURCES

Value = TypeVar("Value")
_BY_LINE = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One line of the list of a workspace's articles."""

    article: str
    title: str
    date: str
    sources: tuple[str, ...]
    """The paths and addresses that hold it now; empty where each of them holds another version."""
    added: str
    layers: tuple[tuple[str, int], ...]
    """The layers with annotations in it, each with their number, not counting rejected ones."""
    flags: tuple[tuple[str, Flag], ...]
    """Each analyst's flag, which says how far the reading has come."""
    tags: tuple[str, ...]
    """The tags that any analyst has put on it."""
    is_superseded: bool = False
    """Whether it is only an earlier text: every file it was read from holds another text now."""


def remember(connection: Connection, article: Article) -> str | None:
    """Store an article and where it came from; return the id of another text that was last seen there, if any."""
    known = connection.execute(select(ARTICLES.c.id).where(ARTICLES.c.id == article.id)).first()
    if known is None:
        connection.execute(
            insert(ARTICLES).values(
                id=article.id,
                text=article.text,
                title=article.title,
                date=article.date,
                fields=to_json([list(pair) for pair in article.fields]),
                folded=fold(article.text),
                added=now(),
            )
        )
    if article.source in ("", "-"):
        return None
    held = current_at(connection, article.source)
    if held != article.id:
        turn = 1 + _last_turn(connection)
        there = (SOURCES.c.path == article.source) & (SOURCES.c.article == article.id)
        if connection.execute(update(SOURCES).where(there).values(turn=turn)).rowcount == 0:
            connection.execute(insert(SOURCES).values(path=article.source, article=article.id, turn=turn))
    return held if held != article.id else earlier_at(connection, article)


def _last_turn(connection: Connection) -> int:
    last = connection.execute(select(func.max(SOURCES.c.turn))).scalar_one() or 0
    if type(last) is int:
        return last
    # SQLite takes a damaged value for the highest, whatever it is.
    turns = connection.execute(select(SOURCES.c.turn)).scalars()
    return max((each for each in turns if type(each) is int), default=0)


def is_remembered(connection: Connection, article: Article) -> bool:
    """Whether an article is stored already, so that `remember` would change nothing."""
    known = connection.execute(select(ARTICLES.c.id).where(ARTICLES.c.id == article.id)).first() is not None
    return known and (article.source in ("", "-") or current_at(connection, article.source) == article.id)


def current_at(connection: Connection, path: str) -> str | None:
    """The id of the article that was last seen at a path."""
    query = select(SOURCES.c.article).where(SOURCES.c.path == path).order_by(SOURCES.c.turn.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none()


def earlier_at(connection: Connection, article: Article) -> str | None:
    """The id of the article that was seen at the same path before this one."""
    query = (
        select(SOURCES.c.article)
        .where(SOURCES.c.path == article.source, SOURCES.c.article != article.id)
        .order_by(SOURCES.c.turn.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


def has_article(connection: Connection, article: str) -> bool:
    """Whether an article is stored, even if its text is damaged."""
    return connection.execute(select(ARTICLES.c.id).where(ARTICLES.c.id == article)).first() is not None


def get_article(connection: Connection, article: str, rows: Rows) -> Article | None:
    """An article as it was stored, with the place where it was last seen; None if it is missing or damaged."""
    row = connection.execute(select(ARTICLES).where(ARTICLES.c.id == article)).first()
    if row is None:
        return None
    path = connection.execute(
        select(SOURCES.c.path).where(SOURCES.c.article == article).order_by(SOURCES.c.turn.desc()).limit(1)
    ).scalar_one_or_none()
    fields = rows.read(read_fields, row, "articles", article, "fields") or ()
    found = Article(row.text, row.title, path or "", row.date, fields)
    return rows.read(lambda row: _check_text(row, found), row, "articles", article)


def read_fields(row: Row[Any]) -> tuple[tuple[str, str], ...]:
    """The further fields of an article's source, as names and values; ValueError where they cannot be read."""
    pairs = load_json(row.fields)
    try:
        fields = tuple((name, value) for name, value in pairs)
    except TypeError as error:
        raise ValueError(f"{pairs!r} are not fields") from error
    if not all(isinstance(part, str) for pair in fields for part in pair):
        raise ValueError(f"{pairs!r} are not fields")
    return fields


def _check_text(row: Row[Any], article: Article) -> Article:
    # Offsets are only valid in the text that was read.
    if article.id != row.id:
        raise ValueError("the text is not the one that was stored")
    return article


def list_articles(connection: Connection, rows: Rows) -> tuple[ArticleRecord, ...]:
    """The records of all articles, in the order in which they were added."""
    at: dict[str, str] = {}
    seen: dict[str, list[str]] = {}
    for row in connection.execute(select(SOURCES).order_by(SOURCES.c.turn)):
        if rows.read(lambda row: read_texts(row, ("path", "article")), row, "sources", row.path, row.article):
            at[row.path] = row.article
            seen.setdefault(row.article, []).append(row.path)
    paths = _gather((article, path) for path, article in at.items())
    counted = (
        select(ANNOTATIONS.c.article, ANNOTATIONS.c.layer, func.count().label("many"))
        .where(ANNOTATIONS.c.decision != "rejected")
        .group_by(ANNOTATIONS.c.article, ANNOTATIONS.c.layer)
        .order_by(ANNOTATIONS.c.layer)
    )
    layers = _gather((row.article, (row.layer, row.many)) for row in connection.execute(counted) if is_text(row.layer))
    said = rows.marks(
        connection.execute(select(MARKS).where(MARKS.c.kind.in_([OperationKind.FLAG.value, OperationKind.TAG.value])))
    )
    flags: dict[str, list[tuple[str, Flag]]] = {}
    tags: dict[str, set[str]] = {}
    for mark, flag in said:
        if mark.kind == OperationKind.FLAG.value:
            flags.setdefault(mark.article, []).append((mark.layer, Flag(str(flag))))
        else:
            tags.setdefault(mark.article, set()).add(mark.key)
    listed = connection.execute(
        select(ARTICLES.c.id, ARTICLES.c.title, ARTICLES.c.date, ARTICLES.c.added).order_by(
            ARTICLES.c.added, ARTICLES.c.id
        )
    )
    return tuple(
        ArticleRecord(
            row.id,
            row.title,
            row.date,
            tuple(paths.get(row.id, ())),
            row.added,
            tuple(layers.get(row.id, ())),
            tuple(sorted(flags.get(row.id, ()))),
            tuple(sorted(tags.get(row.id, ()))),
            # A row known only by its line number may have moved to another line, and is not an earlier text.
            row.id in seen and row.id not in paths and not any(map(_BY_LINE.search, seen[row.id])),
        )
        for row in listed
        if rows.read(lambda row: read_texts(row, ("id", "added")), row, "articles", row.id)
    )


def list_layers(connection: Connection, article: str) -> tuple[str, ...]:
    """The layers that have or had annotations in an article, in alphabetical order."""
    on_annotations = JOURNAL.c.kind.not_in([kind.value for kind in MARK_KINDS])
    query = select(JOURNAL.c.layer).where(JOURNAL.c.article == article, on_annotations).distinct()
    return tuple(filter(is_text, connection.execute(query.order_by(JOURNAL.c.layer)).scalars()))


def list_readers(connection: Connection, article: str) -> tuple[str, ...]:
    """The layers of the analysts who have read an article, that is, tagged something in it or flagged it as read or
    done.
    """
    place = (MARKS.c.article == article) & (MARKS.c.kind == OperationKind.FLAG.value)
    query = select(MARKS.c.layer).where(place, MARKS.c.value.in_([to_json(Flag.READ), to_json(Flag.DONE)]))
    flagged = filter(is_text, connection.execute(query).scalars())
    return tuple(sorted({*list_layers(connection, article), *flagged}))


def find_articles(connection: Connection, words: str) -> tuple[str, ...]:
    """The ids of the articles whose text contains every word, in whatever spelling."""
    query = select(ARTICLES.c.id).order_by(ARTICLES.c.added, ARTICLES.c.id)
    for word in words.split():
        # Articles stored before the seats of hamza were folded into one were folded letter by letter.
        spellings = {*fold(word).split(), *fold_letters(word).split()}
        if spellings:
            query = query.where(or_(*(ARTICLES.c.folded.contains(each, autoescape=True) for each in spellings)))
    return tuple(connection.execute(query).scalars())


def _gather(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    gathered: dict[str, list[Value]] = {}
    for name, value in pairs:
        gathered.setdefault(name, []).append(value)
    return gathered
