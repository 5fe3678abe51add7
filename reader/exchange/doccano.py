"""Reads and writes doccano's JSON Lines: a line for each text, with its entities and the relations between them.

{"text": …, "entities": [{"id", "label", "start_offset", "end_offset"}],
 "relations": [{"id", "from_id", "to_id", "type"}]}, and older: {"text": …, "label": [[start, end, label]]}

doccano counts offsets as its page does, in UTF-16 units, or in grapheme clusters where a project asks for them; its
server takes them as they are. Roles are relations from the cue. doccano keeps every further field of a line and gives
it back: "reader" has the values of each annotation for which doccano has no place, and what was rejected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.arabic.words import word_bounds
from reader.errors import LoadError, shown
from reader.exchange.annotation_details import details_of, with_details
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.json_files import as_line, object_of, objects_in, read_rows
from reader.exchange.label_names import label_named
from reader.exchange.offset_maps import OffsetMap, Unit
from reader.exchange.role_links import Link, in_order_of, link_roles, role_named, roles_from_links
from reader.exchange.values import word_of
from reader.labels import LabelSet
from reader.model import Annotation, Decision, Span
from reader.wording import counted, say, sayable

SOURCE = "doccano"
"""The source of annotations that name none."""
_LISTS = ("entities", "label", "labels")
_UNITS: dict[Unit, str] = {
    "utf-16": sayable("UTF-16 units"),
    "graphemes": sayable("grapheme clusters"),
    "code points": sayable("code points"),
}
"""What offsets may count where a line does not say it, the likeliest first."""


def write(
    rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses, unit: Unit = "utf-16"
) -> Iterator[WrittenPiece]:
    """One file; `unit` is "graphemes" for a project that counts grapheme clusters as one character."""
    for row in rows:
        yield WrittenPiece(as_line(_write_row(row, losses, unit)) + "\n")


def _write_row(row: Outgoing, losses: Losses, unit: Unit) -> dict[str, Any]:
    article = row.article
    offsets = OffsetMap(article.text, unit)
    if empty := sum(not len(each.span) for each in row.annotations):
        losses.add(sayable("annotations without words"), empty)
    held = [each for each in row.annotations if len(each.span)]
    spans, links = link_roles([each for each in held if each.decision is not Decision.REJECTED])
    entities, details = [], []
    for number, each in enumerate(spans):
        start, end = offsets.write(each.span)
        entities.append({"id": number, "label": each.label, "start_offset": start, "end_offset": end})
        if offsets.read(start, end) != each.span:
            losses.add(sayable("spans widened to whole characters"))
        if each.annotation is not None:
            details.append({"start": start, "end": end, "label": each.label} | details_of(each.annotation))
    relations = [
        {"id": number, "from_id": link.head, "to_id": link.filler, "type": link.role}
        for number, link in enumerate(links)
    ]
    rejected = [_write_rejected(each, offsets) for each in held if each.decision is Decision.REJECTED]
    # Every line has every field, since doccano makes a table of the lines and would fill gaps with numbers.
    return {
        "text": article.text,
        "entities": entities,
        "relations": relations,
        "doc": article.source,
        "title": article.title,
        "date": article.date,
        "sha256": article.id,
        "reader": {"offset_unit": unit, "layer": row.layer, "annotations": details, "rejected": rejected},
    }


def _write_rejected(each: Annotation, offsets: OffsetMap) -> dict[str, Any]:
    start, end = offsets.write(each.span)
    roles = {role: offsets.write(span) for role, span in each.roles}
    return {"start": start, "end": end, "label": each.label, "roles": roles} | details_of(each)


def read(path: Path, *, complain: Callable[[str], None], unit: Unit | None = None) -> Iterator[Incoming]:
    """The texts of a file with their entities and relations.

    Without `unit`, the unit is the one that the reader wrote into a line, or else that by which most entities begin and
    end with words.
    """
    is_first = True
    for number, row in read_rows(path, complain=complain):
        text = word_of(row.get("text")) or word_of(row.get("data"))
        if not (text and any(map(_is_theirs, (row.get(name) for name in _LISTS)))):
            if is_first:
                raise LoadError(
                    say(
                        '{path}: the file is not doccano\'s; a line of those has "text", and "entities" or "label".',
                        path=shown(path),
                    )
                )
            complain(
                say(
                    "{path}, line {number}: the line was left out, since it has no text with entities.",
                    path=shown(path),
                    number=number,
                )
            )
            continue
        is_first = False
        yield _read_row(row, text, say("{path}, line {number}", path=shown(path), number=number), unit)


def _is_theirs(value: Any) -> bool:
    """Whether a value is a list of spans as doccano has them."""
    return isinstance(value, list) and all(
        "start_offset" in each if isinstance(each, dict) else isinstance(each, list) and len(each) == 3
        for each in value
    )


def _read_row(row: Mapping[str, Any], text: str, where: str, unit: Unit | None) -> Incoming:
    warnings: list[str] = []
    kept = object_of(row.get("reader"))
    entries = [_as_object(each) for name in _LISTS if _is_theirs(row.get(name)) for each in row[name]]
    unit = unit or _unit_of(kept, text, entries, where, warnings)
    offsets = OffsetMap(text, unit)
    details = _details(kept.get("annotations"))
    annotations: list[Annotation] = []
    numbers: dict[Any, int] = {}
    for entry in entries:
        span, label = offsets.read(entry.get("start_offset"), entry.get("end_offset")), word_of(entry.get("label"))
        if span is None or not label:
            warnings.append(
                say("{where}: an entity was left out, since it has no label or is not within the text.", where=where)
            )
            continue
        numbers[_hashable(entry.get("id"))] = len(annotations)
        same = details.get((entry["start_offset"], entry["end_offset"], label))
        # What is not the reader's was marked by a person.
        name = label if same else label_named(label)
        found = Annotation(span, name, source=SOURCE, decision=Decision.ACCEPTED)
        annotations.append(with_details(found, same.pop(0)) if same else found)
    links = list(_links(row.get("relations"), numbers, where, warnings))
    linked, further = roles_from_links(annotations, links, where)
    if comments := row.get("Comments"):
        warnings.append(
            counted(
                len(comments) if isinstance(comments, list) else 1,
                "{where}: {number} comment on the whole text was left out.",
                "{where}: {number} comments on the whole text were left out.",
                where=where,
            )
        )
    return Incoming(
        (*linked, *_rejected(kept.get("rejected"), offsets)),
        text=text,
        id=word_of(row.get("sha256")),
        title=word_of(row.get("title")),
        source=word_of(row.get("doc")),
        warnings=(*warnings, *further),
    )


def _as_object(entry: Any) -> dict[str, Any]:
    return entry if isinstance(entry, dict) else dict(zip(("start_offset", "end_offset", "label"), entry, strict=True))


def _hashable(value: Any) -> Any:
    return value if isinstance(value, int | str) else None


def _details(value: Any) -> dict[tuple[Any, Any, str], list[Any]]:
    """The values of annotations, by their start, end and label, since doccano gives every span an id of its own."""
    found: dict[tuple[Any, Any, str], list[Any]] = {}
    for each in objects_in(value):
        key = _hashable(each.get("start")), _hashable(each.get("end")), word_of(each.get("label"))
        found.setdefault(key, []).append(each)
    return found


def _links(value: Any, numbers: Mapping[Any, int], where: str, warnings: list[str]) -> Iterator[Link]:
    for each in objects_in(value):
        head, filler = (numbers.get(_hashable(each.get(end))) for end in ("from_id", "to_id"))
        if head is None or filler is None or not word_of(each.get("type")):
            warnings.append(
                say("{where}: a relation was left out, since it lacks its type or one of its ends.", where=where)
            )
        else:
            yield Link(head, filler, each["type"])


def _rejected(value: Any, offsets: OffsetMap) -> Iterator[Annotation]:
    for each in objects_in(value):
        span, label = offsets.read(each.get("start"), each.get("end")), word_of(each.get("label"))
        if span is None or not label:
            continue
        given = object_of(each.get("roles"))
        spans = {role: offsets.read(*pair) for role, pair in given.items() if isinstance(pair, list) and len(pair) == 2}
        roles = {role_named(role, label): filler for role, filler in spans.items() if filler is not None}
        yield with_details(Annotation(span, label, in_order_of(label, roles), source=SOURCE), each)


def _unit_of(
    kept: Mapping[str, Any], text: str, entries: Sequence[Mapping[str, Any]], where: str, warnings: list[str]
) -> Unit:
    for unit in _UNITS:
        if unit == kept.get("offset_unit"):
            return unit
    bounds = {offset for pair in word_bounds(text) for offset in pair}
    read: dict[Unit, list[Span | None]] = {}
    for unit in _UNITS:
        offsets = OffsetMap(text, unit)
        read[unit] = [offsets.read(each.get("start_offset"), each.get("end_offset")) for each in entries]

    def fit(unit: Unit) -> int:
        found = [span for span in read[unit] if span is not None]
        return sum((span.start in bounds) + (span.end in bounds) for span in found) - len(entries) + len(found)

    likeliest = max(_UNITS, key=fit)
    if read[likeliest] != read["utf-16"]:
        warnings.append(
            say(
                "{where}: the offsets were taken for {unit}, since most entities are whole words then.",
                where=where,
                unit=say(_UNITS[likeliest]),
            )
        )
    return likeliest
