"""Serves as the process that keeps an index up to date while the library is read.

The first line on standard input says what is built, as JSON; each further one is "pause" or "resume". Standard output
has a message in JSON on each line. The process ends when standard input closes, at whatever moment that is: what it has
written is kept, and the next one goes on from there.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
import time
from dataclasses import asdict
from typing import Any, TextIO

from reader.annotate.recogniser.article_pass import THREADS
from reader.errors import ReaderError, StoreError
from reader.library.index.build_request import BuildRequest
from reader.library.index.builder_claim import claimed
from reader.library.index.building import build_index
from reader.library.index.following import follow_journal, has_news
from reader.library.index.index_progress import IndexProgress, Stage
from reader.library.index.library_index import LibraryIndex, index_place
from reader.library.index.library_watch import LibraryWatch
from reader.library.index.workspace_at_hand import find_journal_end, workspace_place
from reader.store.workspace import Workspace
from reader.wording import choose_language, use_language

_NICENESS = 10
"""How far the process lowers its priority, so that keys stay fast."""
_FOLLOW = 0.7
"""Seconds between two looks at the journal."""
_LOOK_AGAIN = 60.0
"""Seconds between two looks at a library whose folders may not report their changes, or whose index is being built by
another program."""


class _Background:
    def __init__(self, request: BuildRequest, answers: TextIO) -> None:
        self._request = request
        self._answers = answers
        self._sending = threading.Lock()
        self._may_run = threading.Event()
        self._may_run.set()
        self._is_woken = threading.Event()
        self._stage = Stage.FILES
        self._has_failed = False

    def run(self) -> None:
        """Build the index, and again whenever files have changed."""
        with LibraryIndex(index_place(self._request.paths)) as index:
            if index.fault:
                self.send(trouble=index.fault)
                return
            threading.Thread(target=self._follow, args=(index,), daemon=True).start()
            LibraryWatch(self._request.paths, self._is_woken.set)
            while True:
                self._may_run.wait()
                self._is_woken.clear()
                self._stage = Stage.FILES
                self._build(index)
                if self._may_run.is_set():
                    self._is_woken.wait(_LOOK_AGAIN)

    def heed(self, stream: TextIO) -> None:
        """Heed what the application says, until it ends."""
        for line in stream:
            if line.strip() == "pause":
                self._may_run.clear()
            elif line.strip() == "resume":
                self._may_run.set()
        os._exit(0)

    def send(self, **message: Any) -> None:
        with self._sending:
            try:
                print(json.dumps(message), file=self._answers, flush=True)
            except OSError:
                os._exit(0)

    def _build(self, index: LibraryIndex) -> None:
        with claimed(index.place) as is_free:
            pass
        if not is_free:
            # Whoever holds it does the same work.
            self.send(progress=None)
            return
        try:
            built = build_index(
                self._request.paths,
                index,
                store=self._request.store or None,
                who=self._request.who,
                names=self._request.names,
                with_engine=self._request.with_engine,
                tries_again=False,
                report=self._report,
                complain=self._complain,
                is_stopped=self._is_stopped,
            )
        except ReaderError as error:
            self.send(trouble=str(error))
            return
        self.send(built=asdict(built))

    def _is_stopped(self) -> bool:
        # Files that change go before the engine, but a file that never stops growing must not hold up itself.
        return not self._may_run.is_set() or (self._stage is Stage.ENGINE and self._is_woken.is_set())

    def _complain(self, sentence: str) -> None:
        # The reader says itself what it cannot load; a missing model would fail on every article.
        if self._stage is Stage.ENGINE and not self._has_failed:
            self._has_failed = True
            self.send(failure=sentence)

    def _report(self, progress: IndexProgress) -> None:
        self._stage = progress.stage
        self.send(progress=asdict(progress))

    def _follow(self, index: LibraryIndex) -> None:
        """Take in the journal as it grows, in a thread of its own: the engine may be busy with a long article."""
        place = workspace_place(self._request.paths, self._request.store or None)
        workspace: Workspace | None = None
        while True:
            time.sleep(_FOLLOW)
            try:
                end = find_journal_end(place)
                if end is not None and not has_news(index, end):
                    continue
                workspace = workspace or Workspace.open(place, who=self._request.who, patience=2.0)
                if taken := follow_journal(index, workspace):
                    self.send(followed=taken)
            except (StoreError, OSError, sqlite3.Error):
                # It cannot be read just now; the reader itself says so.
                if workspace is not None:
                    workspace.close()
                workspace = None


def main() -> None:
    """Build the index that the first line asks for, until standard input closes."""
    # What a plug-in prints must not get in between the messages.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    # The other cores belong to the reader, and to the article that is read.
    os.environ.setdefault(THREADS, "1")
    use_language(choose_language(os.environ))
    builder = _Background(BuildRequest(**json.loads(sys.stdin.readline())), answers)
    threading.Thread(target=builder.heed, args=(sys.stdin,), daemon=True).start()
    builder.run()


if __name__ == "__main__":
    main()
