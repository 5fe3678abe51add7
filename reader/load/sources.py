"""Decides which files, streams and pages the paths on the command line stand for."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.errors import shown
from reader.load.formats import KNOWN, is_known
from reader.load.referred import Reach
from reader.wording import say


class SourceKind(StrEnum):
    """The kind of place that a source's bytes come from."""

    FILE = "file"
    STANDARD_INPUT = "standard input"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, stream or page that may contain articles."""

    name: str
    """The path or URL as it was given or found, or "-" for standard input."""
    kind: SourceKind = SourceKind.FILE
    problem: str = ""
    """The reason why nothing can be loaded from it; load raises it, so that one bad path does not stop the others."""
    is_empty: bool = False
    """Whether the problem is only that it is a folder without articles."""
    reach: Reach = Reach.BESIDE
    """The files that its rows may refer to; those of a page may refer to none, whatever this is."""


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def find_sources(paths: Sequence[str], *, reach: Reach = Reach.BESIDE) -> Iterator[Source]:
    """The sources that paths stand for, each once: files, folders searched in order of name, "-", http(s) URLs.

    In folders, hidden files and folders (such as .reader/) are ignored, as are files with unknown endings; a file that
    is named itself is tried whatever its ending. Nothing is raised: a source that cannot be used has a problem instead.
    """
    seen: set[str] = set()
    for path in paths:
        for source in _sources(path):
            key = os.path.realpath(source.name) if source.kind is SourceKind.FILE else source.name
            if key not in seen:
                seen.add(key)
                yield replace(source, reach=reach)


def _sources(path: str) -> Iterator[Source]:
    if path == "-":
        yield Source(path, SourceKind.STANDARD_INPUT)
    elif "\0" in path:
        yield Source(
            path.replace("\0", "\\x00"),
            problem=say("{path}: no file can have such a name; check the path.", path=shown(path)),
        )
    elif scheme := _SCHEME.match(path):
        if scheme[1].lower() in ("http", "https"):
            yield Source(path, SourceKind.PAGE)
        else:
            problem = say(
                "{path}: only http and https addresses are opened; give a file by its path.", path=shown(path)
            )
            yield Source(path, SourceKind.PAGE, problem)
    elif os.path.isdir(path):
        yield from _in_folder(path)
    elif path.endswith(".ann"):
        yield _text_beside(path)
    else:
        yield Source(path)


def _text_beside(path: str) -> Source:
    # The shell expands * to NAME.ann as well as NAME.txt; the annotations are opened with the text.
    name = next((name for ending in (".txt", ".txt.gz") if os.path.exists(name := path[:-4] + ending)), "")
    if name:
        return Source(name)
    return Source(
        path,
        problem=say(
            "{path}: these are annotations without their text; put {name}.txt beside it.",
            path=shown(path),
            name=shown(path[:-4]),
        ),
    )


def _in_folder(folder: str) -> Iterator[Source]:
    faults: list[Source] = []
    found = False
    for name in _walk(folder, faults, set()):
        found = True
        yield Source(name)
    yield from faults
    if not found and not faults:
        problem = say(
            "{folder}: the folder has no file with a known ending ({known}, or these with .gz); name a file.",
            folder=shown(folder),
            known=KNOWN,
        )
        yield Source(folder, problem=problem, is_empty=True)


def _walk(folder: str, faults: list[Source], visited: set[tuple[int, int]]) -> Iterator[str]:
    try:
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in visited:  # A symbolic link leads back to this folder.
            return
        visited.add((status.st_dev, status.st_ino))
        names = sorted(os.listdir(folder))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.append(
            Source(
                folder,
                problem=say(
                    "{folder}: the folder cannot be listed ({reason}); check its permissions.",
                    folder=shown(folder),
                    reason=reason,
                ),
            )
        )
        return
    for name in names:
        if name.startswith("."):
            continue
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            yield from _walk(path, faults, visited)
        elif is_known(name) and not is_special(path):
            yield path


def is_special(path: str) -> bool:
    """Whether a path exists and is anything but a regular file."""
    # A pipe or device may wait or never end; a file that has disappeared meanwhile is reported by load.
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False
