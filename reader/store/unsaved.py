"""What the database would not take yet: where it is kept meanwhile, and what of it would be lost with the program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from reader.errors import shown
from reader.journal.operations import Operation, OperationKind
from reader.model import Article
from reader.store import rescue


class Unsaved:
    """Operations that wait for a database to take them, and the rescue files that hold them until then."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.operations: tuple[Operation, ...] = ()
        """In the order in which they were done."""
        self._folders = folders
        self._files: dict[Path, frozenset[str]] = {}
        """The ids of what each file holds."""
        self._lock = Lock()

    def add(self, operations: Iterable[Operation], *, file: Path | None = None) -> None:
        """Let operations wait, which stand in a file already if one is named."""
        with self._lock:
            known = {each.id for each in self.operations}
            added = tuple(operations)
            self.operations = (*self.operations, *(each for each in added if each.id not in known))
            if file is not None:
                self._files[file] = frozenset(each.id for each in added)

    def drop(self, operations: Iterable[Operation], *, file: Path | None = None) -> None:
        """Wait for operations no longer, and leave the file that was named for them alone."""
        with self._lock:
            dropped = {each.id for each in operations}
            self.operations = tuple(each for each in self.operations if each.id not in dropped)
            if file is not None:
                self._files.pop(file, None)

    def clear(self) -> None:
        """The database has everything: nothing waits, and the files are not needed any more."""
        with self._lock:
            self.operations = ()
            rescue.forget(self._files)
            self._files.clear()

    def keep(self, articles: Mapping[str, Article]) -> str:
        """Put whatever is in no file yet into one, with the articles it is about; a sentence that says where it is."""
        with self._lock:
            wanted = self._outside()
            if wanted:
                about = dict.fromkeys(each.article for each in wanted)
                path = rescue.keep(self._folders, [articles[each] for each in about if each in articles], wanted)
                if path is None:
                    return (
                        "Nothing could be written anywhere: keep the reader open, and your work is written when it "
                        "can be."
                    )
                self._files[path] = frozenset(each.id for each in wanted)
            places = dict.fromkeys(shown(path.parent) for path in self._files if os.path.exists(path))
            return f"Your work is kept in {' and '.join(places)} and goes in by itself." if places else ""

    @property
    def unkept(self) -> tuple[Operation, ...]:
        """What is in no file either and would be lost with the program; where the caret was is no loss."""
        with self._lock:
            return tuple(each for each in self._outside() if each.kind is not OperationKind.POSITION)

    def _outside(self) -> tuple[Operation, ...]:
        # A file may have been tidied away since it was written.
        kept = {each for path, ids in self._files.items() if os.path.exists(path) for each in ids}
        return tuple(each for each in self.operations if each.id not in kept)
