"""The JSON in which operations and their values are kept; made where they are written, read from there."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from reader.journal.article_marks import read_mark
from reader.journal.operations import MARK_KINDS, KeptAnnotation, Operation, OperationKind, Proposed, Value
from reader.model import Annotation, Decision, Span


def to_json(value: object) -> str:
    """A value as compact JSON; Arabic stays readable unless a lone surrogate forces escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def load_json(value: object) -> Any:
    """What JSON stands for; ValueError where it is none, whatever else it is."""
    if not isinstance(value, str):
        raise ValueError(f"this is {type(value).__name__} and no JSON")
    try:
        return json.loads(value)
    except RecursionError as error:
        raise ValueError("this is nested too deep") from error


def encode(value: Value) -> str:
    """A value as JSON; the key of an annotation is left out."""
    if not isinstance(value, KeptAnnotation):
        return to_json(value)
    annotation, proposed = value.annotation, value.proposed
    said: dict[str, Any] = {
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
        said["proposed"] = {"span": [proposed.span.start, proposed.span.end], "label": proposed.label}
    return to_json(said)


def decode_annotation(value: object, key: str) -> KeptAnnotation:
    """The annotation that JSON stands for; ValueError where it stands for none."""
    said = load_json(value)
    try:
        annotation = Annotation(
            _span(said["span"]),
            _text(said["label"]),
            tuple((_text(name), _span(ends)) for name, *ends in said["roles"]),
            tuple((_text(name), _text(setting)) for name, setting in said["attributes"]),
            _text(said["source"]),
            Decision(said["decision"]),
            _score(said["score"]),
            _text(said["rule"]),
            _text(said["note"]),
            _text(key),
        )
        found = said.get("proposed")
        return KeptAnnotation(annotation, Proposed(_span(found["span"]), _text(found["label"])) if found else None)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no annotation ({error!r})") from error


def decode_mark(kind: str, key: str, value: object) -> str | int:
    """What a mark says, as JSON has it; ValueError where it is no mark."""
    said = load_json(value)
    if said is None:
        raise ValueError("null is no mark")
    read_mark(kind, key, said)
    return cast("str | int", said)


def operation_to_json(recorded: Operation) -> str:
    """An operation as one line of JSON, in which its values are JSON of their own."""
    said = {each.name: getattr(recorded, each.name) for each in fields(recorded)}
    values = {name: None if said[name] is None else encode(said[name]) for name in ("before", "after")}
    return to_json(said | values)


def operation_from_json(line: str) -> Operation:
    """The operation a line of JSON stands for; ValueError, KeyError or TypeError where it stands for none."""
    return read_operation(json.loads(line))


def read_operation(said: Mapping[str, Any]) -> Operation:
    """The operation whose fields these are, its values as JSON; ValueError, KeyError or TypeError where it is none."""
    kind, key = OperationKind(said["kind"]), _text(said["key"])

    def read(value: object) -> Value | None:
        if value is None:
            return None
        return decode_mark(kind, key, value) if kind in MARK_KINDS else decode_annotation(value, key)

    return Operation(**{**said, "kind": kind, "before": read(said["before"]), "after": read(said["after"])})


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
