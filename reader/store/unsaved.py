"""Holds the operations that could not be written to the database yet, and keeps them in rescue files meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from reader.errors import shown
from reader.journal.operations import Operation, OperationKind
from reader.model import Article
from reader.store import rescue
from reader.wording import say


class Unsaved:
    """Operations that wait to be written to the database, and the rescue files that hold them until then."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.operations: tuple[Operation, ...] = ()
        """The waiting operations, in the order in which they were done."""
        self._folders = folders
        self._files: dict[Path, frozenset[str]] = {}
        """The ids of the operations in each file."""
        self._lock = Lock()

    def add(self, operations: Iterable[Operation], *, file: Path | None = None) -> None:
        """Let operations wait; `file` names the rescue file that holds them already, if there is one."""
        with self._lock:
            known = {each.id for each in self.operations}
            added = tuple(operations)
            self.operations = (*self.operations, *(each for each in added if each.id not in known))
            if file is not None:
                self._files[file] = frozenset(each.id for each in added)

    def drop(self, operations: Iterable[Operation], *, file: Path | None = None) -> None:
        """Let operations wait no longer, but leave the rescue file that was named for them as it is."""
        with self._lock:
            dropped = {each.id for each in operations}
            self.operations = tuple(each for each in self.operations if each.id not in dropped)
            if file is not None:
                self._files.pop(file, None)

    def clear(self) -> None:
        """Let nothing wait any longer, and remove the files, since the database has everything."""
        with self._lock:
            self.operations = ()
            rescue.forget(self._files)
            self._files.clear()

    def keep(self, articles: Mapping[str, Article]) -> str:
        """Write the operations that are in no file yet into one, with their articles; return where, as a sentence."""
        with self._lock:
            wanted = self._outside()
            if wanted:
                about = dict.fromkeys(each.article for each in wanted)
                path = rescue.keep(self._folders, [articles[each] for each in about if each in articles], wanted)
                if path is None:
                    return say(
                        "Nothing could be written anywhere; keep the reader open: your work is written as soon as"
                        " possible."
                    )
                self._files[path] = frozenset(each.id for each in wanted)
            places = dict.fromkeys(shown(path.parent) for path in self._files if os.path.exists(path))
            if not places:
                return ""
            return say(
                "Your work is kept in {folders} and goes into the workspace later.", folders=say(" and ").join(places)
            )

    @property
    def unkept(self) -> tuple[Operation, ...]:
        """The operations that are in no file either and would be lost with the program, caret positions aside."""
        with self._lock:
            return tuple(each for each in self._outside() if each.kind is not OperationKind.POSITION)

    def _outside(self) -> tuple[Operation, ...]:
        # A file may have been deleted since it was written.
        kept = {each for path, ids in self._files.items() if os.path.exists(path) for each in ids}
        return tuple(each for each in self.operations if each.id not in kept)
