"""What one analyst does in one article: actions go to the workspace, and what they add up to is shown.

The engine's proposals are made anew at every run and never stored; decisions on them are. Both are shown, merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

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
    """A session's article in a workspace.

    Every action is on disk before it is shown. With a writer, one that takes longer than a moment is shown before, and
    is `under_way` until it is there.
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
        tell: Callable[[Work, Task[Operations]], None] | None = None,
    ) -> None:
        """What is `opened` was looked up before, else it is now; `tell` is called by the writer's thread when what took
        longer than a moment is done."""
        opened = opened or look_up(workspace, session.article, with_others=with_others)
        self.session = session
        self.workspace = workspace
        self.labels = labels
        self.earlier = opened.earlier
        """The id of an earlier text of the same file, if the file has changed."""
        self.authorship: Authorship = opened.authorship
        self._writer = writer
        self._tell = tell
        self._tail: list[Operation] = []
        """What the analyst has done in this article since it was opened, as far as an undo may reach."""
        self._held_by: Task[Operations] | None = None
        """The undo of which nobody knows yet what it takes back."""
        self._proposals: tuple[Annotation, ...] = session.overlay.every
        self._ever_lost: dict[str, Lost] = {}
        self._seen = self._reached = opened.latest
        """The highest number of an operation that was seen, and of one that is known to have been recorded."""
        self.state: ReadingState = opened.state
        """Flag, bookmarks, tags, the note on the article, and where the caret was."""
        self.lost: tuple[Lost, ...] = opened.lost
        """What found no place when the file changed, and was neither put anywhere nor dismissed since."""
        self._show_opened(opened)

    @property
    def decided(self) -> tuple[Annotation, ...]:
        """What the analyst has said, rejections included."""
        return tuple(self._decided.values())

    @property
    def shows_others(self) -> bool:
        """Whether what other analysts have said of the article is shown among the proposals."""
        return self._others is not None

    def show_others(self, wanted: bool) -> None:
        """Show what other analysts have said among the proposals, or show it no longer."""
        self.catch_up()
        self._others = OtherLayers(self.workspace, self.authorship) if wanted else None
        self._show()

    def propose(self, annotations: Iterable[Annotation]) -> None:
        """Show what the engine proposes now, as far as nothing has been decided on it."""
        self._proposals = tuple(annotations)
        self._show()

    @property
    def under_way(self) -> int:
        """How many actions are shown, or waited for, that are not on disk yet."""
        return self._writer.under_way if self._writer is not None else 0

    @property
    def is_held(self) -> bool:
        """Whether nothing can be done here before it is known what an undo takes back."""
        return self._held_by is not None and not self._held_by.is_done

    def do(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        """Record an action and show it; StoreError where it could not be written, which says where it is kept."""
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
        """Take back the last action, and show it; None where it is not known yet what that was."""
        return self._take_back(again=False)

    def redo(self) -> tuple[Operation, ...] | None:
        """Do again what was undone last, and show it; None where it is not known yet what that was."""
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
        """What an undo or redo will do; nothing where it reaches back to before the article was opened."""
        batches = ((each.batch, each.undoes) for each in reversed(self._tail) if each.kind not in NOT_UNDONE)
        batch = find_to_take_back(batches, again=again)
        return invert((each for each in self._tail if each.batch == batch), who=self.authorship.who, again=again)

    def settle(self, task: Task[Operations]) -> None:
        """Take in what has become of an action that took longer than a moment; the error it ended with is raised."""
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
        if self._tell is not None:
            self._tell(self, task)

    def has_news(self) -> bool:
        """Whether others have recorded anything since, or a backup was put in the workspace's place.

        Meant for another thread: a server that does not answer holds up nothing but that.
        """
        return bool(self.workspace.changes_since(self._seen)) or self.workspace.latest() < self._reached

    def catch_up(self) -> tuple[Operation, ...]:
        """What others, or the analyst in another window, have recorded since, shown at once as far as it is here."""
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

    def reload_if_replaced(self) -> bool:
        """Show what the workspace holds now if a backup was put in its place; whether that has happened."""
        latest = self.workspace.latest()
        if latest >= self._reached:
            return False
        self._seen = self._reached = latest
        self._reload()
        return True

    def earlier_text(self) -> Article | None:
        """The file's earlier text, to be read beside the present one; it stands for no file itself."""
        return replace(self.workspace.article(self.earlier), source="") if self.earlier else None

    def undecided(self) -> tuple[Annotation, ...]:
        """The proposals nobody has decided on, in reading order."""
        return tuple(each for each in self.session.overlay if each.decision is Decision.PROPOSED)

    def tagged(self, article: str) -> tuple[Annotation, ...]:
        """What the analyst has tagged in an article of the workspace, rejections aside."""
        stored = self.decided if article == self.authorship.article else self.workspace.annotations(article)
        return tuple(each for each in stored if each.decision is not Decision.REJECTED)

    def keep_position(self) -> None:
        """Remember where the caret is."""
        self.do(article_marks.keep_position(self.authorship, self.state, self.session.caret))

    def current_key(self, annotation: Annotation) -> str:
        """The key under which an annotation is stored, or will be once it is decided on."""
        return annotation.key or tagging.decision_key(self.authorship, annotation)

    def annotation(self, key: str) -> Annotation | None:
        """The stored annotation of that key."""
        return self._decided.get(key)

    def _reach(self, operations: Iterable[Operation]) -> None:
        self._reached = max((self._reached, *(each.sequence for each in operations)))

    def _taken(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        self._reach(operations)
        return self._take(operations)

    def _take(self, operations: Iterable[Operation]) -> tuple[Operation, ...]:
        operations = tuple(operations)
        here = [
            each
            for each in operations
            if (each.article, each.layer) == (self.authorship.article, self.authorship.layer)
        ]
        if any(each.who == self.authorship.who for each in here):
            # An action on many articles is taken back in all of them.
            self._tail.extend(each for each in operations if each.who == self.authorship.who)
        for each in here:
            if not each.is_mark:
                self._play(each)
        self.state = play_marks(self.state, here)
        self._settle_lost(here)
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
        """What was put somewhere or dismissed is listed no longer, until that is undone."""
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
        self.session.unwritten = frozenset(each.key for each in self.workspace.under_way())
        chosen = self.session.chosen
        merged = proposals.merge(
            self.session.text, self._offered(), self.decided, proposed=self._proposed, labels=self.labels
        )
        self.session.annotate(merged)
        if chosen is not None and self.session.chosen is None:
            self.session.chosen = self._same(chosen)

    def _offered(self) -> tuple[Annotation, ...]:
        """The engine's proposals and what others have said; what both have comes from the others."""
        said = self._others.proposals() if self._others is not None else ()
        if not said:
            return self._proposals
        known = {(each.span, each.label) for each in said}
        return (*(each for each in self._proposals if (each.span, each.label) not in known), *said)

    def _same(self, chosen: Annotation) -> Annotation | None:
        """What has become of an annotation that was decided on or changed."""
        key = self.current_key(chosen)
        return next((each for each in self.session.overlay if each.key == key), None)


def _attempt(work: Callable[[], Operations]) -> tuple[Operations, Exception | None]:
    try:
        return work(), None
    except StoreError as error:
        return (), error


def place_of(paths: Sequence[str]) -> Path:
    """The workspace for what the user opened: that of the one folder, else that of the first file."""
    from reader.store.location import where

    local = [path for path in paths if "://" not in path]
    return where(local[0] if local else "-")
