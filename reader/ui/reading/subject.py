"""Decides which annotations a key is about: the one under the caret, or those of the panel's card if keys go there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from reader.journal.article_marks import Bookmark
from reader.model import Annotation, Decision, Selection
from reader.reading.session import Session
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.panel_items import About
from reader.ui.reading.pending import ChoosingSlot, ChoosingType

_OF_ANNOTATIONS = ("label.", "tag.", "review.", "annotation.", "copy", "select.words", "word.")
_OF_PLACES = ("article.bookmark", "article.history")
_OF_ACTIONS = ("tag.undo", "tag.redo", "annotation.run")
"""The actions, by the beginning of their names, that are about a card or its place, and those that are not."""
_LENDING = ("tag.commitment", "tag.role")
"""The actions for which the text gets the keyboard, until the key or the place that they wait for is there."""


class Cards(Protocol):
    """The list of cards beside the text."""

    @property
    def has_keyboard(self) -> bool:
        """Whether keys go to the list first."""
        ...

    @property
    def about(self) -> About:
        """The subject of the current card; empty if there is none."""
        ...

    @property
    def is_in_text_order(self) -> bool:
        """Whether the list shows whatever the text has, in its order, so that the text says what comes next."""
        ...

    def neighbours(self) -> Iterator[About]:
        """The subjects of the other cards: those after the current one, then backwards from it."""
        ...

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        ...


class Subject:
    """The annotations that a key is about, and the card that comes after them."""

    def __init__(self, hand: ArticleInHand, changes: Changes, cards: Cards) -> None:
        self._hand = hand
        self._changes = changes
        self._cards = cards
        self._is_lent = False
        """Whether the text has the keyboard only until what it waits for is there."""
        self._came_from: tuple[Session, Selection] | None = None
        """The selection when the keyboard went from the text to the cards."""

    @property
    def is_card(self) -> bool:
        """Whether keys are about a card."""
        return self._cards.has_keyboard and isinstance(self._cards.about, tuple) and bool(self._cards.about)

    @property
    def has_next_card(self) -> bool:
        """Whether the list of cards says what comes next, and not the text."""
        return self.is_card and not self._cards.is_in_text_order

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations in question as they are now: all those of the card, or the one under the caret, if any."""
        if self.is_card:
            return self._present(self._cards.about)
        current = self._hand.session.current
        return () if current is None else (current,)

    def prepare(self, action: str) -> None:
        """Before an action that is about a card, go to the card in the text."""
        if self._cards.has_keyboard and action.startswith(_OF_ANNOTATIONS + _OF_PLACES) and action not in _OF_ACTIONS:
            self._is_lent = action in _LENDING
            self._go_to_card()

    def show_card(self) -> None:
        """Show the card's place in the text, unless text is selected there that the analyst may still need."""
        if self._hand.session.selection.is_caret:
            self._go_to_card()

    def next_card(self) -> Annotation | None:
        """The first open annotation of the next card that has one, or else of the nearest one before; if no card has an
        open one, the next card's first annotation, or else that of the card before."""
        left = None
        for about in self._cards.neighbours():
            present = self._present(about)
            is_open = (each for each in present if each.decision is Decision.PROPOSED)
            if (found := next(is_open, None)) is not None:
                return found
            left = left or next(iter(present), None)
        return left

    def enter_cards(self) -> None:
        """Remember where the keyboard comes from, unless it was only lent to the text."""
        if not self._is_lent:
            self._came_from = (self._hand.session, self._hand.session.selection)
        self._is_lent = False

    def leave_cards(self) -> None:
        """Go back to where the keyboard came from."""
        session, selection = self._came_from or (None, None)
        if session is self._hand.session and selection is not None:
            session.move_to(selection.anchor)
            session.move_to(selection.head, extend=True)
            self._changes.note(Extent.CENTRED)

    def take_back_keyboard(self) -> None:
        """Give the cards the keyboard again, once the text has no more use for it."""
        pending = self._hand.pending
        is_waiting = isinstance(pending.waiting, ChoosingType | ChoosingSlot) or pending.picking is not None
        if not self._is_lent or is_waiting:
            return
        if self._cards.has_keyboard:
            self._is_lent = False
        else:
            self._cards.focus_list()

    def _go_to_card(self) -> None:
        session, about = self._hand.session, self._cards.about
        if isinstance(about, Bookmark):
            session.move_to(about.offset)
        elif annotations := self._present(about):
            is_open = (each for each in annotations if each.decision is Decision.PROPOSED)
            is_there = session.current in annotations
            session.choose(session.current if is_there and session.current else next(is_open, annotations[0]))
        else:
            return
        self._changes.note(Extent.CENTRED)

    def _present(self, about: About) -> tuple[Annotation, ...]:
        """The annotations of a card as they are now; the list may be a moment behind."""
        found = (self._find(each) for each in about) if isinstance(about, tuple) else ()
        return tuple(each for each in found if each is not None)

    def _find(self, annotation: Annotation) -> Annotation | None:
        session, work = self._hand.session, self._hand.work
        if annotation in session.overlay.over(annotation.span):
            return annotation
        now = work.annotation(work.current_key(annotation)) if work is not None else None
        return now if now is not None and now in session.overlay.over(now.span) else None
