"""Decides what becomes of the default labels when the user's file adds to them, changes or removes some."""

from __future__ import annotations

from reader.labels.label_tables import ATTRIBUTES, FRAMES, LABELS, ROLES, SECTIONS, Sections, SortedTables, suggest
from reader.wording import say


def extend(defaults: Sections, own: SortedTables, where: str) -> tuple[Sections, list[str]]:
    """The default entries without the removed ones, changed and completed by the user's own, and the problems.

    An entry of the user's with the name of a default one changes the fields that it names and keeps the others.
    """
    if own.replaces:
        kept: Sections = {section: {} for section in SECTIONS}
        problems = (
            [say("{where}: remove does nothing beside replace = true; leave one of them out.", where=where)]
            if own.removes
            else []
        )
    else:
        kept, problems = _remove(defaults, own.removes, where)
    extended = {
        section: {
            **kept[section],
            **{name: {**kept[section].get(name, {}), **entry} for name, entry in own.sections[section].items()},
        }
        for section in SECTIONS
    }
    return extended, problems


def _remove(defaults: Sections, names: tuple[str, ...], where: str) -> tuple[Sections, list[str]]:
    kept = {section: dict(entries) for section, entries in defaults.items()}
    problems: list[str] = []
    for written in names:
        section, dot, name = written.partition(".")
        if not dot or section not in SECTIONS:
            section, name = LABELS, written
        if name in defaults[section]:
            kept[section].pop(name, None)
        else:
            near = [*defaults[LABELS], *(f"{each}.{name}" for each in SECTIONS[1:] for name in defaults[each])]
            problems.append(
                say(
                    "{where}: remove names {name}, which no default entry is called{remedy}",
                    where=where,
                    name=repr(written),
                    remedy=suggest(written, near),
                )
            )
    # What is removed leaves no gap in what named it: a frame takes its types along, a role leaves its frames.
    kept[LABELS] = {
        name: entry
        for name, entry in kept[LABELS].items()
        if entry.get("frame", "") in kept[FRAMES] or not entry.get("frame")
    }
    for section in (LABELS, FRAMES):
        for name, entry in kept[section].items():
            lists = {
                each: [slot for slot in entry[each] if slot in kept[each]]
                for each in (ROLES, ATTRIBUTES)
                if each in entry
            }
            kept[section][name] = {**entry, **lists}
    return kept, problems
