"""Encodes operations and their values as the JSON in which they are kept, and decodes them."""

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
    """The value of a JSON text; ValueError if the argument is anything else."""
    if not isinstance(value, str):
        raise ValueError(f"this is {type(value).__name__}, not JSON")
    try:
        return json.loads(value)
    except RecursionError as error:
        raise ValueError("this is nested too deeply") from error


def encode(value: Value) -> str:
    """A value as JSON; the key of an annotation is left out."""
    if not isinstance(value, KeptAnnotation):
        return to_json(value)
    annotation, proposed = value.annotation, value.proposed
    data: dict[str, Any] = {
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
        data["proposed"] = {"span": [proposed.span.start, proposed.span.end], "label": proposed.label}
    return to_json(data)


def decode_annotation(value: object, key: str) -> KeptAnnotation:
    """The annotation in a JSON text; ValueError if there is none."""
    data = load_json(value)
    try:
        annotation = Annotation(
            _span(data["span"]),
            _text(data["label"]),
            tuple((_text(name), _span(ends)) for name, *ends in data["roles"]),
            tuple((_text(name), _text(setting)) for name, setting in data["attributes"]),
            _text(data["source"]),
            Decision(data["decision"]),
            _score(data["score"]),
            _text(data["rule"]),
            _text(data["note"]),
            _text(key),
        )
        proposed = data.get("proposed")
        return KeptAnnotation(
            annotation, Proposed(_span(proposed["span"]), _text(proposed["label"])) if proposed else None
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is not an annotation ({error!r})") from error


def decode_mark(kind: str, key: str, value: object) -> str | int:
    """The value of a mark in a JSON text; ValueError if it is not valid."""
    content = load_json(value)
    if content is None:
        raise ValueError("null is not a mark")
    read_mark(kind, key, content)
    return cast("str | int", content)


def operation_to_json(recorded: Operation) -> str:
    """An operation as one line of JSON, in which its values are strings that contain JSON."""
    data = {each.name: getattr(recorded, each.name) for each in fields(recorded)}
    values = {name: None if data[name] is None else encode(data[name]) for name in ("before", "after")}
    return to_json(data | values)


def read_operation(data: Mapping[str, Any]) -> Operation:
    """The operation with these fields, its values as JSON; ValueError, KeyError or TypeError if they are not valid."""
    kind, key = OperationKind(data["kind"]), _text(data["key"])

    def read(value: object) -> Value | None:
        if value is None:
            return None
        return decode_mark(kind, key, value) if kind in MARK_KINDS else decode_annotation(value, key)

    return Operation(**{**data, "kind": kind, "before": read(data["before"]), "after": read(data["after"])})


_FARTHEST = 2**31
"""An offset beyond this is not valid, since no article has as many code points."""


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
