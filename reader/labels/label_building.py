"""Builds the labels from their entries, and leaves out with a sentence what an entry lacks or names in vain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from reader.labels.keys_apart import Keyed, keep_apart
from reader.labels.label import COMMITMENT, Attribute, Frame, Label, Role
from reader.labels.label_set import LabelSet
from reader.labels.label_tables import ATTRIBUTES, FRAMES, LABELS, ROLES, Entry, Sections, named, suggest
from reader.wording import say

_COMMITMENTS = Frame(COMMITMENT, "التزام", "Commitment")
_COLOURS = ("committer", "action", "counterparty", "condition", "deadline", "source")
"""The roles of every theme, whose colours the roles of the user's own get in turn."""
_Slot = TypeVar("_Slot", Role, Attribute)


def build_labels(sections: Sections, *, own: Sections, where: str) -> tuple[LabelSet, list[str]]:
    """The labels that entries define, and a sentence on each clash and each entry that is left out.

    `own` holds the entries of the user's file, which win over the default ones where two want the same key.
    """
    building = _LabelBuilding(sections, own, where)
    labels = building.build()
    return labels, building.problems


@dataclass(slots=True)
class _LabelBuilding:
    sections: Sections
    own: Sections
    where: str
    problems: list[str] = field(default_factory=list)

    def build(self) -> LabelSet:
        roles = {name: self._role(name, entry) for name, entry in self._named(ROLES)}
        attributes = {
            name: Attribute(name, entry["arabic"], entry["english"], entry.get("key", ""), tuple(entry["values"]))
            for name, entry in self._named(ATTRIBUTES, "values")
        }
        frames = {
            name: Frame(name, entry["arabic"], entry["english"], entry.get("key", ""))
            for name, entry in self._named(FRAMES)
        }
        labels = [self._label(name, entry, frames, roles, attributes) for name, entry in self._named(LABELS)]
        self._find_idle(labels, frames)
        used = {label.frame for label in labels if label.frame}
        known = [frame for frame in frames.values() if frame.name in used]
        if COMMITMENT in used and COMMITMENT not in frames:
            known.insert(0, _COMMITMENTS)
        return self._with_keys(labels, known)

    def _named(self, section: str, *needed: str) -> list[tuple[str, Entry]]:
        """The entries that have names in both languages and whatever else they need."""
        complete = []
        for name, entry in self.sections.get(section, {}).items():
            lacking = [each for each in ("arabic", "english", *needed) if not entry.get(each)]
            if lacking:
                self._say(
                    say(
                        "{entry} is left out, since it has no {fields}",
                        entry=named(section, name),
                        fields=say(" and no ").join(lacking),
                    )
                )
            else:
                complete.append((name, entry))
        return complete

    def _role(self, name: str, entry: Entry) -> Role:
        added = [each for each in self.sections[ROLES] if each not in _COLOURS]
        colour = name if name in _COLOURS else _COLOURS[added.index(name) % len(_COLOURS)]
        return Role(name, entry["arabic"], entry["english"], entry.get("key", ""), entry.get("colour", colour))

    def _label(
        self,
        name: str,
        entry: Entry,
        frames: dict[str, Frame],
        roles: dict[str, Role],
        attributes: dict[str, Attribute],
    ) -> Label:
        frame = entry.get("frame", "")
        if frame and frame not in frames:
            self._say(
                say(
                    "{owner} names {entry}, which does not exist",
                    owner=named(LABELS, name),
                    entry=named(FRAMES, frame),
                ),
                suggest(frame, frames),
            )
            frame = ""
        shared: Entry = self.sections[FRAMES].get(frame, {})
        has_slots = ROLES in entry or ATTRIBUTES in entry
        owner = named(FRAMES, frame) if frame and not has_slots else named(LABELS, name)
        colour = entry.get("colour") or shared.get("colour") or "misc"
        whole = {**shared, **entry}
        return Label(
            name,
            entry["arabic"],
            entry["english"],
            entry.get("key", ""),
            colour,
            self._slots(owner, ROLES, whole, roles),
            self._slots(owner, ATTRIBUTES, whole, attributes),
            frame or (COMMITMENT if entry.get(ROLES) else ""),
        )

    def _slots(self, owner: str, section: str, whole: dict[str, Any], known: dict[str, _Slot]) -> tuple[_Slot, ...]:
        for name in whole.get(section, ()):
            if name not in known:
                self._say(
                    say(
                        "{owner} names {entry}, which does not exist",
                        owner=owner,
                        entry=named(section, name),
                    ),
                    suggest(name, known),
                )
        return tuple(known[name] for name in dict.fromkeys(whole.get(section, ())) if name in known)

    def _find_idle(self, labels: list[Label], frames: dict[str, Frame]) -> None:
        """Report the roles, attributes and frames of the user's that nothing shows."""
        used = {
            FRAMES: {label.frame for label in labels},
            ROLES: {role.name for label in labels for role in label.roles},
            ATTRIBUTES: {attribute.name for label in labels for attribute in label.attributes},
        }
        for name in self.own.get(FRAMES, {}):
            if name in frames and name not in used[FRAMES]:
                self._say(
                    say("the frame {name} has no types, so nothing can be tagged with it", name=repr(name)),
                    say("; give a label frame = {name}.", name=repr(name)),
                )
        for section in (ROLES, ATTRIBUTES):
            for name in self.own.get(section, {}):
                if name not in used[section]:
                    self._say(
                        say("no frame has {entry}, so nothing shows it", entry=named(section, name)),
                        say("; name it in the {section} of a frame.", section=section),
                    )

    def _with_keys(self, labels: list[Label], frames: list[Frame]) -> LabelSet:
        """The labels and frames, with a key of their own each among those that are pressed at the same moment."""
        entities = [each for each in labels if not each.frame]
        keys = self._keep_apart([*self._keyed(LABELS, entities), *self._keyed(FRAMES, frames)])
        keyed = [each.name for each in frames if keys[FRAMES, each.name] and each.name != COMMITMENT]
        for frame in ("", *keyed):
            types = [each for each in labels if each.frame and (each.frame if each.frame in keyed else "") == frame]
            keys |= self._keep_apart(self._keyed(LABELS, types))
        return LabelSet(
            (self._with_slot_keys(replace(each, key=keys[LABELS, each.name])) for each in labels),
            (replace(each, key=keys[FRAMES, each.name]) for each in frames),
        )

    def _with_slot_keys(self, label: Label) -> Label:
        keys = self._keep_apart([*self._keyed(ROLES, label.roles), *self._keyed(ATTRIBUTES, label.attributes)])
        return replace(
            label,
            roles=tuple(replace(each, key=keys[ROLES, each.name]) for each in label.roles),
            attributes=tuple(replace(each, key=keys[ATTRIBUTES, each.name]) for each in label.attributes),
        )

    def _keyed(self, section: str, entries: Iterable[Label | Frame | Role | Attribute]) -> list[Keyed]:
        """Entries with the keys that they want; one whose key the user has set is the user's own."""
        own = self.own.get(section, {})
        return [Keyed(section, each.name, each.key, "key" in own.get(each.name, {})) for each in entries]

    def _keep_apart(self, keyed: list[Keyed]) -> dict[tuple[str, str], str]:
        keys, clashes = keep_apart(keyed)
        for clash in clashes:
            self._say(clash, ".")
        return keys

    def _say(self, problem: str, remedy: str = "") -> None:
        ending = remedy or say("; add what is missing.")
        sentence = f"{self.where}: {problem}{ending}"
        # A frame's roles are met with each of its types.
        if sentence not in self.problems:
            self.problems.append(sentence)
