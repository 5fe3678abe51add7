"""How a file for others is written: beside its place and put there when it is whole, never over what is precious."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.errors import ReaderError, shown
from reader.paths import DATABASE, FOLDER, config_folder, data_folder

_SQLITE = b"SQLite format 3\0"
_LOGS = ("-wal", "-shm", "-journal")
"""What SQLite adds to a database's name for the files it keeps beside it."""
_RESCUED = (b'{"article":{"text":', b'{"operation":{')
"""How a file begins in which work is kept that the database could not take."""
_LINE = re.compile(r":\d+$")
"""What follows a file's name where a source is a line of it; a row with a name of its own follows a "#"."""


_ANNOTATIONS = re.compile(r"\.[^./]+(\.gz)?$")
"""The ending of a text's name in the place of which .ann stands in that of the annotations that are read with it."""


def is_database(path: str | Path) -> bool:
    """Whether a file is a database of SQLite's: a workspace or a backup of one."""
    try:
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):
        return False


def check_target(path: Path, *, sources: Iterable[str | Path] = ()) -> None:
    """ReaderError where writing a file would destroy something of the reader's own, or one of the sources it reads."""
    _Precious(sources).check(path)


def check_copy(path: Path) -> None:
    """ReaderError where a new file would belong to a workspace that is there, or take its place."""
    name, place = shown(path), path.resolve()
    for ending in _LOGS:
        database = place.with_name(place.name.removesuffix(ending) or place.name)
        if place.name.endswith(ending) and _is_workspace(database):
            raise ReaderError(f"{name}: this belongs to the workspace {shown(database)}; name another file.")
    if _is_workspace(place):
        raise ReaderError(f"{name}: this is a workspace, and its work would be lost; name another file.")


class Outputs:
    """Files that are put in their places together, once all of them are written; if anything fails, none is.

    A file that is replaced keeps its permissions, and a link goes on pointing to it. `sources` are the files that are
    being read, as paths or as names of rows in them; none of them is written over.
    """

    def __init__(self, sources: Iterable[str | Path] = ()) -> None:
        self._precious = _Precious(sources)
        self._parts: dict[Path, Path] = {}
        """What is written so far, by the place it is for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                for target, part in self._parts.items():
                    with _explaining(target):
                        _put(part, target)
        finally:
            for part in self._parts.values():
                with suppress(OSError):
                    part.unlink(missing_ok=True)

    def write(self, path: Path, pieces: Iterable[str]) -> None:
        """Write a file's text, in UTF-8; ReaderError where it cannot be written or must not be."""
        self._precious.check(path)
        target = path.resolve()
        if path.is_dir():
            raise ReaderError(f"{shown(path)}: this is a folder; name a file in it.")
        with _explaining(path):
            if target.exists() and not target.is_file():
                # A pipe or a device takes what it is given as it comes.
                part = target
            else:
                part = self._parts[target] = self._parts.get(target) or _begin(target)
            with part.open("w", encoding="utf-8", errors="replace", newline="") as file:
                file.writelines(pieces)


class _Precious:
    """What must not be written over."""

    def __init__(self, sources: Iterable[str | Path]) -> None:
        self._known: set[tuple[int, int] | None] = set()
        for source in map(str, sources):
            rows_of = (source[: mark.start()] for mark in re.finditer("#", source))
            for name in (source, _LINE.sub("", source), *rows_of):
                self._known.update(map(_identity, (name, _ANNOTATIONS.sub(".ann", name))))
        self._known.discard(None)

    def check(self, path: Path) -> None:
        check_copy(path)
        name, place = shown(path), path.resolve()
        folders = (each.resolve() for each in (data_folder(), config_folder()))
        if FOLDER in place.parent.parts or any(place.is_relative_to(folder) for folder in folders):
            raise ReaderError(f"{name}: this folder is the reader's own; name another place.")
        if _is_rescue(place):
            raise ReaderError(f"{name}: work is kept here that is in no workspace yet; name another file.")
        if _identity(path) in self._known:
            raise ReaderError(f"{name}: this is one of the files that are read, and would be lost; name another file.")


def _is_workspace(path: Path) -> bool:
    # By its name too: a workspace that is damaged no longer begins as a database does.
    return is_database(path) or (path.name.lower() == DATABASE and path.is_file())


def _is_rescue(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(max(map(len, _RESCUED))).startswith(_RESCUED)
    except (OSError, ValueError):
        return False


def _identity(path: str | Path) -> tuple[int, int] | None:
    """What tells a file from every other, whatever it is called; None for what is none."""
    try:
        # Standard input may be a file too.
        status = os.stat(0 if path == "-" else path)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReaderError(f"{shown(path)}: cannot be written ({reason}); name another place.") from error


def _begin(target: Path) -> Path:
    """An empty file beside the target; elsewhere where only the target itself may be written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    is_there = target.exists()
    if is_there and not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    part = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except PermissionError:
        if not is_there:
            raise
        descriptor, name = tempfile.mkstemp(suffix=".part")
        os.close(descriptor)
        return Path(name)
    if is_there:
        _keep_mode(target, part)
    return part


def _keep_mode(target: Path, part: Path) -> None:
    status = target.stat()
    with suppress(OSError, AttributeError):
        os.chown(part, status.st_uid, status.st_gid)
    with suppress(OSError):
        shutil.copymode(target, part)


def _put(part: Path, target: Path) -> None:
    if part.parent == target.parent:
        os.replace(part, target)
    else:
        shutil.copyfile(part, target)
