"""Reads a model's answer, and keeps of it only what has the form that was asked for and the labels of the set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reader.labels import Label, LabelSet
from reader.wording import say

_MOST = 1_000
"""The most entries of a list that are read; a model that repeats itself writes many more."""


class BadAnswerError(ValueError):
    """An answer of which nothing can be used; the message is the end of a sentence."""


@dataclass(frozen=True, slots=True)
class QuotedEntity:
    """An entity as a model gives it: by its words."""

    label: str
    text: str
    context: str = ""
    """The words around it, if the label holds only there."""


@dataclass(frozen=True, slots=True)
class QuotedCommitment:
    """A commitment as a model gives it."""

    label: str
    cue: str
    context: str
    roles: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The usable part of an answer."""

    entities: tuple[QuotedEntity, ...]
    commitments: tuple[QuotedCommitment, ...]
    unusable: int = 0
    """How many entries were left out, since they have another form or a label that the set does not have."""


def read_answer(content: str, labels: LabelSet, *, is_cut: bool = False) -> Answer:
    """The usable part of an answer; BadAnswerError if it is not the JSON object that was asked for.

    Of an answer that was cut off, the entries before the cut are read.
    """
    found = _find_object(content, is_cut)
    wanted = [name for name, kinds in (("entities", labels.entities), ("commitments", labels.commitments)) if kinds]
    lists = {name: found[name] for name in wanted if isinstance(found.get(name), list)}
    if not lists:
        raise BadAnswerError(
            say("the answer has no list {names}", names=say(" or ").join(wanted))
            if wanted
            else say("the answer has no list of anything")
        )
    entities = [_read_entity(entry, labels) for entry in lists.get("entities", ())[:_MOST]]
    commitments = [_read_commitment(entry, labels) for entry in lists.get("commitments", ())[:_MOST]]
    kept = tuple(each for each in entities if each), tuple(each for each in commitments if each)
    return Answer(*kept, sum(map(len, lists.values())) - len(kept[0]) - len(kept[1]))


def _find_object(content: str, is_cut: bool) -> Mapping[str, Any]:
    """The first JSON object of an answer, since some models think aloud before it, or put it into a code block."""
    text = content.rpartition("</think>")[2]
    start = text.find("{")
    if start < 0:
        raise BadAnswerError(say("the answer is not JSON"))
    try:
        found = _read_cut(text[start:]) if is_cut else json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError) as error:
        raise BadAnswerError(say("the answer is not valid JSON")) from error
    return found if isinstance(found, dict) else {}


def _read_cut(text: str) -> Any:
    import jiter

    return jiter.from_json(text.encode("utf-8", "replace"), partial_mode=True)


def _read_entity(entry: Any, labels: LabelSet) -> QuotedEntity | None:
    label = _label(entry, "label", labels)
    if label is None or label.is_commitment or not _is_quote(entry.get("text")):
        return None
    context = entry.get("context")
    return QuotedEntity(label.name, entry["text"], context if _is_quote(context) else "")


def _read_commitment(entry: Any, labels: LabelSet) -> QuotedCommitment | None:
    label = _label(entry, "type", labels)
    if label is None or not label.is_commitment or not _is_quote(entry.get("cue")):
        return None
    context = entry.get("context")
    roles, attributes = (entry[name] if isinstance(entry.get(name), dict) else {} for name in ("roles", "attributes"))
    return QuotedCommitment(
        label.name,
        entry["cue"],
        context if _is_quote(context) else "",
        tuple((role.name, roles[role.name]) for role in label.roles if _is_quote(roles.get(role.name))),
        tuple(
            (each.name, attributes[each.name] if attributes.get(each.name) in each.values else each.values[0])
            for each in label.attributes
        ),
    )


def _label(entry: Any, field: str, labels: LabelSet) -> Label | None:
    name = entry.get(field) if isinstance(entry, dict) else None
    return labels.get(name) if isinstance(name, str) else None


def _is_quote(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
