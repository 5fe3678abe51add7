"""What happens when a file changes while it is open: that is said, and a key reads the file anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import Protocol

from textual.app import App

from reader.errors import shown
from reader.load import Loaded
from reader.reading.session import Session
from reader.ui.file_watch import FileWatch, look
from reader.ui.keys_in_order import OPENING
from reader.ui.problems import describe_problems
from reader.ui.reading_anew import ReadAnew, find_again, read_anew
from reader.ui.widgets.arabic_text import notify

LOOK_AT_FILE = 2.0
"""Seconds between two looks at the file of the article in hand."""


class Shelf(Protocol):
    """The articles that are open, one of which is in hand."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""
    encoding: str | None

    def session_at(self, at: int) -> Session:
        """The session of an article, given by index."""
        ...

    def take_anew(self, found: ReadAnew, at: int, caret: int) -> None:
        """Open what a file holds now in the place of what it held."""
        ...

    def describe_progress(self) -> None:
        """Say in the status line what is going on now."""
        ...


class ChangingFiles:
    """The files of the articles that are open."""

    def __init__(self, app: App[None], shelf: Shelf, first: Loaded, *, key_of: Callable[[str], str]) -> None:
        self._app = app
        self._shelf = shelf
        self._key_of = key_of
        """The key of an action, as people write it."""
        self._watch = FileWatch(app, self._tell)
        self._problems: dict[str, tuple[str, ...]] = {}
        self.note(first)

    def note(self, loaded: Loaded) -> None:
        """Remember how the file of an article looks that has just been loaded."""
        self._watch.note(loaded.article.source)

    def look(self) -> None:
        """Look whether the file of the article in hand has changed, without waiting for the disk."""
        self._watch.ask(self._source)

    @property
    def has_changed(self) -> bool:
        """Whether the file of the article in hand is another than when it was read."""
        return self._watch.has_changed(self._source)

    @property
    def problems(self) -> tuple[str, ...]:
        """What went wrong when a file was read anew the last time."""
        return tuple(chain.from_iterable(self._problems.values()))

    def read_anew(self) -> None:
        """Read the file of the article in hand once more; what was tagged comes along, and so does the caret."""
        if self._source in ("", "-"):
            notify(self._app, "This article came from no file that could be read anew.", severity="warning")
            return
        # What told of the change is answered now.
        self._app.clear_notifications()
        self._app.run_worker(partial(self._read, self._shelf.at), group=OPENING, thread=True)

    @property
    def _source(self) -> str:
        return self._shelf.articles[self._shelf.at].article.source

    def _tell(self, source: str, *, is_there: bool) -> None:
        if source != self._source:
            return
        if is_there:
            told = f"{shown(source)} has changed on disk; {self._key_of('article.reload')} reads it again."
        else:
            told = f"{shown(source)} is gone from the disk; its text stays here."
        notify(self._app, told, severity="warning", timeout=12)
        self._shelf.describe_progress()

    def _read(self, at: int) -> None:
        shelf = self._shelf
        before = shelf.articles[at].article
        mark = look(before.source)
        found = read_anew(shelf.articles, at, encoding=shelf.encoding)
        if found.is_read:
            self._watch.note_anew(before.source, mark)
        self._problems[before.source] = found.problems
        now = dict(found.replaced).get(at, shelf.articles[at]).article
        caret = find_again(before.text, now.text, shelf.session_at(at).caret)
        self._app.call_from_thread(self._show, found, at, caret)

    def _show(self, found: ReadAnew, at: int, caret: int) -> None:
        self._shelf.take_anew(found, at, caret)
        many = f"{len(found.problems):,} articles could not be opened"
        describe_problems(self._app, found.problems, many, key=self._key_of("article.problems"))
        source = shown(self._source)
        if at in dict(found.replaced):
            notify(self._app, f"{source} is read anew.")
        elif found.is_there:
            notify(self._app, f"{source} says of this article what it said before.")
        elif not found.problems:
            told = f"This article is in {source} no longer; its text stays here."
            notify(self._app, told, severity="warning", timeout=12)
        self._shelf.describe_progress()
