"""What keys do to annotations: tag, decide, fill roles, undo. Mixed into the reading screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, getters
from textual.content import Content
from textual.screen import Screen

from reader import motion, tagging
from reader.arabic import strip_proclitics
from reader.errors import StoreError
from reader.labels import Label
from reader.model import Annotation, Decision, Span
from reader.operations import Operation
from reader.review import Order, Review
from reader.ui.keys import key_names
from reader.ui.role_bar import RoleBar, tell_picking, tell_proposal, tell_roles, tell_slots, tell_types
from reader.ui.text import notify

if TYPE_CHECKING:
    from reader.session import Session
    from reader.ui.app import ReaderApp
    from reader.work import Work


@dataclass(frozen=True, slots=True)
class Awaited:
    """Keys that are waited for: what each does, by its Latin name, and what the role bar says meanwhile."""

    choices: dict[str, Callable[[], None]]
    told: Content


@dataclass(frozen=True, slots=True)
class Picking:
    """A role that is being filled."""

    key: str
    """The commitment's, in the workspace."""
    commitment: Annotation
    role: str
    told: Content


class TaggingKeys(Screen[None]):
    """The tagging half of the reading screen; the other half moves and shows."""

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

    def take_key(self, event: events.Key) -> bool:
        """Whether a key belongs to a choice that is waited for, to a role being filled, or to a count."""
        if self.awaited is not None:
            choice = next((do for key, do in self.awaited.choices.items() if event.key in key_names(key)), None)
            self.awaited = None
            if choice is not None:
                choice()
            self.tell_bar()
            return True
        if event.key == "escape" and (self.picking or self.review or self.count or not self.session.selection.is_caret):
            self.picking, self.review, self.count = None, None, ""
            self.session.move_to(self.session.caret)
            self.after_move()
            return True
        if event.key == "enter" and self.picking is not None:
            self._fill_role(self.picking)
            return True
        return self._take_digit(event)

    def _take_digit(self, event: events.Key) -> bool:
        digits = [digit for digit in "0123456789" if event.key in key_names(digit)]
        keys = {label.key for label in self.reader.labels.entities}
        # A digit that is a label's key belongs to a count only right after the 0 that begins it.
        if not digits or (digits[0] in keys and self.count != "0"):
            return False
        self.count += digits[0]
        self.tell_bar()
        return True

    def take_count(self) -> int:
        """The count that was typed before this key, 1 where none was."""
        count, self.count = int(self.count or 1), ""
        return max(1, min(count, 1_000))

    # Tagging

    def tag(self, label: str) -> None:
        """Give the selection, the annotation or the word under the caret a label; the same one again takes it away."""
        work = self.opened_work()
        if work is None:
            return
        self.last_label = label
        current = self.session.current
        count = self.take_count()
        if not self.session.selection.is_caret:
            self._tag_span(work, self.session.selection.span, label)
        elif current is not None and not self._is_of_another_kind(current, label):
            self._tag_again(work, current, label)
        elif span := self._words_at_caret(count):
            self._tag_span(work, span, label)
        else:
            notify(self, "There is no word under the caret to tag.", severity="warning")

    def _tag_span(self, work: Work, span: Span, label: str) -> None:
        span = _trimmed(span, self.session.text)
        there = next(
            (each for each in self.session.overlay.over(span) if each.span == span and each.label == label), None
        )
        if not len(span):
            return
        if there is not None and there.decision is Decision.ACCEPTED:
            self.do(tagging.delete(work.desk, there))
        elif there is not None:
            self.do(tagging.accept(work.desk, there))
        elif self.do(tagged := tagging.tag(work.desk, span, label)):
            self._choose_key(work, tagged[0].key)

    def _tag_again(self, work: Work, current: Annotation, label: str) -> None:
        if current.decision is Decision.PROPOSED:
            operations = (
                tagging.accept(work.desk, current)
                if current.label == label
                else tagging.relabel(work.desk, current, label, labels=self.reader.labels)
            )
            self._decide(operations, current)
        elif current.label == label:
            self.do(tagging.delete(work.desk, current))
        else:
            self.do(tagging.relabel(work.desk, current, label, labels=self.reader.labels))

    def _is_of_another_kind(self, current: Annotation, label: str) -> bool:
        labels = self.reader.labels
        return labels.named(current.label).is_commitment is not labels.named(label).is_commitment

    def _words_at_caret(self, count: int) -> Span | None:
        word = motion.word_at(self.session.text, self.session.caret)
        if word is None:
            return None
        end = word.span.end
        for _ in range(count - 1):
            following = motion.word_at(self.session.text, motion.word_forward(self.session.text, end))
            end = following.span.end if following else end
        return Span(word.span.start, end)

    def do_tag_again(self) -> None:
        if self.last_label:
            self.tag(self.last_label)
        else:
            notify(self, "Nothing has been tagged yet; press a label's key first.", severity="warning")

    def do_tag_commitment(self) -> None:
        labels = [label for label in self.reader.labels.commitments if label.key]
        choices = {label.key: self._tagger(label) for label in labels}
        self.awaited = Awaited(choices, tell_types(self.reader.labels))
        self.tell_bar()

    def _tagger(self, label: Label) -> Callable[[], None]:
        return lambda: self.tag(label.name)

    # Roles and attributes

    def do_tag_role(self) -> None:
        commitment = self._commitment()
        if commitment is None:
            notify(
                self, "Roles belong to commitments: put the caret on a cue, or press c to make one.", severity="warning"
            )
            return
        label = self.reader.labels.named(commitment.label)
        choices: dict[str, Callable[[], None]] = {}
        for role in label.roles:
            choices[role.key] = self._picker(commitment, role.name, f"{role.english} · {role.arabic}")
        for attribute in label.attributes:
            choices[attribute.key] = self._turner(commitment, attribute.name, attribute.values)
        self.awaited = Awaited(choices, tell_slots(label, commitment))
        self.tell_bar()

    def _commitment(self) -> Annotation | None:
        here = [self.session.current, *self.session.overlay.at(self.session.caret)]
        found = (each for each in here if each is not None and self.reader.labels.named(each.label).is_commitment)
        return next(found, None)

    def _picker(self, commitment: Annotation, role: str, name: str) -> Callable[[], None]:
        def pick() -> None:
            work = self.opened_work()
            if work is not None:
                self.picking = Picking(work.current_key(commitment), commitment, role, tell_picking(name))

        return pick

    def _turner(self, commitment: Annotation, name: str, values: Sequence[str]) -> Callable[[], None]:
        def turn() -> None:
            work = self.opened_work()
            if work is not None:
                now = commitment.attribute(name, values[0])
                following = values[(values.index(now) + 1) % len(values)] if now in values else values[0]
                self.do(tagging.set_attribute(work.desk, commitment, name, following))

        return turn

    def _fill_role(self, picking: Picking) -> None:
        """Let the selection, the annotation or the word under the caret fill the role, or empty it if it does."""
        work = self.opened_work()
        if work is None:
            return
        commitment = work.annotation(picking.key) or picking.commitment
        selection, current = self.session.selection, self.session.current
        if not selection.is_caret:
            span: Span | None = _trimmed(selection.span, self.session.text)
        elif current is not None and current.span != commitment.span:
            span = current.span
        else:
            span = self._words_at_caret(1)
        self.picking = None
        if span is None:
            notify(self, "There is nothing under the caret to fill the role with.", severity="warning")
        elif commitment.role(picking.role) == span:
            self.do(tagging.empty_role(work.desk, commitment, picking.role))
        else:
            self.do(tagging.fill_role(work.desk, commitment, picking.role, span))
        self._choose_key(work, picking.key)

    # Edges

    def do_select_words(self) -> None:
        """Turn the selection, or the annotation, to whole words; pressed again, strip the proclitics, then ال."""
        work = self.work
        selection, current = self.session.selection, self.session.current
        span = selection.span if not selection.is_caret else current.span if current else self._words_at_caret(1)
        if span is None:
            return
        wanted = _without_clitics(span, self.session.text)
        if selection.is_caret and current is not None and work is not None:
            self.do(tagging.resize(work.desk, current, wanted))
        else:
            self.session.select(wanted)
            self.after_move()

    def do_tag_left_edge_left(self) -> None:
        self._move_edge(left_edge=True, leftwards=True)

    def do_tag_left_edge_right(self) -> None:
        self._move_edge(left_edge=True, leftwards=False)

    def do_tag_right_edge_left(self) -> None:
        self._move_edge(left_edge=False, leftwards=True)

    def do_tag_right_edge_right(self) -> None:
        self._move_edge(left_edge=False, leftwards=False)

    def _move_edge(self, *, left_edge: bool, leftwards: bool) -> None:
        """Move one edge of the annotation under the caret by a word; in right-to-left text its end is at the left."""
        work, current = self.opened_work(), self.session.current
        if work is None or current is None:
            return
        layout, text, span = self.session.layout, self.session.text, current.span
        is_rtl = layout.line(layout.place_of(span.start)).base == "rtl"
        if left_edge is is_rtl:
            landing = (
                motion.word_end_forward(text, span.end) if leftwards is is_rtl else motion.word_end_back(text, span.end)
            )
            wanted = Span(span.start, landing) if landing > span.start else span
        else:
            landing = (
                motion.word_back(text, span.start) if leftwards is not is_rtl else motion.word_forward(text, span.start)
            )
            wanted = Span(landing, span.end) if landing < span.end else span
        if wanted != span:
            self.do(tagging.resize(work.desk, current, wanted))

    # Deciding

    def do_review_accept(self) -> None:
        work, current = self.opened_work(), self.session.current
        if work is None or current is None:
            self._went_nowhere()
            return
        self._decide(tagging.accept(work.desk, current), current)

    def do_review_reject(self) -> None:
        work, current = self.opened_work(), self.session.current
        if work is None or current is None:
            self._went_nowhere()
            return
        if current.decision is Decision.PROPOSED:
            self._decide(tagging.reject(work.desk, current), current)
        else:
            self.do(tagging.delete(work.desk, current))

    def do_review_reject_rule(self) -> None:
        work, current = self.opened_work(), self.session.current
        if work is None or current is None or not current.rule:
            notify(self, "The caret is on no proposal of a rule.", severity="warning")
            return
        operations = tagging.reject_all_from_rule(work.desk, self.session.overlay, current.rule)
        if self.do(operations):
            notify(self, f"Rejected {len(operations)} proposals of the rule “{current.rule}”; u takes them back.")
            self._go_on(current)

    def do_review_toggle(self) -> None:
        if self.review is not None:
            self.review = None
            self.tell_bar()
            return
        self.review = Review()
        current = self.session.current
        if current is None or current.decision is not Decision.PROPOSED:
            self._go_on(None)
        self.tell_bar()

    def do_review_order(self) -> None:
        review = self.review or Review()
        order = Order.TEXT if review.order is Order.SCORE else Order.SCORE
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
        self.tell_bar()

    def _decide(self, operations: Sequence[Operation], current: Annotation) -> None:
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
        try:
            taken = work.redo() if again else work.undo()
        except StoreError as error:
            notify(self, str(error), severity="error", timeout=15)
            return
        if not taken:
            notify(self, "There is nothing to redo." if again else "There is nothing to undo.", severity="warning")
        for each in taken:
            annotation = work.annotation(each.key)
            if annotation is not None:
                self.session.choose(annotation)
                break
        self.show_changes()

    # Together

    def do(self, operations: Sequence[Operation]) -> bool:
        """Record an action and show it; where it cannot be written, say why and where it is kept."""
        work = self.opened_work()
        if work is None or not operations:
            return False
        try:
            work.do(operations)
        except StoreError as error:
            notify(self, str(error), severity="error", timeout=15)
        self.show_changes()
        return True

    def opened_work(self) -> Work | None:
        """The article's work, or None with a word to the analyst while there is no workspace."""
        if self.work is None:
            notify(self, self.reader.workspace_trouble or "The workspace is still being opened.", severity="warning")
        return self.work

    def _choose_key(self, work: Work, key: str) -> None:
        annotation = work.annotation(key)
        if annotation is not None and annotation.decision is not Decision.REJECTED:
            self.session.choose(annotation)
            self.after_move()

    def tell_bar(self) -> None:
        """Say in the role bar what the next key does, or what the annotation under the caret holds."""
        current = self.session.current
        labels = self.reader.labels
        if self.awaited is not None:
            told = self.awaited.told
        elif self.picking is not None:
            told = self.picking.told
        elif self.count:
            told = Content(f" {self.count}×")
        elif self.review is not None and current is not None:
            queue = self.review.queue(self.session.overlay)
            at = f"{queue.index(current) + 1}/{len(queue)}" if current in queue else f"{len(queue)} left"
            told = tell_proposal(current, labels.named(current.label), at)
        elif current is not None and labels.named(current.label).is_commitment:
            told = tell_roles(labels.named(current.label), current, self.session.text)
        elif current is not None and current.rule:
            told = tell_proposal(current, labels.named(current.label), current.attribute("gloss") or current.source)
        else:
            told = Content("")
        self.role_bar.tell(told)


def _trimmed(span: Span, text: str) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _without_clitics(span: Span, text: str) -> Span:
    """The next of: whole words, the same without proclitics, without ال too; from the last one back to the first."""
    whole = _whole_words(span, text)
    first = whole.of(text).split()[0] if len(whole) else ""
    stem = strip_proclitics(first)
    article = 2 if first.startswith("ال", stem) and len(first) - stem >= 4 else 0
    steps = list(dict.fromkeys(Span(whole.start + off, whole.end) for off in (0, stem, stem + article)))
    return steps[(steps.index(span) + 1) % len(steps)] if span in steps else whole


def _whole_words(span: Span, text: str) -> Span:
    """The span with both ends moved out to the ends of their words."""
    first, last = motion.word_at(text, span.start), motion.word_at(text, max(span.start, span.end - 1))
    return Span(first.span.start if first else span.start, last.span.end if last else span.end)
