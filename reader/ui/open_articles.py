"""The articles that are ready to be read: those opened last. Any other is made ready again when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.load import Loaded
from reader.reading.session import Session, View

if TYPE_CHECKING:
    from reader.reading.work import Work

_KEPT = 12
"""Articles that stay ready; each takes about a megabyte, laid out."""


class OpenArticles:
    """Sessions and the work in them, by the article's index; of one that is put away the caret is remembered."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._sessions: dict[int, Session] = {}
        self._carets: dict[int, int] = {}
        self.works: dict[int, Work] = {}

    def __contains__(self, at: int) -> bool:
        return at in self._sessions

    def session(self, at: int, loaded: Loaded) -> Session:
        """The session of an article, which is the one opened last from now on."""
        session = self._sessions.pop(at, None)
        if session is None:
            session = Session(loaded.article, loaded.annotations, view=self._view)
            session.move_to(self._carets.pop(at, 0))
        self._sessions[at] = session
        return session

    def put_away(self) -> bool:
        """Let go of those that were opened longest ago; whether there were any."""
        gone = list(self._sessions)[:-_KEPT]
        for at in gone:
            self._carets[at] = self._sessions.pop(at).caret
            self.works.pop(at, None)
        return bool(gone)

    def forget(self, at: int) -> None:
        """Let go of an article whose text has become another."""
        self._sessions.pop(at, None)
        self._carets.pop(at, None)
        self.works.pop(at, None)
