"""Accepts and rejects proposals, and leads the review from one proposal and one article to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.journal import tagging
from reader.journal.operations import join
from reader.labels import LabelSet
from reader.model import Annotation, Decision
from reader.reading.reason import describe_reason
from reader.reading.review import Review, ReviewOrder, limit_further, only_commitments
from reader.reading.taken_along import find_taken_along
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Say
from reader.ui.reading.recorder import Recorder
from reader.ui.reading.subject import Subject
from reader.wording import counted, say


class Reviewer:
    """Decides on proposals, and goes on to the next one."""

    def __init__(
        self,
        hand: ArticleInHand,
        changes: Changes,
        recorder: Recorder,
        subject: Subject,
        *,
        say: Say,
        labels: LabelSet,
        number: Callable[[], tuple[int, int]],
        key_of: Callable[[str], str],
        with_roles: bool,
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._recorder = recorder
        self._subject = subject
        self._say = say
        self._labels = labels
        self._number = number
        """Returns the number of the article in hand, and how many there are."""
        self._key_of = key_of
        """The key of an action, as it is shown to the analyst."""
        self._with_roles = with_roles
        """Whether accepting a commitment accepts the open entities in its roles too."""
        self._arrived_at: int | None = None
        """The caret of an article that was turned to in a review, until its first proposal is found."""

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
            "review.commitments": self.turn_commitments,
        }

    def accept(self) -> None:
        """Accept the proposals in question, and go on to the next; with none there, go to the first that is open."""
        if self._recorder.opened_work() is None:
            return
        annotations = self._subject.annotations
        if not annotations:
            self.go_on(None)
        # Nothing is recorded for an annotation that is accepted already, so that each undo has an effect.
        elif not _open(annotations) or self.accept_these(annotations):
            self.go_on(annotations[0])

    def accept_these(self, annotations: Sequence[Annotation]) -> bool:
        """Accept those of some annotations that are open, as one action; return whether it took effect."""
        work, proposed = self._recorder.opened_work(), _open(annotations)
        if work is None:
            return False
        along = find_taken_along(proposed, self._hand.session.overlay, self._labels) if self._with_roles else ()
        # The entities come first, so that an undo, which begins at the end, goes to the commitment.
        operations = join(each for one in (*along, *proposed) for each in tagging.accept(work.authorship, one))
        if not self._recorder.record(operations):
            return False
        if along:
            self._say(counted(len(along), "Accepted, with {number} entity.", "Accepted, with {number} entities."))
        elif len(proposed) > 1:
            self._say(counted(len(proposed), "Accepted {number} mention.", "Accepted {number} mentions."))
        return True

    def reject(self) -> None:
        """Reject the proposals in question and go on to the next, or remove annotations that are not proposals."""
        work, annotations = self._recorder.opened_work(), self._subject.annotations
        proposed = _open(annotations)
        if work is None or not annotations:
            self._report_no_annotation()
            return
        removed = join(each for one in annotations for each in tagging.delete(work.authorship, one))
        operations = tagging.reject_all(work.authorship, proposed) if proposed else removed
        if not self._recorder.record(operations):
            return
        if len(operations) > 1:
            if proposed:
                self._say(counted(len(operations), "Rejected {number} mention.", "Rejected {number} mentions."))
            else:
                self._say(counted(len(operations), "Removed {number} mention.", "Removed {number} mentions."))
        if proposed or self._subject.is_card:
            self.go_on(annotations[0])

    def reject_rule(self) -> None:
        """Reject all proposals of the rule that made the proposal under the caret."""
        work, current = self._recorder.opened_work(), self._hand.session.current
        if work is None or current is None or not current.rule:
            self._say(say("The caret is not on a proposal of a rule."), severity="warning")
            return
        operations = tagging.reject_all_from_rule(work.authorship, self._hand.session.overlay, current.rule)
        if self._recorder.record(operations):
            self._say(
                counted(
                    len(operations),
                    "Rejected {number} proposal of the rule “{rule}”; {key} undoes it.",
                    "Rejected {number} proposals of the rule “{rule}”; {key} undoes it.",
                    rule=describe_reason(current),
                    key=self._key_of("tag.undo"),
                )
            )
            self.go_on(current)
        else:
            none_open = say("No proposal of the rule “{rule}” is open.", rule=describe_reason(current))
            self._say(none_open, severity="warning")

    def toggle(self) -> None:
        """Begin the review, at the proposal under the caret if there is one, or end it."""
        current = self._hand.session.current
        if self._review is not None:
            self._set(None)
            self.say_ended()
        else:
            self._set(Review())
            if current is None or current.decision is not Decision.PROPOSED:
                self.go_on(None)

    def turn_order(self) -> None:
        """Review in the order of the text, or the least certain first."""
        review = self._review or Review()
        order = ReviewOrder.TEXT if review.order is ReviewOrder.SCORE else ReviewOrder.SCORE
        self._set(replace(review, order=order))
        if order is ReviewOrder.SCORE:
            self._say(say("Reviewing least sure first."))
        else:
            self._say(say("Reviewing in text order."))
        self.go_on(None)

    def turn_filter(self) -> None:
        """Switch from all proposals to those of this label, of this rule, of commitments only, then to all again.

        A label or a rule of which nothing is open is passed over.
        """
        review, session = self._review or Review(), self._hand.session
        self._limit_to(limit_further(review, session.current, session.overlay.shown, self._labels))

    def turn_commitments(self) -> None:
        """Limit the review to commitments, or lift that limit."""
        review = self._review or Review()
        self._limit_to(Review(review.order) if review.commitments else only_commitments(review.order, self._labels))

    def _limit_to(self, filtered: Review) -> None:
        session = self._hand.session
        current = session.current
        self._set(filtered)
        self._say(f"{filtered.describe(session.overlay.shown, self._labels)}.")
        first = filtered.after(session.overlay.shown, None)
        if first is not None and (current is None or not filtered.wants(current)):
            session.choose(first)
            self._changes.note(Extent.CENTRED)

    def go_on(self, current: Annotation | None) -> None:
        """Go to the proposal after the one that was decided on; if none is left in any article, end the review.

        After a card of the panel, go to the next card.
        """
        session = self._hand.session
        if current is not None and self._subject.has_next_card:
            self._go_to_next_card()
            return
        following = (self._review or Review()).after(session.overlay.shown, current)
        if following is None and self._review is not None and self._number()[1] > 1:
            self._say(
                say(
                    "No proposal is left to review here; {key} goes on in the next article.",
                    key=self._key_of("article.next"),
                )
            )
        elif following is None:
            self._say(say("No proposal is left to review."))
            self._set(None)
        else:
            session.choose(following)
        self._changes.note(Extent.CENTRED)

    def arrive(self) -> None:
        """Note that another article is in hand, so that a review goes on in it."""
        self._arrived_at = self._hand.session.caret if self._review is not None else None

    def begin_here(self, *, resumed_at: int | None = None) -> None:
        """Go to the first open proposal of an article that was turned to in a review, unless the caret was moved.

        `resumed_at` is the place to which the caret has come because the article was left there.
        """
        session, review = self._hand.session, self._review
        if self._arrived_at is None or review is None or session.caret not in (self._arrived_at, resumed_at):
            self._arrived_at = None
            return
        self._arrived_at = session.caret
        first = review.after(session.overlay.shown, None)
        if first is not None:
            self._arrived_at = None
            session.choose(first)
            self._changes.note(Extent.CENTRED)

    def say_ended(self) -> None:
        """Say in which article a review has ended, and what is left there."""
        (at, many), left = self._number(), self._hand.session.overlay.undecided
        if many > 1:
            ended = counted(
                left,
                "The review has ended in article {at} of {many}, with {number} open proposal left in it.",
                "The review has ended in article {at} of {many}, with {number} open proposals left in it.",
                at=at,
                many=many,
            )
        else:
            ended = counted(
                left,
                "The review has ended, with {number} open proposal left in it.",
                "The review has ended, with {number} open proposals left in it.",
            )
        self._say(ended)

    def _go_to_next_card(self) -> None:
        following = self._subject.next_card()
        if following is None or following.decision is not Decision.PROPOSED:
            self._say(say("No proposal is left in this list."))
        if following is not None:
            self._hand.session.choose(following)
        self._changes.note(Extent.CENTRED)

    @property
    def _review(self) -> Review | None:
        return self._hand.pending.review

    def _set(self, review: Review | None) -> None:
        self._hand.pending = replace(self._hand.pending, review=review)
        self._changes.note(Extent.BARS)

    def _report_no_annotation(self) -> None:
        if self._hand.session.current is None:
            self._say(say("The caret is on no annotation."), severity="warning")


def _open(annotations: Sequence[Annotation]) -> list[Annotation]:
    return [each for each in annotations if each.decision is Decision.PROPOSED]
