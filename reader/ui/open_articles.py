"""Keeps the articles that were opened last ready to be read; any other is prepared again when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.load import Loaded
from reader.reading.session import Session, View

if TYPE_CHECKING:
    from reader.reading.work import Work

_KEPT = 12
"""How many articles stay ready; laid out, each takes about a megabyte."""


class OpenArticles:
    """The sessions of open articles, by the article's index; the caret of an article that is put away is remembered."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._sessions: dict[int, Session] = {}
        self._carets: dict[int, int] = {}
        self.work_by_article: dict[int, Work] = {}
        """The analyst's work in these articles, by the article's index."""

    def __contains__(self, at: int) -> bool:
        return at in self._sessions

    def session(self, at: int, loaded: Loaded) -> Session:
        """The session of an article, which now counts as the one opened last."""
        session = self._sessions.pop(at, None)
        if session is None:
            session = Session(loaded.article, loaded.annotations, view=self._view)
            session.move_to(self._carets.pop(at, 0))
        self._sessions[at] = session
        return session

    def put_away(self) -> bool:
        """Put the articles away that were opened longest ago; return whether there were any."""
        oldest = list(self._sessions)[:-_KEPT]
        for at in oldest:
            self._carets[at] = self._sessions.pop(at).caret
            self.work_by_article.pop(at, None)
        return bool(oldest)

    def forget(self, at: int) -> None:
        """Forget the session of an article whose text has changed."""
        self._sessions.pop(at, None)
        self._carets.pop(at, None)
        self.work_by_article.pop(at, None)
