"""Refuses what cannot be the paths or the store of a library, before anything is opened."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reader.errors import LoadError, StoreError, shown
from reader.library.index.library_index import INDEX
from reader.outputs import is_database
from reader.store.location import is_url
from reader.wording import say


def check_library(paths: Sequence[str], *, store: str | None) -> None:
    """LoadError for a path that is an index, StoreError for a store that is named but not there.

    A name that is mistyped must not look like a library without work.
    """
    for path in paths:
        if os.path.basename(path) == INDEX and is_database(path):
            raise LoadError(
                say("{path}: this is the index of a library; name the library's folder or files.", path=shown(path))
            )
    if store is not None and not is_url(store) and not Path(store).is_file():
        raise StoreError(say("{store}: there is no workspace; check the path.", store=shown(store)))


def check_paths(paths: Sequence[str]) -> None:
    """LoadError for a path that is not there."""
    for path in paths:
        if path != "-" and "://" not in path and not os.path.exists(path):
            raise LoadError(say("{path}: there is no such file or folder; check the path.", path=shown(path)))
