"""Opens the next article that is not done, going round at the end of the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.journal.article_marks import Flag
from reader.ui.widgets.arabic_text import notify
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.load import Loaded
    from reader.reading.session import Session
    from reader.store.workspace import Workspace
    from reader.store.writer import Task
    from reader.ui.worked_articles import WorkedArticles
    from reader.ui.writing import Writing


class OpensArticles(Protocol):
    """An object with articles, one of which is in hand."""

    articles: list[Loaded]
    at: int
    worked_articles: WorkedArticles
    writing: Writing

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    def session_at(self, at: int) -> Session:
        """The session of an article, given by index."""
        ...

    def turn_to(self, at: int) -> None:
        """Open the article with an index, in answer to a key."""
        ...


def open_unfinished(app: App[None], reader: OpensArticles) -> None:
    """Open the next article after the one in hand that the analyst has not set to done."""
    from reader.store.reading_progress import find_done
    from reader.store.writer import MOMENT

    if reader.workspace is None or reader.writing.writer is None:
        return
    then = partial(_open, app, reader, reader.at)
    task = reader.writing.writer.ask(partial(find_done, reader.workspace))
    if task.wait(MOMENT, partial(app.call_later, then)):
        then(task)


def _open(app: App[None], reader: OpensArticles, at: int, task: Task[frozenset[str]]) -> None:
    if task.error is not None:
        notify(app, str(task.error), severity="error", timeout=15)
        return
    if reader.at != at:
        # The store was slow, and the analyst has gone to another article meanwhile.
        return
    done, many = task.result or frozenset(), len(reader.articles)
    for step in range(1, many):
        following = (at + step) % many
        if not _is_done(reader, following, done):
            left = reader.session_at(at).overlay.undecided
            reader.turn_to(following)
            place = say("This is article {number} of {many}.", number=following + 1, many=many)
            if left:
                done_there = counted(
                    left,
                    "Article {article} is done, with {number} proposal still open.",
                    "Article {article} is done, with {number} proposals still open.",
                    article=at + 1,
                )
            else:
                done_there = say("Article {number} is done.", number=at + 1)
            notify(app, f"{place} {done_there}")
            return
    if many > 1:
        notify(app, say("This article is done, and no other is left to do."))
    else:
        notify(app, say("This article is done."))


def _is_done(reader: OpensArticles, at: int, done: frozenset[str]) -> bool:
    """Whether an article is done: what is not on disk yet counts too."""
    work = reader.worked_articles.at(at)
    return work.state.flag is Flag.DONE if work is not None else reader.articles[at].article.id in done
