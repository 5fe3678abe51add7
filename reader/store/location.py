"""Decides where a workspace is kept: in the folder being read, or in the user's data folder if that is not writable."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from reader.paths import DATABASE, FOLDER, data_folder


def where(path: str | Path) -> Path:
    """The database file for a folder, a single file, or standard input ("-").

    A folder has its own in .reader/reader.db. A folder that cannot be written to has one under the user's data folder.
    Single files share one there, unless a folder above them has a workspace already.
    """
    opened = Path(os.path.abspath(path))
    if str(path) != "-" and opened.is_dir():
        return _in_folder(opened) if is_writable(opened) else _own(opened)
    if str(path) != "-":
        for folder in opened.parents:
            if _in_folder(folder).exists() and is_writable(folder):
                return _in_folder(folder)
    return data_folder() / DATABASE


def place_of(paths: Sequence[str]) -> Path:
    """The workspace for the paths that the user opened: that of the only folder, or else that of the first file."""
    local = [path for path in paths if "://" not in path]
    return where(local[0] if local else "-")


def is_writable(folder: Path) -> bool:
    """Whether a workspace could be made and written in the folder."""
    kept = folder / FOLDER
    database = kept / DATABASE
    places = [place for place in (database, kept) if place.exists()] or [folder]
    return all(os.access(place, os.W_OK) for place in places)


def rescue_folders(database: str | Path) -> tuple[Path, ...]:
    """The folders for operations that could not be written: beside the database, or else in the user's data folder."""
    own = data_folder() / "rescue" / fingerprint(str(database))
    return (own,) if is_url(database) else (Path(database).absolute().parent / "rescue", own)


def is_url(place: str | Path) -> bool:
    """Whether a workspace is named by a URL and not by a path."""
    return isinstance(place, str) and "://" in place


def name_source(source: str, database: str | Path) -> str:
    """The name under which a workspace knows a source, the same from wherever it is opened.

    A file in the workspace's own folder is named from there, so that both may be moved together; any other file by its
    full path; a page by its address.
    """
    if source in ("", "-") or "://" in source:
        return source
    path = Path(os.path.abspath(source))
    if not is_url(database) and Path(database).parent.name == FOLDER:
        folder = Path(os.path.abspath(database)).parent.parent
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return str(path)


def fingerprint(place: str) -> str:
    """A short name for a path or URL, which does not depend on the user and password in the URL."""
    plain = re.sub(r"//[^/@]*@", "//", place) if "://" in place else os.path.abspath(place)
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _in_folder(folder: Path) -> Path:
    return folder / FOLDER / DATABASE


def _own(folder: Path) -> Path:
    return data_folder() / "folders" / f"{folder.name or 'root'}-{fingerprint(str(folder))}" / DATABASE
