"""Runs the outcome of a key or a click that a pending choice, role or count uses."""

from __future__ import annotations

from collections.abc import Collection

from reader.ui.reading.caret import Caret
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.pending import (
    HitsLeft,
    Outcome,
    Passed,
    RoleEmptied,
    RoleFilled,
    RoleLeft,
    SelectionLeft,
    SlotChosen,
    TypeChosen,
    take_click,
    take_key,
)
from reader.ui.reading.role_picker import RolePicker
from reader.ui.reading.tagger import Tagger


class WaitedKeys:
    """Takes the keys that something waits for before they can be commands."""

    def __init__(
        self,
        hand: ArticleInHand,
        changes: Changes,
        *,
        caret: Caret,
        tagger: Tagger,
        role_picker: RolePicker,
        bound_digits: Collection[str],
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._caret = caret
        self._tagger = tagger
        self._role_picker = role_picker
        self._bound_digits = bound_digits
        """The digits that have a command of their own."""

    def take(self, key: str) -> bool:
        """Use a key if something waits for it; return whether it was used."""
        self._hand.pending, outcome = take_key(
            self._hand.pending,
            key,
            bound_digits=self._bound_digits,
            is_selected=not self._hand.session.selection.is_caret,
            has_hits=bool(self._hand.session.hits),
        )
        if isinstance(outcome, Passed):
            return False
        self._run(outcome)
        return True

    def click(self, key: str, role: str) -> None:
        """Run a click in the role bar, on a key or on the name of a role."""
        if role:
            self._role_picker.pick(role)
        else:
            self._hand.pending, outcome = take_click(self._hand.pending, key)
            self._run(outcome)

    def _run(self, outcome: Outcome) -> None:
        self._changes.note(Extent.BARS)
        match outcome:
            case TypeChosen(label):
                self._tagger.tag(label)
            case SlotChosen(commitment, slot):
                self._role_picker.choose(commitment, slot)
            case RoleFilled(picking):
                self._role_picker.fill(picking)
            case RoleEmptied(picking):
                self._role_picker.empty(picking)
            case RoleLeft(picking):
                self._role_picker.leave(picking)
            case SelectionLeft():
                self._caret.leave_selection()
            case HitsLeft():
                self._caret.leave_hits()
