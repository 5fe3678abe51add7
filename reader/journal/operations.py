"""What an operation is: one recorded change to one annotation or mark of one article, and its form as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast
from uuid import uuid4

from reader.model import Annotation, Decision, Span


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
    before: str | None
    """The value as JSON before the change, None where there was none."""
    after: str | None
    """The value as JSON after the change, None where none is left."""
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
    before: str | None,
    after: str | None,
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
    """The operations as one action, undone together."""
    batch = new_id()
    return tuple(replace(each, batch=batch) for each in operations)


def to_json(value: object) -> str:
    """A value as compact JSON; Arabic stays readable unless a lone surrogate forces escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an annotator had proposed before the analyst decided."""

    span: Span
    label: str


def encode(annotation: Annotation, proposed: Proposed | None = None) -> str:
    """An annotation as JSON, its key left out; with what had been proposed where an analyst decided on a proposal."""
    value: dict[str, Any] = {
        "span": [annotation.span.start, annotation.span.end],
        "label": annotation.label,
        "roles": [[name, span.start, span.end] for name, span in annotation.roles],
        "attributes": [list(pair) for pair in annotation.attributes],
        "source": annotation.source,
        "decision": annotation.decision.value,
        "score": annotation.score,
        "rule": annotation.rule,
        "note": annotation.note,
    }
    if proposed is not None:
        value["proposed"] = {"span": [proposed.span.start, proposed.span.end], "label": proposed.label}
    return to_json(value)


def decode(value: str, key: str = "") -> Annotation:
    """The annotation that JSON stands for; ValueError where it stands for none."""
    return annotation_from(load_json(value), key)


def annotation_from(value: Any, key: str = "") -> Annotation:
    """The annotation that decoded JSON stands for; ValueError where it stands for none."""
    try:
        return Annotation(
            _span(value["span"]),
            _text(value["label"]),
            tuple((_text(name), _span(ends)) for name, *ends in value["roles"]),
            tuple((_text(name), _text(setting)) for name, setting in value["attributes"]),
            _text(value["source"]),
            Decision(value["decision"]),
            _score(value["score"]),
            _text(value["rule"]),
            _text(value["note"]),
            _text(key),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"this is no annotation ({error!r})") from error


def proposed_in(value: str) -> Proposed | None:
    """What had been proposed, where the JSON of an annotation tells it; ValueError where that cannot be read."""
    fields = load_json(value)
    try:
        found = fields.get("proposed")
        return Proposed(_span(found["span"]), _text(found["label"])) if found else None
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no proposal ({error!r})") from error


def load_json(value: object) -> Any:
    """What JSON stands for; ValueError where it is none, whatever else it is."""
    if not isinstance(value, str):
        raise ValueError(f"this is {type(value).__name__} and no JSON")
    try:
        return json.loads(value)
    except RecursionError as error:
        raise ValueError("this is nested too deep") from error


_FARTHEST = 2**31
"""No article holds as many code points; an offset beyond is none."""


def _span(ends: Any) -> Span:
    start, end = ends
    if not (type(start) is int and type(end) is int and end < _FARTHEST):
        raise ValueError(f"{start!r} and {end!r} are no offsets")
    return Span(start, end)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _score(value: Any) -> float | None:
    if value is not None and not (type(value) in (int, float) and math.isfinite(value)):
        raise ValueError(f"{value!r} is no score")
    return cast("float | None", value)


def operation_to_json(recorded: Operation) -> str:
    """An operation as one line of JSON."""
    return to_json(asdict(recorded))


def operation_from_json(line: str) -> Operation:
    """The operation a line of JSON stands for; ValueError, KeyError or TypeError where it stands for none."""
    fields = json.loads(line)
    return Operation(**{**fields, "kind": OperationKind(fields["kind"])})
