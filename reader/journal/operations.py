"""Defines an operation - one recorded change to one annotation or mark of one article - and its form as JSON."""

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


MARK_KINDS = frozenset(
    {OperationKind.FLAG, OperationKind.BOOKMARK, OperationKind.TAG, OperationKind.REMARK, OperationKind.POSITION}
)
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
    before: str | None
    """The value before the change, as JSON; None where there was none."""
    after: str | None
    """The value after the change, as JSON; None where none is left."""
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
    """The operations as one action, so that they are undone together."""
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
    """The span and the label that an annotator had proposed before the analyst decided."""

    span: Span
    label: str


def encode(annotation: Annotation, proposed: Proposed | None = None) -> str:
    """An annotation as JSON, without its key; `proposed` adds the proposal on which the analyst decided."""
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
    """The annotation in JSON; ValueError where there is none."""
    return annotation_from(load_json(value), key)


def annotation_from(value: Any, key: str = "") -> Annotation:
    """The annotation in decoded JSON; ValueError where there is none."""
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
        raise ValueError(f"this is not an annotation ({error!r})") from error


def proposed_in(value: str) -> Proposed | None:
    """The original proposal in an annotation's JSON, or None if it has none; ValueError where it cannot be read."""
    fields = load_json(value)
    try:
        found = fields.get("proposed")
        return Proposed(_span(found["span"]), _text(found["label"])) if found else None
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is not a proposal ({error!r})") from error


def load_json(value: object) -> Any:
    """The decoded value of JSON; ValueError where the text is not JSON, or no text at all."""
    if not isinstance(value, str):
        raise ValueError(f"this is {type(value).__name__} and not JSON")
    try:
        return json.loads(value)
    except RecursionError as error:
        raise ValueError("this is nested too deeply") from error


_FARTHEST = 2**31
"""The highest offset that is accepted, in code points; no article is that long."""


def _span(ends: Any) -> Span:
    start, end = ends
    if not (type(start) is int and type(end) is int and end < _FARTHEST):
        raise ValueError(f"{start!r} and {end!r} are not offsets")
    return Span(start, end)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    return value


def _score(value: Any) -> float | None:
    if value is not None and not (type(value) in (int, float) and math.isfinite(value)):
        raise ValueError(f"{value!r} is not a score")
    return cast("float | None", value)


def operation_to_json(recorded: Operation) -> str:
    """An operation as one line of JSON."""
    return to_json(asdict(recorded))


def operation_from_json(line: str) -> Operation:
    """The operation in a line of JSON; ValueError, KeyError or TypeError where there is none."""
    fields = json.loads(line)
    return Operation(**{**fields, "kind": OperationKind(fields["kind"])})
