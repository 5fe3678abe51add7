"""Notices that a file has changed on disk since it was loaded: looked at in a thread, now and then."""

from __future__ import annotations

import os
import stat
from functools import partial
from typing import Protocol, TypeAlias

from textual.app import App
from textual.worker import get_current_worker

Mark: TypeAlias = tuple[int, int, int, int]
"""What another content does not leave as it was: device, inode, size, and the time of the last change."""


class Tell(Protocol):
    """Tells that a file has changed, or, where it is there no longer, that it has gone."""

    def __call__(self, source: str, *, is_there: bool) -> None: ...


class FileWatch:
    """Remembers how files looked when they were loaded."""

    def __init__(self, app: App[None], tell: Tell) -> None:
        self._app = app
        self._tell = tell
        self._loaded: dict[str, Mark | None] = {}
        self._found: dict[str, Mark | None] = {}
        """What was found when a change was told last."""
        self._is_looking = False

    def note(self, source: str) -> None:
        """Remember how a file looks, the first time it is named."""
        if source not in self._loaded:
            self._loaded[source] = look(source)

    def note_anew(self, source: str, mark: Mark | None) -> None:
        """Remember how a file looked before it was read anew."""
        self._loaded[source] = mark
        self._found.pop(source, None)

    def has_changed(self, source: str) -> bool:
        """Whether a change was found since the file was read."""
        return source in self._found

    def ask(self, source: str) -> None:
        """Look at a file once, unless an earlier look is still under way: a network folder may not answer."""
        if not self._is_looking and self._loaded.get(source) is not None:
            self._is_looking = True
            self._app.run_worker(partial(self._compare, source), group="files", thread=True, exit_on_error=False)

    def _compare(self, source: str) -> None:
        now = look(source)
        self._is_looking = False
        if not get_current_worker().is_cancelled:
            self._app.call_from_thread(self._judge, source, now)

    def _judge(self, source: str, now: Mark | None) -> None:
        before = self._loaded.get(source)
        if now == before:
            # Put back as it was, as some programs do that write a copy first.
            self._found.pop(source, None)
        elif source not in self._found or self._found[source] != now:
            self._found[source] = now
            self._tell(source, is_there=now is not None)


def look(source: str) -> Mark | None:
    """How a regular file looks; None where there is none, or none that can be looked at."""
    try:
        found = os.stat(source)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None
