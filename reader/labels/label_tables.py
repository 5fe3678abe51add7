"""Sorts the tables of a labels.toml into sections, and leaves out what no entry of theirs may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from reader.wording import say, sayable

Entry = dict[str, Any]
Sections = dict[str, dict[str, Entry]]
"""Entries by section and name."""

LABELS, FRAMES, ROLES, ATTRIBUTES = "labels", "frames", "roles", "attributes"
SECTIONS = (LABELS, FRAMES, ROLES, ATTRIBUTES)
_NAMED = {
    LABELS: sayable("the label {name}"),
    FRAMES: sayable("the frame {name}"),
    ROLES: sayable("the role {name}"),
    ATTRIBUTES: sayable("the attribute {name}"),
}
_UNNAMED = {
    LABELS: sayable("{where}: a label has an empty name; give it one."),
    FRAMES: sayable("{where}: a frame has an empty name; give it one."),
    ROLES: sayable("{where}: a role has an empty name; give it one."),
    ATTRIBUTES: sayable("{where}: an attribute has an empty name; give it one."),
}

_NO_ENTRY = sayable("{named} has no entry {field}{remedy}")
_NO_TOP_ENTRY = sayable("{named} has no entry {field} (write it above the first table){remedy}")
_TEXTS = ("arabic", "english", "key")
_FIELDS = {
    LABELS: (*_TEXTS, "colour", "frame", ROLES, ATTRIBUTES),
    FRAMES: (*_TEXTS, "colour", ROLES, ATTRIBUTES),
    ROLES: (*_TEXTS, "colour"),
    ATTRIBUTES: (*_TEXTS, "values"),
}
_LISTS = (ROLES, ATTRIBUTES, "values")
_OPTIONS = ("replace", "remove")


@dataclass(frozen=True, slots=True)
class SortedTables:
    """The content of a labels.toml, with a sentence on everything in it that was left out."""

    sections: Sections
    replaces: bool = False
    """Whether the file starts anew and takes nothing from the default labels."""
    removes: tuple[str, ...] = ()
    """The entries to remove: the name of a label, or the name of another entry after that of its section."""
    problems: tuple[str, ...] = ()


def sort_tables(tables: Mapping[str, Any], where: str) -> SortedTables:
    """Sort the tables of a file; `where` names it in the sentences."""
    problems: list[str] = []
    sections: Sections = {section: {} for section in SECTIONS}
    replaces = tables.get("replace", False)
    if not isinstance(replaces, bool):
        problems.append(
            say("{where}: replace cannot be {replaces}; set true or false.", where=where, replaces=repr(replaces))
        )
    removes = tables.get("remove", [])
    if not _is_list(removes):
        problems.append(
            say(
                '{where}: remove cannot be {removes}; set a list of names, as ["quantity"].',
                where=where,
                removes=repr(removes),
            )
        )
    for name, table in tables.items():
        if name in _OPTIONS:
            continue
        section, entries = (name, table) if name in SECTIONS[1:] else (LABELS, {name: table})
        if not isinstance(entries, dict):
            problems.append(
                say("{where}: {name} is no table; write the {name} as [{name}.NAME].", where=where, name=name)
            )
            continue
        for each, entry in entries.items():
            if not each:
                problems.append(say(_UNNAMED[section], where=where))
            elif isinstance(entry, dict):
                sections[section][each] = dict(_pick(section, each, entry, where, problems))
            elif section == LABELS:
                problems.append(
                    say(
                        "{where}: there is no entry {name}{remedy}",
                        where=where,
                        name=repr(each),
                        remedy=suggest(each, _OPTIONS),
                    )
                )
            else:
                problems.append(
                    say(
                        "{where}: {entry} is no table; write it as [{section}.NAME].",
                        where=where,
                        entry=named(section, each),
                        section=section,
                    )
                )
    return SortedTables(sections, replaces is True, tuple(removes) if _is_list(removes) else (), tuple(problems))


def _pick(
    section: str, name: str, entry: Mapping[str, Any], where: str, problems: list[str]
) -> Iterator[tuple[str, Any]]:
    """The fields of an entry that can be used."""
    entry_named = f"{where}: {named(section, name)}"
    for field, value in entry.items():
        if field not in _FIELDS[section]:
            problems.append(
                say(
                    _NO_TOP_ENTRY if field in _OPTIONS else _NO_ENTRY,
                    named=entry_named,
                    field=repr(field),
                    remedy=suggest(field, _FIELDS[section]),
                )
            )
        elif field in _LISTS and not _is_list(value):
            problems.append(
                say(
                    '{named}: {field} cannot be {value}; set a list of names, as ["one", "two"].',
                    named=entry_named,
                    field=field,
                    value=repr(value),
                )
            )
        elif field == "values" and not value:
            problems.append(
                say("{named}: values cannot be empty; the first value is the usual one.", named=entry_named)
            )
        elif field not in _LISTS and not isinstance(value, str):
            problems.append(
                say(
                    "{named}: {field} cannot be {value}; set a text in quotation marks.",
                    named=entry_named,
                    field=field,
                    value=repr(value),
                )
            )
        else:
            yield field, value


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def suggest(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: the word that was probably meant, or all known ones."""
    known = tuple(known)
    near = get_close_matches(word, known, n=1)
    return (
        say("; did you mean {near}?", near=near[0])
        if near
        else say("; there are {names}.", names=say(", ").join(known))
    )


def named(section: str, name: str) -> str:
    """How a sentence names an entry of a section."""
    return say(_NAMED[section], name=repr(name))
