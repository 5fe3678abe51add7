"""One article's differences being settled: what each answer leaves in the result layer, and how far one has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.comparing.adjudication import Difference, adjudicate, adopt_agreed, find_differences
from reader.comparing.pairing import is_commitment
from reader.journal.operations import Authorship, KeptAnnotation, Operation, OperationKind, join, operation
from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision
from reader.store.workspace import Workspace
from reader.store.writer import MOMENT, Operations, Task, Writer

AGREED = "all agree"
"""In whose name goes into the result what nobody differs on, so that undo, which is for one's own, leaves it there."""


class Settling:
    """The differences between layers of an article and the result made of them.

    Every answer is on disk when the call returns; with a writer it is `under_way` where that takes more than a moment.
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
        self.tell: Callable[[Task[Operations]], object] = lambda _: None
        """Called by the writer's thread when an answer that took longer than a moment is written."""
        self._held_by: Task[Operations] | None = None
        """The undo of which nobody knows yet what it takes back."""
        self.article = article
        self.labels = labels
        self._workspace = workspace
        self._authorship = workspace.authorship(article.id, result)
        self._wanted = tuple(layers)
        self.layers: tuple[str, ...] = ()
        """Those of the layers whose analyst has read the article."""
        self.differences: tuple[Difference, ...] = ()
        """What is to be settled, in text order."""
        self.result: tuple[Annotation, ...] = ()
        """The result layer as it is, rejections included."""
        self._seen = workspace.latest()
        self._compare()

    @property
    def who(self) -> str:
        """The analyst who settles."""
        return self._authorship.who

    def has_news(self) -> bool:
        """Whether others have recorded anything since; meant for another thread, since a server can be slow."""
        return bool(self._workspace.changes_since(self._seen))

    def catch_up(self) -> tuple[Operation, ...]:
        """What others have recorded in these layers since; the differences are found anew where there is anything."""
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
        """The index of a difference, found before the layers changed: of one about the same annotation, if any is."""
        about = _keys(difference)
        return next((at for at, each in enumerate(self.differences) if _keys(each) & about), None)

    def is_settled(self, difference: Difference) -> bool:
        """Whether the result says something of a difference, be it that nothing is there."""
        return self._slot_of[difference] in self._settled()

    def answer(self, difference: Difference) -> tuple[Annotation, ...]:
        """What the result says of a difference; nothing where it is open, or nothing is there."""
        slot = self._slot_of[difference]
        there = (each for each in self.result if each.decision is Decision.ACCEPTED)
        return tuple(each for each in there if _slot_in(each.key) == slot)

    def settle(self, difference: Difference, *answer: Annotation) -> tuple[Operation, ...]:
        """Let the result say this of a difference; StoreError where it cannot be written, which says where it is kept.

        What an earlier answer left there goes with it where the layers have changed since and nothing else answers for
        it any more.
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
            # Operations that are not written yet count as well, and are played over what is stored.
            self.result = self._read()

    def undo(self) -> Difference | None:
        """Take back the last answer; gives what it was about, None where nothing is left to take back."""
        return self._take_back(lambda: self._workspace.undo(self._authorship.article, self._authorship.layer))

    def redo(self) -> Difference | None:
        """Settle again what was taken back last."""
        return self._take_back(lambda: self._workspace.redo(self._authorship.article, self._authorship.layer))

    @property
    def is_held(self) -> bool:
        """Whether nothing can be settled here before it is known what an undo takes back."""
        return self._held_by is not None and not self._held_by.is_done

    @property
    def under_way(self) -> int:
        """How many answers are not on disk yet."""
        return self._writer.under_way if self._writer is not None else 0

    def take_in(self, task: Task[Operations]) -> None:
        """Take in what has become of an answer that took longer than a moment; the error it ended with is raised."""
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
        """What a task did; None where it takes longer than a moment."""
        if not task.wait(MOMENT, lambda task: self.tell(task)):
            return None
        if task.error is not None:
            raise task.error
        return task.result

    def count(self) -> tuple[int, int]:
        """How many differences are settled, and how many there are."""
        settled = self._settled()
        return sum(self._slot_of[each] in settled for each in self.differences), len(self.differences)

    def next_open(self, at: int, count: int = 1) -> int | None:
        """The index of the next difference that is not settled after an index, or before it, round the end."""
        many, settled = len(self.differences), self._settled()
        order = ((at + count * step) % many for step in range(1, many + 1))
        return next((index for index in order if self._slot_of[self.differences[index]] not in settled), None)

    def _compare(self) -> None:
        article = self.article.id
        there = self._workspace.readers(article)
        self.layers = tuple(each for each in self._wanted if each in there)
        said = {name: self._workspace.annotations(article, name) for name in self.layers}
        every = find_differences(said, labels=self.labels)
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
        """Take out of the result what all agreed on before they said anything else of it."""
        agreed = {self._slot_of[each] for each in every if each.is_agreed}
        taken = [(each.span, is_commitment(each.said[0], self.labels)) for each in every]
        for each in self.result:
            if each.source == AGREED and _slot_in(each.key) not in agreed:
                wanted = is_commitment(each, self.labels)
                if any(each.span.overlaps(span) and kind is wanted for span, kind in taken):
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
        wanted = is_commitment(difference.said[0], self.labels)
        return [
            operation(self._authorship, OperationKind.REMOVE, each.key, KeptAnnotation(each), None)
            for each in self.result
            if each.span.overlaps(difference.span)
            and _slot_in(each.key)
            and _slot_in(each.key) not in self._about_slot
            and is_commitment(each, self.labels) is wanted
        ]


def _slot(authorship: Authorship, difference: Difference) -> str:
    """The name under which answers to a difference are kept; what was put there by other means has none."""
    (step, *_) = adjudicate(authorship, difference, ())
    return _slot_in(step.key)


def _keys(difference: Difference) -> set[tuple[str, str]]:
    return {(layer, take.key) for layer, take in difference.takes if take is not None}


def _slot_in(key: str) -> str:
    return key.rpartition("-")[0]
