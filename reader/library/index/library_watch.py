"""Notices at once when files of a library are written, moved or removed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import Change, watch

from reader.load.formats import is_known

_QUIET = 1000
"""How long a burst of changes may last before it is reported, in milliseconds."""


class LibraryWatch:
    """Watches the folders of a library, in threads of its own."""

    def __init__(self, paths: Sequence[str], report: Callable[[], None]) -> None:
        """`report` is called, in another thread, whenever something has changed."""
        local = [os.path.abspath(path) for path in paths if "://" not in path and path != "-"]
        self._report = report
        self._stop = threading.Event()
        self._named = frozenset(path for path in local if not os.path.isdir(path))
        self._folders = folders = tuple(path for path in local if os.path.isdir(path))
        beside = tuple({os.path.dirname(path) for path in self._named if os.path.isdir(os.path.dirname(path))})
        self._start(folders, self._is_in_folder, is_deep=True)
        self._start(beside, self._is_named, is_deep=False)

    def close(self) -> None:
        """Watch no longer."""
        self._stop.set()

    def _start(self, folders: tuple[str, ...], is_ours: Callable[[Change, str], bool], *, is_deep: bool) -> None:
        if folders:
            threading.Thread(target=self._watch, args=(folders, is_ours, is_deep), daemon=True).start()

    def _watch(self, folders: tuple[str, ...], is_ours: Callable[[Change, str], bool], is_deep: bool) -> None:
        try:
            for _ in watch(
                *folders,
                watch_filter=is_ours,
                debounce=_QUIET,
                stop_event=self._stop,
                recursive=is_deep,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._report()
        except (OSError, RuntimeError):
            # Some systems and drives cannot be watched; the library is looked through now and then anyway.
            return

    def _is_named(self, change: Change, path: str) -> bool:
        return path in self._named

    def _is_in_folder(self, change: Change, path: str) -> bool:
        # The index itself is written in a hidden folder.
        folder = max((each for each in self._folders if Path(path).is_relative_to(each)), key=len, default="/")
        if any(part.startswith(".") for part in Path(path).relative_to(folder).parts):
            return False
        return is_known(path) or change is not Change.modified
