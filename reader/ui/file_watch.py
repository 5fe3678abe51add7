"""Notices, from a thread, that a file has changed on disk since it was loaded."""

from __future__ import annotations

import os
import stat
from functools import partial
from typing import Protocol, TypeAlias

from textual.app import App
from textual.worker import get_current_worker

Signature: TypeAlias = tuple[int, int, int, int]
"""The signature of a file, which changes with its content: device, inode, size, and time of the last change."""


class ReportChange(Protocol):
    """Reports that a file has changed, or (`is_there` false) that it has been removed."""

    def __call__(self, source: str, *, is_there: bool) -> None: ...


class FileWatch:
    """Remembers the signatures that files had when they were loaded, and reports changes."""

    def __init__(self, app: App[None], report: ReportChange) -> None:
        self._app = app
        self._report = report
        self._loaded: dict[str, Signature | None] = {}
        self._found: dict[str, Signature | None] = {}
        """The signature with which a file's change was last reported."""
        self._is_looking = False

    def note(self, source: str) -> None:
        """Remember a file's signature when it is first opened."""
        if source not in self._loaded:
            self._loaded[source] = look(source)

    def note_reloaded(self, source: str, signature: Signature | None) -> None:
        """Remember the signature that a file had before it was read again."""
        self._loaded[source] = signature
        self._found.pop(source, None)

    def has_changed(self, source: str) -> bool:
        """Whether a change has been found since the file was read."""
        return source in self._found

    def ask(self, source: str) -> None:
        """Check a file once, unless an earlier check is still under way: a network folder may not answer."""
        if not self._is_looking and self._loaded.get(source) is not None:
            self._is_looking = True
            self._app.run_worker(partial(self._compare, source), group="files", thread=True, exit_on_error=False)

    def _compare(self, source: str) -> None:
        now = look(source)
        self._is_looking = False
        if not get_current_worker().is_cancelled:
            self._app.call_from_thread(self._judge, source, now)

    def _judge(self, source: str, now: Signature | None) -> None:
        before = self._loaded.get(source)
        if now == before:
            # The file is as it was before: some programs write a copy first, and put it back.
            self._found.pop(source, None)
        elif source not in self._found or self._found[source] != now:
            self._found[source] = now
            self._report(source, is_there=now is not None)


def look(source: str) -> Signature | None:
    """The signature of a regular file; None if there is none, or if it cannot be looked at."""
    try:
        found = os.stat(source)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None
