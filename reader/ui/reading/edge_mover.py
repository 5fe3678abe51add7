"""Moves the edges of an annotation, or of the filler of a role, by a word or to whole words."""

from __future__ import annotations

from functools import partial

from reader.journal import tagging
from reader.journal.tagging import Lost
from reader.reading.edges import move_edge
from reader.reading.whole_words import trim, turn_words, words_at
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Say
from reader.ui.reading.recorder import Recorder
from reader.wording import say


class EdgeMover:
    """Moves edges, and gives a place to annotations that lost theirs."""

    def __init__(self, hand: ArticleInHand, changes: Changes, recorder: Recorder, *, say: Say) -> None:
        self._hand = hand
        self._changes = changes
        self._recorder = recorder
        self._say = say

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {
            "select.words": self.turn_words,
            "tag.left_edge_left": partial(self._move, left_edge=True, leftwards=True),
            "tag.left_edge_right": partial(self._move, left_edge=True, leftwards=False),
            "tag.right_edge_left": partial(self._move, left_edge=False, leftwards=True),
            "tag.right_edge_right": partial(self._move, left_edge=False, leftwards=False),
        }

    def turn_words(self) -> None:
        """Extend the selection, the annotation or the filler of the role being filled to whole words.

        Pressed again, it strips the proclitics, then ال, and then takes the punctuation that touches the words.
        """
        work, session, picking = self._hand.work, self._hand.session, self._hand.pending.picking
        selection, current = session.selection, session.current
        if picking is not None and selection.is_caret and work is not None:
            commitment = work.annotation(picking.key) or picking.commitment
            if filler := commitment.role(picking.role.name):
                turned = turn_words(filler, session.text)
                self._recorder.record(tagging.fill_role(work.authorship, commitment, picking.role.name, turned))
                return
        if selection.is_caret:
            span = current.span if current else words_at(session.text, session.caret)
        else:
            span = selection.span
        if span is None:
            return
        wanted = turn_words(span, session.text)
        if selection.is_caret and current is not None and work is not None:
            self._recorder.record(tagging.resize(work.authorship, current, wanted))
        else:
            session.select(wanted)
            self._changes.note(Extent.CARET)

    def settle_lost(self, lost: Lost, *, dismissed: bool) -> None:
        """Put a lost annotation over the selection or the word under the caret, or dismiss it."""
        work, session = self._recorder.opened_work(), self._hand.session
        if work is None:
            return
        selection = session.selection
        span = words_at(session.text, session.caret) if selection.is_caret else trim(selection.span, session.text)
        if dismissed:
            self._recorder.record(tagging.dismiss(work.authorship, lost.annotation))
        elif span:
            self._recorder.record(tagging.put(work.authorship, lost.annotation, span))
            self._recorder.choose(lost.annotation.key)
        else:
            self._say(say("There is no word under the caret for the annotation."), severity="warning")

    def _move(self, *, left_edge: bool, leftwards: bool) -> None:
        """Move an edge by a word: of the annotation under the caret, or of the filler of the role being filled."""
        work, session, picking = self._recorder.opened_work(), self._hand.session, self._hand.pending.picking
        if work is None:
            return
        current = session.current
        commitment = (work.annotation(picking.key) or picking.commitment) if picking else None
        filler = commitment.role(picking.role.name) if commitment and picking else None
        span = filler if filler is not None else current.span if current is not None else None
        if span is None:
            return
        # In right-to-left text the end is at the left.
        is_rtl = session.layout.line(session.layout.place_of(span.start)).base == "rtl"
        end, forward = left_edge is is_rtl, leftwards is is_rtl
        wanted = move_edge(session.text, span, end=end, forward=forward, by_letter=False)
        if wanted == span:
            return
        if filler is not None and commitment and picking:
            self._recorder.record(tagging.fill_role(work.authorship, commitment, picking.role.name, wanted))
        elif current is not None:
            self._recorder.record(tagging.resize(work.authorship, current, wanted))
