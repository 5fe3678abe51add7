"""Writes the two files in which brat is told of labels: annotation.conf, which ones there are, and visual.conf."""

from __future__ import annotations

import re
from itertools import cycle
from urllib import parse

from reader.exchange.label_names import is_commitment
from reader.labels import LabelSet
from reader.model import Annotation

_COLOURS = (
    "#ffccaa",
    "#8fb2ff",
    "#b4e7b0",
    "#f2c6f0",
    "#ffe680",
    "#b8ecec",
    "#e0e0e0",
    "#d9c8ff",
    "#ffb3b3",
    "#cfe39a",
)
"""Light ones, on which brat writes in black."""


_UNSAFE = re.compile(r"[\s%:\x00-\x1f\x7f-\x9f]")
_PLAIN = re.compile(r"[a-zA-Z0-9_-]+")
"""What brat takes for a name; others it replaces letter by letter."""
_MOST_VALUES = 50
"""Of an attribute with more values, or with none in ASCII, brat only shows that it is there."""


class Types:
    """The types, with their roles and attributes: those of the labels, and others as they are written."""

    def __init__(self, labels: LabelSet) -> None:
        self.entities = {label.name: None for label in labels.entities}
        self.events = {label.name: {role.name: None for role in label.roles} for label in labels.commitments}
        self.attributes = {
            each.name: dict.fromkeys(each.values) for label in labels.commitments for each in label.attributes
        }
        self.of_events = frozenset(self.attributes)
        """The attributes that only events have."""

    def add(self, annotation: Annotation) -> None:
        """Take in the type, roles and attributes of an annotation."""
        if annotation.roles or is_commitment(annotation.label):
            self.events.setdefault(annotation.label, {}).update(dict.fromkeys(role for role, _ in annotation.roles))
        else:
            self.entities[annotation.label] = None
        for name, value in annotation.attributes:
            self.attributes.setdefault(name, {})[value] = None

    @property
    def unfit(self) -> int:
        """How many types brat cannot offer for their names: it shows them, but knows only ASCII."""
        return sum(not _is_plain(name) for name in self.entities | self.events)


def write_conf(types: Types) -> str:
    """The annotation.conf with which brat can show and edit the files that write_ann writes."""
    roles = dict.fromkeys(filler_type(role) for given in types.events.values() for role in given)
    entities = [name for name in types.entities | roles if name not in types.events and _is_plain(name)]
    events = [
        f"{name}\t" + ", ".join(f"{role}?:<ANY>" for role in given if _is_plain(role))
        for name, given in types.events.items()
        if _is_plain(name)
    ]
    # Without this line, brat lets nobody mark a span that overlaps another.
    overlaps = "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    lines = ["[entities]", *entities, "[relations]", overlaps, "[events]", *events, "[attributes]"]
    for name, values in types.attributes.items():
        given = [value for value in values if _is_plain(value)]
        if _is_plain(name):
            about = f"{name}\tArg:{'<EVENT>' if name in types.of_events else '<ANY>'}"
            lines.append(f"{about}, Value:{'|'.join(given)}" if 0 < len(given) <= _MOST_VALUES else about)
    return "\n".join(lines) + "\n"


def write_visual(labels: LabelSet) -> str:
    """The visual.conf: the names of labels and roles in Arabic and in English, colours, and text from right to left."""
    named = {label.name: (label.arabic, label.english) for label in labels.values()}
    named |= {role.name: (role.arabic, role.english) for role in labels.roles}
    named |= {filler_type(role.name): (role.arabic, role.english) for role in labels.roles}
    lines = ["[labels]"]
    lines += (" | ".join((name, *map(_shown, names))) for name, names in named.items())
    lines += [
        "[drawing]",
        "SPAN_DEFAULT\tfgColor:black, bgColor:#e0e0e0, borderColor:darken",
        "ARC_DEFAULT\tcolor:black",
    ]
    lines += (f"{name}\tbgColor:{colour}" for name, colour in zip(labels, cycle(_COLOURS), strict=False))
    lines += ["[options]", "Text direction:rtl"]
    return "\n".join(lines) + "\n"


def filler_type(role: str) -> str:
    """The type of a span that only fills a role."""
    return role[:1].upper() + role[1:]


def encoded(name: str) -> str:
    """The name as it stands in a line: a type ends at white space, and in an event at a colon."""
    return _UNSAFE.sub(lambda match: parse.quote(match[0], safe=""), name)


def _is_plain(name: str) -> bool:
    """Whether a name can stand in the configuration."""
    return bool(_PLAIN.fullmatch(name))


def _shown(name: str) -> str:
    # A stroke parts the names, and a line is one entry.
    return " ".join(name.replace("|", "/").split()) or "-"
