"""Reads and writes JSON Lines: one JSON object for each article, with its text, title, entities and commitments.

{"doc": file name or id, "title": …, "text": …, "sha256": of the text in UTF-8, "length": in code points,
 "entities": [{"start", "end", "label", "text", "entity", "score", "source"}],
 "commitments": [{"type", "cue": [start, end], "committer": [start, end] or null, "action", "counterparty",
                  "condition", "deadline", "source", "polarity", "status", "score", "rule", "annotator"}]}

Offsets count code points of the text. A commitment's "source" is the span of its source role, and its "annotator" is
the annotator that proposed it. Other values of an annotation are in "decision", "note", "rule", "attributes" and
"roles".

Entities are also read as other programs write them: [start, end, label], in "entities" (spaCy) or in "label" and
"labels" (doccano); objects with "start_offset" and "end_offset" (doccano); and those in "spans" (Prodigy).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.errors import shown
from reader.exchange.json_files import as_line
from reader.exchange.label_names import is_commitment, label_named, role_names
from reader.exchange.values import attributes_of, decision_of, offsets_of, quoted, score_of, word_of
from reader.model import Annotation, Article, Decision, Span
from reader.wording import say

UNNAMED_ANNOTATOR = "engine"
"""The source of annotations that name none."""
_ENTITY_FIELDS = ("entities", "label", "labels", "spans")
ANNOTATED_FIELDS = frozenset(("doc", "sha256", "length", "commitments", "annotator", "whole", *_ENTITY_FIELDS))
"""The fields of a row that are about its annotations."""

_OF_ENTITY = ("entity",)
_OF_COMMITMENT = ("polarity", "status")
_CLASHING = ANNOTATED_FIELDS | {"title", "text", "date", "url", "source"}


class _UnfitAnnotationError(ValueError):
    """The reason why an annotation or role cannot be used, for a warning."""


def read_annotations(
    row: Mapping[str, Any], text: str, where: str, *, shift: int = 0
) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
    """The annotations of a row, and a warning for each one that does not fit the text and is left out.

    `where` names the row in warnings. `shift`, in code points, is added to every offset where the article's text begins
    earlier than the row's.
    """
    annotations: list[Annotation] = []
    warnings: list[str] = []
    default = word_of(row.get("annotator"), UNNAMED_ANNOTATOR)
    entities = [entry for field in _ENTITY_FIELDS for entry in _entries(row, field, where, warnings)]
    for number, entry in enumerate(entities, 1):
        try:
            annotations.append(_read_entity(_as_object(entry), text, shift, default))
        except _UnfitAnnotationError as error:
            warnings.append(
                say("{where}: entity {number} was left out, since {error}.", where=where, number=number, error=error)
            )
    for number, entry in enumerate(_entries(row, "commitments", where, warnings), 1):
        try:
            annotation, faults = _read_commitment(entry, text, shift, default)
        except _UnfitAnnotationError as error:
            warnings.append(
                say(
                    "{where}: commitment {number} was left out, since {error}.", where=where, number=number, error=error
                )
            )
        else:
            annotations.append(annotation)
            warnings += (
                say(
                    "{where}: commitment {number} lost its {role}, since {error}.",
                    where=where,
                    number=number,
                    role=shown(role),
                    error=error,
                )
                for role, error in faults
            )
    return tuple(annotations), tuple(warnings)


def has_entities(row: Mapping[str, Any]) -> bool:
    """Whether a row lists its entities, even if the list is empty."""
    return "entities" in row or any(_are_spans(row.get(field)) for field in _ENTITY_FIELDS)


def _are_spans(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(entry, list | dict) for entry in value)


def _as_object(entry: Any) -> Any:
    """An entity as an object with start, end and label, whichever program wrote it."""
    if isinstance(entry, list) and len(entry) == 3:
        return dict(zip(("start", "end", "label"), entry, strict=True))
    if isinstance(entry, dict) and "start_offset" in entry:
        return {**entry, "start": entry["start_offset"], "end": entry.get("end_offset")}
    return entry


def _entries(row: Mapping[str, Any], field: str, where: str, warnings: list[str]) -> Sequence[Any]:
    entries = row.get(field) or ()
    if field in _ENTITY_FIELDS[1:] and not _are_spans(entries):
        # The field is a label of the whole article, or anything else that a row may call so.
        if isinstance(entries, dict) and any(map(_are_spans, entries.values())):
            warnings.append(
                say(
                    '{where}: "{field}" is not a list and was left out; give it a list with [start, end, label] for '
                    "each.",
                    where=where,
                    field=field,
                )
            )
        return ()
    if isinstance(entries, list | tuple):
        return entries
    warnings.append(say('{where}: "{field}" is not a list and was left out; make it one.', where=where, field=field))
    return ()


def _read_entity(entry: Any, text: str, shift: int, default: str) -> Annotation:
    label = _label(entry, "label")
    span = _span([entry.get("start"), entry.get("end")], text, shift)
    _check_quote(entry.get("text"), span, text)
    attributes = (("entity", entry["entity"]),) if word_of(entry.get("entity")) else ()
    return _annotation(entry, span, label, (), attributes, source=word_of(entry.get("source"), default))


def _read_commitment(entry: Any, text: str, shift: int, default: str) -> tuple[Annotation, list[tuple[str, str]]]:
    """The commitment, and the roles that it lost with the reason."""
    label = _label(entry, "type")
    span = _span(entry.get("cue"), text, shift)
    _check_quote(entry.get("text"), span, text)
    further = entry.get("roles")
    fillers = {name: entry.get(name) for name in role_names(label)} | (further if isinstance(further, dict) else {})
    roles, faults = [], []
    for name, value in fillers.items():
        if value is not None:
            try:
                roles.append((name, _span(value, text, shift)))
            except _UnfitAnnotationError as error:
                faults.append((name, str(error)))
    attributes = tuple((name, entry[name]) for name in _OF_COMMITMENT if word_of(entry.get(name)))
    source = word_of(entry.get("annotator"), default)
    return _annotation(entry, span, label, tuple(roles), attributes, source=source), faults


def _annotation(
    entry: Mapping[str, Any],
    span: Span,
    label: str,
    roles: tuple[tuple[str, Span], ...],
    attributes: tuple[tuple[str, str], ...],
    *,
    source: str,
) -> Annotation:
    return Annotation(
        span,
        label,
        roles,
        attributes + attributes_of(entry.get("attributes")),
        source,
        decision_of(entry.get("decision")),
        score_of(entry.get("score")),
        word_of(entry.get("rule")),
        word_of(entry.get("note")),
    )


def _label(entry: Any, field: str) -> str:
    if not isinstance(entry, dict):
        raise _UnfitAnnotationError(say("it is not an object"))
    if not word_of(entry.get(field)):
        raise _UnfitAnnotationError(say('it has no "{field}"', field=field))
    return label_named(entry[field])


def _span(value: Any, text: str, shift: int) -> Span:
    offsets = offsets_of(value)
    if offsets is None:
        raise _UnfitAnnotationError(say("its offsets are not two whole numbers"))
    start, end = offsets
    if start >= end:
        raise _UnfitAnnotationError(say("it ends at {end}, not after its start at {start}", end=end, start=start))
    if not max(0, -shift) <= start < end <= len(text) - shift:
        raise _UnfitAnnotationError(
            say(
                "{start} to {end} is not within the text of {length} characters",
                start=start,
                end=end,
                length=len(text) - shift,
            )
        )
    return Span(start + shift, end + shift)


def _check_quote(quote: Any, span: Span, text: str) -> None:
    if isinstance(quote, str) and quote != span.of(text):
        raise _UnfitAnnotationError(
            say("it quotes {quote} where the text has {words}", quote=quoted(quote), words=quoted(span.of(text)))
        )


def write_row(
    article: Article, annotations: Iterable[Annotation], *, doc: str | None = None, with_text: bool = True
) -> str:
    """One line of JSON, without a line end, for an article and its annotations.

    Where the text is left out, the row refers to the file `doc`, by default the article's source.
    """
    fields = dict(article.fields)
    row: dict[str, Any] = {"doc": doc or article.source or article.id, "title": article.title, "date": article.date}
    row |= {"source": fields.pop("publisher", ""), "url": fields.pop("url", "")}
    row = {name: value for name, value in row.items() if value or name == "title"}
    row |= {name: value for name, value in fields.items() if name not in _CLASHING}
    if with_text:
        row["text"] = article.text
        if not article.text.lstrip().startswith(article.title.strip()):
            # Otherwise reading the row would put the title before the text, and move every offset.
            row["whole"] = True
    row |= {"sha256": article.id, "length": len(article.text), "entities": [], "commitments": []}
    for annotation in annotations:
        if annotation.roles or is_commitment(annotation.label):
            row["commitments"].append(_write_commitment(annotation))
        else:
            row["entities"].append(_write_entity(annotation, article.text))
    return as_line(row)


def _write_entity(annotation: Annotation, text: str) -> dict[str, Any]:
    entry = {
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": annotation.label,
        "text": annotation.span.of(text),
        "entity": annotation.attribute("entity") or None,
        "score": annotation.score,
        "source": annotation.source,
    }
    return entry | _remainder(annotation, {"rule": annotation.rule}, _OF_ENTITY)


def _write_commitment(annotation: Annotation) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": annotation.label, "cue": _pair(annotation.span)}
    known = role_names(annotation.label)
    entry |= {name: _pair(annotation.role(name)) for name in known}
    entry |= {name: annotation.attribute(name) or None for name in _OF_COMMITMENT}
    entry |= {"score": annotation.score, "rule": annotation.rule, "annotator": annotation.source}
    further = {name: _pair(span) for name, span in annotation.roles if name not in known}
    return entry | _remainder(annotation, {"roles": further}, _OF_COMMITMENT)


def _remainder(annotation: Annotation, further: dict[str, Any], written: tuple[str, ...]) -> dict[str, Any]:
    # An empty value is kept here too, since a field of the fixed format cannot express it.
    attributes = {name: value for name, value in annotation.attributes if name not in written or not value}
    decision = "" if annotation.decision is Decision.PROPOSED else annotation.decision.value
    entry = further | {"attributes": attributes, "decision": decision, "note": annotation.note}
    return {name: value for name, value in entry.items() if value}


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
