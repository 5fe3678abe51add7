"""Gives labels to the selection, the annotation or the words under the caret, or takes them away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.journal import tagging
from reader.labels import Label, LabelSet
from reader.model import Annotation, Decision, Span
from reader.reading.whole_words import trim, words_at
from reader.ui.actions import frame_action, label_action
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Pane, Say
from reader.ui.reading.pending import ChoosingType
from reader.ui.reading.recorder import Recorder

if TYPE_CHECKING:
    from reader.reading.work import Work


class Tagger:
    """Gives labels and takes them away."""

    def __init__(
        self,
        hand: ArticleInHand,
        changes: Changes,
        recorder: Recorder,
        pane: Pane,
        *,
        say: Say,
        labels: LabelSet,
        go_on: Callable[[Annotation], None],
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._recorder = recorder
        self._pane = pane
        self._say = say
        self._labels = labels
        self._go_on = go_on
        """Goes to the proposal after one that was decided on."""
        self.last_label = ""
        """The label that was given last."""

    @property
    def actions(self) -> Actions:
        """The actions that this part runs, with one for each label."""
        return {
            **{label_action(name): partial(self.tag, name) for name in self._labels},
            "tag.again": self.tag_again,
            "tag.commitment": lambda: self.choose_type(self._labels.types_without_frame_key),
            **{
                frame_action(frame.name): partial(self.choose_type, self._labels.types_of(frame.name))
                for frame in self._labels.frames
            },
        }

    def tag(self, label: str) -> None:
        """Give the selection, the annotation or the word under the caret a label; the same one again takes it away."""
        work = self._recorder.opened_work()
        if work is None:
            return
        self.last_label = label
        session, current, count = self._hand.session, self._hand.session.current, self._hand.take_count()
        if not session.selection.is_caret:
            self._tag_span(work, session.selection.span, label)
        elif current is not None and not self._is_of_another_kind(current, label):
            self._tag_annotation(work, current, label)
        elif span := words_at(session.text, session.caret, count):
            self._tag_span(work, span, label)
        else:
            self._say("There is no word under the caret to tag.", severity="warning")

    def tag_again(self) -> None:
        """Give the label that was given last."""
        if self.last_label:
            self.tag(self.last_label)
        else:
            self._say("Nothing has been tagged yet; press a label's key first.", severity="warning")

    def choose_type(self, types: Sequence[Label]) -> None:
        """Wait for the key of one of the types; a type without siblings is taken at once."""
        if len(types) == 1:
            self.tag(types[0].name)
            return
        labels = {label.key: label.name for label in types if label.key}
        self._hand.pending = replace(self._hand.pending, waiting=ChoosingType(labels))
        # Even if the panel had the keyboard: the text takes the key.
        self._pane.focus()
        self._changes.note(Extent.BARS)

    def _tag_span(self, work: Work, span: Span, label: str) -> None:
        session = self._hand.session
        span = trim(span, session.text)
        if not len(span):
            return
        over = session.overlay.over(span)
        same = next((each for each in over if each.span == span and each.label == label), None)
        if same is not None and same.decision is Decision.ACCEPTED:
            self._recorder.record(tagging.delete(work.authorship, same))
        elif same is not None:
            self._recorder.record(tagging.accept(work.authorship, same))
        elif self._recorder.record(tagged := tagging.tag(work.authorship, span, label)):
            self._recorder.choose(tagged[0].key)

    def _tag_annotation(self, work: Work, current: Annotation, label: str) -> None:
        is_same, is_proposed = current.label == label, current.decision is Decision.PROPOSED
        if not is_same:
            operations = tagging.relabel(work.authorship, current, label, labels=self._labels)
        elif is_proposed:
            operations = tagging.accept(work.authorship, current)
        else:
            operations = tagging.delete(work.authorship, current)
        if self._recorder.record(operations) and is_proposed:
            self._go_on(current)

    def _is_of_another_kind(self, current: Annotation, label: str) -> bool:
        return self._labels.kind_of(current) != self._labels.named(label).frame
