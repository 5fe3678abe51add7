"""Finds the files of a library that are new, changed or gone since they were put into its index."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.load import Source, SourceKind, find_sources
from reader.outputs import is_database


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file, page or stream that has to be read."""

    source: Source
    name: str
    """The name under which the index knows it."""
    size: int
    modified: int


@dataclass(slots=True)
class FileChanges:
    """The differences between the files of a library and those that its index knows."""

    changed: list[ChangedFile] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """The names of files that are no longer there."""
    problems: list[str] = field(default_factory=list)
    """A sentence for each path or folder that cannot be read."""
    empty: list[str] = field(default_factory=list)
    """A sentence for each folder without articles."""
    known_problems: list[str] = field(default_factory=list)
    """What was said of unchanged files when they were read."""


def find_changes(connection: sqlite3.Connection, paths: Sequence[str]) -> FileChanges:
    """Compare the files at the paths with those in the index, by their size and the time of their last change."""
    known = {
        name: (size, modified, problem)
        for name, size, modified, problem in connection.execute("SELECT path, size, modified, problem FROM files")
    }
    found = FileChanges()
    unlisted: list[str] = []
    # From whatever folder it is searched, the index must name its files rightly.
    for source in find_sources([_absolute(path) for path in paths if not is_database(path)]):
        name = name_in_index(source.name)
        if source.is_empty:
            found.empty.append(source.problem)
            continue
        if source.problem:
            found.problems.append(source.problem)
            unlisted.append(name)
            continue
        size, modified = _look(source)
        before = known.pop(name, None)
        if before is None or source.kind is SourceKind.STANDARD_INPUT or before[:2] != (size, modified):
            found.changed.append(ChangedFile(source, name, size, modified))
        elif before[2]:
            found.known_problems += before[2].split("\n")
    # What lies in a folder that cannot be listed just now is not gone.
    found.gone = [name for name in known if not _is_below(name, unlisted)]
    return found


def name_in_index(path: str) -> str:
    """The name of a path in the index: the whole path, with bytes that are not UTF-8 written out."""
    return _absolute(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _absolute(path: str) -> str:
    return path if "://" in path or path == "-" or "\0" in path else os.path.abspath(path)


def _look(source: Source) -> tuple[int, int]:
    if source.kind is not SourceKind.FILE:
        # A page is fetched once; nobody wants it fetched again with every search.
        return 0, 0
    try:
        status = os.stat(source.name)
    except (OSError, ValueError):
        return -1, 0
    return status.st_size, status.st_mtime_ns


def _is_below(name: str, folders: Sequence[str]) -> bool:
    return any(name.startswith(folder.rstrip("/\\") + os.sep) for folder in folders)
