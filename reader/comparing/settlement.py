"""Settles the differences of one article: records answers in the result layer, undoes them, and counts the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.comparing.adjudication import Difference, adjudicate, adopt_agreed, find_differences
from reader.journal.operations import Authorship, KeptAnnotation, Operation, OperationKind, join, operation
from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision
from reader.store.workspace import Workspace
from reader.store.writer import MOMENT, Operations, Task, Writer

AGREED = "all agree"
"""The name in which agreed annotations are recorded in the result: undo takes back only an analyst's own actions."""


class Settlement:
    """The differences between the layers of an article, and the result layer that settles them.

    Every answer is on disk when the call returns; with a writer, an answer that takes longer than a moment is
    `under_way`.
    """

    def __init__(
        self,
        workspace: Workspace,
        article: Article,
        layers: Sequence[str],
        *,
        result: str,
        labels: LabelSet,
        writer: Writer | None = None,
    ) -> None:
        self._writer = writer
        self.on_written: Callable[[Task[Operations]], object] = lambda _: None
        """Called by the writer's thread when an answer that took longer than a moment is written."""
        self._held_by: Task[Operations] | None = None
        """An undo that is still under way, so that it is not known yet which answer it takes back."""
        self.article = article
        self.labels = labels
        self._workspace = workspace
        self._authorship = workspace.authorship(article.id, result)
        self._wanted = tuple(layers)
        self.layers: tuple[str, ...] = ()
        """The layers of those analysts who have read the article."""
        self.differences: tuple[Difference, ...] = ()
        """The differences to settle, in text order."""
        self.result: tuple[Annotation, ...] = ()
        """The annotations of the result layer, including rejected ones."""
        self._seen = workspace.latest()
        self._compare()

    @property
    def who(self) -> str:
        """The name of the analyst who settles the differences."""
        return self._authorship.who

    def has_news(self) -> bool:
        """Whether other processes have recorded anything since; call it in a thread, since a server can be slow."""
        return bool(self._workspace.changes_since(self._seen))

    def catch_up(self) -> tuple[Operation, ...]:
        """The operations that others have recorded in these layers since; if any, the differences are found again."""
        changes = self._workspace.changes_since(self._seen)
        if not changes:
            return ()
        self._seen = changes[-1].sequence
        layers = {*self._wanted, self._authorship.layer}
        here = tuple(each for each in changes if each.article == self.article.id and each.layer in layers)
        if here:
            self._compare()
        return here

    def find(self, difference: Difference) -> int | None:
        """The index of the difference that has an annotation in common with one found earlier, or None."""
        about = _keys(difference)
        return next((at for at, each in enumerate(self.differences) if _keys(each) & about), None)

    def is_settled(self, difference: Difference) -> bool:
        """Whether the result has an answer to a difference, even the answer that nothing is there."""
        return self._slot_of[difference] in self._settled()

    def answer(self, difference: Difference) -> tuple[Annotation, ...]:
        """The annotations that answer a difference; empty if it is open, or if the answer is that nothing is there."""
        slot = self._slot_of[difference]
        there = (each for each in self.result if each.decision is Decision.ACCEPTED)
        return tuple(each for each in there if _slot_in(each.key) == slot)

    def settle(self, difference: Difference, *answer: Annotation) -> tuple[Operation, ...]:
        """Record the answer to a difference; StoreError if it cannot be written, with the place where it is kept.

        The annotations of an earlier answer are removed, even if the layers have changed since and no present
        difference has that answer any more.
        """
        steps = (*adjudicate(self._authorship, difference, self.result, *answer), *self._remove_stale(difference))
        if not steps:
            return ()
        joined = join(steps)
        try:
            if self._writer is None:
                return self._workspace.apply(joined)
            return self._wait(self._writer.apply(joined)) or joined
        finally:
            # Operations that are not written yet count as well: they are applied to the stored annotations.
            self.result = self._read()

    def undo(self) -> Difference | None:
        """Undo the last answer and return its difference; None where nothing is left to undo."""
        return self._take_back(lambda: self._workspace.undo(self._authorship.article, self._authorship.layer))

    def redo(self) -> Difference | None:
        """Redo the answer that was undone last, and return its difference; None where there is none."""
        return self._take_back(lambda: self._workspace.redo(self._authorship.article, self._authorship.layer))

    @property
    def is_held(self) -> bool:
        """Whether answers have to wait until an undo that is under way is done."""
        return self._held_by is not None and not self._held_by.is_done

    @property
    def under_way(self) -> int:
        """The number of answers that are not on disk yet."""
        return self._writer.under_way if self._writer is not None else 0

    def take_in(self, task: Task[Operations]) -> None:
        """Take in the result of an answer that took longer than a moment; raise the error if it failed."""
        self.result = self._read()
        if task.error is not None:
            raise task.error

    def _take_back(self, work: Callable[[], Operations]) -> Difference | None:
        if self._writer is None:
            return self._about(work())
        task = self._writer.ask(work)
        done = self._wait(task)
        self._held_by = None if task.is_done else task
        return self._about(done or ())

    def _wait(self, task: Task[Operations]) -> Operations | None:
        """The operations that a task did; None if it takes longer than a moment."""
        if not task.wait(MOMENT, lambda task: self.on_written(task)):
            return None
        if task.error is not None:
            raise task.error
        return task.result

    def count(self) -> tuple[int, int]:
        """How many differences are settled, and how many there are."""
        settled = self._settled()
        return sum(self._slot_of[each] in settled for each in self.differences), len(self.differences)

    def next_open(self, at: int, count: int = 1) -> int | None:
        """The index of the next open difference after an index, or with count -1 before it, going round at the end."""
        many, settled = len(self.differences), self._settled()
        order = ((at + count * step) % many for step in range(1, many + 1))
        return next((index for index in order if self._slot_of[self.differences[index]] not in settled), None)

    def _compare(self) -> None:
        article = self.article.id
        there = self._workspace.readers(article)
        self.layers = tuple(each for each in self._wanted if each in there)
        layers = {name: self._workspace.annotations(article, name) for name in self.layers}
        every = find_differences(layers, labels=self.labels)
        self.differences = tuple(each for each in every if not each.is_agreed)
        self._slot_of = {each: _slot(self._authorship, each) for each in every}
        self._about_slot = {slot: each for each, slot in self._slot_of.items()}
        self.result = self._read()
        authorship = Authorship(article, self._authorship.layer, AGREED)
        agreed = (*self._withdraw(authorship, every), *adopt_agreed(authorship, every, self.result))
        if agreed:
            self._workspace.apply(join(agreed))
            self.result = self._read()

    def _withdraw(self, authorship: Authorship, every: Iterable[Difference]) -> Iterator[Operation]:
        """Remove annotations from the result that all agreed on once, but no longer do."""
        agreed = {self._slot_of[each] for each in every if each.is_agreed}
        taken = [(each.span, self.labels.kind_of(each.variants[0])) for each in every]
        for each in self.result:
            if each.source == AGREED and _slot_in(each.key) not in agreed:
                wanted = self.labels.kind_of(each)
                if any(each.span.overlaps(span) and kind == wanted for span, kind in taken):
                    yield operation(authorship, OperationKind.REMOVE, each.key, KeptAnnotation(each), None)

    def _settled(self) -> set[str]:
        return {_slot_in(each.key) for each in self.result}

    def _about(self, operations: Iterable[Operation]) -> Difference | None:
        self.result = self._read()
        slots = [_slot_in(each.key) for each in operations]
        return next((self._about_slot[slot] for slot in slots if slot in self._about_slot), None)

    def _read(self) -> tuple[Annotation, ...]:
        return self._workspace.annotations(self._authorship.article, self._authorship.layer)

    def _remove_stale(self, difference: Difference) -> list[Operation]:
        wanted = self.labels.kind_of(difference.variants[0])
        return [
            operation(self._authorship, OperationKind.REMOVE, each.key, KeptAnnotation(each), None)
            for each in self.result
            if each.span.overlaps(difference.span)
            and _slot_in(each.key)
            and _slot_in(each.key) not in self._about_slot
            and self.labels.kind_of(each) == wanted
        ]


def _slot(authorship: Authorship, difference: Difference) -> str:
    """The prefix of the keys of answers to a difference; annotations that came by other means do not have it."""
    (step, *_) = adjudicate(authorship, difference, ())
    return _slot_in(step.key)


def _keys(difference: Difference) -> set[tuple[str, str]]:
    return {(layer, take.key) for layer, take in difference.takes if take is not None}


def _slot_in(key: str) -> str:
    return key.rpartition("-")[0]
