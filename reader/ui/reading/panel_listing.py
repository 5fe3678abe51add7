"""Holds the items of each of the panel's tabs, and finds the one that belongs to the place of the caret."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model import Annotation
from reader.reading.session import Session
from reader.ui.reading.panel_items import PanelItem


@dataclass(slots=True)
class Listing:
    """The items of one tab."""

    is_in_text_order: bool = False
    """Whether the items stand in the order of the text, one for each annotation."""
    items: Sequence[PanelItem] = ()
    places: dict[Annotation, int] = field(default_factory=dict)
    """The index of each annotation's item."""
    at: int = 0
    """The item that was current when the tab was last shown."""
    _starts: Sequence[tuple[int, int]] = ()
    """The offset at which each annotation begins, with the index of its item."""

    def fill(self, items: Sequence[PanelItem], *, followed: int | None = None) -> None:
        """Take other items; of these, the caret is followed to the next among the first `followed`, or among all."""
        self.items = items
        self.places = {
            annotation: at
            for at, item in enumerate(items)
            if isinstance(item.about, tuple)
            for annotation in item.about
        }
        self._starts = sorted(
            (annotation.span.start, at) for annotation, at in self.places.items() if followed is None or at < followed
        )

    def place_of_caret(self, session: Session) -> int | None:
        """The item of the annotation under the caret, or of the commitment around it, or else the one that follows.

        None if the items are not in the order of the text and none belongs to the caret's place.
        """
        around = [each for each in (session.current, session.frame) if each is not None]
        found = next((self.places[each] for each in around if each in self.places), None)
        if found is not None or not self.is_in_text_order or not self._starts:
            return found
        following = bisect_left(self._starts, (session.caret, 0))
        return self._starts[min(following, len(self._starts) - 1)][1]
