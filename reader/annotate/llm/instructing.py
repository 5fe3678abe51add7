"""Writes what a large model is asked: the rules for a label set, and the form of the answer as a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reader.labels import Attribute, Label, LabelSet, Role

_FILE = Path(__file__).with_name("instructions.toml")


@dataclass(frozen=True, slots=True)
class Instructions:
    """The instructions for one label set."""

    rules: str
    """The rules, in English with examples in Arabic."""
    schema: Mapping[str, Any]
    """The form of the answer, as a JSON Schema in which every property is required, as strict servers want it."""

    @property
    def identity(self) -> str:
        """The instructions as one text, so that a change of any word of them asks for new answers."""
        return f"{self.rules}\n{json.dumps(self.schema, sort_keys=True)}"


def write_instructions(labels: LabelSet) -> Instructions:
    """The instructions that ask for the labels of a set, with the roles and attributes that they have."""
    rules = _read_rules()
    parts = [rules["introduction"]]
    if labels.entities:
        parts += [rules["entities"], _listed("Labels", labels.entities, rules["labels"])]
    if labels.commitments:
        parts += [rules["frames"], "\n".join(_list_types(labels, rules))]
        parts += [_listed("Roles", labels.roles, rules["roles"]), _list_attributes(labels, rules["attributes"])]
    example = rules["example"]
    answer = json.dumps(_example_answer(labels), ensure_ascii=False)
    parts.append(f"EXAMPLE\n{wrap(example['article'].strip())}\n{answer}")
    return Instructions("\n\n".join(part.strip() for part in parts if part), _write_schema(labels))


def wrap(text: str) -> str:
    """A stretch of an article as it is sent; the text holds no < or >, so that nothing in it can end the stretch."""
    return f"<article>\n{text}\n</article>"


@cache
def _read_rules() -> dict[str, Any]:
    import tomli

    return tomli.loads(_FILE.read_text(encoding="utf-8"))


def _listed(title: str, named: Iterable[Label | Role], rules: Mapping[str, str]) -> str:
    return "\n".join([f"{title}:", *(f"- {_define(each, rules)}" for each in named)])


def _define(each: Label | Role | Attribute, rules: Mapping[str, str]) -> str:
    named = f"{each.name} ({each.arabic})"
    return f"{named}: {rules[each.name]}" if each.name in rules else f"{named}: {each.english}"


def _list_types(labels: LabelSet, rules: Mapping[str, Any]) -> Iterator[str]:
    for frame in labels.frames:
        yield f"Types of the frame {frame.name} ({frame.arabic}, {frame.english}):"
        for label in labels.types_of(frame.name):
            own = {role.name for role in label.roles}
            roles = "" if own == {role.name for role in labels.roles} else f" [roles: {', '.join(sorted(own))}]"
            yield f"- {_define(label, rules['types'])}{roles}"


def _list_attributes(labels: LabelSet, rules: Mapping[str, str]) -> str:
    listed = [f"- {_define(each, rules)}: one of {', '.join(each.values)}" for each in _attributes_of(labels)]
    return "\n".join(["Attributes:", *listed]) if listed else ""


def _attributes_of(labels: LabelSet) -> tuple[Attribute, ...]:
    return tuple({each.name: each for label in labels.commitments for each in label.attributes}.values())


def _example_answer(labels: LabelSet) -> dict[str, Any]:
    """The answer to the example, as far as the label set has its labels, with every property."""
    example = _read_rules()["example"]
    answer: dict[str, Any] = {}
    if labels.entities:
        known = (each for each in example["entities"] if each["label"] in labels)
        answer["entities"] = [each | {"context": each.get("context")} for each in known]
    if labels.commitments:
        answer["commitments"] = [
            each
            | {"roles": {role.name: each["roles"].get(role.name) for role in labels.roles}}
            | {"attributes": {attribute.name: attribute.values[0] for attribute in _attributes_of(labels)}}
            for each in example["commitments"]
            if each["type"] in labels
        ]
    return answer


def _write_schema(labels: LabelSet) -> dict[str, Any]:
    text, text_or_null = {"type": "string"}, {"type": ["string", "null"]}
    properties: dict[str, Any] = {}
    if labels.entities:
        label = {"type": "string", "enum": [each.name for each in labels.entities]}
        properties["entities"] = _list_of(_object({"label": label, "text": text, "context": text_or_null}))
    if labels.commitments:
        kind = {"type": "string", "enum": [each.name for each in labels.commitments]}
        roles = _object({role.name: text_or_null for role in labels.roles})
        values = {each.name: {"type": "string", "enum": list(each.values)} for each in _attributes_of(labels)}
        properties["commitments"] = _list_of(
            _object({"type": kind, "cue": text, "context": text, "roles": roles, "attributes": _object(values)})
        )
    return _object(properties)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
