"""Loads the articles after the first ones in a thread, while one reads or looks at the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from textual.app import App
from textual.worker import get_current_worker

from reader.ui.arriving_articles import ArrivingArticles

if TYPE_CHECKING:
    from reader.ui.changing_files import ChangingFiles
    from reader.ui.library.index_keeping import IndexKeeping
    from reader.ui.library.library_keeping import LibraryKeeping
    from reader.ui.view_keeping import ViewKeeping

_LIST_FIRST = 1.0
"""The most seconds that loading waits until the list shows what the index knows."""
_SEVERAL = 2
"""The number of articles from which on they make up a library."""


class TakesArticles(Protocol):
    """The application, as far as the articles are concerned that are loaded while it runs."""

    files: ChangingFiles
    index_keeping: IndexKeeping
    library: LibraryKeeping
    view_keeping: ViewKeeping


class LoadingRest:
    """Takes the articles one by one."""

    def __init__(
        self,
        app: App[None],
        reader: TakesArticles,
        arriving: ArrivingArticles,
        *,
        report: Callable[[Sequence[str], Callable[..., str]], None],
        then: Callable[[], None],
    ) -> None:
        self._app = app
        self._reader = reader
        self._arriving = arriving
        self._report = report
        """Reports what could not be opened, with what sums it up."""
        self._then = then
        """Goes on when everything is loaded."""

    def begin(self) -> None:
        """Load the rest."""
        self._app.run_worker(self._load, thread=True, group="load")

    def _load(self) -> None:
        worker, reader, arriving = get_current_worker(), self._reader, self._arriving
        call = self._app.call_from_thread
        if reader.library.is_open:
            reader.library.has_looked.wait(_LIST_FIRST)
        if len(arriving.articles) >= _SEVERAL:
            call(reader.index_keeping.begin)
        for loaded in arriving.take_rest():
            if worker.is_cancelled:
                return
            if loaded is not None:
                reader.files.note(loaded)
                if len(arriving.articles) == _SEVERAL:
                    call(reader.index_keeping.begin)
                if reader.view_keeping.is_awaited(loaded):
                    call(reader.view_keeping.return_to, arriving.last)
        call(self._report, arriving.errors, arriving.summary)
        call(self._then)
