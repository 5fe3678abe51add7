"""Takes the annotations that a run has written into the index, so that the engine need not be run again."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.batch.parquet import check_parquet, is_parquet, read_rows
from reader.errors import LoadError, shown
from reader.exchange.jsonl import read_annotations
from reader.library.deadlines import article_day
from reader.library.index.annotation_putting import FAILED, put_proposals
from reader.library.index.article_putting import get_text, plain, put_article
from reader.library.index.index_progress import Complain, IndexProgress, IsStopped, Report, Stage
from reader.library.index.library_index import LibraryIndex
from reader.load.bytes_read import open_bytes
from reader.load.json_rows import load_row
from reader.wording import counted, say

_AT_ONCE = 400
"""The most rows that are written in one transaction."""
_MOST_PROBLEMS = 5
"""The most rows that are reported one by one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from a file."""

    articles: int = 0
    """How many articles have got their proposals from it, or had them already."""
    unmatched: int = 0
    """How many rows are about texts that neither the file nor the library has."""
    broken: int = 0
    """How many rows could not be read."""
    is_complete: bool = True


def take_annotated(
    index: LibraryIndex, path: Path, *, version: str, report: Report, complain: Complain, is_stopped: IsStopped
) -> Taken:
    """Take the annotations in a file that `reader annotate` wrote, as proposals of the engine's `version`.

    A row is matched with an article of the index by its text; a row that has its text is an article itself. Only a few
    rows are in memory at a time; what is written stays, and is passed over when the same file is taken again.
    """
    name = str(path)
    taken = unmatched = broken = 0
    total = _count_rows(path)
    rows: list[dict[str, Any]] = []

    def write() -> None:
        nonlocal taken, unmatched, broken
        with index.writing() as connection:
            for row in rows:
                try:
                    is_matched = _take_row(connection, row, name, version)
                except LoadError as error:
                    broken += 1
                    if broken <= _MOST_PROBLEMS:
                        complain(str(error))
                else:
                    taken += is_matched
                    unmatched += not is_matched
        rows.clear()

    is_complete = True
    for done, row in enumerate(_read(path), 1):
        if isinstance(row, LoadError):
            broken += 1
            if broken <= _MOST_PROBLEMS:
                complain(str(row))
            continue
        rows.append(row)
        if len(rows) >= _AT_ONCE:
            write()
            report(IndexProgress(Stage.TAKING, done, total))
            if is_stopped():
                is_complete = False
                break
    write()
    if broken > _MOST_PROBLEMS:
        said = counted(
            broken,
            "{name}: {number} row cannot be read, in all.",
            "{name}: {number} rows cannot be read, in all.",
            name=shown(name),
        )
        complain(said)
    return Taken(taken, unmatched, broken, is_complete)


def _take_row(connection: sqlite3.Connection, row: dict[str, Any], name: str, version: str) -> bool:
    """Take one row; returns whether there is an article for it."""
    version = version + FAILED if row.get("failed") else version
    digest = row.get("sha256")
    known = connection.execute(
        "SELECT number, engine, is_present FROM articles WHERE id = ?", (digest if isinstance(digest, str) else "",)
    ).fetchone()
    called = row.get("doc") or say("a row")
    where = say("{file}, {row}", file=shown(name), row=shown(called))
    if known is not None:
        number, engine, is_present = known
        if engine != version:
            text = get_text(connection, number)
            annotations, _ = read_annotations(row, text, where)
            put_proposals(connection, number, text, annotations, engine=version)
        if not is_present and row.get("text"):
            connection.execute("UPDATE articles SET is_present = 1 WHERE number = ?", (number,))
        return True
    if not isinstance(row.get("text"), str):
        return False
    loaded = load_row(row, name, where)
    number = put_article(connection, loaded, read_day=article_day)
    connection.execute(
        "INSERT OR REPLACE INTO places (path, name, article, reading) VALUES (?, ?, ?, 0)",
        (plain(os.path.abspath(name)), plain(str(row.get("doc", ""))), number),
    )
    put_proposals(connection, number, loaded.article.text, loaded.annotations, engine=version)
    return True


def _read(path: Path) -> Iterator[dict[str, Any] | LoadError]:
    if is_parquet(path):
        check_parquet()
        yield from read_rows(path)
        return
    with open_bytes(str(path)) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _parse(line, say("{path}, line {line}", path=shown(path), line=str(number)))


def _parse(line: bytes, where: str) -> dict[str, Any] | LoadError:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return LoadError(say("{where}: this is not valid JSON; make the file again, or remove the line.", where=where))
    if not (isinstance(row, dict) and isinstance(row.get("sha256"), str)):
        return LoadError(
            say("{where}: this is no row that `reader annotate` wrote; name the file that it made.", where=where)
        )
    return row


def _count_rows(path: Path) -> int:
    if is_parquet(path):
        return 0
    with open_bytes(str(path)) as stream:
        return sum(1 for line in stream if line.strip())
