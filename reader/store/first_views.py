"""Reads how an analyst last looked at a workspace before the first screen, in a millisecond and without SQLAlchemy."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from reader.store.location import is_url

View: TypeAlias = str | int | bool | Mapping[str, str]
"""One thing that is kept of a view: a setting, or several texts by name."""


def read_first(place: str | Path, who: str) -> dict[str, View]:
    """What is kept for an analyst in a workspace, as far as it can be read at once; the workspace is not opened.

    What another process has written in the last seconds may be missing, and a server is not asked: `Workspace.views`
    has everything later.
    """
    if is_url(place) or not Path(place).is_file():
        return {}
    try:
        # As a file that nobody changes: neither locks nor a log, which belong to those who open the workspace.
        uri = f"{Path(place).absolute().as_uri()}?immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            rows = connection.execute("SELECT name, value FROM views WHERE who = ?", (who.strip(),)).fetchall()
    except (sqlite3.Error, UnicodeError, ValueError):
        return {}
    return {name: view for name, value in rows if isinstance(name, str) and (view := _find_view(value)) is not None}


def check_view(value: object) -> View:
    """A value that was read as JSON; ValueError if no view holds such a value."""
    if isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        return value
    raise ValueError(f"{value!r} is not part of a view")


def _find_view(value: object) -> View | None:
    try:
        return check_view(json.loads(value)) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None
