"""Says in the list of articles how far each has come: the page at which it was left, and what is decided in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from textual.geometry import Size

from reader.layout.paragraphs import split_paragraphs
from reader.load import Loaded
from reader.reading.pages import PageCount, pages_of
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.reading.session import Session
    from reader.reading.work import Work
    from reader.store.reading_progress import ReadingProgress


class MeasuredPane(Protocol):
    """The pane in which articles are read, whose size makes their pages."""

    session: Session
    spacing: int

    @property
    def size(self) -> Size:
        """The cells of the pane."""
        ...


class ArticleProgress:
    """The progress in every article, as it is now in those that are open and as the workspace has it in the others."""

    def __init__(self, articles: Sequence[Loaded], work_at: Callable[[int], Work | None], pane: MeasuredPane) -> None:
        self._articles = articles
        self._work_at = work_at
        self._width = pane.session.view.width
        self._height, self._spacing = pane.size.height, pane.spacing
        self.kept: Mapping[str, ReadingProgress] = {}
        """The progress in the workspace, by the article's id."""

    def describe(self, at: int) -> str:
        """The page and the decisions of an article, given by index; empty where nothing is begun."""
        work, article = self._work_at(at), self._articles[at].article
        if work is not None:
            session = work.session
            pages = pages_of(session, height=self._height, spacing=self._spacing)
            decided, proposed = work.decisions, work.decisions + session.overlay.undecided
            said = say("{decided} of {proposed} decided", decided=decided, proposed=proposed) if proposed else ""
            return _describe(pages, session.caret, said)
        kept = self.kept.get(article.id) if self.kept else None
        if kept is None:
            return ""
        pages = PageCount(split_paragraphs(article.text), width=self._width, height=self._height, spacing=self._spacing)
        said = counted(kept.decided, "{number} decided", "{number} decided") if kept.decided else ""
        return _describe(pages, kept.position, said)


def _describe(pages: PageCount, offset: int, decided: str) -> str:
    place = say("page {page}/{pages}", page=pages.page_of(offset), pages=pages.count) if offset else ""
    return " · ".join(filter(None, [place, decided]))
