"""Decides how the values of an annotation for which a format has no field are kept in an object beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reader.exchange.values import attributes_of, decision_of, score_of, word_of
from reader.model import Annotation, Decision


def details_of(annotation: Annotation, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The source, decision, score, rule, attributes and note, without empty ones and those that `but` names."""
    values = {
        "source": annotation.source,
        "decision": annotation.decision.value,
        "score": annotation.score,
        "rule": annotation.rule,
        "attributes": dict(annotation.attributes),
        "note": annotation.note,
    }
    return {name: value for name, value in values.items() if value not in ("", None, {}) and name not in but}


def with_details(annotation: Annotation, values: Any) -> Annotation:
    """The annotation with the values in an object; what the object does not name or what does not fit stays as it was.

    Attributes are added to those that the annotation has.
    """
    if not isinstance(values, dict):
        return annotation
    attributes = dict(annotation.attributes) | dict(attributes_of(values.get("attributes")))
    has_decision = values.get("decision") in tuple(Decision)
    return replace(
        annotation,
        source=word_of(values.get("source"), annotation.source),
        decision=decision_of(values["decision"]) if has_decision else annotation.decision,
        score=annotation.score if values.get("score") is None else score_of(values["score"]),
        rule=word_of(values.get("rule"), annotation.rule),
        attributes=tuple(attributes.items()),
        note=word_of(values.get("note"), annotation.note),
    )
