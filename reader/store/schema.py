"""Defines the tables of a workspace; the journal is the truth, and annotations and marks follow from it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class ExactText(TypeDecorator[str]):
    """Any text, stored as bytes: it may contain lone surrogates and NUL, which no database accepts as text."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: object, dialect: Dialect) -> str:
        # Damage must not keep the other rows from being read; `rows` and `checking` report it.
        if not isinstance(value, bytes):
            return "" if value is None else str(value)
        try:
            return value.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return value.decode("utf-8", "replace")


class PlainText(TypeDecorator[str]):
    """Text to select and group by; a lone surrogate becomes a question mark and NUL goes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


TABLES = MetaData()

WORKSPACE = Table(
    "workspace",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("made", String(32), nullable=False),
    Column("version", Integer, nullable=False),
)
"""One row. `version` stands for SQLite's PRAGMA user_version, which other engines do not have."""

ARTICLES = Table(
    "articles",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("text", ExactText, nullable=False),
    Column("title", ExactText, nullable=False),
    Column("date", ExactText, nullable=False),
    Column("fields", Text, nullable=False),
    Column("folded", PlainText, nullable=False),
    Column("added", String(32), nullable=False),
)

SOURCES = Table(
    "sources",
    TABLES,
    Column("path", ExactText, primary_key=True),
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("turn", Integer, nullable=False),
)
"""The article that a path holds now is the one with the highest turn; the others are those it held before."""

VERSIONS = Table(
    "versions",
    TABLES,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("earlier", ForeignKey("articles.id"), primary_key=True),
    Column("layer", PlainText, primary_key=True),
    Column("upto", Integer, nullable=False),
)
"""The layers that have been carried over, from which earlier text, and up to which operation."""

JOURNAL = Table(
    "journal",
    TABLES,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("article", ForeignKey("articles.id"), nullable=False),
    Column("layer", PlainText, nullable=False),
    Column("who", PlainText, nullable=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("key", PlainText, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("batch", String(64), nullable=False),
    Column("undoes", String(64), nullable=False),
    Column("writer", String(32), nullable=False),
    Index("journal_by_layer", "article", "layer", "who"),
    Index("journal_by_batch", "batch"),
    Index("journal_by_kind", "kind"),
    sqlite_autoincrement=True,
)
"""`writer` names the process that recorded an operation, so that it does not get its own operations as news."""

ANNOTATIONS = Table(
    "annotations",
    TABLES,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("layer", PlainText, primary_key=True),
    Column("key", PlainText, primary_key=True),
    Column("label", PlainText, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("rule", PlainText, nullable=False),
    Column("proposed", PlainText),
    Column("quotes", Text, nullable=False),
    Column("value", Text, nullable=False),
)
"""`quotes` holds, as JSON, the text under the span ("") and under each role at the time it was recorded. `proposed`
holds the label that an annotator had proposed, if the annotation is a decision on a proposal."""

VIEWS = Table(
    "views",
    TABLES,
    Column("who", PlainText, primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
"""How each analyst last looked at the articles, as JSON by name. It is no work, so the journal knows nothing of it."""

LEARNT = Table(
    "learnt",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("who", PlainText, nullable=False),
    Column("at", String(32), nullable=False),
    Column("value", Text, nullable=False),
)
"""What was learnt from the decisions, as JSON, each time; the one with the highest number counts, and undoing removes
it. It can be learnt again, so the journal knows nothing of it."""

MARKS = Table(
    "marks",
    TABLES,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("layer", PlainText, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("key", PlainText, primary_key=True),
    Column("value", Text, nullable=False),
)
