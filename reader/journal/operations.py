"""What an operation is: one recorded change to one annotation or mark of one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import uuid4

from reader.model import Annotation, Span


class OperationKind(StrEnum):
    """What an operation does."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    ACCEPT = "accept"
    REJECT = "reject"
    NOTE = "note"
    CARRY = "carry"
    """An annotation re-anchored from an earlier version of the article."""

    FLAG = "flag"
    BOOKMARK = "bookmark"
    TAG = "tag"
    REMARK = "remark"
    """A note on the article itself."""
    POSITION = "position"


MARK_KINDS = frozenset(
    {OperationKind.FLAG, OperationKind.BOOKMARK, OperationKind.TAG, OperationKind.REMARK, OperationKind.POSITION}
)
"""The kinds that are about the article; the others are about one of its annotations."""
NOT_UNDONE = frozenset({OperationKind.POSITION, OperationKind.CARRY})
"""The kinds that undo passes over: nobody means to take back having scrolled, or the article having changed."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """Whose hand works on which layer of which article."""

    article: str
    """The article's id."""
    layer: str
    """The layer worked on; an analyst's own is called by the analyst's name."""
    who: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an annotator had proposed before the analyst decided."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class KeptAnnotation:
    """An annotation as a layer keeps it."""

    annotation: Annotation
    proposed: Proposed | None = None
    """What had been proposed, where an analyst has decided on a proposal."""

    def at(self, key: str) -> Annotation:
        """The annotation under the key by which it is kept."""
        return self.annotation if self.annotation.key == key else replace(self.annotation, key=key)


Value: TypeAlias = KeptAnnotation | str | int
"""What an operation finds or leaves: an annotation, or what a mark says. It is JSON only where it is kept."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change, as the journal keeps it; operations are only ever added."""

    id: str
    """Unique; recording the same operation twice records it once."""
    article: str
    layer: str
    who: str
    when: str
    """UTC, ISO 8601 with microseconds."""
    kind: OperationKind
    key: str
    """The annotation's key; for a mark its name among its kind, such as the tag itself."""
    before: Value | None
    """The value before the change, None where there was none."""
    after: Value | None
    """The value after the change, None where none is left."""
    batch: str
    """Shared by the operations of one action, which are undone together."""
    undoes: str = ""
    """The batch that this one takes back; a redo takes back an undo. What was carried over names the earlier article,
    and so is never undone itself."""
    sequence: int = field(default=0, compare=False)
    """Its place in the journal, from 1; 0 where it is not recorded."""

    @property
    def is_mark(self) -> bool:
        """Whether it is about the article, not about one annotation."""
        return self.kind in MARK_KINDS


def new_id() -> str:
    """A name nothing else has."""
    return uuid4().hex


def now() -> str:
    """This moment in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def operation(
    authorship: Authorship,
    kind: OperationKind,
    key: str,
    before: Value | None,
    after: Value | None,
    *,
    batch: str = "",
    undoes: str = "",
) -> Operation:
    """A new operation, now; without a batch it is one of its own."""
    return Operation(
        new_id(),
        authorship.article,
        authorship.layer,
        authorship.who,
        now(),
        kind,
        key,
        before,
        after,
        batch or new_id(),
        undoes,
    )


def join(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """The operations as one action, undone together."""
    batch = new_id()
    return tuple(replace(each, batch=batch) for each in operations)
