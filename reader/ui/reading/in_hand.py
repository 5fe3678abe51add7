"""Holds the article being read for all parts of the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.session import Session
from reader.ui.reading.pending import Pending

if TYPE_CHECKING:
    from reader.reading.work import Work


class ArticleInHand:
    """The session, the work in it once the workspace is open, and the state that decides what the next key means."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.work: Work | None = None
        self.pending = Pending()

    def turn_to(self, session: Session) -> None:
        """Take another article in hand, with nothing pending."""
        self.session, self.work, self.pending = session, None, Pending()

    def take_count(self) -> int:
        """Use up the count that was typed before this key, and return it; 1 if none was typed."""
        count, self.pending = self.pending.count, self.pending.without_count()
        return count
