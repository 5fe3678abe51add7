"""Sorts the tables of a labels.toml into sections, and leaves out what no entry of theirs may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

Entry = dict[str, Any]
Sections = dict[str, dict[str, Entry]]
"""Entries by section and name."""

LABELS, FRAMES, ROLES, ATTRIBUTES = "labels", "frames", "roles", "attributes"
SECTIONS = (LABELS, FRAMES, ROLES, ATTRIBUTES)
KINDS = {LABELS: "label", FRAMES: "frame", ROLES: "role", ATTRIBUTES: "attribute"}
"""The word for an entry of each section."""

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
        problems.append(f"{where}: replace cannot be {replaces!r}; set true or false.")
    removes = tables.get("remove", [])
    if not _is_list(removes):
        problems.append(f'{where}: remove cannot be {removes!r}; set a list of names, as ["quantity"].')
    for name, table in tables.items():
        if name in _OPTIONS:
            continue
        section, entries = (name, table) if name in SECTIONS[1:] else (LABELS, {name: table})
        if not isinstance(entries, dict):
            problems.append(f"{where}: {name} is no table; write the {name} as [{name}.NAME].")
            continue
        for each, entry in entries.items():
            if not each:
                problems.append(f"{where}: a {KINDS[section]} has an empty name; give it one.")
            elif isinstance(entry, dict):
                sections[section][each] = dict(_pick(section, each, entry, where, problems))
            elif section == LABELS:
                problems.append(f"{where}: there is no entry {each!r}{suggest(each, _OPTIONS)}")
            else:
                problems.append(f"{where}: the {KINDS[section]} {each!r} is no table; write it as [{section}.NAME].")
    return SortedTables(sections, replaces is True, tuple(removes) if _is_list(removes) else (), tuple(problems))


def _pick(
    section: str, name: str, entry: Mapping[str, Any], where: str, problems: list[str]
) -> Iterator[tuple[str, Any]]:
    """The fields of an entry that can be used."""
    said = f"{where}: the {KINDS[section]} {name!r}"
    for field, value in entry.items():
        if field not in _FIELDS[section]:
            top = " (write it above the first table)" if field in _OPTIONS else ""
            problems.append(f"{said} has no entry {field!r}{top}{suggest(field, _FIELDS[section])}")
        elif field in _LISTS and not _is_list(value):
            problems.append(f'{said}: {field} cannot be {value!r}; set a list of names, as ["one", "two"].')
        elif field == "values" and not value:
            problems.append(f"{said}: values cannot be empty; the first value is the usual one.")
        elif field not in _LISTS and not isinstance(value, str):
            problems.append(f"{said}: {field} cannot be {value!r}; set a text in quotation marks.")
        else:
            yield field, value


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def suggest(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: the word that was probably meant, or all known ones."""
    known = tuple(known)
    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else "; there are " + ", ".join(known) + "."
