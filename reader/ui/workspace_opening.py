"""How the workspace is opened beside the keys, and what is said where that fails or where something was amiss."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App

from reader.errors import ReaderError
from reader.ui.widgets.arabic_text import notify

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


class WorkspaceOpening:
    """Opens the workspace in a thread, and once more where that failed."""

    def __init__(
        self, app: App[None], open_workspace: Callable[[], Workspace] | None, *, then: Callable[[Workspace], None]
    ) -> None:
        self._app = app
        self._open_workspace = open_workspace
        self._then = then
        """Goes on with the workspace once it is open."""
        self._is_opening = False
        self._left_out = 0
        """How many damaged rows were spoken of so far."""
        self.workspace: Workspace | None = None
        self.trouble = "" if open_workspace else "Nothing is kept in this session, so nothing can be tagged."
        """Why there is no workspace, as a sentence; empty while it is being opened for the first time."""

    def open(self) -> None:
        """Open the workspace, if one was asked for."""
        if self._open_workspace is not None:
            self._is_opening = True
            self._app.run_worker(
                partial(self._open, self._open_workspace), group="workspace", thread=True, exit_on_error=False
            )

    def open_again(self) -> None:
        """Try once more what failed, or say why there is no workspace."""
        if self._open_workspace is not None and self.trouble and not self._is_opening:
            self.open()
        else:
            notify(self._app, self.trouble or "The workspace is still being opened.", severity="warning")

    def report_left_out(self, many: int) -> None:
        """Say so, once for each, where rows of the workspace are damaged and what they held is not shown."""
        if many > self._left_out:
            self._left_out = many
            sentence = f"{many:,} rows of the workspace cannot be read and are left out; see `reader check`."
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
        self.trouble = f"{error} Until then nothing can be tagged."
        notify(self._app, self.trouble, severity="error", timeout=20)

    def _have(self, workspace: Workspace) -> None:
        from reader.store.daily import start_daily
        from reader.store.rebuilding import explain_rebuilt

        self.workspace = workspace
        if sentence := explain_rebuilt(workspace.rebuilt):
            notify(self._app, f"{workspace.database.name}: {sentence}", severity="error", timeout=20)
        if workspace.rescued:
            many = len(workspace.rescued)
            notify(self._app, f"{many} actions that could not be written before are in the workspace now.")
        start_daily(workspace.database.place, partial(self._app.call_from_thread, notify, self._app, severity="error"))
        self._then(workspace)
