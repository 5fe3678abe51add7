"""Defines an operation: one recorded change to one annotation or mark of one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import uuid4

from reader.model import Annotation, Span


class OperationKind(StrEnum):
    """The kinds of change that an operation makes."""

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

    OUTCOME = "outcome"
    """What became of a commitment."""
    OUTCOME_NOTE = "outcome note"
    EVIDENCE = "evidence"
    """A place in another article that shows what became of a commitment."""
    ENTRY = "entry"
    """The ledger entry to which a commitment belongs, with others that report the same one."""
    ALIAS = "alias"
    """The group of names to which a name belongs."""


COMMITMENT_KINDS = frozenset(
    {OperationKind.OUTCOME, OperationKind.OUTCOME_NOTE, OperationKind.EVIDENCE, OperationKind.ENTRY}
)
"""The kinds of mark that say something of a commitment; the annotation's key is in their key."""
LEDGER_KINDS = COMMITMENT_KINDS | {OperationKind.ALIAS}
"""The kinds of mark that hold for the whole library, and not for the reading of one article."""
MARK_KINDS = LEDGER_KINDS | {
    OperationKind.FLAG,
    OperationKind.BOOKMARK,
    OperationKind.TAG,
    OperationKind.REMARK,
    OperationKind.POSITION,
}
"""The kinds that change marks on the article; the others change one of its annotations."""
NOT_UNDONE = frozenset({OperationKind.POSITION, OperationKind.CARRY})
"""The kinds that undo skips: an analyst wants to undo neither a move of the caret nor a change of the file."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """The article and the layer being worked on, and the analyst at work."""

    article: str
    """The article's id."""
    layer: str
    """The layer's name; an analyst's own layer has the analyst's name."""
    who: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The span and the label that an annotator had proposed before the analyst decided."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class KeptAnnotation:
    """An annotation as a layer keeps it."""

    annotation: Annotation
    proposed: Proposed | None = None
    """The proposal, if the analyst decided on one."""

    def at(self, key: str) -> Annotation:
        """The annotation under the key by which it is kept."""
        return self.annotation if self.annotation.key == key else replace(self.annotation, key=key)


Value: TypeAlias = KeptAnnotation | str | int
"""The value before or after an operation: an annotation, or the value of a mark. It becomes JSON only in the store."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change, as the journal keeps it; the journal only ever grows."""

    id: str
    """A unique name; an operation that is recorded twice is kept once."""
    article: str
    layer: str
    who: str
    when: str
    """UTC, ISO 8601 with microseconds."""
    kind: OperationKind
    key: str
    """The annotation's key, or the name of a mark among those of its kind, such as the tag itself."""
    before: Value | None
    """The value before the change, None where there was none."""
    after: Value | None
    """The value after the change, None where none is left."""
    batch: str
    """The name of the action; operations with the same name are undone together."""
    undoes: str = ""
    """The batch that this one takes back; a redo takes back an undo. Operations that carry annotations over name the
    earlier article here, and so are never undone themselves."""
    sequence: int = field(default=0, compare=False)
    """Its number in the journal, from 1; 0 before it is recorded."""

    @property
    def is_mark(self) -> bool:
        """Whether it changes a mark on the article, and not an annotation."""
        return self.kind in MARK_KINDS


def new_id() -> str:
    """A unique name."""
    return uuid4().hex


def now() -> str:
    """The present time in UTC, in ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def operation(
    authorship: Authorship,
    kind: OperationKind,
    key: str,
    before: Value | None,
    after: Value | None,
    *,
    undoes: str = "",
) -> Operation:
    """A new operation, now, in a batch of its own."""
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
        new_id(),
        undoes,
    )


def join(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """The operations as one action, so that they are undone together."""
    batch = new_id()
    return tuple(replace(each, batch=batch) for each in operations)
