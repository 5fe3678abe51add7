"""The article that is being read, as the parts of the reading screen share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.session import Session
from reader.ui.reading.pending import Pending

if TYPE_CHECKING:
    from reader.reading.work import Work


class ArticleInHand:
    """The session, the work in it once the workspace is open, and what the next key is taken for."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.work: Work | None = None
        self.pending = Pending()

    def turn_to(self, session: Session) -> None:
        """Take another article in hand, of which nothing is pending."""
        self.session, self.work, self.pending = session, None, Pending()

    def take_count(self) -> int:
        """The count that was typed before this key, 1 where none was; it is used up by that."""
        count, self.pending = self.pending.count, self.pending.without_count()
        return count
