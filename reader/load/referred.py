"""Decides which file a row without text means by its "doc", and opens it.

A row may come from anybody. It opens regular files beside the file that holds it, or below that one's folder, and a row
of a page opens none: else a page could show /etc/passwd. Who trusts a file lets its rows name any path.
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


class Reach(Enum):
    """Which files a row may name."""

    NOWHERE = "no file at all"
    BESIDE = "files in the folder of the file it stands in, or below that"
    ANYWHERE = "any file"


def read_referred(doc: str, file: str, where: str, *, path: Any = None, reach: Reach = Reach.BESIDE) -> Loaded:
    """The article in the file `doc`, looked for in the folder of the `file` that names it, in texts/ there, then here.

    Where a row also gives a `path`, that is tried first, in the same folders. `file` is "-" for standard input.
    """
    if reach is Reach.NOWHERE:
        raise LoadError(f"{where}: the row has no text, and a row of a page opens no file; save both and open those.")
    folder = Path() if file == "-" else Path(file).parent
    named = [path, doc] if isinstance(path, str) and path else [doc]
    paths = [place for name in named for place in (str(folder / name), str(folder / "texts" / name), name)]
    there = [each for each in paths if _is_plain_file(each)]
    if not there:
        raise LoadError(
            f"{where}: the row has no text, and there is no file {shown(doc)}; put the file beside this one."
        )
    found = next((each for each in there if reach is Reach.ANYWHERE or _is_below(each, folder)), None)
    if found is None:
        raise LoadError(
            f"{where}: the row names {shown(there[0])}, which is not in the folder of this file; "
            "move it there, or let rows name any file with --follow-paths."
        )
    if format_of(found) not in HOLDS_ONE:
        raise LoadError(f"{where}: {shown(doc)} may hold many articles; let the row name a file that holds one.")
    # A file of the kernel's, such as /proc/kmsg, says that it is regular and has no size, and reading it may never end.
    if os.stat(found).st_size == 0:
        raise LoadError(f"{where}: the row has no text, and the file {shown(found)} is empty; give one of them a text.")
    return read_single(found)


def _is_plain_file(path: str) -> bool:
    """Whether a path is a regular file; a pipe or a device would make the reader wait."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _is_below(path: str, folder: Path) -> bool:
    # Links are followed before the comparison: one beside the file may lead anywhere.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
