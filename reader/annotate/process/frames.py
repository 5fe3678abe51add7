"""Decides how articles and annotations are sent to the annotation process and back: as JSON after its length."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import Any

from reader.annotate.commitments.explaining import Explanation, KnownWord, RoleReason
from reader.annotate.pipeline import EngineOutcome, Failure
from reader.model import Annotation, Article, Decision, Span

HEADER = struct.Struct(">I")
"""The length of the JSON that follows, in bytes."""


def frame(message: dict[str, Any]) -> bytes:
    """A message as bytes; JSON escapes preserve lone surrogates, which UTF-8 cannot encode."""
    body = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return HEADER.pack(len(body)) + body


def pack_article(article: Article) -> tuple[str, str, str, str]:
    """An article in a form for JSON, without the fields that no annotator reads."""
    return article.text, article.title, article.source, article.date


def unpack_article(packed: tuple[str, str, str, str]) -> Article:
    """The article that was packed, without its fields."""
    return Article(*packed)


def pack_outcome(outcome: EngineOutcome) -> dict[str, Any]:
    """An outcome in a form for JSON."""
    return {
        "annotations": [pack_annotation(each) for each in outcome.annotations],
        "failures": [[each.annotator, each.message] for each in outcome.failures],
        "done": outcome.done,
        "finished": outcome.finished,
        "language": outcome.language,
    }


def unpack_outcome(packed: dict[str, Any]) -> EngineOutcome:
    """The outcome, equal to the one that was packed."""
    return EngineOutcome(
        tuple(unpack_annotation(each) for each in packed["annotations"]),
        tuple(Failure(*each) for each in packed["failures"]),
        packed["done"],
        packed["finished"],
        packed["language"],
    )


def pack_annotation(each: Annotation) -> list[Any]:
    """An annotation in a form for JSON, without its key."""
    span = [each.span.start, each.span.end]
    roles = [[name, role.start, role.end] for name, role in each.roles]
    return [span, each.label, roles, each.attributes, each.source, each.decision, each.score, each.rule, each.note]


def unpack_annotation(packed: list[Any]) -> Annotation:
    """The annotation that was packed."""
    span, label, roles, attributes, source, decision, score, rule, note = packed
    return Annotation(
        Span(*span),
        label,
        tuple((name, Span(start, end)) for name, start, end in roles),
        tuple((name, value) for name, value in attributes),
        source,
        Decision(decision),
        score,
        rule,
        note,
    )


def pack_explanation(explanation: Explanation) -> dict[str, Any]:
    """An explanation in a form for JSON."""
    return asdict(explanation)


def unpack_explanation(packed: dict[str, Any]) -> Explanation:
    """The explanation, equal to the one that was packed."""
    pairs = {name: tuple((each, number) for each, number in packed[name]) for name in ("reasons", "types")}
    word = KnownWord(**packed["word"]) if packed["word"] else None
    roles = tuple(RoleReason(**each | {"span": Span(**each["span"])}) for each in packed["roles"])
    return Explanation(**packed | pairs | {"span": Span(**packed["span"]), "word": word, "roles": roles})
