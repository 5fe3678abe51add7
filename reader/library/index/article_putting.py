"""Puts articles into the index: their fields, their compressed text, and their folded words."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from datetime import date

from reader.library.index.index_words import folded_words, stem
from reader.load import Loaded
from reader.load.publishing import outlet_of
from reader.model import Article


def put_article(connection: sqlite3.Connection, loaded: Loaded, *, read_day: Callable[[str], date | None]) -> int:
    """Put an article into the index, unless it is there already; return its number."""
    article = loaded.article
    row = connection.execute("SELECT number FROM articles WHERE id = ?", (article.id,)).fetchone()
    if row is not None:
        # Its file may have been moved.
        connection.execute(
            "UPDATE articles SET is_present = 1, source = ?, place = ? WHERE number = ?"
            " AND NOT EXISTS (SELECT 1 FROM places WHERE article = number)",
            (plain(article.source), plain(loaded.place), row[0]),
        )
        return int(row[0])
    day = read_day(article.date)
    span = article.title_span
    title = folded_words(article.title)
    body = folded_words(article.text[span.end :] if span is not None else article.text)
    cursor = connection.execute(
        "INSERT INTO articles (id, title, folded_title, source, place, outlet, date, day, words, warnings, fields)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            plain(article.title),
            " ".join(title),
            plain(article.source),
            plain(loaded.place),
            plain(outlet_of(article)),
            plain(article.date),
            None if day is None else day.toordinal(),
            len(body) + (len(title) if span is not None else 0),
            len(loaded.warnings),
            json.dumps(article.fields),
        ),
    )
    number = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO texts VALUES (?, ?)", (number, pack_text(article.text)))
    connection.execute(
        "INSERT INTO words (rowid, title, body, title_stems, body_stems) VALUES (?, ?, ?, ?, ?)",
        (number, " ".join(title), " ".join(body), " ".join(map(stem, title)), " ".join(map(stem, body))),
    )
    return number


def get_article(connection: sqlite3.Connection, number: int) -> Article:
    """An article as it was loaded, by its number; KeyError if there is none."""
    row = connection.execute("SELECT title, source, date, fields FROM articles WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    title, source, written, fields = row
    pairs = tuple((name, value) for name, value in json.loads(fields))
    return Article(get_text(connection, number), title, source, written, pairs)


def get_text(connection: sqlite3.Connection, number: int) -> str:
    """The text of an article, by its number; KeyError if there is none."""
    row = connection.execute("SELECT text FROM texts WHERE article = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return unpack_text(row[0])


def find_article(connection: sqlite3.Connection, article: str) -> Loaded | None:
    """An article with its place, by its id, without annotations and warnings; None if unknown."""
    row = connection.execute("SELECT number, source, place FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        return None
    number, source, place = row
    name = "" if place == source else place.removeprefix(f"{source}#")
    return Loaded(get_article(connection, number), name=name)


def pack_text(text: str) -> bytes:
    """A text of any characters, compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack_text(packed: bytes) -> str:
    """The text that `pack_text` compressed."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def plain(text: str) -> str:
    """A text that SQLite takes: a lone surrogate becomes a question mark, and NUL goes."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
