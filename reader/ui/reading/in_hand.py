"""Holds the article being read for all parts of the reading screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Annotation
from reader.reading.session import Session
from reader.ui.reading.pending import Pending

if TYPE_CHECKING:
    from reader.reading.work import Work


@dataclass(frozen=True, slots=True)
class Mention:
    """One of several mentions of an entity, in whatever form."""

    annotation: Annotation
    number: int
    many: int


class ArticleInHand:
    """The session, the work in it once the workspace is open, and the state that decides what the next key means."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.work: Work | None = None
        self.pending = Pending()
        self.mention: Mention | None = None
        """The mention that the analyst has gone to from another mention of the same entity."""

    def turn_to(self, session: Session) -> None:
        """Take another article in hand, with nothing pending but the review, which goes on in it."""
        self.session, self.work, self.pending = session, None, Pending(review=self.pending.review)
        self.mention = None

    @property
    def current_mention(self) -> Mention | None:
        """The mention that was gone to, as long as the caret stays on it."""
        is_there = self.mention is not None and self.session.current == self.mention.annotation
        return self.mention if is_there else None

    def take_count(self) -> int:
        """Use up the count that was typed before this key, and return it; 1 if none was typed."""
        count, self.pending = self.pending.count, self.pending.without_count()
        return count
