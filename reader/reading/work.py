"""Records one analyst's actions in one article in the workspace, and shows their result.

The engine's proposals are made again in every run and never stored; decisions on them are stored. Both are shown,
merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.comparing.other_layers import OtherLayers
from reader.errors import RefusedError, StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import ReadingState, play_marks
from reader.journal.operations import NOT_UNDONE, Authorship, KeptAnnotation, Operation
from reader.journal.replay import find_to_take_back, invert, is_undo
from reader.journal.tagging import Lost
from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision
from reader.reading import proposals
from reader.reading.opened import Opened, look_up, read_again
from reader.reading.session import Session
from reader.store.workspace import Workspace
from reader.store.writer import MOMENT, Operations, Task, Writer


class Work:
    """An analyst's work in the article of a session.

    Every action is on disk before it is shown. With a writer, an action that takes longer than a moment is shown before
    that, and counts as `under_way` until it is on disk.
    """

    def __init__(
        self,
        session: Session,
        workspace: Workspace,
        labels: LabelSet,
        *,
        opened: Opened | None = None,
        with_others: bool = False,
        writer: Writer | None = None,
        on_written: Callable[[Work, Task[Operations]], None] | None = None,
    ) -> None:
        """Take what was looked up before (`opened`), or look it up now; the writer's thread calls `on_written` when an
        action that took longer than a moment is done."""
        opened = opened or look_up(workspace, session.article, with_others=with_others)
        self.session = session
        self.workspace = workspace
        self.labels = labels
        self.earlier = opened.earlier
        """The id of an earlier text of the same file, if the file has changed."""
        self.authorship: Authorship = opened.authorship
        self._writer = writer
        self._on_written = on_written
        self._tail: list[Operation] = []
        """The analyst's actions in this article since it was opened, as far back as an undo may reach."""
        self._held_by: Task[Operations] | None = None
        """The undo whose effect is not known yet."""
        self._proposals: tuple[Annotation, ...] = session.overlay.every
        self._ever_lost: dict[str, Lost] = {}
        self._seen = self._reached = opened.latest
        """The highest numbers of an operation that was seen, and of one that is known to have been recorded."""
        self.state: ReadingState = opened.state
        """The flag, bookmarks, tags and note of the article, and the last place of the caret."""
        self.lost: tuple[Lost, ...] = opened.lost
        """The annotations that lost their place when the file changed, and have no new one and were not dismissed."""
        self._show_opened(opened)

    @property
    def decided(self) -> tuple[Annotation, ...]:
        """The analyst's annotations and decisions, rejections included."""
        return tuple(self._decided.values())

    @property
    def shows_others(self) -> bool:
        """Whether other analysts' annotations are shown among the proposals."""
        return self._others is not None

    def show_others(self, wanted: bool) -> None:
        """Show or hide other analysts' annotations among the proposals."""
        self.catch_up()
        self._others = OtherLayers(self.workspace, self.authorship) if wanted else None
        self._show()

    @property
    def decisions(self) -> int:
        """How many proposals the analyst has decided on."""
        # A note on an open proposal stores it without deciding on it.
        return sum(self._decided[key].decision is not Decision.PROPOSED for key in self._proposed)

    def propose(self, annotations: Iterable[Annotation]) -> None:
        """Show the engine's new proposals, except those on which there is a decision."""
        self._proposals = tuple(annotations)
        self._show()

    @property
    def under_way(self) -> int:
        """The number of actions that are not on disk yet."""
        return self._writer.under_way if self._writer is not None else 0

    @property
    def is_held(self) -> bool:
        """Whether no action is possible before the effect of an undo is known."""
        return self._held_by is not None and not self._held_by.is_done

    def do(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        """Record an action and show it; StoreError if it could not be written, which says where it is kept."""
        if not operations:
            return ()
        if self._writer is not None:
            task = self._writer.apply(operations)
            if not task.wait(MOMENT, self._report_late):
                return self._take(operations)
            done, error = task.result or (), task.error
        else:
            done, error = _attempt(lambda: self.workspace.apply(operations))
        if not isinstance(error, RefusedError):
            # Unwritten operations are kept as well, and played over what is stored.
            self._take(operations)
        if error is not None:
            raise error
        self._reach(done)
        return done

    def undo(self) -> tuple[Operation, ...] | None:
        """Undo the last action, and show that; None if it is not known yet which action that was."""
        return self._take_back(again=False)

    def redo(self) -> tuple[Operation, ...] | None:
        """Redo the action that was undone last, and show that; None if it is not known yet which action that was."""
        return self._take_back(again=True)

    def _take_back(self, *, again: bool) -> tuple[Operation, ...] | None:
        expected = self._expect(again=again)
        if self._writer is None:
            take_back = self.workspace.redo if again else self.workspace.undo
            done, error = _attempt(lambda: take_back(self.authorship.article, expected=expected))
        else:
            ask = self._writer.redo if again else self._writer.undo
            task = ask(self.authorship.article, expected)
            if not task.wait(MOMENT, self._report_late):
                self._held_by = None if expected else task
                return self._take(expected) if expected else None
            done, error = task.result or (), task.error
        if error is not None:
            if expected and not isinstance(error, RefusedError):
                self._take(expected)
            raise error
        return self._taken(done)

    def _expect(self, *, again: bool) -> tuple[Operation, ...]:
        """The operations expected of an undo or redo; none if the action is from before the article was opened."""
        batches = ((each.batch, each.undoes) for each in reversed(self._tail) if each.kind not in NOT_UNDONE)
        batch = find_to_take_back(batches, again=again)
        return invert((each for each in self._tail if each.batch == batch), who=self.authorship.who, again=again)

    def settle(self, task: Task[Operations]) -> None:
        """Take in the outcome of an action that took longer than a moment; raise the error with which it ended."""
        recorded = task.result or ()
        self._reach(recorded)
        as_expected = not isinstance(task.error, RefusedError)
        if task is self._held_by:
            self._held_by = None
            self._take(recorded)
        elif task.error is None:
            did, meant = ({(each.key, each.after) for each in some} for some in (recorded, task.operations))
            as_expected = did == meant
        if not as_expected:
            self._tail.clear()
            self._reload()
        self._show()
        if task.error is not None:
            raise task.error

    def _report_late(self, task: Task[Operations]) -> None:
        if self._on_written is not None:
            self._on_written(self, task)

    def has_news(self) -> bool:
        """Whether others have recorded anything since, or the workspace was replaced by a backup.

        Call this in another thread: a server that does not answer holds up only that thread.
        """
        return bool(self.workspace.changes_since(self._seen)) or self.workspace.latest() < self._reached

    def catch_up(self) -> tuple[Operation, ...]:
        """Show the operations that others, or the analyst in another window, have recorded since, and return them."""
        changes = self.workspace.changes_since(self._seen)
        if changes:
            self._seen = changes[-1].sequence
            self._reach(changes)
            mine = [
                each
                for each in changes
                if (each.article, each.layer) == (self.authorship.article, self.authorship.layer)
            ]
            is_others = self._others is not None and self._others.play(changes)
            if mine:
                self._taken(mine)
            elif is_others:
                self._show()
        return changes

    def take_in(self, operations: Sequence[Operation]) -> None:
        """Show operations that this program has recorded for several articles at once, if any are on this one."""
        if any(each.article == self.authorship.article for each in operations):
            self._taken(operations)

    def reload_if_replaced(self) -> bool:
        """Show the workspace's present content if it was replaced by a backup; return whether that has happened."""
        latest = self.workspace.latest()
        if latest >= self._reached:
            return False
        self._seen = self._reached = latest
        self._reload()
        return True

    def earlier_text(self) -> Article | None:
        """The file's earlier text, to be read beside the present one, as an article without a file of its own."""
        return replace(self.workspace.article(self.earlier), source="") if self.earlier else None

    def undecided(self) -> tuple[Annotation, ...]:
        """The proposals on which there is no decision, in reading order."""
        return tuple(each for each in self.session.overlay if each.decision is Decision.PROPOSED)

    def tagged(self, article: str) -> tuple[Annotation, ...]:
        """The analyst's annotations in an article of the workspace, without rejections."""
        stored = self.decided if article == self.authorship.article else self.workspace.annotations(article)
        return tuple(each for each in stored if each.decision is not Decision.REJECTED)

    def keep_position(self) -> None:
        """Record the place of the caret."""
        self.do(article_marks.keep_position(self.authorship, self.state, self.session.caret))

    def current_key(self, annotation: Annotation) -> str:
        """The key under which an annotation is stored, or will be once it is decided on."""
        return annotation.key or tagging.decision_key(self.authorship, annotation)

    def annotation(self, key: str) -> Annotation | None:
        """The stored annotation with a key."""
        return self._decided.get(key)

    def _reach(self, operations: Iterable[Operation]) -> None:
        self._reached = max((self._reached, *(each.sequence for each in operations)))

    def _taken(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        self._reach(operations)
        return self._take(operations)

    def _take(self, operations: Iterable[Operation]) -> tuple[Operation, ...]:
        operations = tuple(operations)
        own_layer = [
            each
            for each in operations
            if (each.article, each.layer) == (self.authorship.article, self.authorship.layer)
        ]
        if any(each.who == self.authorship.who for each in own_layer):
            # An action on many articles is undone in all of them.
            self._tail.extend(each for each in operations if each.who == self.authorship.who)
        for each in own_layer:
            if not each.is_mark:
                self._play(each)
        self.state = play_marks(self.state, own_layer)
        self._settle_lost(own_layer)
        self._show()
        return operations

    def _reload(self) -> None:
        self._show_opened(read_again(self.workspace, self.authorship.article, with_others=self._others is not None))

    def _show_opened(self, opened: Opened) -> None:
        self._decided = dict(opened.decided)
        self._proposed = dict(opened.proposed)
        self._others = opened.others
        self.state, self.lost = opened.state, opened.lost
        self._ever_lost.update((each.annotation.key, each) for each in self.lost)
        self._settle_lost(each for each in self.workspace.waiting if each.article == self.authorship.article)
        self._show()

    def _settle_lost(self, operations: Iterable[Operation]) -> None:
        """Remove lost annotations that got a place or were dismissed, or list them again if that was undone."""
        listed = {each.annotation.key: each for each in self.lost}
        for each in operations:
            if each.is_mark or each.key not in self._ever_lost:
                continue
            if is_undo(each.batch) and each.after is None:
                listed[each.key] = self._ever_lost[each.key]
            else:
                listed.pop(each.key, None)
        self.lost = tuple(sorted(listed.values(), key=lambda lost: lost.annotation.span.start))

    def _play(self, operation: Operation) -> None:
        key, after = operation.key, operation.after
        if not isinstance(after, KeptAnnotation):
            self._decided.pop(key, None)
            self._proposed.pop(key, None)
            return
        self._decided[key] = after.at(key)
        if after.proposed is not None:
            self._proposed[key] = after.proposed

    def _show(self) -> None:
        self.session.bookmarks = tuple(each.offset for each in self.state.bookmarks)
        self.session.unwritten = frozenset(each.key for each in self.workspace.under_way())
        chosen = self.session.chosen
        merged = proposals.merge(
            self.session.text, self._offered(), self.decided, proposed=self._proposed, labels=self.labels
        )
        self.session.annotate(merged)
        if chosen is not None and self.session.chosen is None:
            self.session.chosen = self._same(chosen)

    def _offered(self) -> tuple[Annotation, ...]:
        """The engine's proposals and other analysts' annotations; of equal ones, only the analysts' are taken."""
        others = self._others.proposals() if self._others is not None else ()
        if not others:
            return self._proposals
        known = {(each.span, each.label) for each in others}
        return (*(each for each in self._proposals if (each.span, each.label) not in known), *others)

    def _same(self, chosen: Annotation) -> Annotation | None:
        """The present form of an annotation that was decided on or changed."""
        key = self.current_key(chosen)
        return next((each for each in self.session.overlay if each.key == key), None)


def _attempt(work: Callable[[], Operations]) -> tuple[Operations, Exception | None]:
    try:
        return work(), None
    except StoreError as error:
        return (), error
