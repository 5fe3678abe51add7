"""What keys decide on: accept, reject, review, undo; and how an action is recorded. Mixed into the reading screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters
from textual.screen import Screen

from reader.errors import RefusedError, StoreError
from reader.journal import tagging
from reader.journal.operations import Operation, decode, proposed_in
from reader.model import Annotation, Decision
from reader.reading.review import Review, ReviewOrder
from reader.ui.reading.role_bar import RoleBar, Told, describe_count, describe_proposal, describe_roles
from reader.ui.widgets.arabic_text import notify

if TYPE_CHECKING:
    from reader.reading.session import Session
    from reader.reading.work import Work
    from reader.ui.app import ReaderApp


@dataclass(frozen=True, slots=True)
class Awaited:
    """Keys that are waited for: what each does, by its Latin name, and what the role bar says meanwhile."""

    choices: dict[str, Callable[[], None]]
    told: Told


@dataclass(frozen=True, slots=True)
class Picking:
    """A role that is being filled."""

    key: str
    """The commitment's, in the workspace."""
    commitment: Annotation
    role: str
    told: Told


class DecidingKeys(Screen[None]):
    """What every key that records something needs, and the keys that decide on what is there."""

    session: Session
    work: Work | None = None
    """What the analyst does in this article; None until the workspace is open."""
    role_bar = getters.query_one(RoleBar)

    awaited: Awaited | None = None
    picking: Picking | None = None
    review: Review | None = None
    count: str = ""
    last_label: str = ""

    @property
    def reader(self) -> ReaderApp:
        """The application, by its own type."""
        from reader.ui.app import ReaderApp

        if not isinstance(self.app, ReaderApp):
            raise TypeError("a reading screen belongs to the reader")
        return self.app

    def after_move(self, *, scroll: bool = True, centre: bool = False) -> None:
        """Show where the caret has gone."""
        raise NotImplementedError

    def show_changes(self) -> None:
        """Show what an action has changed."""
        raise NotImplementedError

    # Deciding

    def do_review_accept(self) -> None:
        work, current = self.opened_work(), self.session.current
        if work is None or current is None:
            self._went_nowhere()
        elif current.decision is Decision.PROPOSED:
            self.decide(tagging.accept(work.authorship, current), current)
        else:
            # Nothing is recorded: an undo would have to be pressed once more to no effect.
            self._go_on(current)

    def do_review_reject(self) -> None:
        work, current = self.opened_work(), self.session.current
        if work is None or current is None:
            self._went_nowhere()
            return
        if current.decision is Decision.PROPOSED:
            self.decide(tagging.reject(work.authorship, current), current)
        else:
            self.do(tagging.delete(work.authorship, current))

    def do_review_reject_rule(self) -> None:
        work, current = self.opened_work(), self.session.current
        if work is None or current is None or not current.rule:
            notify(self, "The caret is on no proposal of a rule.", severity="warning")
            return
        operations = tagging.reject_all_from_rule(work.authorship, self.session.overlay, current.rule)
        if self.do(operations):
            notify(self, f"Rejected {len(operations)} proposals of the rule “{current.rule}”; u takes them back.")
            self._go_on(current)
        else:
            notify(self, f"No proposal of the rule “{current.rule}” is open.", severity="warning")

    def do_review_toggle(self) -> None:
        if self.review is not None:
            self.review = None
            self.describe_bar()
            return
        self.review = Review()
        current = self.session.current
        if current is None or current.decision is not Decision.PROPOSED:
            self._go_on(None)
        self.describe_bar()

    def do_review_order(self) -> None:
        review = self.review or Review()
        order = ReviewOrder.TEXT if review.order is ReviewOrder.SCORE else ReviewOrder.SCORE
        self.review = Review(order, review.label, review.rule)
        notify(self, f"Review: {order}.")
        self._go_on(None)

    def do_review_filter(self) -> None:
        """From all proposals to those of this label, then to those of this rule, then to all again."""
        review, current = self.review or Review(), self.session.current
        if current is None or review.rule:
            self.review = Review(review.order)
        elif review.label:
            self.review = Review(review.order, "", current.rule)
        else:
            self.review = Review(review.order, current.label)
        only = self.review.rule or self.review.label
        notify(self, f"Review: only {only}." if only else "Review: all proposals.")
        self.describe_bar()

    def decide(self, operations: Sequence[Operation], current: Annotation) -> None:
        if self.do(operations):
            self._go_on(current)

    def _go_on(self, current: Annotation | None) -> None:
        following = (self.review or Review()).after(self.session.overlay.shown, current)
        if following is None:
            notify(self, "No proposal is left to review.")
            self.review = None
        else:
            self.session.choose(following)
        self.after_move(centre=True)

    def _went_nowhere(self) -> None:
        if self.session.current is None:
            notify(self, "The caret is on no annotation.", severity="warning")

    # Undo

    def do_tag_undo(self) -> None:
        self._take_back(again=False)

    def do_tag_redo(self) -> None:
        self._take_back(again=True)

    def _take_back(self, *, again: bool) -> None:
        work = self.opened_work()
        if work is None:
            return
        if work.is_held:
            self._report_held()
            return
        taken: Sequence[Operation] | None = None
        try:
            taken = work.redo() if again else work.undo()
        except StoreError as error:
            self.reader.writing.describe_unwritten(error)
        else:
            if taken is not None and not taken:
                notify(self, "There is nothing to redo." if again else "There is nothing to undo.", severity="warning")
        self.show_changes()
        self.go_where_it_was(taken or ())

    def _report_held(self) -> None:
        notify(
            self,
            "Another program holds the workspace, and the undo waits for it: nothing can be done in this article "
            "until then; reading goes on.",
            severity="warning",
        )

    def go_where_it_was(self, taken: Sequence[Operation]) -> None:
        """Go to what an undo or redo has changed, be it a proposal again or nothing any more."""
        authorship = self.session.article.id
        here = [each for each in taken if not each.is_mark and each.article == authorship]
        told = next((value for each in here for value in (each.after, each.before) if value is not None), None)
        if told is None:
            return
        was = proposed_in(told) or decode(told)
        if self.work is not None and (now := self.work.annotation(here[0].key)) is not None:
            self.session.choose(now)
        else:
            there = (each for each in self.session.overlay.over(was.span) if each.span == was.span)
            again = next((each for each in there if each.label == was.label), None)
            if again is not None:
                self.session.choose(again)
            else:
                self.session.move_to(was.span.start)
        self.after_move(centre=True)

    # Together

    def do(self, operations: Sequence[Operation]) -> bool:
        """Record an action and show it; where it cannot be written, say why and where it is kept."""
        work = self.opened_work()
        if work is None or not operations:
            return False
        if work.is_held:
            self._report_held()
            return False
        try:
            work.do(operations)
        except StoreError as error:
            self.reader.writing.describe_unwritten(error)
            if isinstance(error, RefusedError):
                return False
        self.show_changes()
        return True

    def opened_work(self) -> Work | None:
        """The article's work, or None with a word to the analyst while there is none, which is tried again."""
        if self.work is None:
            self.reader.start_work_again()
        return self.work

    def choose_key(self, work: Work, key: str) -> None:
        annotation = work.annotation(key)
        if annotation is not None and annotation.decision is not Decision.REJECTED:
            self.session.choose(annotation)
            self.after_move()

    def describe_bar(self) -> None:
        """Say in the role bar what the next key does, or what the annotation under the caret holds."""
        current = self.session.current
        labels, language = self.reader.labels, self.reader.config.display.label_language
        told: Told | None = None
        if self.awaited is not None:
            told = self.awaited.told
        elif self.picking is not None:
            told = self.picking.told
        elif self.count:
            told = describe_count(self.count)
        elif current is not None:
            label, at = labels.named(current.label), ""
            if self.review is not None:
                queue = self.review.queue(self.session.overlay)
                at = f"{queue.index(current) + 1}/{len(queue)}" if current in queue else f"{len(queue)} left"
            if label.is_commitment:
                told = describe_roles(label, current, self.session.text, language=language, at=at)
            else:
                told = describe_proposal(current, label, at or current.attribute("gloss") or current.source)
        self.role_bar.tell(told)
