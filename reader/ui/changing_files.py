"""Reports that an open file has changed on disk, and reads it again when the analyst asks for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from typing import Protocol

from textual.app import App

from reader.errors import shown
from reader.load import Loaded
from reader.reading.session import Session
from reader.ui.file_watch import FileWatch, look
from reader.ui.keys_in_order import OPENING
from reader.ui.problems import NOT_OPENED, report_problems
from reader.ui.reloading import Reloaded, find_again, reload
from reader.ui.widgets.arabic_text import notify
from reader.wording import counted, say

LOOK_AT_FILE = 2.0
"""Seconds between two checks of the file of the article in hand."""


class Shelf(Protocol):
    """The articles that are open, one of which is in hand."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""
    encoding: str | None

    def session_at(self, at: int) -> Session:
        """The session of an article, given by index."""
        ...

    def take_reloaded(self, found: Reloaded, at: int, caret: int) -> None:
        """Replace the articles of a file that was read again."""
        ...

    def show_progress(self) -> None:
        """Show the present activity in the status line."""
        ...


class ChangingFiles:
    """The files of the articles that are open."""

    def __init__(self, app: App[None], shelf: Shelf, loaded: Iterable[Loaded], *, key_of: Callable[[str], str]) -> None:
        self._app = app
        self._shelf = shelf
        self._key_of = key_of
        """The key of an action, as it is shown to the user."""
        self._watch = FileWatch(app, self._report_change)
        self._problems: dict[str, tuple[str, ...]] = {}
        for each in loaded:
            self.note(each)

    def note(self, loaded: Loaded) -> None:
        """Remember the state of the file from which an article has just been loaded."""
        self._watch.note(loaded.article.source)

    def look(self) -> None:
        """Check whether the file of the article in hand has changed, without waiting for the disk."""
        self._watch.ask(self._source)

    @property
    def has_changed(self) -> bool:
        """Whether the file of the article in hand has changed since it was read."""
        return self._watch.has_changed(self._source)

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems that came up when each file was last read again."""
        return tuple(chain.from_iterable(self._problems.values()))

    def reload(self) -> None:
        """Read the file of the article in hand again; its annotations and the caret are carried over."""
        if self._source in ("", "-"):
            notify(
                self._app,
                say("This article does not come from a file, so it cannot be read again."),
                severity="warning",
            )
            return
        # The toast that reported the change is out of date now.
        self._app.clear_notifications()
        self._app.run_worker(partial(self._read, self._shelf.at), group=OPENING, thread=True)

    @property
    def _source(self) -> str:
        return self._shelf.articles[self._shelf.at].article.source

    def _report_change(self, source: str, *, is_there: bool) -> None:
        if source != self._source:
            return
        if is_there:
            key = self._key_of("article.reload")
            sentence = say("{file} has changed on disk; {key} reads it again.", file=shown(source), key=key)
        else:
            sentence = say("{file} is gone from the disk; its text stays open.", file=shown(source))
        notify(self._app, sentence, severity="warning", timeout=12)
        self._shelf.show_progress()

    def _read(self, at: int) -> None:
        shelf = self._shelf
        before = shelf.articles[at].article
        mark = look(before.source)
        found = reload(shelf.articles, at, encoding=shelf.encoding)
        if found.is_read:
            self._watch.note_reloaded(before.source, mark)
        self._problems[before.source] = found.problems
        now = dict(found.replaced).get(at, shelf.articles[at]).article
        caret = find_again(before.text, now.text, shelf.session_at(at).caret)
        self._app.call_from_thread(self._show, found, at, caret)

    def _show(self, found: Reloaded, at: int, caret: int) -> None:
        self._shelf.take_reloaded(found, at, caret)
        report_problems(
            self._app,
            found.problems,
            partial(counted, len(found.problems), *NOT_OPENED),
            key=self._key_of("article.problems"),
        )
        source = shown(self._source)
        if at in dict(found.replaced):
            notify(self._app, say("{file} has been read again.", file=source))
        elif found.is_there:
            notify(self._app, say("This article has not changed in {file}.", file=source))
        elif not found.problems:
            sentence = say("This article is no longer in {file}; its text stays open.", file=source)
            notify(self._app, sentence, severity="warning", timeout=12)
        self._shelf.show_progress()
