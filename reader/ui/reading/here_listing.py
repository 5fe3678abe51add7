"""Decides what the tab Here lists: the sentence around the caret, and below it the article's other commitments.

While the keys walk through those other commitments, the caret goes to each of them, and so into other sentences. The
sentence above them stays the one from which the walk began, so that nothing moves under the analyst's hands.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Annotation, Span
from reader.reading.motion import sentence_at
from reader.reading.overlay import Overlay, reading_order
from reader.reading.session import Session
from reader.ui.reading.panel_items import PanelItem, PanelItems
from reader.ui.reading.panel_listing import Listing


class HereListing:
    """The items of the tab Here, and the sentence that they are of."""

    def __init__(self, items: PanelItems) -> None:
        self._items = items
        self.listing = Listing(is_in_text_order=True)
        self._sentence = Span(0, 0)
        self._frame: Annotation | None = None
        """The commitment around the caret, which may reach into the sentence from another one."""
        self._caret: int | None = None
        """The caret when the items were last listed."""
        self._overview = 0
        """The index of the first item below the sentence's own."""
        self.has_turned = False
        """Whether the sentence is another one than before the items were last listed."""
        self._made_from: tuple[Overlay, Span, Annotation | None] | None = None

    def forget(self) -> None:
        """Forget the sentence, since another article is shown."""
        self._sentence, self._frame, self._caret, self._made_from = Span(0, 0), None, None, None

    def make_again(self) -> None:
        """Make the items anew when they are next listed, though the sentence is the same."""
        self._made_from = None

    def end_walk(self) -> None:
        """List the sentence of the caret next, wherever the keyboard is."""
        self._caret = None

    def is_below_sentence(self, at: int) -> bool:
        """Whether an item, given by its index, is one of the article's other commitments."""
        return self._overview <= at < len(self.listing.items)

    def list_for(self, session: Session, commitments: Sequence[PanelItem], *, at: int | None) -> bool:
        """List what belongs to the place of the caret; return whether the list was out of date.

        `commitments` are the cards of the whole article; `at` is the index of the item that has the keyboard, if any.
        """
        self.has_turned = False
        if at is None or not self._is_walking(session, at):
            if session.caret not in self._sentence:
                self._sentence = sentence_at(session.text, session.caret)
                self.has_turned = True
            self._frame = session.frame
        self._caret = session.caret
        made_from = (session.overlay, self._sentence, self._frame)
        if made_from == self._made_from:
            return False
        self._made_from = made_from
        annotations = set(session.overlay.over(self._sentence))
        if self._frame is not None:
            annotations.update(_find_again(session.overlay, self._frame))
        self._fill(session.text, sorted(annotations, key=reading_order), commitments)
        return True

    def _is_walking(self, session: Session, at: int) -> bool:
        """Whether the keyboard is below the sentence, and the caret is still where the cards there have led it."""
        if self._caret is None or not self.is_below_sentence(at):
            return False
        place = self.listing.places.get(session.current, -1) if session.current is not None else -1
        return session.caret == self._caret or self.is_below_sentence(place)

    def _fill(self, text: str, annotations: Sequence[Annotation], commitments: Sequence[PanelItem]) -> None:
        own = [*self._items.here(text, annotations)]
        # The items of the whole article may be a moment behind.
        listed = {(each.span, each.label) for each in annotations}
        others = [
            item
            for item in commitments
            if isinstance(item.about, tuple) and not any((each.span, each.label) in listed for each in item.about)
        ]
        heading = [self._items.head_others(len(others))] if others else []
        self._overview = len(own) + len(heading)
        self.listing.fill([*own, *heading, *others], followed=len(own))


def _find_again(overlay: Overlay, frame: Annotation) -> list[Annotation]:
    """A commitment as it is now, since a decision makes another value of it."""
    return [each for each in overlay.over(frame.span) if (each.span, each.label) == (frame.span, frame.label)]
