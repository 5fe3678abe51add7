"""Decides which file a row without text means by its "doc", and opens it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from reader.errors import LoadError, shown
from reader.load.formats import format_of
from reader.load.loaded import Loaded
from reader.load.single import HOLDS_ONE, read_single


def read_referred(doc: str, folder: Path, where: str, *, path: Any = None) -> Loaded:
    """The article in the file `doc`, looked for in the folder of the file that names it, in texts/ there, then here.

    Where a row also gives a `path`, that is tried first, in the same folders.
    """
    named = [path, doc] if isinstance(path, str) and path else [doc]
    paths = [place for name in named for place in (str(folder / name), str(folder / "texts" / name), name)]
    # Only plain files: what a row names must not make the reader wait for a pipe or fetch a page.
    found = next((each for each in paths if "\0" not in each and os.path.isfile(each)), None)
    if found is None:
        raise LoadError(
            f"{where}: the row has no text, and there is no file {shown(doc)}; put the file beside this one."
        )
    if format_of(found) not in HOLDS_ONE:
        raise LoadError(f"{where}: {shown(doc)} may hold many articles; let the row name a file that holds one.")
    return read_single(found)
