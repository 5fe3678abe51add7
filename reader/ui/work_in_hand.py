"""Joins the article in hand to the workspace: opens the workspace, shows the work in the article and what others do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.labels import LabelSet
from reader.ui.polling import Poller
from reader.ui.reading.news_following import Following
from reader.ui.widgets.arabic_text import notify
from reader.ui.workspace_opening import WorkspaceOpening
from reader.wording import say

if TYPE_CHECKING:
    from reader.reading.work import Work
    from reader.store.workspace import Workspace
    from reader.ui.item_pages import ItemPages
    from reader.ui.reading.reading_screen import ReadingScreen
    from reader.ui.view_keeping import ViewKeeping
    from reader.ui.worked_articles import WorkedArticles
    from reader.ui.writing import Writing


class HoldsArticle(Protocol):
    """The application, as far as the work in the article in hand is concerned."""

    at: int
    """The index of the article in hand."""
    labels: LabelSet
    pages: ItemPages
    view_keeping: ViewKeeping
    worked_articles: WorkedArticles
    writing: Writing

    @property
    def reading(self) -> ReadingScreen:
        """The screen on which the article is read."""
        ...


class WorkInHand:
    """The workspace, and the analyst's work in the article in hand."""

    def __init__(
        self, app: App[None], reader: HoldsArticle, open_workspace: Callable[[], Workspace] | None, *, labels: LabelSet
    ) -> None:
        self._app = app
        self._reader = reader
        self._following = Following(labels, say=partial(notify, app))
        self._poller: Poller[Work] = Poller(app, self._show_news)
        self.opening = WorkspaceOpening(app, open_workspace, then=self._have_workspace)

    def start(self) -> None:
        """Open the article in hand in the workspace, and show earlier decisions and the earlier place of the caret."""
        if self.opening.workspace is not None and not self._reader.pages.is_awaited(self._reader.at):
            self._reader.worked_articles.start(self._reader.at, self.opening.workspace)

    def start_again(self) -> None:
        """Try again to open the workspace, or the article in it, and report why that is not possible."""
        if self.opening.workspace is None:
            self.opening.open_again()
            return
        reader = self._reader
        if reader.pages.is_awaited(reader.at):
            notify(self._app, say("The article's page is still being fetched."), severity="warning")
        self.start()
        if reader.reading.work is None and reader.worked_articles.is_awaited(reader.at):
            sentence = say("The workspace is held by another program, and the article waits for it.")
            notify(self._app, sentence, severity="warning")

    def show(self, at: int, work: Work) -> None:
        """Show the work in an article, if that is still in hand."""
        if at == self._reader.at:
            self._reader.reading.show_work(work)
            self.opening.report_left_out(work.workspace.left_out)

    def catch_up(self) -> None:
        """Ask whether others have recorded anything in the meantime."""
        work = self._reader.worked_articles.at(self._reader.at)
        if work is not None and work is self._reader.reading.work:
            self._poller.ask(work)

    def _have_workspace(self, workspace: Workspace) -> None:
        self._reader.writing.begin(workspace)
        self._reader.view_keeping.look_up()
        self.start()

    def _show_news(self, work: Work) -> None:
        if work is self._reader.reading.work:
            self._following.look(work, self._reader.reading.show_changes)
