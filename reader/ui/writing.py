"""Brings the analyst's actions to disk in the background, reports failures, and quits when everything is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.errors import StoreError
from reader.ui.leaving import Leaving, keep_everything
from reader.ui.widgets.arabic_text import notify

if TYPE_CHECKING:
    from reader.journal.operations import Operation
    from reader.model import Article
    from reader.reading.opened import Opened
    from reader.reading.work import Work
    from reader.store.workspace import Workspace
    from reader.store.writer import Operations, Task, Writer

TRY_AGAIN = 5.0
"""Seconds between two attempts to write actions that could not be written."""


class ShowsWork(Protocol):
    """The screen that shows the outcome of actions."""

    @property
    def work(self) -> Work | None:
        """The work in the article in hand."""
        ...

    def show_changes(self) -> None:
        """Show recorded actions."""
        ...

    def show_taken_back(self, taken: Sequence[Operation]) -> None:
        """Show the changes of an undo or redo, and go to them."""
        ...

    def show_progress(self) -> None:
        """Show the present activity in the status line."""
        ...


class Writing:
    """Writes to the application's workspace once that is open."""

    def __init__(self, app: App[None], reading: Callable[[], ShowsWork]) -> None:
        self._app = app
        self._reading = reading
        self._workspace: Workspace | None = None
        self.writer: Writer | None = None
        self._leaving = Leaving()
        self._has_reported = False
        self.lost_lines = ""
        """The actions that could not be kept anywhere when the reader ended, as lines of a rescue file."""

    def begin(self, workspace: Workspace) -> None:
        """Write to a workspace from now on."""
        from reader.store.writer import Writer

        self._workspace = workspace
        self.writer = Writer(workspace)
        self._app.set_interval(TRY_AGAIN, self.try_again)

    def end(self) -> None:
        """Bring to disk whatever can be, however the application ends, and close the workspace."""
        if self._workspace is not None:
            keep_everything(self._workspace, self.writer)
            self.lost_lines = self._workspace.unkept_lines()
            self._workspace.database.close()
        if self.writer is not None:
            self.writer.close()

    def leave(self) -> None:
        """Quit once every action is on disk."""
        if self._workspace is None or not self._workspace.waiting:
            self._app.exit()
        elif not self._leaving.is_trying:
            self._app.run_worker(self._leave(self._workspace), group="leave")

    async def _leave(self, workspace: Workspace) -> None:
        reason = await self._leaving.ask(workspace, self.writer)
        if reason:
            notify(self._app, reason, severity="error", timeout=30)
            self._reading().show_progress()
        else:
            self._app.exit(return_code=2 if workspace.unkept else 0)

    def look_up(self, look_up: Callable[[], Opened], then: Callable[[Task[Opened]], None]) -> None:
        """Look an article up in the workspace, and call `then` with the result: at once, unless that takes a while."""
        from reader.store.writer import MOMENT

        if self.writer is not None:
            task = self.writer.ask(look_up)
            if task.wait(MOMENT, partial(self._app.call_later, then)):
                then(task)

    def remember(self, articles: Iterable[Article]) -> None:
        """Store articles before any action from now on; those that cannot be stored are tried again with the action."""
        if self._workspace is not None and self.writer is not None:
            self.writer.ask(partial(self._workspace.remember_all, tuple(articles)))

    def report_unwritten(self, error: StoreError) -> None:
        """Report once why nothing can be written; from then on the status line counts the waiting actions."""
        waits = self._workspace is not None and bool(self._workspace.unsaved)
        if not (waits and self._has_reported):
            notify(self._app, str(error), severity="error", timeout=15)
        self._has_reported = waits

    def report_written(self, work: Work, task: Task[Operations]) -> None:
        """Show the outcome of an action that took a while, in the interface's own thread."""
        self._app.call_later(self._show, work, task)

    def _show(self, work: Work, task: Task[Operations]) -> None:
        try:
            work.settle(task)
        except StoreError as error:
            self.report_unwritten(error)
        reading = self._reading()
        if work is reading.work:
            if task.operations:
                reading.show_changes()
            else:
                reading.show_taken_back(task.result or ())

    def try_again(self) -> None:
        """Try again to write the actions that could not be written, without waiting for another action."""
        if self._workspace is None or self.writer is None:
            return
        if not self._workspace.unsaved:
            self._has_reported = False
        elif not self.writer.under_way:
            self.writer.apply(()).wait(0, self._report_tried)

    def _report_tried(self, _: Task[Operations]) -> None:
        self._app.call_later(self._reading().show_progress)
