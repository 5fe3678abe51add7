"""Gathers what the status line says of the article in hand: its number and page, the work in it, what is under way."""

from __future__ import annotations

from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Surroundings
from reader.ui.reading.status_line import Standing, describe_mode


class StatusFigures:
    """What the status line says."""

    def __init__(self, hand: ArticleInHand, reader: Surroundings, view: ArticleView) -> None:
        self._hand = hand
        self._reader = reader
        self._view = view

    @property
    def mode(self) -> str:
        """The present activity."""
        hand, reader = self._hand, self._reader
        review = hand.pending.review
        return describe_mode(
            hand.work,
            hand.pending,
            reviewing=review.describe(hand.session.overlay.shown, reader.labels) if review is not None else "",
            has_changed=reader.files.has_changed,
            progress=reader.progress,
        )

    @property
    def standing(self) -> Standing:
        """Where the analyst is, and how far the work has come."""
        hand, reader, (page, pages) = self._hand, self._reader, self._view.place
        who, decided = ("", 0) if hand.work is None else (hand.work.authorship.who, hand.work.decisions)
        return Standing(reader.at + 1, len(reader.articles), page, pages, who, decided, hand.current_mention)
