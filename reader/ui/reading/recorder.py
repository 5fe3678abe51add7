"""Records the actions of the other parts in the workspace, undoes and redoes them, and reports failures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import RefusedError, StoreError
from reader.journal.operations import KeptAnnotation, Operation
from reader.model import Decision
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent, Relisting
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Say
from reader.wording import say, sayable

if TYPE_CHECKING:
    from reader.reading.work import Work

_HELD = sayable(
    "Another program holds the workspace, and the undo waits for it. Until then you can read this article, "
    "but not change anything in it."
)


class Recorder:
    """Records actions, undoes them and redoes them."""

    def __init__(
        self,
        hand: ArticleInHand,
        changes: Changes,
        *,
        say: Say,
        report_unwritten: Callable[[StoreError], None],
        start_work_again: Callable[[], None],
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._say = say
        self._report_unwritten = report_unwritten
        """Reports why something could not be written, and where it is kept."""
        self._start_work_again = start_work_again

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {"tag.undo": partial(self._take_back, again=False), "tag.redo": partial(self._take_back, again=True)}

    def opened_work(self) -> Work | None:
        """The work in the article; while there is none, try again to open it, report that, and return None."""
        if self._hand.work is None:
            self._start_work_again()
        return self._hand.work

    def record(self, operations: Sequence[Operation]) -> bool:
        """Record an action and show it, or report why it cannot be written; return whether it took effect."""
        work = self.opened_work()
        if work is None or not operations:
            return False
        if work.is_held:
            self._say(say(_HELD), severity="warning")
            return False
        try:
            work.do(operations)
        except StoreError as error:
            self._report_unwritten(error)
            if isinstance(error, RefusedError):
                return False
        self._changes.note(Extent.MARKS, Relisting.SOON)
        return True

    def choose(self, key: str) -> None:
        """Go to the stored annotation with a key, unless it is rejected."""
        annotation = self._hand.work.annotation(key) if self._hand.work is not None else None
        if annotation is not None and annotation.decision is not Decision.REJECTED:
            self._hand.session.choose(annotation)
            self._changes.note(Extent.CARET)

    def go_where_it_was(self, taken: Sequence[Operation]) -> None:
        """Go to the place that an undo or redo has changed, even if only a proposal or nothing is left there."""
        session = self._hand.session
        changes = [each for each in taken if not each.is_mark and each.article == session.article.id]
        values = (value for each in changes for value in (each.after, each.before))
        kept = next((value for value in values if isinstance(value, KeptAnnotation)), None)
        if kept is None:
            return
        was = kept.proposed or kept.annotation
        if self._hand.work is not None and (now := self._hand.work.annotation(changes[0].key)) is not None:
            session.choose(now)
        else:
            at_span = (each for each in session.overlay.over(was.span) if each.span == was.span)
            same = next((each for each in at_span if each.label == was.label), None)
            if same is not None:
                session.choose(same)
            else:
                session.move_to(was.span.start)
        self._changes.note(Extent.CENTRED)

    def _take_back(self, *, again: bool) -> None:
        work = self.opened_work()
        if work is None:
            return
        if work.is_held:
            self._say(say(_HELD), severity="warning")
            return
        taken: Sequence[Operation] | None = None
        try:
            taken = work.redo() if again else work.undo()
        except StoreError as error:
            self._report_unwritten(error)
        else:
            if taken is not None and not taken:
                nothing = say("There is nothing to redo.") if again else say("There is nothing to undo.")
                self._say(nothing, severity="warning")
        self._changes.note(Extent.MARKS, Relisting.SOON)
        self.go_where_it_was(taken or ())
