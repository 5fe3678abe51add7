"""Keeps the searches that the analyst saves by name, and the latest queries, in the workspace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.app import App

from reader.library.queries.saved_queries import (
    SavedQuery,
    forget_query,
    keep_recent,
    read_recent,
    read_saved,
    save_query,
)
from reader.ui.widgets.arabic_text import notify
from reader.wording import say

if TYPE_CHECKING:
    from reader.store.workspace import Workspace
    from reader.store.writer import Task
    from reader.ui.writing import Writing

_Result = TypeVar("_Result")


class HasWorkspace(Protocol):
    """The application, as far as its workspace is concerned."""

    writing: Writing

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    @property
    def workspace_trouble(self) -> str:
        """Why there is no workspace, as a sentence."""
        ...


class KeptSearches:
    """The analyst's searches; without a workspace, the queries of this session are kept, but none by name."""

    def __init__(self, app: App[None], reader: HasWorkspace) -> None:
        self._app = app
        self._reader = reader
        self._is_looked_up = False
        self.recent: list[str] = []
        """The latest queries, the very latest first; always the same list."""

    def look_up(self) -> None:
        """Read the latest queries, once."""
        if not self._is_looked_up and self._reader.workspace is not None:
            self._is_looked_up = True
            self._ask(read_recent, self._learn)

    def note(self, written: str) -> None:
        """Keep a query as the latest one."""
        written = written.strip()
        if written and self.recent[:1] != [written]:
            self.recent[:] = [written, *(each for each in self.recent if each != written)]
            recent = tuple(self.recent)
            self._ask(lambda workspace: keep_recent(workspace, recent), lambda _: None)

    def save(self, search: SavedQuery) -> None:
        """Save a search."""
        said = say("Saved as «{name}».", name=search.name)
        self._ask(lambda workspace: save_query(workspace, search), lambda _: notify(self._app, said), says=True)

    def forget(self, name: str) -> None:
        """Remove a saved search."""
        self._ask(lambda workspace: forget_query(workspace, name), lambda _: None, says=True)

    def find_saved(self, then: Callable[[tuple[SavedQuery, ...]], None]) -> None:
        """Call `then` with the saved searches."""
        self._ask(read_saved, then, says=True)

    def _learn(self, recent: tuple[str, ...]) -> None:
        self.recent += [each for each in recent if each not in self.recent]

    def _ask(
        self, work: Callable[[Workspace], _Result], then: Callable[[_Result], None], *, says: bool = False
    ) -> None:
        """Do something with the workspace, in the thread that writes to it, and go on with the result."""
        from reader.store.writer import MOMENT

        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is None or writer is None:
            if says:
                trouble = self._reader.workspace_trouble or say("The workspace is still being opened; try again.")
                notify(self._app, trouble, severity="warning")
            return

        def take(task: Task[_Result]) -> None:
            if task.error is None:
                then(task.result)  # type: ignore[arg-type]
            elif says:
                notify(self._app, str(task.error), severity="error", timeout=15)

        task = writer.ask(partial(work, workspace))
        if task.wait(MOMENT, partial(self._app.call_later, take)):
            take(task)
