"""Lets the analyst pick a role or an attribute of a commitment, and fills or changes it."""

from __future__ import annotations

from dataclasses import replace

from reader.journal import tagging
from reader.labels import Attribute, LabelSet, Role
from reader.model import Annotation, Span
from reader.reading.whole_words import trim, words_at
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Pane, Say
from reader.ui.reading.pending import ChoosingSlot, Picking
from reader.ui.reading.recorder import Recorder
from reader.wording import say


class RolePicker:
    """Picks roles, fills and empties them, and changes attributes."""

    def __init__(
        self, hand: ArticleInHand, changes: Changes, recorder: Recorder, pane: Pane, *, say: Say, labels: LabelSet
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._recorder = recorder
        self._pane = pane
        self._say = say
        self._labels = labels

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {"tag.role": self.choose_slot}

    def choose_slot(self) -> None:
        """Wait for the key of a role or an attribute of the commitment under the caret, or around it."""
        commitment = self._commitment()
        if commitment is None:
            self._say(say("Roles belong to commitments: put the caret on a cue, or tag one first."), severity="warning")
            return
        label = self._labels.of(commitment)
        named: tuple[Role | Attribute, ...] = (*label.roles, *label.attributes)
        slots = {each.key: each for each in named if each.key}
        self._hand.pending = replace(self._hand.pending, waiting=ChoosingSlot(commitment, slots))
        # Even if the panel had the keyboard: the text takes the key.
        self._pane.focus()
        self._changes.note(Extent.BARS)

    def choose(self, commitment: Annotation, slot: Role | Attribute) -> None:
        """Begin to fill a role, or set an attribute to its next value."""
        work = self._recorder.opened_work()
        if work is None:
            return
        if isinstance(slot, Role):
            picking = Picking(work.current_key(commitment), commitment, slot)
            self._hand.pending = replace(self._hand.pending, picking=picking)
            self._changes.note(Extent.BARS)
            return
        values = slot.values
        now = commitment.attribute(slot.name, values[0])
        following = values[(values.index(now) + 1) % len(values)] if now in values else values[0]
        self._recorder.record(tagging.set_attribute(work.authorship, commitment, slot.name, following))

    def pick(self, role: str) -> None:
        """Begin to fill a role of the commitment under the caret, by the role's name."""
        commitment = self._commitment()
        if commitment is None:
            return
        named = next((each for each in self._labels.of(commitment).roles if each.name == role), None)
        if named is not None:
            self.choose(commitment, named)

    def fill_from_mouse(self) -> None:
        """Fill the picked role with the text that the mouse has selected, or the entity that it has clicked."""
        picking, current = self._hand.pending.picking, self._hand.session.current
        if picking is None:
            return
        is_entity = current is not None and current.span != picking.commitment.span
        if is_entity or not self._hand.session.selection.is_caret:
            self.fill(picking)

    def fill(self, picking: Picking) -> None:
        """Fill the role from the selection, the annotation or the word under the caret; empty it if that fills it."""
        work, session = self._recorder.opened_work(), self._hand.session
        if work is None:
            return
        commitment = work.annotation(picking.key) or picking.commitment
        selection, current, role = session.selection, session.current, picking.role.name
        if selection.is_caret and session.caret in commitment.span:
            # The caret has not moved since: a cue that filled its own role would look like an answer.
            self._say(say("The caret is on the cue: go to what fills the role, or select it."), severity="warning")
            return
        span: Span | None
        if not selection.is_caret:
            span = trim(selection.span, session.text)
        elif current is not None and current.span != commitment.span:
            span = current.span
        else:
            span = words_at(session.text, session.caret)
        self._leave()
        if span is None:
            self._say(say("There is nothing under the caret to fill the role with."), severity="warning")
        elif commitment.role(role) == span:
            self._recorder.record(tagging.empty_role(work.authorship, commitment, role))
        else:
            self._recorder.record(tagging.fill_role(work.authorship, commitment, role, span))
        self._recorder.choose(picking.key)

    def empty(self, picking: Picking) -> None:
        """Empty the role that was picked."""
        work = self._recorder.opened_work()
        if work is None:
            return
        commitment = work.annotation(picking.key) or picking.commitment
        self._leave()
        if commitment.role(picking.role.name) is None:
            self._say(say("The role is empty already."), severity="warning")
        else:
            self._recorder.record(tagging.empty_role(work.authorship, commitment, picking.role.name))
        self._recorder.choose(picking.key)

    def leave(self, picking: Picking) -> None:
        """Leave the role as it is, and go back to the commitment, where the picking began."""
        work = self._hand.work
        stored = work.annotation(picking.key) if work is not None else None
        self._hand.session.choose(stored or picking.commitment)
        self._changes.note(Extent.CENTRED)

    def _leave(self) -> None:
        self._hand.pending = replace(self._hand.pending, picking=None)
        self._changes.note(Extent.BARS)

    def _commitment(self) -> Annotation | None:
        session = self._hand.session
        # Where the caret is on no cue, the commitment is meant whose roles are lit around it.
        candidates = [session.current, *session.overlay.at(session.caret), session.frame]
        found = (each for each in candidates if each is not None and self._labels.kind_of(each))
        return next(found, None)
