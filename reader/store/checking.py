"""Finds what is wrong with a workspace: in its file, references and offsets, and in its state against its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, inspect, select, text

from reader.errors import StoreError, shown
from reader.journal.operation_json import load_json
from reader.journal.operations import Value
from reader.journal.replay import replay
from reader.model import Article, Span
from reader.store import migrations, rescue
from reader.store.database import Database
from reader.store.known_articles import read_fields
from reader.store.learnt_rows import read_value
from reader.store.location import is_url, rescue_folders
from reader.store.making import check_holds_workspace
from reader.store.rebuilding import REBUILT
from reader.store.rows import Rows, find_wrong_columns, read_annotation, read_journal, read_mark
from reader.store.schema import ANNOTATIONS, ARTICLES, JOURNAL, LEARNT, MARKS, TABLES, VIEWS
from reader.store.views import read_view
from reader.wording import counted, say


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a workspace."""

    what: str
    """A sentence that says what is wrong, and what to do."""
    article: str = ""
    layer: str = ""
    key: str = ""


def check(workspace: str | Path) -> list[Finding]:
    """Everything that is wrong with a workspace, or an empty list; nothing is changed.

    StoreError says that there is no workspace, or that it cannot be opened.
    """
    if not is_url(workspace) and not Path(workspace).is_file():
        raise StoreError(say("{workspace}: there is no workspace; see `reader where`.", workspace=shown(workspace)))
    database = Database(workspace, patience=10.0)
    try:
        check_holds_workspace(database)
        return [*_checked(database), *_left_over(workspace)]
    except StoreError as error:
        return [Finding(str(error))]
    finally:
        database.close()


def _checked(database: Database) -> list[Finding]:
    found: list[Finding] = []
    steps: list[Callable[[Connection], Iterator[Finding]]] = [
        _tables,
        _rows,
        _orphans,
        _texts,
        _offsets,
        _state,
        _chain,
    ]
    if database.is_sqlite:
        steps[:0] = [_file, _strange]
    for step in steps:
        try:
            found += database.read(lambda connection, step=step: list(step(connection)))  # type: ignore[misc]
        except StoreError as error:
            return [*found, Finding(str(error))]
        if step is _tables and found:
            # Without all tables and columns, no further step can read its rows.
            return found
    return found


def _tables(connection: Connection) -> Iterator[Finding]:
    inspector = inspect(connection)
    for table in TABLES.sorted_tables:
        if not inspector.has_table(table.name):
            remedy = say("it is rebuilt when the workspace is opened") if table in REBUILT else say("restore a backup")
            yield Finding(say("the table {name} is missing; {remedy}.", name=table.name, remedy=remedy))
            continue
        there = {column["name"] for column in inspector.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                yield Finding(
                    say(
                        "the table {table} has no column {column}; restore a backup.",
                        table=table.name,
                        column=column.name,
                    )
                )


def _rows(connection: Connection) -> Iterator[Finding]:
    """The rows that cannot be read, whatever is wrong with them; the other steps leave them out."""
    for table in TABLES.sorted_tables:
        # The raw values are wanted, and SQLAlchemy would convert them by the declared types of their columns.
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        for number, row in enumerate(connection.execute(text(f'SELECT {names} FROM "{table.name}"')), 1):  # noqa: S608
            why = _find_damage(table, row)
            if why:
                where = [_shown(row._mapping.get(name)) for name in ("article", "layer", "key")]
                about = row._mapping["id"] if table is ARTICLES else None
                what = say(
                    "row {number} of {name} cannot be read ({why}) and is left out; restore a backup.",
                    number=number,
                    name=table.name,
                    why=shown(why),
                )
                yield Finding(what, where[0] or _shown(about), *where[1:])


def _find_damage(table: Table, row: Row[Any]) -> str:
    """Describe in a few words what is wrong with a row; empty where nothing is."""
    if wrong := find_wrong_columns(table, row._asdict()):
        columns = say(" and ").join(wrong)
        return counted(
            len(wrong), "{columns} holds another kind of value", "{columns} hold another kind of value", columns=columns
        )
    reads: dict[Table, Callable[[Row[Any]], object]] = {
        JOURNAL: read_journal,
        ANNOTATIONS: _read_whole,
        MARKS: read_mark,
        VIEWS: read_view,
        LEARNT: read_value,
        ARTICLES: read_fields,
    }
    try:
        reads.get(table, bool)(row)
    except ValueError as error:
        return str(error)
    return ""


def _read_whole(row: Row[Any]) -> None:
    """Raise ValueError if an annotation cannot be read, or if it contradicts the columns beside it."""
    annotation = read_annotation(row).annotation
    if (row.label, row.decision, row.rule) != (annotation.label, annotation.decision, annotation.rule):
        raise ValueError("its columns contradict its value")
    _read_quotes(row)


def _read_quotes(row: Row[Any]) -> dict[str, object]:
    quotes = load_json(row.quotes)
    if not isinstance(quotes, dict):
        raise ValueError("its quotes are not an object")
    return quotes


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _file(connection: Connection) -> Iterator[Finding]:
    version = connection.execute(text("PRAGMA user_version")).scalar_one()
    if version != migrations.VERSION:
        yield Finding(
            say(
                "the tables are of version {version}, not {wanted}; open the workspace once.",
                version=version,
                wanted=migrations.VERSION,
            )
        )
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield Finding(
                say("the file is damaged ({line}); restore a backup with `reader restore`.", line=shown(line))
            )


_LAST = 2**63 - 1
"""The highest number that SQLite gives to a row."""


def _strange(connection: Connection) -> Iterator[Finding]:
    """Things in the file that no reader has put there, and a counter that lets nothing more be written."""
    found = connection.execute(text("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"))
    for kind, name in found:
        if kind == "view":
            what = say(
                "the view {name} was not made by a reader, and may change data; restore a backup.", name=shown(name)
            )
        else:
            what = say(
                "the trigger {name} was not made by a reader, and may change data; restore a backup.", name=shown(name)
            )
        yield Finding(what)
    if connection.execute(text("SELECT max(seq) FROM sqlite_sequence WHERE name = 'journal'")).scalar() == _LAST:
        yield Finding(
            say("the journal has reached the highest number there is, so nothing can be added; restore a backup.")
        )


def _orphans(connection: Connection) -> Iterator[Finding]:
    for table in TABLES.sorted_tables:
        for key in table.foreign_keys:
            known = select(key.column)
            for row in connection.execute(select(key.parent).where(key.parent.not_in(known)).distinct()):
                what = say("{name} refers to an article that is missing; restore a backup.", name=table.name)
                yield Finding(what, _shown(row[0]))


def _texts(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(select(ARTICLES.c.id, ARTICLES.c.text)):
        if Article(row.text).id != row.id:
            yield Finding(say("the text is not the one that was stored; restore a backup."), _shown(row.id))


def _offsets(connection: Connection) -> Iterator[Finding]:
    query = select(ANNOTATIONS, ARTICLES.c.text).join(ARTICLES, ARTICLES.c.id == ANNOTATIONS.c.article)
    for row in connection.execute(query):
        kept = Rows().read(read_annotation, row)
        quotes = Rows().read(_read_quotes, row)
        if kept is None or quotes is None:
            continue
        spans: dict[str, Span] = {"": kept.annotation.span, **dict(kept.annotation.roles)}
        for name, span in spans.items():
            part = say("the role {name}", name=shown(name)) if name else say("the span")
            where = (row.article, row.layer, row.key)
            if span.end > len(row.text):
                yield Finding(say("{part} ends after the text; remove the annotation or resize it.", part=part), *where)
            elif span.of(row.text) != quotes.get(name):
                yield Finding(say("{part} does not lie over the text that was tagged; resize it.", part=part), *where)


def _state(connection: Connection) -> Iterator[Finding]:
    operations = Rows().operations(connection.execute(select(JOURNAL).order_by(JOURNAL.c.sequence)))
    wanted = replay(operations)
    there: dict[tuple[str, str, str, str], Value] = {}
    damaged: set[tuple[object, ...]] = set()
    readers: tuple[tuple[Table, Callable[[Row[Any]], Value]], ...] = (
        (ANNOTATIONS, read_annotation),
        (MARKS, read_mark),
    )
    for table, read in readers:
        for row in connection.execute(select(table)):
            place = (row.article, row.layer, row.kind if table is MARKS else "", row.key)
            value = Rows().read(read, row)
            if value is None:
                damaged.add(place)
            else:
                there[place] = value
    for place in sorted(wanted.keys() | there.keys()):
        if wanted.get(place) != there.get(place) and place not in damaged:
            article, layer, _, key = place
            yield Finding(say("the stored value is not what the journal gives; restore a backup."), article, layer, key)


def _chain(connection: Connection) -> Iterator[Finding]:
    values: dict[tuple[str, str, str, str], Value | None] = {}
    for each in Rows().operations(connection.execute(select(JOURNAL).order_by(JOURNAL.c.sequence))):
        place = (each.article, each.layer, each.kind.value if each.is_mark else "", each.key)
        if values.get(place) != each.before:
            what = say(
                "operation {sequence} of the journal does not follow from those before it; restore a backup.",
                sequence=each.sequence,
            )
            yield Finding(what, each.article, each.layer, each.key)
        values[place] = each.after


def _left_over(workspace: str | Path) -> Iterator[Finding]:
    for left in rescue.find(rescue_folders(workspace)):
        found = counted(
            len(left.operations),
            "{path} keeps {number} operation, which the workspace takes in when it is opened",
            "{path} keeps {number} operations, which the workspace takes in when it is opened",
            path=shown(left.path),
        )
        if left.damaged:
            damaged = counted(
                left.damaged,
                "{number} line of it cannot be read: correct or delete the file",
                "{number} lines of it cannot be read: correct or delete the file",
            )
            found = say("{first}; {second}", first=found, second=damaged)
        yield Finding(f"{found}.")
