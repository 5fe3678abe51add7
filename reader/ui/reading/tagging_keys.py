"""What keys do to annotations: tag, fill roles, move edges. Mixed into the reading screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

from reader.arabic.words import strip_proclitics
from reader.journal import tagging
from reader.journal.tagging import Lost
from reader.labels import Label
from reader.model import Annotation, Decision, Span
from reader.reading import motion
from reader.reading.edges import move_edge
from reader.ui.bindings import keys_of
from reader.ui.keys import key_names
from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.deciding_keys import Awaited, DecidingKeys, Picking
from reader.ui.reading.role_bar import RoleBar, describe_picking, describe_slots, describe_types
from reader.ui.widgets.arabic_text import notify

if TYPE_CHECKING:
    from reader.reading.work import Work


class TaggingKeys(DecidingKeys):
    """The tagging half of the reading screen; the other half moves and shows."""

    def take_key(self, event: events.Key) -> bool:
        """Whether a key belongs to a choice that is waited for, to a role being filled, or to a count."""
        if self.awaited is not None:
            choice = next((do for key, do in self.awaited.choices.items() if event.key in key_names(key)), None)
            self.awaited = None
            if choice is not None:
                choice()
            self.describe_bar()
            return True
        if event.key == "escape" and (self.picking or self.review or self.count or not self.session.selection.is_caret):
            self.picking, self.review, self.count = None, None, ""
            self.session.move_to(self.session.caret)
            self.after_move()
            return True
        if self.picking is not None and event.key in ("enter", "backspace", "delete"):
            pick = self._fill_role if event.key == "enter" else self._empty_role
            pick(self.picking)
            return True
        return self._take_digit(event)

    def _take_digit(self, event: events.Key) -> bool:
        digits = [digit for digit in "0123456789" if event.key in key_names(digit)]
        if not digits:
            return False
        here = (action for action in self.reader.actions if action.where == "reading")
        taken = {key for action in here for key in keys_of(action, self.reader.config)}
        # A digit that is a label's key belongs to a count only right after the 0 that begins it.
        if digits[0] in taken and self.count != "0":
            return False
        self.count += digits[0]
        self.describe_bar()
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
            self.do(tagging.delete(work.authorship, there))
        elif there is not None:
            self.do(tagging.accept(work.authorship, there))
        elif self.do(tagged := tagging.tag(work.authorship, span, label)):
            self.choose_key(work, tagged[0].key)

    def _tag_again(self, work: Work, current: Annotation, label: str) -> None:
        if current.decision is Decision.PROPOSED:
            operations = (
                tagging.accept(work.authorship, current)
                if current.label == label
                else tagging.relabel(work.authorship, current, label, labels=self.reader.labels)
            )
            self.decide(operations, current)
        elif current.label == label:
            self.do(tagging.delete(work.authorship, current))
        else:
            self.do(tagging.relabel(work.authorship, current, label, labels=self.reader.labels))

    def _is_of_another_kind(self, current: Annotation, label: str) -> bool:
        labels = self.reader.labels
        return labels.named(current.label).is_commitment is not labels.named(label).is_commitment

    def _words_at_caret(self, count: int) -> Span | None:
        name = motion.name_at(self.session.text, self.session.caret)
        if name is None:
            return None
        end = name.end
        for _ in range(count - 1):
            following = motion.word_at(self.session.text, motion.word_forward(self.session.text, end))
            end = following.span.end if following else end
        return Span(name.start, end)

    def do_tag_again(self) -> None:
        if self.last_label:
            self.tag(self.last_label)
        else:
            notify(self, "Nothing has been tagged yet; press a label's key first.", severity="warning")

    def do_tag_commitment(self) -> None:
        labels = [label for label in self.reader.labels.commitments if label.key]
        choices = {label.key: self._tagger(label) for label in labels}
        self._await(Awaited(choices, describe_types(self.reader.labels, language=self._language)))

    def _await(self, awaited: Awaited) -> None:
        self.awaited = awaited
        # From the panel too: the text is what takes the key.
        self.query_one(ArticleView).focus()
        self.describe_bar()

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
        self._await(Awaited(choices, describe_slots(label, commitment, language=self._language)))

    def on_role_bar_clicked(self, message: RoleBar.Clicked) -> None:
        """Do what the key that was clicked does; a click on a role of the commitment in hand begins to fill it."""
        if message.role:
            self._begin_picking(message.role)
        elif self.awaited is not None:
            choice, self.awaited = self.awaited.choices.get(message.key), None
            if choice is not None:
                choice()
        elif self.picking is not None and message.key == "enter":
            self._fill_role(self.picking)
        elif self.picking is not None and message.key == "backspace":
            self._empty_role(self.picking)
        else:
            self.picking = None
        self.describe_bar()

    def on_article_view_released(self) -> None:
        """Fill the role that is waited for with what the mouse has selected, or the entity it has clicked."""
        picking, current = self.picking, self.session.current
        if picking is None:
            return
        is_entity = current is not None and current.span != picking.commitment.span
        if is_entity or not self.session.selection.is_caret:
            self._fill_role(picking)

    def _begin_picking(self, role: str) -> None:
        commitment = self._commitment()
        if commitment is None:
            return
        named = next((each for each in self.reader.labels.named(commitment.label).roles if each.name == role), None)
        if named is not None:
            self._picker(commitment, role, f"{named.english} · {named.arabic}")()

    @property
    def _language(self) -> str:
        return self.reader.config.display.label_language

    def _commitment(self) -> Annotation | None:
        here = [self.session.current, *self.session.overlay.at(self.session.caret)]
        found = (each for each in here if each is not None and self.reader.labels.named(each.label).is_commitment)
        return next(found, None)

    def _picker(self, commitment: Annotation, role: str, name: str) -> Callable[[], None]:
        def pick() -> None:
            work = self.opened_work()
            if work is not None:
                told = describe_picking(name, is_filled=commitment.role(role) is not None)
                self.picking = Picking(work.current_key(commitment), commitment, role, told)

        return pick

    def _turner(self, commitment: Annotation, name: str, values: Sequence[str]) -> Callable[[], None]:
        def turn() -> None:
            work = self.opened_work()
            if work is not None:
                now = commitment.attribute(name, values[0])
                following = values[(values.index(now) + 1) % len(values)] if now in values else values[0]
                self.do(tagging.set_attribute(work.authorship, commitment, name, following))

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
        if selection.is_caret and self.session.caret in commitment.span:
            # Enter without a step: a cue that filled its own role would look like an answer.
            notify(self, "The caret is on the cue: go to what fills the role, or select it.", severity="warning")
            return
        self.picking = None
        if span is None:
            notify(self, "There is nothing under the caret to fill the role with.", severity="warning")
        elif commitment.role(picking.role) == span:
            self.do(tagging.empty_role(work.authorship, commitment, picking.role))
        else:
            self.do(tagging.fill_role(work.authorship, commitment, picking.role, span))
        self.choose_key(work, picking.key)

    def _empty_role(self, picking: Picking) -> None:
        """Let nothing fill the role that was picked."""
        work = self.opened_work()
        if work is None:
            return
        commitment = work.annotation(picking.key) or picking.commitment
        self.picking = None
        if commitment.role(picking.role) is None:
            notify(self, "The role is empty already.", severity="warning")
        else:
            self.do(tagging.empty_role(work.authorship, commitment, picking.role))
        self.choose_key(work, picking.key)

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
            self.do(tagging.resize(work.authorship, current, wanted))
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
        """Move one edge by a word: of the annotation under the caret, or of what fills the role that is picked."""
        work, current = self.opened_work(), self.session.current
        if work is None:
            return
        frame = self.picking and (work.annotation(self.picking.key) or self.picking.commitment)
        filler = frame.role(self.picking.role) if frame and self.picking else None
        span = filler if filler is not None else current.span if current is not None else None
        if span is None:
            return
        # In right-to-left text the end is at the left.
        is_rtl = self.session.layout.line(self.session.layout.place_of(span.start)).base == "rtl"
        end, forward = left_edge is is_rtl, leftwards is is_rtl
        wanted = move_edge(self.session.text, span, end=end, forward=forward, by_letter=False)
        if wanted == span:
            return
        if filler is not None and frame and self.picking:
            self.do(tagging.fill_role(work.authorship, frame, self.picking.role, wanted))
        elif current is not None:
            self.do(tagging.resize(work.authorship, current, wanted))

    # What found no place when the file changed

    def settle_lost(self, lost: Lost, *, dismissed: bool) -> None:
        """Put it over the selection, or the word under the caret, or dismiss it."""
        work = self.opened_work()
        if work is None:
            return
        selection = self.session.selection
        span = self._words_at_caret(1) if selection.is_caret else _trimmed(selection.span, self.session.text)
        if dismissed:
            self.do(tagging.dismiss(work.authorship, lost.annotation))
        elif span:
            self.do(tagging.put(work.authorship, lost.annotation, span))
            self.choose_key(work, lost.annotation.key)
        else:
            notify(self, "There is no word under the caret to put it over.", severity="warning")


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
    first, last = motion.name_at(text, span.start), motion.name_at(text, max(span.start, span.end - 1))
    return Span(first.start if first else span.start, last.end if last else span.end)
