"""Accepts and rejects proposals, and leads the review from one proposal to the next."""

from __future__ import annotations

from dataclasses import replace

from reader.errors import counted
from reader.journal import tagging
from reader.labels import LabelSet
from reader.model import Annotation, Decision
from reader.reading.review import Review, ReviewOrder
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Say
from reader.ui.reading.reason import describe_reason
from reader.ui.reading.recorder import Recorder
from reader.ui.reading.review_sentence import describe_filter


class Reviewer:
    """Decides on proposals, and goes on to the next one."""

    def __init__(
        self, hand: ArticleInHand, changes: Changes, recorder: Recorder, *, say: Say, labels: LabelSet
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._recorder = recorder
        self._say = say
        self._labels = labels

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {
            "review.accept": self.accept,
            "review.reject": self.reject,
            "review.reject_rule": self.reject_rule,
            "review.toggle": self.toggle,
            "review.order": self.turn_order,
            "review.filter": self.turn_filter,
        }

    def accept(self) -> None:
        """Accept the proposal under the caret, and go on to the next; with none there, go to the first that is open."""
        work, current = self._recorder.opened_work(), self._hand.session.current
        if work is None:
            return
        if current is None:
            self.go_on(None)
        elif current.decision is not Decision.PROPOSED or self._recorder.record(
            tagging.accept(work.authorship, current)
        ):
            # Nothing is recorded for an annotation that is accepted already, so that each undo has an effect.
            self.go_on(current)

    def reject(self) -> None:
        """Reject the proposal under the caret and go on to the next, or remove an annotation that is not a proposal."""
        work, current = self._recorder.opened_work(), self._hand.session.current
        if work is None or current is None:
            self._report_no_annotation()
        elif current.decision is not Decision.PROPOSED:
            self._recorder.record(tagging.delete(work.authorship, current))
        elif self._recorder.record(tagging.reject(work.authorship, current)):
            self.go_on(current)

    def reject_rule(self) -> None:
        """Reject all proposals of the rule that made the proposal under the caret."""
        work, current = self._recorder.opened_work(), self._hand.session.current
        if work is None or current is None or not current.rule:
            self._say("The caret is not on a proposal of a rule.", severity="warning")
            return
        operations = tagging.reject_all_from_rule(work.authorship, self._hand.session.overlay, current.rule)
        if self._recorder.record(operations):
            rejected = counted(len(operations), "proposal")
            self._say(f"Rejected {rejected} of the rule “{describe_reason(current)}”; press u to undo.")
            self.go_on(current)
        else:
            self._say(f"No proposal of the rule “{describe_reason(current)}” is open.", severity="warning")

    def toggle(self) -> None:
        """Begin the review, at the proposal under the caret if there is one, or end it."""
        current = self._hand.session.current
        if self._review is not None:
            self._set(None)
        else:
            self._set(Review())
            if current is None or current.decision is not Decision.PROPOSED:
                self.go_on(None)

    def turn_order(self) -> None:
        """Review in the order of the text, or the least certain first."""
        review = self._review or Review()
        order = ReviewOrder.TEXT if review.order is ReviewOrder.SCORE else ReviewOrder.SCORE
        self._set(Review(order, review.label, review.rule))
        self._say(f"Reviewing {order}.")
        self.go_on(None)

    def turn_filter(self) -> None:
        """Switch from all proposals to those of this label, then to those of this rule, then to all again."""
        review, current = self._review or Review(), self._hand.session.current
        if current is None or review.rule:
            filtered = Review(review.order)
        elif review.label:
            filtered = Review(review.order, "", current.rule)
        else:
            filtered = Review(review.order, current.label)
        self._set(filtered)
        said = describe_filter(filtered, self._hand.session.overlay, self._labels)
        self._say(f"{said[0].upper()}{said[1:]}.")

    def go_on(self, current: Annotation | None) -> None:
        """Go to the proposal after the one that was decided on; if none is left, end the review."""
        session = self._hand.session
        following = (self._review or Review()).after(session.overlay.shown, current)
        if following is None:
            self._say("No proposal is left to review.")
            self._set(None)
        else:
            session.choose(following)
        self._changes.note(Extent.CENTRED)

    @property
    def _review(self) -> Review | None:
        return self._hand.pending.review

    def _set(self, review: Review | None) -> None:
        self._hand.pending = replace(self._hand.pending, review=review)
        self._changes.note(Extent.BARS)

    def _report_no_annotation(self) -> None:
        if self._hand.session.current is None:
            self._say("The caret is on no annotation.", severity="warning")
