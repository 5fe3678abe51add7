"""Keeps how the analyst looks at the articles, shows it again the next time, and goes back to the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.ui.kept_view import LOOK_AT_VIEW, KeptView
from reader.ui.returning import describe_place, is_the_one
from reader.ui.widgets.arabic_text import notify
from reader.wording import say

if TYPE_CHECKING:
    from reader.load import Loaded
    from reader.settings.definitions import Config
    from reader.settings.themes import Theme
    from reader.store.first_views import View
    from reader.store.workspace import Workspace
    from reader.store.writer import Task
    from reader.ui.reading.reading_screen import ReadingScreen
    from reader.ui.terminal.detecting import Terminal
    from reader.ui.writing import Writing


class ShowsView(Protocol):
    """The application, as far as the view is concerned."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""
    config: Config
    terminal: Terminal
    themes: Mapping[str, Theme]
    writing: Writing

    @property
    def reading(self) -> ReadingScreen:
        """The screen on which the article is read."""
        ...

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    def open_article(self, at: int) -> None:
        """Open the article with an index."""
        ...

    def repaint(self) -> None:
        """Draw the article in the colours of the present theme."""
        ...


class ViewKeeping:
    """Looks at the view now and then, and has the workspace keep what has changed in it."""

    def __init__(self, app: App[None], reader: ShowsView, kept: KeptView) -> None:
        self._app = app
        self._reader = reader
        self._kept = kept
        self._is_untouched = True

    @property
    def tab(self) -> str:
        """The tab of the panel to begin with."""
        return self._kept.tab

    @property
    def tashkeel(self) -> str:
        """Whether vowel marks are shown."""
        return self._kept.tashkeel or self._reader.terminal.tashkeel

    def begin(self) -> None:
        """Go on with the review that was under way, and keep the view from now on."""
        if self._kept.review:
            self._reader.reading.take_review(self._kept.review)
        self._kept.begin(self._describe())
        self._app.set_interval(LOOK_AT_VIEW, self.keep)

    def touch(self) -> None:
        """Note that the analyst has done something, so that no other article opens by itself."""
        self._is_untouched = False

    def keep(self) -> None:
        """Have the workspace keep what has changed, as soon as it is open."""
        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is None or writer is None:
            return
        from reader.store.views import keep_views

        place = describe_place(self._reader.articles[self._reader.at], workspace.database.place)
        if changed := self._kept.find_changed(self._describe() | {"article": place}):
            # A view that cannot be written is no work lost: nothing is said.
            writer.ask(partial(keep_views, workspace, changed))

    def look_up(self) -> None:
        """Ask the workspace for what could not be read before it was open, as on a server."""
        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is None or writer is None:
            return
        from reader.store.views import read_views

        task = writer.ask(partial(read_views, workspace))
        if task.wait(0, partial(self._app.call_later, self._learn)):
            self._learn(task)

    def is_awaited(self, loaded: Loaded) -> bool:
        """Whether an article is the one that was read last, and the analyst has done nothing yet."""
        wanted = self._kept.article
        return self._is_untouched and bool(wanted) and is_the_one(loaded, wanted, self._kept.place)

    def return_to(self, at: int) -> None:
        """Open the article that was read last, unless it is open."""
        self.touch()
        if at != self._reader.at:
            self._reader.open_article(at)

    def turn_highlight(self) -> None:
        """Draw entities in ink, or fill them."""
        reader, display = self._reader, self._reader.config.display
        is_filled = display.highlight == "fill"
        reader.config = replace(reader.config, display=replace(display, highlight="ink" if is_filled else "fill"))
        reader.repaint()
        notify(self._app, say("Entities are drawn in ink.") if is_filled else say("Entities are filled."))

    def reset(self) -> None:
        """Go back to the settings, and forget what was kept."""
        forgotten = self._kept.forget()
        self._show()
        self._kept.begin(self._describe())
        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is not None and writer is not None:
            from reader.store.views import keep_views

            writer.ask(partial(keep_views, workspace, forgotten))
        notify(self._app, say("The view is that of the settings again."))

    def _learn(self, task: Task[dict[str, View]]) -> None:
        if task.result is None or not self._kept.learn(task.result):
            return
        self._show()
        if self._kept.review:
            self._reader.reading.take_review(self._kept.review)
        self._kept.begin(self._describe())
        for at, loaded in enumerate(self._reader.articles):
            if self.is_awaited(loaded):
                self.return_to(at)

    def _show(self) -> None:
        reader, config = self._reader, self._kept.config
        reader.config = config
        reader.reading.take_view(config, tab=self._kept.tab, tashkeel=self.tashkeel)
        if self._kept.theme in reader.themes:
            self._app.theme = self._kept.theme
        reader.repaint()

    def _describe(self) -> dict[str, View | None]:
        reader, theme = self._reader, self._app.theme
        shown: dict[str, View | None] = {"display.highlight": reader.config.display.highlight}
        if theme in reader.themes:
            shown["display.theme"] = theme
        return shown | reader.reading.describe_view()
