"""Makes a copy of a workspace once a day, in the background."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from reader.claims import claim
from reader.errors import StoreError, shown
from reader.outputs import is_database
from reader.store.backups import backup, is_damage, open_file
from reader.store.copies import backup_folder, choose_superseded, find_daily, name_daily, name_latest
from reader.store.location import is_url
from reader.wording import say

_ROOM = 3
"""How many times a workspace's size must be free on the disk before it is copied: a copy must never fill the disk."""
_STALE = 3600.0
"""Seconds after which an unfinished copy is taken for one that was interrupted."""


def start_daily(workspace: str | Path, complain: Callable[[str], object]) -> None:
    """Make the copy of the day in a thread, if it is due; `complain` is given a sentence about damage that it finds."""

    def run() -> None:
        try:
            keep_daily(workspace, date.today())
        except StoreError as error:
            # The application that would show it may have ended meanwhile.
            with suppress(RuntimeError):
                complain(str(error))

    # A daemon, so that quitting does not wait for it. What it leaves then is not a backup, and is removed later.
    threading.Thread(target=run, name="daily backup", daemon=True).start()


def keep_daily(workspace: str | Path, day: date) -> Path | None:
    """Make the copy of a day, remove superseded copies, and return the copy's path; None where no copy was needed.

    None is needed where the day has one, or where nothing has changed since the last one. StoreError is raised only if
    the workspace is damaged; if there is no room for a copy, none is made.
    """
    if is_url(workspace) or not Path(workspace).is_file():
        return None
    place, folder = Path(workspace), backup_folder(workspace)
    target = name_daily(folder, day)
    try:
        with _claim(folder) as is_ours:
            if is_ours and target.exists() and not is_database(target):
                # An empty copy comes from a workspace that something has emptied.
                target.unlink()
            if not is_ours or target.exists() or not _is_due(place, folder):
                return None
            if shutil.disk_usage(folder).free < _ROOM * place.stat().st_size:
                return None
            backup(place, target)
            for path in choose_superseded(find_daily(folder)):
                path.unlink(missing_ok=True)
            return target
    except (StoreError, OSError, sqlite3.Error) as error:
        if not is_damage(error):
            return None
        sentence = say("the workspace is damaged; see `reader check`, and restore a backup with `reader restore`.")
        raise StoreError(f"{shown(place)}: {sentence}{name_latest(place)}") from error


def _is_due(place: Path, folder: Path) -> bool:
    """Whether anything has changed since the latest copy was made."""
    state = _measure(place)
    latest = next(iter(find_daily(folder)), None)
    if latest is None:
        return any(state)
    try:
        return _measure(latest[1]) != state
    except sqlite3.Error:
        return True


def _measure(path: Path) -> tuple[int, ...]:
    """Numbers that grow with every change to a workspace."""
    with closing(open_file(path, "ro")) as connection:
        found = connection.execute(
            "SELECT (SELECT coalesce(max(sequence), 0) FROM journal), (SELECT count(*) FROM articles),"
            " (SELECT count(*) + coalesce(max(turn), 0) FROM sources), (SELECT count(*) FROM versions),"
            " (SELECT coalesce(max(number), 0) FROM learnt)"
        ).fetchone()
    return tuple(found)


@contextmanager
def _claim(folder: Path) -> Iterator[bool]:
    """Whether no other process is making a copy in the folder; while the block lasts, no other can."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".making", "ab") as file:
        # Where there are no locks, two copies may be made; each is whole, and the later one stays.
        if not claim(file.fileno()):
            yield False
            return
        for part in folder.glob("*.part*"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _STALE:
                    os.unlink(part)
        yield True
