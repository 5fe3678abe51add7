"""Decides how an output file is written: whole or not at all, and never over the reader's own data or its sources."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from reader.errors import ReaderError, shown
from reader.paths import DATABASE, FOLDER, config_folder, data_folder
from reader.wording import say

_SQLITE = b"SQLite format 3\0"
_LOGS = ("-wal", "-shm", "-journal")
"""The endings that SQLite adds to a database's name for the files that it keeps beside the database."""
_RESCUED = (b'{"article":{"text":', b'{"operation":{')
"""The first bytes of a file that keeps work which could not be written to the database."""
_LINE = re.compile(r":\d+$")
"""What follows the file's name in a source that is a line of a file; the name of a named row follows a "#" instead."""

_ANNOTATIONS = re.compile(r"\.[^./]+(\.gz)?$")
"""The ending of a text file's name; with .ann in its place, the name is that of the text's file of annotations."""


_held: dict[tuple[int, int], int] = {}
"""A descriptor of each database whose first bytes were read, by device and number."""


def is_database(path: str | Path) -> bool:
    """Whether a file is an SQLite database: a workspace or a backup of one."""
    identity = _identity(path)
    if identity is None:
        return False
    try:
        descriptor = _held.pop(identity, None) or os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return False
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        is_one = os.read(descriptor, len(_SQLITE)) == _SQLITE
    except OSError:
        is_one = False
    if is_one and os.name != "nt":
        # POSIX drops all locks that a process has on a file as soon as the process closes any descriptor of it. Another
        # process would then take its own connection for SQLite's last one, and remove the log of a workspace that is
        # open here.
        _held[identity] = descriptor
    else:
        os.close(descriptor)
    return is_one


def check_target(path: Path, *, sources: Iterable[str | Path] = ()) -> None:
    """Raise ReaderError where writing a file would destroy the reader's own data or one of the sources it reads."""
    _Protected(sources).check(path)


def check_copy(path: Path) -> None:
    """Raise ReaderError where a new file would replace an existing workspace or one of the files that belong to it."""
    name, place = shown(path), path.resolve()
    for ending in _LOGS:
        database = place.with_name(place.name.removesuffix(ending) or place.name)
        if place.name.endswith(ending) and _is_workspace(database):
            raise ReaderError(
                say(
                    "{name}: this belongs to the workspace {database}; name another file.",
                    name=name,
                    database=shown(database),
                )
            )
    if _is_workspace(place):
        raise ReaderError(say("{name}: this is a workspace, and its work would be lost; name another file.", name=name))


class Outputs:
    """Files that are put in place together, once all of them are written; if anything fails, none of them is.

    A file that is replaced keeps its permissions, and a link to it still points to it. `sources` are the files that are
    being read, as paths or as the names of rows in them; none of them is overwritten.
    """

    def __init__(self, sources: Iterable[str | Path] = ()) -> None:
        self._protected = _Protected(sources)
        self._unfinished: dict[Path, Path] = {}
        """The temporary files written so far, by the path that each will be moved to."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                for target, unfinished in self._unfinished.items():
                    with _explaining(target):
                        _put(unfinished, target)
        finally:
            for unfinished in self._unfinished.values():
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)

    def write(self, path: Path, chunks: Iterable[str]) -> None:
        """Write a file's text in UTF-8; ReaderError where the file cannot be written or must not be overwritten."""
        self.write_bytes(path, lambda file: file.writelines(chunk.encode("utf-8", "replace") for chunk in chunks))

    def write_bytes(self, path: Path, write: Callable[[IO[bytes]], None]) -> None:
        """Let a function write a file, which it is given open; ReaderError as `write` raises it."""
        self._protected.check(path)
        target = path.resolve()
        if path.is_dir():
            raise ReaderError(say("{path}: this is a folder; name a file in it.", path=shown(path)))
        with _explaining(path):
            if target.exists() and not target.is_file():
                # A pipe or a device is written to directly: it cannot be replaced by a file.
                unfinished = target
            else:
                unfinished = self._unfinished[target] = self._unfinished.get(target) or _begin(target)
            with unfinished.open("wb") as file:
                write(file)


class _Protected:
    """The files and folders that must not be overwritten: the reader's own, unsaved work, and the sources."""

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
            raise ReaderError(
                say("{name}: this folder belongs to the reader itself; name a file in another folder.", name=name)
            )
        if _is_rescue(place):
            raise ReaderError(
                say("{name}: this file keeps work that is in no workspace yet; name another file.", name=name)
            )
        if _identity(path) in self._known:
            raise ReaderError(
                say("{name}: this is one of the files being read, and it would be lost; name another file.", name=name)
            )


def _is_workspace(path: Path) -> bool:
    # The name counts too: a damaged workspace may no longer begin as a database does.
    return is_database(path) or (path.name.lower() == DATABASE and path.is_file())


def _is_rescue(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(max(map(len, _RESCUED))).startswith(_RESCUED)
    except (OSError, ValueError):
        return False


def _identity(path: str | Path) -> tuple[int, int] | None:
    """A file's device and number, which no other file shares, whatever its name; None for anything but a file."""
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
        raise ReaderError(
            say("{path}: the file cannot be written ({reason}); name another one.", path=shown(path), reason=reason)
        ) from error


def _begin(target: Path) -> Path:
    """Make an empty file beside the target, or in the temporary folder where only the target itself may be written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    is_there = target.exists()
    if is_there and not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    unfinished = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except PermissionError:
        if not is_there:
            raise
        descriptor, name = tempfile.mkstemp(suffix=".part")
        os.close(descriptor)
        return Path(name)
    if is_there:
        _keep_mode(target, unfinished)
    return unfinished


def _keep_mode(target: Path, unfinished: Path) -> None:
    status = target.stat()
    with suppress(OSError, AttributeError):
        os.chown(unfinished, status.st_uid, status.st_gid)
    with suppress(OSError):
        shutil.copymode(target, unfinished)


def _put(unfinished: Path, target: Path) -> None:
    if unfinished.parent == target.parent:
        os.replace(unfinished, target)
    else:
        shutil.copyfile(unfinished, target)
