"""One article's differences being settled: what each answer leaves in the result layer, and how far one has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.adjudication import Difference, adjudicate, adopt_agreed, find_differences
from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision
from reader.operations import Desk, Kind, Operation, encode, join, operation
from reader.pairing import is_commitment
from reader.store.workspace import Workspace

AGREED = "all agree"
"""In whose name goes into the result what nobody differs on, so that undo, which is for one's own, leaves it there."""


class Settling:
    """The differences between layers of an article and the result made of them; every answer is on disk at once."""

    def __init__(
        self, workspace: Workspace, article: Article, layers: Sequence[str], *, result: str, labels: LabelSet
    ) -> None:
        self.article = article
        self.layers = tuple(layers)
        self.labels = labels
        self._workspace = workspace
        self._desk = workspace.desk(article.id, result)
        said = {name: workspace.annotations(article.id, name) for name in layers}
        every = find_differences(said, labels=labels)
        self.differences: tuple[Difference, ...] = tuple(each for each in every if not each.is_agreed)
        """What is to be settled, in text order."""
        self._slot_of = {each: _slot(self._desk, each) for each in every}
        self._about_slot = {slot: each for each, slot in self._slot_of.items()}
        self.result: tuple[Annotation, ...] = self._read()
        """The result layer as it is, rejections included."""
        agreed = adopt_agreed(Desk(article.id, result, AGREED), every, self.result)
        if agreed:
            workspace.apply(agreed)
            self.result = self._read()

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
        steps = (*adjudicate(self._desk, difference, self.result, *answer), *self._remove_stale(difference))
        if not steps:
            return ()
        try:
            return self._workspace.apply(join(steps))
        finally:
            # Unwritten operations are kept as well, and played over what is stored.
            self.result = self._read()

    def undo(self) -> Difference | None:
        """Take back the last answer; gives what it was about, None where nothing is left to take back."""
        return self._about(self._workspace.undo(self._desk.article, self._desk.layer))

    def redo(self) -> Difference | None:
        """Settle again what was taken back last."""
        return self._about(self._workspace.redo(self._desk.article, self._desk.layer))

    def count(self) -> tuple[int, int]:
        """How many differences are settled, and how many there are."""
        settled = self._settled()
        return sum(self._slot_of[each] in settled for each in self.differences), len(self.differences)

    def next_open(self, at: int, count: int = 1) -> int | None:
        """The index of the next difference that is not settled after an index, or before it, round the end."""
        many, settled = len(self.differences), self._settled()
        order = ((at + count * step) % many for step in range(1, many + 1))
        return next((index for index in order if self._slot_of[self.differences[index]] not in settled), None)

    def _settled(self) -> set[str]:
        return {_slot_in(each.key) for each in self.result}

    def _about(self, operations: Iterable[Operation]) -> Difference | None:
        self.result = self._read()
        slots = [_slot_in(each.key) for each in operations]
        return next((self._about_slot[slot] for slot in slots if slot in self._about_slot), None)

    def _read(self) -> tuple[Annotation, ...]:
        return self._workspace.annotations(self._desk.article, self._desk.layer)

    def _remove_stale(self, difference: Difference) -> list[Operation]:
        wanted = is_commitment(difference.said[0], self.labels)
        return [
            operation(self._desk, Kind.REMOVE, each.key, encode(each), None)
            for each in self.result
            if each.span.overlaps(difference.span)
            and _slot_in(each.key)
            and _slot_in(each.key) not in self._about_slot
            and is_commitment(each, self.labels) is wanted
        ]


def _slot(desk: Desk, difference: Difference) -> str:
    """The name under which answers to a difference are kept; what was put there by other means has none."""
    (step, *_) = adjudicate(desk, difference, ())
    return _slot_in(step.key)


def _slot_in(key: str) -> str:
    return key.rpartition("-")[0]
