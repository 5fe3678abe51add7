"""Which articles a workspace knows, where each came from, and what it holds about them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, func, insert, select, update

from reader.arabic import fold
from reader.marks import Flag
from reader.model import Article
from reader.operations import MARK_KINDS, Kind, now, to_json
from reader.store.schema import ANNOTATIONS, ARTICLES, JOURNAL, MARKS, SOURCES

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of a workspace's articles."""

    article: str
    title: str
    date: str
    sources: tuple[str, ...]
    """The paths and addresses that hold it now; none where each holds another version."""
    added: str
    layers: tuple[tuple[str, int], ...]
    """The layers with annotations in it, and how many each has, rejected ones not counted."""
    flags: tuple[tuple[str, Flag], ...]
    """How far each analyst's reading has come."""
    tags: tuple[str, ...]
    """Everybody's tags."""


def remember(connection: Connection, article: Article) -> str | None:
    """Keep an article and where it came from; gives the id of another text that was last seen there, if any."""
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
        turn = 1 + (connection.execute(select(func.max(SOURCES.c.turn))).scalar_one() or 0)
        there = (SOURCES.c.path == article.source) & (SOURCES.c.article == article.id)
        if connection.execute(update(SOURCES).where(there).values(turn=turn)).rowcount == 0:
            connection.execute(insert(SOURCES).values(path=article.source, article=article.id, turn=turn))
    return held if held != article.id else earlier_at(connection, article)


def is_remembered(connection: Connection, article: Article) -> bool:
    """Whether remembering an article would change nothing."""
    known = connection.execute(select(ARTICLES.c.id).where(ARTICLES.c.id == article.id)).first() is not None
    return known and (article.source in ("", "-") or current_at(connection, article.source) == article.id)


def current_at(connection: Connection, path: str) -> str | None:
    """The article last seen at a path."""
    query = select(SOURCES.c.article).where(SOURCES.c.path == path).order_by(SOURCES.c.turn.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none()


def earlier_at(connection: Connection, article: Article) -> str | None:
    """The article that was seen at the path before this one."""
    query = (
        select(SOURCES.c.article)
        .where(SOURCES.c.path == article.source, SOURCES.c.article != article.id)
        .order_by(SOURCES.c.turn.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


def get_article(connection: Connection, article: str) -> Article | None:
    """An article as it was remembered, with the place it was last seen at."""
    row = connection.execute(select(ARTICLES).where(ARTICLES.c.id == article)).first()
    if row is None:
        return None
    path = connection.execute(
        select(SOURCES.c.path).where(SOURCES.c.article == article).order_by(SOURCES.c.turn.desc()).limit(1)
    ).scalar_one_or_none()
    fields = tuple((name, value) for name, value in json.loads(row.fields))
    return Article(row.text, row.title, path or "", row.date, fields)


def list_articles(connection: Connection) -> tuple[Entry, ...]:
    """Every article, in the order in which they came."""
    at: dict[str, str] = {}
    for row in connection.execute(select(SOURCES).order_by(SOURCES.c.turn)):
        at[row.path] = row.article
    paths = _gather((article, path) for path, article in at.items())
    counted = (
        select(ANNOTATIONS.c.article, ANNOTATIONS.c.layer, func.count().label("many"))
        .where(ANNOTATIONS.c.decision != "rejected")
        .group_by(ANNOTATIONS.c.article, ANNOTATIONS.c.layer)
        .order_by(ANNOTATIONS.c.layer)
    )
    layers = _gather((row.article, (row.layer, row.many)) for row in connection.execute(counted))
    said = connection.execute(select(MARKS).where(MARKS.c.kind.in_([Kind.FLAG.value, Kind.TAG.value])))
    flags: dict[str, list[tuple[str, Flag]]] = {}
    tags: dict[str, set[str]] = {}
    for row in said:
        if row.kind == Kind.FLAG.value:
            flags.setdefault(row.article, []).append((row.layer, Flag(json.loads(row.value))))
        else:
            tags.setdefault(row.article, set()).add(row.key)
    listed = connection.execute(
        select(ARTICLES.c.id, ARTICLES.c.title, ARTICLES.c.date, ARTICLES.c.added).order_by(
            ARTICLES.c.added, ARTICLES.c.id
        )
    )
    return tuple(
        Entry(
            row.id,
            row.title,
            row.date,
            tuple(paths.get(row.id, ())),
            row.added,
            tuple(layers.get(row.id, ())),
            tuple(sorted(flags.get(row.id, ()))),
            tuple(sorted(tags.get(row.id, ()))),
        )
        for row in listed
    )


def list_layers(connection: Connection, article: str) -> tuple[str, ...]:
    """The layers that have or had annotations in an article, in the order of the alphabet."""
    on_annotations = JOURNAL.c.kind.not_in([kind.value for kind in MARK_KINDS])
    query = select(JOURNAL.c.layer).where(JOURNAL.c.article == article, on_annotations).distinct()
    return tuple(connection.execute(query.order_by(JOURNAL.c.layer)).scalars())


def list_readers(connection: Connection, article: str) -> tuple[str, ...]:
    """The layers of those who have read an article: who tagged something in it, or flagged it as read or done."""
    place = (MARKS.c.article == article) & (MARKS.c.kind == Kind.FLAG.value)
    query = select(MARKS.c.layer).where(place, MARKS.c.value.in_([to_json(Flag.READ), to_json(Flag.DONE)]))
    return tuple(sorted({*list_layers(connection, article), *connection.execute(query).scalars()}))


def tell_said(entries: Iterable[Entry], who: str) -> dict[str, str]:
    """In a few words, what an analyst has said of each article, by its id: the flag, tags, how much is tagged."""
    told: dict[str, str] = {}
    for entry in entries:
        flag, many = dict(entry.flags).get(who, ""), dict(entry.layers).get(who, 0)
        told[entry.article] = " · ".join(
            filter(None, [flag, f"{many:,} tagged" if many else "", *(f"#{tag}" for tag in entry.tags)])
        )
    return told


def find_articles(connection: Connection, words: str) -> tuple[str, ...]:
    """The ids of the articles in whose text every word stands, differences of spelling aside."""
    query = select(ARTICLES.c.id).order_by(ARTICLES.c.added, ARTICLES.c.id)
    for word in fold(words).split():
        query = query.where(ARTICLES.c.folded.contains(word, autoescape=True))
    return tuple(connection.execute(query).scalars())


def _gather(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    gathered: dict[str, list[Value]] = {}
    for name, value in pairs:
        gathered.setdefault(name, []).append(value)
    return gathered
