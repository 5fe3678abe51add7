"""Reads new and changed files into the index, in transactions of a second or so, and lets go of files that are gone."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reader.batch.progress import count_articles
from reader.errors import LoadError, shown
from reader.library.deadlines import article_day
from reader.library.index.annotation_putting import FROM_FILE, put_proposals
from reader.library.index.article_putting import plain, put_article
from reader.library.index.file_changes import ChangedFile, find_changes
from reader.library.index.index_progress import Complain, IndexProgress, IsStopped, Report, Stage
from reader.library.index.library_index import LibraryIndex
from reader.load import Loaded, SourceKind, load_each
from reader.load.repeating import Repeating
from reader.wording import counted

_SECONDS = 1.0
_MOST = 250
_MOST_CHARACTERS = 500_000
_MOST_PROBLEMS = 5
"""The most problems that are remembered of each file."""


def take_in_files(
    index: LibraryIndex,
    paths: Sequence[str],
    *,
    report: Report | None,
    complain: Complain,
    remark: Complain | None = None,
    is_stopped: IsStopped,
    repeats: bool = False,
    may_be_empty: bool = False,
) -> bool:
    """Bring the index up to date with the files at the paths; returns whether it came to the end.

    A file whose reading was broken off is read again the next time; its articles that are there already are kept.
    `complain` is given a sentence for everything that cannot be read; if it `repeats`, also for what could not be read
    earlier, and has not changed. `remark` is given what loading has left out or corrected; without it, `complain` is.
    Folders without articles are nothing to complain of if they `may_be_empty`, or the index has articles that are in no
    file of the library.
    """
    changes = find_changes(index.connection, paths)
    empty = changes.empty if changes.empty and not (may_be_empty or _has_taken(index.connection)) else ()
    for problem in (*changes.problems, *empty, *(changes.known_problems if repeats else ())):
        complain(problem)
    if changes.gone:
        with index.writing() as connection:
            for name in changes.gone:
                _let_go(connection, name)
    if not changes.changed:
        return True
    total = 0
    if report is not None:
        total = count_articles([each.source.name for each in changes.changed if each.source.kind is SourceKind.FILE])
    batch = _Batch(index)
    for done, step in enumerate(_steps(changes.changed, complain, remark or complain)):
        if is_stopped():
            batch.write()
            return False
        batch.add(step)
        if batch.is_full:
            batch.write()
            if report is not None:
                report(IndexProgress(Stage.FILES, done, total))
    batch.write()
    return True


def _has_taken(connection: sqlite3.Connection) -> bool:
    """Whether articles came with annotations that a run has written."""
    query = "SELECT 1 FROM places WHERE path NOT IN (SELECT path FROM files) LIMIT 1"
    return connection.execute(query).fetchone() is not None


@dataclass(frozen=True, slots=True)
class _ReadRow:
    """An article that was read."""

    file: ChangedFile
    reading: int
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a file."""

    file: ChangedFile
    reading: int
    problems: tuple[str, ...]


_Step = _ReadRow | _End


def _steps(files: Iterable[ChangedFile], complain: Complain, remark: Complain) -> Iterator[_Step]:
    for file in files:
        reading = secrets.randbits(40)
        problems: list[str] = []
        remarks = Repeating(file.source.name)
        for outcome in load_each(file.source):
            if isinstance(outcome, LoadError):
                problems.append(str(outcome))
                complain(str(outcome))
            else:
                for warning in remarks.sieve(outcome.warnings):
                    remark(warning)
                yield _ReadRow(file, reading, outcome)
        for warning in remarks.sum_up():
            remark(warning)
        if (more := len(problems) - _MOST_PROBLEMS) > 0:
            name = shown(file.source.name)
            said = counted(
                more,
                "{name}: {number} more article cannot be read.",
                "{name}: {number} more articles cannot be read.",
                name=name,
            )
            problems[_MOST_PROBLEMS:] = [said]
        yield _End(file, reading, tuple(problems))


@dataclass(slots=True)
class _Batch:
    """What is written in the next transaction."""

    index: LibraryIndex
    _steps: list[_Step] = field(default_factory=list)
    _characters: int = 0
    _began: float = field(default_factory=time.monotonic)

    def add(self, step: _Step) -> None:
        self._steps.append(step)
        if isinstance(step, _ReadRow):
            self._characters += len(step.loaded.article.text)

    @property
    def is_full(self) -> bool:
        return (
            len(self._steps) >= _MOST
            or self._characters >= _MOST_CHARACTERS
            or time.monotonic() - self._began >= _SECONDS
        )

    def write(self) -> None:
        if self._steps:
            with self.index.writing() as connection:
                for step in self._steps:
                    if isinstance(step, _ReadRow):
                        _put_row(connection, step)
                    else:
                        _end_file(connection, step)
            self._steps.clear()
        self._characters, self._began = 0, time.monotonic()


def _put_row(connection: sqlite3.Connection, row: _ReadRow) -> None:
    loaded = row.loaded
    number = put_article(connection, loaded, read_day=article_day)
    connection.execute(
        "INSERT OR REPLACE INTO places (path, name, article, reading) VALUES (?, ?, ?, ?)",
        (row.file.name, plain(loaded.name), number, row.reading),
    )
    if loaded.annotations:
        put_proposals(connection, number, loaded.article.text, loaded.annotations, engine=FROM_FILE)


def _end_file(connection: sqlite3.Connection, end: _End) -> None:
    file = end.file
    lost = connection.execute(
        "SELECT DISTINCT article FROM places WHERE path = ? AND reading <> ?", (file.name, end.reading)
    ).fetchall()
    connection.execute("DELETE FROM places WHERE path = ? AND reading <> ?", (file.name, end.reading))
    _hide(connection, lost)
    connection.execute(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
        (file.name, file.size, file.modified, plain("\n".join(each.replace("\n", " ") for each in end.problems))),
    )


def _let_go(connection: sqlite3.Connection, name: str) -> None:
    lost = connection.execute("SELECT DISTINCT article FROM places WHERE path = ?", (name,)).fetchall()
    connection.execute("DELETE FROM places WHERE path = ?", (name,))
    connection.execute("DELETE FROM files WHERE path = ?", (name,))
    _hide(connection, lost)


def _hide(connection: sqlite3.Connection, articles: Iterable[tuple[int]]) -> None:
    """Take articles for gone that are in no file any more, unless somebody has worked on them."""
    connection.executemany(
        "UPDATE articles SET is_present = 0 WHERE number = ?"
        " AND NOT EXISTS (SELECT 1 FROM places WHERE article = number)"
        " AND NOT EXISTS (SELECT 1 FROM annotations WHERE article = articles.number AND layer <> '')"
        " AND NOT EXISTS (SELECT 1 FROM marks WHERE article = articles.number)",
        articles,
    )
