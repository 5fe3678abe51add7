"""Reports that the file of an open article has changed, and reads it again when a key asks for it."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from reader.errors import shown
from reader.load import Loaded
from reader.ui.bindings import key_of
from reader.ui.file_watch import FileWatch, look
from reader.ui.keys_in_order import OPENING
from reader.ui.problems import describe_problems
from reader.ui.reading_anew import ReadAnew, find_again, read_anew
from reader.ui.widgets.arabic_text import notify

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

LOOK_AT_FILE = 2.0
"""Seconds between two looks at the file of the article being read."""


class ChangingFiles:
    """The files of the articles that are open."""

    def __init__(self, app: ReaderApp, first: Loaded) -> None:
        self._app = app
        self._watch = FileWatch(app, self._report_change)
        self._problems: dict[str, tuple[str, ...]] = {}
        self.note(first)

    def note(self, loaded: Loaded) -> None:
        """Remember the signature of the file of an article that has just been loaded."""
        self._watch.note(loaded.article.source)

    def look(self) -> None:
        """Look whether the file of the article being read has changed, without waiting for the disk."""
        self._watch.ask(self._source)

    @property
    def has_changed(self) -> bool:
        """Whether the file of the article being read has changed since it was read."""
        return self._watch.has_changed(self._source)

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems of the last time that each file was read again."""
        return tuple(chain.from_iterable(self._problems.values()))

    def read_anew(self) -> None:
        """Read the file of the article being read again; annotations are carried over, and so is the caret."""
        if self._source in ("", "-"):
            notify(self._app, "This article did not come from a file that could be read again.", severity="warning")
            return
        # The toast that reported the change is answered now.
        self._app.clear_notifications()
        self._app.run_worker(partial(self._read, self._app.at), group=OPENING, thread=True)

    @property
    def _source(self) -> str:
        return self._app.articles[self._app.at].article.source

    def _report_change(self, source: str, *, is_there: bool) -> None:
        if source != self._source:
            return
        if is_there:
            key = key_of("article.reload", self._app.actions, self._app.config)
            sentence = f"{shown(source)} has changed on disk; {key} reads it again."
        else:
            sentence = f"{shown(source)} is gone from the disk; its text stays here."
        notify(self._app, sentence, severity="warning", timeout=12)
        self._app.reading.describe_progress()

    def _read(self, at: int) -> None:
        app = self._app
        before = app.articles[at].article
        mark = look(before.source)
        found = read_anew(app.articles, at, encoding=app.encoding)
        if found.is_read:
            self._watch.note_again(before.source, mark)
        self._problems[before.source] = found.problems
        now = dict(found.replaced).get(at, app.articles[at]).article
        caret = find_again(before.text, now.text, app.session_at(at).caret)
        app.call_from_thread(self._show, found, at, caret)

    def _show(self, found: ReadAnew, at: int, caret: int) -> None:
        self._app.take_anew(found, at, caret)
        describe_problems(self._app, found.problems, f"{len(found.problems):,} articles could not be opened")
        source = shown(self._source)
        if at in dict(found.replaced):
            notify(self._app, f"{source} was read again.")
        elif found.is_there:
            notify(self._app, f"{source} has this article as it was before.")
        elif not found.problems:
            sentence = f"This article is no longer in {source}; its text stays here."
            notify(self._app, sentence, severity="warning", timeout=12)
        self._app.reading.describe_progress()
