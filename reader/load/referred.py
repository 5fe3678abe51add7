"""Decides which file a row without text refers to with its "doc", and opens it.

Since a row may come from anybody, it may only refer to regular files in the folder of its own file or below it, and a
row of a web page may refer to none; otherwise a page could show /etc/passwd. A user who trusts a file can let its rows
refer to any path.
"""

from __future__ import annotations

import os
import stat
from enum import Enum
from pathlib import Path
from typing import Any

from reader.errors import LoadError, shown
from reader.load.formats import format_of
from reader.load.loaded import Loaded
from reader.load.single import HOLDS_ONE, read_single
from reader.wording import say


class Reach(Enum):
    """The files that a row may refer to."""

    NOWHERE = "no file at all"
    BESIDE = "files in the folder of the row's own file, or below it"
    ANYWHERE = "any file"


def read_referred(doc: str, file: str, where: str, *, path: Any = None, reach: Reach = Reach.BESIDE) -> Loaded:
    """The article in the file `doc`, which is looked for in the folder of the row's `file`, in its texts/, then here.

    If the row also has a `path`, that is tried first, in the same folders. `file` is "-" for standard input. LoadError
    where there is no such file, it may not be opened, or it may contain several articles.
    """
    if reach is Reach.NOWHERE:
        raise LoadError(
            say(
                "{where}: the row has no text, and a row of a web page may not open a file; save the page and "
                "the file, and open those.",
                where=where,
            )
        )
    folder = Path() if file == "-" else Path(file).parent
    names = [path, doc] if isinstance(path, str) and path else [doc]
    paths = [each for name in names for each in (str(folder / name), str(folder / "texts" / name), name)]
    existing = [each for each in paths if _is_plain_file(each)]
    if not existing:
        raise LoadError(
            say(
                "{where}: the row has no text, and there is no file {doc}; put the file beside this one.",
                where=where,
                doc=shown(doc),
            )
        )
    found = next((each for each in existing if reach is Reach.ANYWHERE or _is_below(each, folder)), None)
    if found is None:
        raise LoadError(
            say(
                "{where}: the row names {file}, which is not in the folder of this file; move it there, or "
                "let rows name any file with --follow-paths.",
                where=where,
                file=shown(existing[0]),
            )
        )
    if format_of(found) not in HOLDS_ONE:
        raise LoadError(
            say(
                "{where}: {doc} may have many articles; let the row name a file that has one.",
                where=where,
                doc=shown(doc),
            )
        )
    # A file of the kernel, such as /proc/kmsg, claims to be regular and empty, and reading it may never end.
    if os.stat(found).st_size == 0:
        raise LoadError(
            say(
                "{where}: the row has no text, and the file {file} is empty; give one of them a text.",
                where=where,
                file=shown(found),
            )
        )
    return read_single(found)


def _is_plain_file(path: str) -> bool:
    """Whether a path is a regular file; a pipe or a device would make the reader wait."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _is_below(path: str, folder: Path) -> bool:
    # Links are followed before the comparison, since one beside the file may lead anywhere.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
