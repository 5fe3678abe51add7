"""Gives labels to the selection, the annotation or the words under the caret, or takes them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from reader.journal import tagging
from reader.journal.operations import join
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
from reader.ui.reading.reviewer import Reviewer
from reader.ui.reading.subject import Subject
from reader.wording import counted, say

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
        subject: Subject,
        *,
        say: Say,
        labels: LabelSet,
        reviewer: Reviewer,
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._recorder = recorder
        self._pane = pane
        self._subject = subject
        self._say = say
        self._labels = labels
        self._reviewer = reviewer
        self.last_label = ""
        """The label that was given last, other than a type of commitment.

        `enter` is also the key that ends the filling of a role; pressed once too often, it makes no commitment.
        """

    @property
    def actions(self) -> Actions:
        """The actions that this part runs, with one for each label."""
        return {
            **{label_action(name): partial(self.tag, name) for name in self._labels},
            "tag.again": self.tag_again,
            "tag.commitment": lambda: self.choose_type(self._labels.types_without_frame_key),
            **{
                frame_action(frame.name): partial(self.choose_type, self._labels.types_of(frame.name))
                for frame in self._labels.frames_with_action
            },
        }

    def tag(self, label: str) -> None:
        """Give the selection, the annotation or the word under the caret a label; the same one again takes it away."""
        work = self._recorder.opened_work()
        if work is None:
            return
        if not self._labels.named(label).is_commitment:
            self.last_label = label
        session, annotations, count = self._hand.session, self._subject.annotations, self._hand.take_count()
        if not session.selection.is_caret:
            self._tag_span(work, session.selection.span, label)
        elif annotations and not self._is_of_another_kind(annotations[0], label):
            self._tag_annotations(work, annotations, label)
        elif span := words_at(session.text, session.caret, count):
            self._tag_span(work, span, label)
        else:
            self._say(say("There is no word under the caret to tag."), severity="warning")

    def tag_again(self) -> None:
        """Give the label that was given last to an entity."""
        if self.last_label:
            self.tag(self.last_label)
        else:
            self._say(say("No entity has been tagged yet; press a label's key first."), severity="warning")

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

    def _tag_annotations(self, work: Work, annotations: Sequence[Annotation], label: str) -> None:
        """Give the annotations in question, which have one label, a label; that one accepts or removes them."""
        current, is_relabelled = annotations[0], annotations[0].label != label
        is_proposed = any(each.decision is Decision.PROPOSED for each in annotations)
        if is_relabelled:
            relabelled = (tagging.relabel(work.authorship, each, label, labels=self._labels) for each in annotations)
            is_done = self._recorder.record(join(chain.from_iterable(relabelled)))
        elif is_proposed:
            is_done = self._reviewer.accept_these(annotations)
        else:
            removed = (tagging.delete(work.authorship, each) for each in annotations)
            is_done = self._recorder.record(join(chain.from_iterable(removed)))
        if not is_done:
            return
        if len(annotations) > 1 and (is_relabelled or not is_proposed):
            if is_relabelled:
                self._say(counted(len(annotations), "Relabelled {number} mention.", "Relabelled {number} mentions."))
            else:
                self._say(counted(len(annotations), "Removed {number} mention.", "Removed {number} mentions."))
        if (is_relabelled or is_proposed) and self._labels.named(label).is_commitment:
            # The analyst named the type: its roles are what the next keys are for, as after a new commitment.
            self._recorder.choose(work.current_key(current))
        elif is_proposed or self._subject.is_card:
            self._reviewer.go_on(current)

    def _is_of_another_kind(self, current: Annotation, label: str) -> bool:
        return self._labels.kind_of(current) != self._labels.named(label).frame
