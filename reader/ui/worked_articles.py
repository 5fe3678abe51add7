"""Looks each article up in the workspace once, in the background if that takes a while, and keeps the work in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.labels import LabelSet
from reader.load import Loaded
from reader.reading.session import Session
from reader.settings.definitions import Config
from reader.ui.reading.interfaces import Say
from reader.ui.writing import Writing

if TYPE_CHECKING:
    from reader.journal.operations import Operation
    from reader.reading.opened import Opened
    from reader.reading.work import Work
    from reader.store.workspace import Workspace
    from reader.store.writer import Task


class WorkedArticles:
    """The articles in which the analyst works, by their index."""

    def __init__(
        self,
        articles: Sequence[Loaded],
        work_by_article: dict[int, Work],
        *,
        config: Config,
        labels: LabelSet,
        session_at: Callable[[int], Session],
        writing: Writing,
        show: Callable[[int, Work], None],
        say: Say,
    ) -> None:
        self._articles = articles
        self._config = config
        self._labels = labels
        self._session_at = session_at
        self._writing = writing
        self._show = show
        self._say = say
        self._work_by_article = work_by_article
        """The work in the articles that are ready to be read; putting an article away removes its work."""
        self._awaited: set[int] = set()
        self._with_others = config.reading.others
        """Whether other analysts' tags are shown; as in the article that was left last."""

    def at(self, at: int) -> Work | None:
        """The work in an article that has been looked up."""
        return self._work_by_article.get(at)

    def of(self, session: Session) -> Work | None:
        """The work of a session."""
        return next((each for each in self._work_by_article.values() if each.session is session), None)

    def is_awaited(self, at: int) -> bool:
        """Whether the workspace is still looking an article up."""
        return at in self._awaited

    def start(self, at: int, workspace: Workspace) -> None:
        """Show the work in an article, as soon as the workspace has looked up the earlier decisions in it."""
        from reader.reading.opened import look_up

        if at in self._work_by_article:
            work = self._work_by_article[at]
            if work.shows_others != self._with_others:
                try:
                    work.show_others(self._with_others)
                except StoreError as error:
                    self._say(str(error), severity="error", timeout=15)
            self._show(at, work)
        elif at not in self._awaited:
            self._awaited.add(at)
            loaded = self._articles[at]
            wanted = partial(
                look_up,
                workspace,
                loaded.article,
                place=loaded.place,
                with_others=self._with_others,
                is_version=partial(_is_version, loaded, self._articles),
            )
            self._writing.look_up(wanted, partial(self._begin, at, workspace))

    def leave(self, at: int) -> None:
        """Record the place of the caret in an article, and show other analysts' tags in the next one as in this."""
        if at in self._work_by_article:
            self._with_others = self._work_by_article[at].shows_others
            with suppress(StoreError):
                self._work_by_article[at].keep_position()

    def take_in(self, operations: Sequence[Operation]) -> None:
        """Show what was recorded for several articles at once in those that are ready to be read."""
        for work in self._work_by_article.values():
            work.take_in(operations)

    def _begin(self, at: int, workspace: Workspace, task: Task[Opened]) -> None:
        from reader.reading.work import Work

        self._awaited.discard(at)
        if isinstance(task.error, StoreError):
            self._say(str(task.error), severity="error", timeout=15)
            return
        if task.error is not None:
            raise task.error
        session = self._session_at(at)
        work = Work(
            session,
            workspace,
            self._labels,
            opened=task.result,
            writer=self._writing.writer,
            on_written=self._writing.report_written,
        )
        self._work_by_article[at] = work
        if task.result is not None and (carried := task.result.describe_carried()):
            self._say(carried, timeout=15)
        if self._config.reading.resume and not session.caret and work.state.position:
            session.move_to(work.state.position)
        self._show(at, work)


def _is_version(loaded: Loaded, articles: Iterable[Loaded], earlier: str) -> bool:
    # An article that is still open beside it, perhaps from another row of the file, is not an earlier text of it.
    return not loaded.is_called_by_line and all(each.article.id != earlier for each in tuple(articles))
