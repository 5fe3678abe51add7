"""Writes the two files in which brat is told of labels: annotation.conf, which ones there are, and visual.conf."""

from __future__ import annotations

from itertools import cycle

from reader.labels import LabelSet

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


def write_conf(labels: LabelSet) -> str:
    """The annotation.conf with which brat can show and edit the files that write_ann writes."""
    roles = [role.name for role in labels.roles]
    entities = [label.name for label in labels.entities] + [filler_type(role) for role in roles]
    events = [
        f"{label.name}\t" + ", ".join(f"{role.name}?:<ANY>" for role in label.roles) for label in labels.commitments
    ]
    attributes = {each.name: each.values for label in labels.commitments for each in label.attributes}
    # Without this line, brat lets nobody mark a span that overlaps another.
    overlaps = "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    lines = ["[entities]", *entities, "[relations]", overlaps, "[events]", *events, "[attributes]"]
    lines += (f"{name}\tArg:<EVENT>, Value:{'|'.join(values)}" for name, values in attributes.items())
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


def _shown(name: str) -> str:
    # A stroke parts the names, and a line is one entry.
    return " ".join(name.replace("|", "/").split()) or "-"
