"""Reads and writes Label Studio's JSON: tasks with annotations and predictions, and the configuration for them.

[{"data": {"text": …}, "annotations": [{"result": [
   {"id", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start", "end", "text", "labels"}},
   {"from_id", "to_id", "type": "relation", "direction": "right", "labels"}]}], "predictions": […]}]

Offsets count code points, as Label Studio's page does since 2021; where only UTF-16 units fit the text that is quoted,
those are read. Roles are relations from the cue. Attributes are choices and notes are text areas of their region, and
what is only proposed is a prediction. What is rejected is in an annotation that was cancelled, which Label Studio's own
converters leave out. Other values of an annotation are in the "meta" of its region.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from reader.errors import LoadError, shown
from reader.exchange.annotation_details import details_of, with_details
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.json_files import as_line, object_of, objects_in, read_json
from reader.exchange.label_names import label_named
from reader.exchange.offset_maps import OffsetMap, Unit
from reader.exchange.role_links import Link, link_roles, roles_from_links
from reader.exchange.values import quoted, score_of, word_of
from reader.labels import LabelSet
from reader.model import Annotation, Decision, Span
from reader.wording import counted, say, sayable

SOURCE = "label studio"
"""The source of annotations that name none."""
TASKS = "tasks.json"
CONFIGURATION = "labeling_config.xml"
"""What is pasted into the settings of a project, under Labeling Interface, Code."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LABELS, _TEXT, _NOTE = "label", "text", "note"
"""The names of the controls; an attribute's control has its name."""
_UNITS: tuple[Unit, ...] = ("code points", "utf-16")


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """A folder with the configuration and the tasks."""
    names = dict.fromkeys(labels)
    roles = dict.fromkeys(role.name for role in labels.roles)
    choices = {each.name: each.values for label in labels.commitments for each in label.attributes}
    choices = {name: values for name, values in choices.items() if name not in (_LABELS, _TEXT, _NOTE)}
    before = "[\n"
    for number, row in enumerate(rows, 1):
        if empty := sum(not len(each.span) for each in row.annotations):
            losses.add(sayable("annotations without words"), empty)
        names |= dict.fromkeys(each.label for each in row.annotations)
        roles |= dict.fromkeys(role for each in row.annotations for role, _ in each.roles)
        yield WrittenPiece(before + as_line(_write_task(row, number, choices)), TASKS)
        before = ",\n"
    yield WrittenPiece("\n]\n" if before == ",\n" else "[]\n", TASKS)
    yield WrittenPiece(write_configuration(labels, names, roles), CONFIGURATION)


def write_configuration(labels: LabelSet, names: Iterable[str], roles: Iterable[str]) -> str:
    """The labelling interface with which Label Studio shows and edits what `write` writes, from right to left.

    `names` and `roles` are all that are written, also those that the label set does not have.
    """
    names, roles = ([_NOT_IN_XML.sub("\ufffd", each) for each in given] for given in (names, roles))
    lines = ["<View>", f'  <Labels name="{_LABELS}" toName="{_TEXT}">']
    lines += (f"    <Label value={quoteattr(name)}/>" for name in dict.fromkeys((*names, *roles)))
    lines += ["  </Labels>", "  <Relations>", *(f"    <Relation value={quoteattr(role)}/>" for role in roles)]
    lines += ["  </Relations>", '  <View style="direction: rtl; text-align: right">']
    lines += [f'    <Text name="{_TEXT}" value="$text" granularity="symbol"/>', "  </View>"]
    for attribute in {each.name: each for label in labels.commitments for each in label.attributes}.values():
        having = ",".join(label.name for label in labels.commitments if attribute in label.attributes)
        lines.append(
            f'  <Choices name={quoteattr(attribute.name)} toName="{_TEXT}" choice="single" perRegion="true"'
            f' whenTagName="{_LABELS}" whenLabelValue={quoteattr(having)}>'
        )
        lines += [f"    <Choice value={quoteattr(value)}/>" for value in attribute.values]
        lines.append("  </Choices>")
    lines += [f'  <TextArea name="{_NOTE}" toName="{_TEXT}" perRegion="true" editable="true"/>', "</View>"]
    return "\n".join(lines) + "\n"


def _write_task(row: Outgoing, number: int, choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    article = row.article

    def results_of(decision: Decision) -> list[dict[str, Any]]:
        chosen = [each for each in row.annotations if each.decision is decision and len(each.span)]
        return list(_write_results(chosen, article.text, decision, choices))

    accepted, proposed, rejected = map(results_of, (Decision.ACCEPTED, Decision.PROPOSED, Decision.REJECTED))
    # Label Studio opens the last one.
    annotations = [
        {"was_cancelled": is_rejected, "ground_truth": False, "result": results}
        for is_rejected, results in ((True, rejected), (False, accepted))
        if results
    ]
    return {
        "id": number,
        "data": {
            "text": article.text,
            "title": article.title,
            "date": article.date,
            "doc": article.source,
            "sha256": article.id,
            "layer": row.layer,
        },
        "annotations": annotations,
        "predictions": [{"model_version": "reader", "result": proposed}] if proposed else [],
    }


def _write_results(
    annotations: Sequence[Annotation], text: str, decision: Decision, choices: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    spans, links = link_roles(annotations)
    # The regions of one task need different ids, whichever annotation they are in.
    names = [f"{decision.value}-{number}" for number in range(len(spans))]
    for name, each in zip(names, spans, strict=True):
        region = {"id": name, "to_name": _TEXT}
        place: dict[str, Any] = {"start": each.span.start, "end": each.span.end}
        marked = place | {"text": each.span.of(text), "labels": [each.label]}
        result: dict[str, Any] = region | {"from_name": _LABELS, "type": "labels", "value": marked}
        if (given := each.annotation) is None:
            yield result
            continue
        chosen = {name: value for name, value in given.attributes if value in choices.get(name, ())}
        details = details_of(given, but=("decision", "score", "note"))
        details["attributes"] = {name: value for name, value in given.attributes if name not in chosen}
        details = {name: value for name, value in details.items() if value}
        if decision is Decision.REJECTED:
            details["decision"] = decision.value
        if given.score is not None:
            result["score"] = given.score
        yield result | {"meta": {"reader": details}}
        for attribute, value in chosen.items():
            yield region | {"from_name": attribute, "type": "choices", "value": place | {"choices": [value]}}
        if given.note:
            yield region | {"from_name": _NOTE, "type": "textarea", "value": place | {"text": [given.note]}}
    for link in links:
        ends = {"from_id": names[link.head], "to_id": names[link.filler]}
        yield ends | {"type": "relation", "direction": "right", "labels": [link.role]}


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The tasks of a file, or of all JSON files in a folder, as Label Studio exports them: JSON or JSON-MIN."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise LoadError(
            say("{path}: there is no JSON file here; export the project as JSON into it.", path=shown(path))
        )
    for file in files:
        tasks = read_json(file)
        tasks = [tasks] if isinstance(tasks, dict) else tasks
        if not isinstance(tasks, list) or (tasks and not any(map(_is_task, tasks))):
            raise LoadError(
                say(
                    '{path}: the file is not Label Studio\'s; its tasks have "data" and "annotations".',
                    path=shown(file),
                )
            )
        for number, task in enumerate(tasks, 1):
            where = say("{path}, task {number}", path=shown(file), number=number)
            data = _data_of(task)
            if not (text := _text_in(data)):
                complain(say("{where}: the task was left out, since it has no text.", where=where))
                continue
            yield _read_task(task, data, text, where)


def _is_task(task: Any) -> bool:
    return isinstance(task, dict) and (isinstance(task.get("data"), dict) or bool(_shortened(task)))


def _data_of(task: Any) -> dict[str, Any]:
    return object_of(task.get("data")) or task if isinstance(task, dict) else {}


def _text_in(data: Mapping[str, Any]) -> str:
    """The text of a task: the field of that name, or else the longest, since a configuration may name any."""
    return word_of(data.get("text")) or max((word_of(value) for value in data.values()), key=len, default="")


def _shortened(task: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The results in JSON-MIN, where the regions of each control are in a field with its name."""
    regions = ((name, each) for name, value in task.items() for each in objects_in(value))
    return [
        {"id": f"{name}-{number}", "type": "labels", "from_name": name, "value": each}
        for number, (name, each) in enumerate(regions)
        if "labels" in each and "start" in each
    ]


def _read_task(task: Mapping[str, Any], data: Mapping[str, Any], text: str, where: str) -> Incoming:
    annotations: list[Annotation] = []
    warnings: list[str] = []
    made = objects_in(task.get("annotations")) or objects_in(task.get("completions"))
    for each in made:
        annotations += _read_results(each, text, where, Decision.ACCEPTED, warnings)
    annotations += _read_results({"result": _shortened(task)}, text, where, Decision.ACCEPTED, warnings)
    for each in objects_in(task.get("predictions")):
        annotations += _read_results(each, text, where, Decision.PROPOSED, warnings)
    people = sum(not _is_cancelled(each) for each in made)
    if people > 1:
        warnings.append(
            counted(
                people,
                "{where}: {number} annotation of the task became one layer.",
                "{where}: {number} annotations of the task became one layer.",
                where=where,
            )
        )
    return Incoming(
        tuple(dict.fromkeys(annotations)) if people > 1 else tuple(annotations),
        text=text,
        id=word_of(data.get("sha256")),
        title=word_of(data.get("title")),
        source=word_of(data.get("doc")),
        warnings=tuple(warnings),
    )


def _is_cancelled(annotation: Mapping[str, Any]) -> bool:
    return bool(annotation.get("was_cancelled") or annotation.get("skipped"))


def _read_results(
    annotation: Mapping[str, Any], text: str, where: str, decision: Decision, warnings: list[str]
) -> tuple[Annotation, ...]:
    results = objects_in(annotation.get("result"))
    if _is_cancelled(annotation) and not any(_details(each).get("decision") == Decision.REJECTED for each in results):
        return ()
    maps = {unit: OffsetMap(text, unit) for unit in _UNITS}
    found: list[Annotation] = []
    numbers: dict[str, int] = {}
    others: list[dict[str, Any]] = []
    for each in results:
        labels = object_of(each.get("value")).get("labels")
        if each.get("type") != "labels" or not isinstance(labels, list) or not labels:
            others.append(each)
            continue
        span = _span_of(object_of(each["value"]), text, maps)
        if span is None:
            quote = quoted(word_of(each["value"].get("text")))
            warnings.append(
                say("{where}: {quote} was left out, since it is not in the text there.", where=where, quote=quote)
            )
            continue
        details = _details(each)
        for label in filter(word_of, labels):
            numbers.setdefault(str(each.get("id")), len(found))
            name = label if details else label_named(label)
            score = score_of(each.get("score"))
            found.append(with_details(Annotation(span, name, (), (), SOURCE, decision, score), details))
    left_out = 0
    links: list[Link] = []
    for each in others:
        value, at = object_of(each.get("value")), numbers.get(str(each.get("id")))
        kind, name = each.get("type"), word_of(each.get("from_name"))
        if kind == "relation":
            links += _links(each, numbers, where, warnings)
        elif at is not None and kind == "choices" and (chosen := _words(value.get("choices"))) and name:
            found[at] = found[at].with_attribute(name, ", ".join(chosen))
        elif at is not None and kind == "textarea" and (words := _words(value.get("text"))):
            found[at] = with_details(found[at], {"note": "\n".join(filter(None, (found[at].note, *words)))})
        else:
            left_out += 1
    if left_out:
        warnings.append(
            counted(
                left_out,
                "{where}: {number} result that is about no words of the text was left out.",
                "{where}: {number} results that are about no words of the text were left out.",
                where=where,
            )
        )
    linked, further = roles_from_links(found, links, where)
    warnings += further
    return linked


def _details(result: Mapping[str, Any]) -> dict[str, Any]:
    return object_of(object_of(result.get("meta")).get("reader"))


def _words(value: Any) -> list[str]:
    return [each for each in value if word_of(each)] if isinstance(value, list) else []


def _span_of(value: Mapping[str, Any], text: str, maps: Mapping[Unit, OffsetMap]) -> Span | None:
    """The span of a region, in the unit in which it covers the words that it quotes."""
    # Regions of a page name elements, and have the offsets beside them.
    place = value if isinstance(value.get("start"), int) else object_of(value.get("globalOffsets"))
    quote = _bare(value.get("text"))
    for unit in _UNITS:
        span = maps[unit].read(place.get("start"), place.get("end"))
        if span is not None and (not quote or _bare(span.of(text)) == quote):
            return span
    return None


def _bare(words: Any) -> str:
    r"""Words without white space, since Label Studio quotes a line end as \n."""
    return "".join(word_of(words).replace("\\n", "").split())


def _links(result: Mapping[str, Any], numbers: Mapping[str, int], where: str, warnings: list[str]) -> Iterator[Link]:
    head, filler = (numbers.get(str(result.get(end))) for end in ("from_id", "to_id"))
    if result.get("direction") == "left":
        head, filler = filler, head
    roles = _words(result.get("labels"))
    if head is None or filler is None or not roles:
        warnings.append(
            say("{where}: a relation was left out, since it lacks its label or one of its ends.", where=where)
        )
        return
    yield from (Link(head, filler, role) for role in roles)
