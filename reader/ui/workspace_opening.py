"""Opens the workspace while keys are answered, and reports a failure or any damage that was found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App

from reader.errors import ReaderError
from reader.ui.widgets.arabic_text import notify
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


class WorkspaceOpening:
    """Opens the workspace in a thread, and tries again where that failed."""

    def __init__(
        self, app: App[None], open_workspace: Callable[[], Workspace] | None, *, then: Callable[[Workspace], None]
    ) -> None:
        self._app = app
        self._open_workspace = open_workspace
        self._then = then
        """Goes on with the workspace once it is open."""
        self._is_opening = False
        self._left_out = 0
        """How many damaged rows have been reported so far."""
        self.workspace: Workspace | None = None
        self.trouble = "" if open_workspace else say("Nothing is kept in this session, so nothing can be tagged.")
        """Why there is no workspace, as a sentence; empty while it is being opened for the first time."""

    def open(self) -> None:
        """Open the workspace, if one was asked for."""
        if self._open_workspace is not None:
            self._is_opening = True
            self._app.run_worker(
                partial(self._open, self._open_workspace), group="workspace", thread=True, exit_on_error=False
            )

    def open_again(self) -> None:
        """Try to open the workspace again if that failed, or say why there is none."""
        if self._open_workspace is not None and self.trouble and not self._is_opening:
            self.open()
        else:
            notify(self._app, self.trouble or say("The workspace is still being opened."), severity="warning")

    def report_left_out(self, count: int) -> None:
        """Report, each time there are more, how many damaged rows of the workspace are not shown."""
        if count > self._left_out:
            self._left_out = count
            sentence = counted(
                count,
                "{number} row of the workspace cannot be read and is left out; see `reader check`.",
                "{number} rows of the workspace cannot be read and are left out; see `reader check`.",
            )
            notify(self._app, sentence, severity="warning", timeout=15)

    def _open(self, open_workspace: Callable[[], Workspace]) -> None:
        try:
            workspace = open_workspace()
        except ReaderError as error:
            self._app.call_from_thread(self._have_none, error)
            return
        self._app.call_from_thread(self._have, workspace)

    def _have_none(self, error: ReaderError) -> None:
        self._is_opening = False
        self.trouble = say("{problem} Until then nothing can be tagged.", problem=error)
        notify(self._app, self.trouble, severity="error", timeout=20)

    def _have(self, workspace: Workspace) -> None:
        from reader.store.daily import start_daily
        from reader.store.rebuilding import explain_rebuilt

        self.workspace = workspace
        if sentence := explain_rebuilt(workspace.rebuilt):
            notify(self._app, f"{workspace.database.name}: {sentence}", severity="error", timeout=20)
        if workspace.rescued:
            sentence = counted(
                len(workspace.rescued),
                "{number} action that could not be written before is in the workspace now.",
                "{number} actions that could not be written before are in the workspace now.",
            )
            notify(self._app, sentence)
        start_daily(workspace.database.place, partial(self._app.call_from_thread, notify, self._app, severity="error"))
        self._then(workspace)
