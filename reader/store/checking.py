"""What is wrong with a workspace, if anything: its file, its references, its offsets, its state against its journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, text

from reader.errors import StoreError, shown
from reader.journal import replay
from reader.model import Article, Span
from reader.operations import annotation_from
from reader.store import migrations, rescue
from reader.store.database import Database
from reader.store.places import is_url, rescue_folders
from reader.store.recording import operation_in
from reader.store.schema import ANNOTATIONS, ARTICLES, JOURNAL, MARKS, TABLES


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be."""

    what: str
    """A sentence: what is wrong, and what to do."""
    article: str = ""
    layer: str = ""
    key: str = ""


def check(workspace: str | Path) -> list[Finding]:
    """Everything found wrong with a workspace; an empty list is good news. Nothing is changed."""
    if not is_url(workspace) and not Path(workspace).is_file():
        raise StoreError(f"{shown(workspace)}: there is no workspace; see `reader where`.")
    database = Database(workspace, patience=10.0)
    try:
        return [*_checked(database), *_left_over(workspace)]
    finally:
        database.close()


def _checked(database: Database) -> list[Finding]:
    found: list[Finding] = []
    steps: list[Callable[[Connection], Iterator[Finding]]] = [_orphans, _texts, _offsets, _state, _chain]
    if database.is_sqlite:
        steps.insert(0, _file)
    for step in steps:
        try:
            found += database.read(lambda connection, step=step: list(step(connection)))  # type: ignore[misc]
        except StoreError as error:
            return [*found, Finding(str(error))]
    return found


def _file(connection: Connection) -> Iterator[Finding]:
    version = connection.execute(text("PRAGMA user_version")).scalar_one()
    if version != migrations.VERSION:
        yield Finding(f"the tables are of version {version}, not {migrations.VERSION}; open the workspace once.")
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield Finding(f"the file is damaged ({shown(line)}); restore a backup with `reader restore`.")


def _orphans(connection: Connection) -> Iterator[Finding]:
    for table in TABLES.sorted_tables:
        for key in table.foreign_keys:
            known = select(key.column)
            for row in connection.execute(select(key.parent).where(key.parent.not_in(known)).distinct()):
                yield Finding(f"{table.name} speaks of an article that is not there; restore a backup.", row[0])


def _texts(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(select(ARTICLES.c.id, ARTICLES.c.text)):
        if Article(row.text).id != row.id:
            yield Finding("the text is not the one that was remembered; restore a backup.", row.id)


def _offsets(connection: Connection) -> Iterator[Finding]:
    query = select(ANNOTATIONS, ARTICLES.c.text).join(ARTICLES, ARTICLES.c.id == ANNOTATIONS.c.article)
    for row in connection.execute(query):
        annotation = annotation_from(json.loads(row.value), row.key)
        spans: dict[str, Span] = {"": annotation.span, **dict(annotation.roles)}
        quotes = json.loads(row.quotes)
        for name, span in spans.items():
            part = f"the role {shown(name)}" if name else "the span"
            where = (row.article, row.layer, row.key)
            if span.end > len(row.text):
                yield Finding(f"{part} ends after the text; remove the annotation or resize it.", *where)
            elif span.of(row.text) != quotes.get(name):
                yield Finding(f"{part} does not lie over the text that was tagged; resize it.", *where)


def _state(connection: Connection) -> Iterator[Finding]:
    operations = map(operation_in, connection.execute(select(JOURNAL).order_by(JOURNAL.c.sequence)))
    wanted = replay(operations)
    there: dict[tuple[str, str, str, str], str] = {}
    for row in connection.execute(select(ANNOTATIONS)):
        there[row.article, row.layer, "", row.key] = row.value
    for row in connection.execute(select(MARKS)):
        there[row.article, row.layer, row.kind, row.key] = row.value
    for place in sorted(wanted.keys() | there.keys()):
        if wanted.get(place) != there.get(place):
            article, layer, _, key = place
            yield Finding("what is stored is not what the journal adds up to; restore a backup.", article, layer, key)


def _chain(connection: Connection) -> Iterator[Finding]:
    values: dict[tuple[str, str, str, str], str | None] = {}
    for each in map(operation_in, connection.execute(select(JOURNAL).order_by(JOURNAL.c.sequence))):
        place = (each.article, each.layer, each.kind.value if each.is_mark else "", each.key)
        if values.get(place) != each.before:
            what = f"operation {each.sequence} of the journal does not follow from those before it; restore a backup."
            yield Finding(what, each.article, each.layer, each.key)
        values[place] = each.after


def _left_over(workspace: str | Path) -> Iterator[Finding]:
    for left in rescue.find(rescue_folders(workspace)):
        many = len(left.operations)
        broken = f", and {left.damaged} lines cannot be read" if left.damaged else ""
        yield Finding(f"{shown(left.path)} keeps {many} operations{broken}; they go in when the workspace is opened.")
