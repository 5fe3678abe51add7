"""Holds the labels of a project, and answers for labels and roles that it does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reader.labels.label import COMMITMENT, Attribute, Frame, Label, Role
from reader.model import Annotation


class LabelSet(Mapping[str, Label]):
    """The labels of a project, by name, in the order of the file."""

    def __init__(self, labels: Iterable[Label], frames: Iterable[Frame] = ()) -> None:
        self._labels = {label.name: label for label in labels}
        self.frames = tuple(frames)
        """The frames that have types, in the order of the file."""

    def __getitem__(self, name: str) -> Label:
        return self._labels[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def named(self, name: str) -> Label:
        """The label with this name, or a plain one made for it, since annotations outlive the label they were given."""
        return self._labels.get(name) or Label(name, name, name, "", "misc")

    def of(self, annotation: Annotation) -> Label:
        """The label of an annotation, with every role and attribute that the annotation has.

        Whatever the label set does not define is called by its identifier, so that nothing of it is hidden.
        """
        label = self.named(annotation.label)
        roles, attributes = ({each.name for each in slots} for slots in (label.roles, label.attributes))
        foreign = tuple(Role(name, name, name, "") for name, _ in annotation.roles if name not in roles)
        if not foreign and (label.name in self._labels or not annotation.roles):
            return label
        # An entity's attributes are its spelling and its gloss, which have places of their own.
        values = ((name, value) for name, value in annotation.attributes if name not in attributes)
        further = tuple(Attribute(name, name, name, "", ("", value)) for name, value in values)
        return replace(
            label,
            roles=(*label.roles, *foreign),
            attributes=(*label.attributes, *further),
            frame=label.frame or COMMITMENT,
        )

    def kind_of(self, annotation: Annotation) -> str:
        """The frame of an annotation, or an empty text for an entity; different kinds are about different things."""
        return self.named(annotation.label).frame or (COMMITMENT if annotation.roles else "")

    @property
    def frames_with_action(self) -> tuple[Frame, ...]:
        """The frames that an action of their own opens; the commitments have another, unless they get a key here."""
        return tuple(frame for frame in self.frames if frame.key or frame.name != COMMITMENT)

    @property
    def entities(self) -> tuple[Label, ...]:
        """The labels without a frame."""
        return tuple(label for label in self._labels.values() if not label.is_commitment)

    @property
    def commitments(self) -> tuple[Label, ...]:
        """The labels that have roles, those of all frames."""
        return tuple(label for label in self._labels.values() if label.is_commitment)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles of all frames, each once."""
        return tuple({role.name: role for label in self.commitments for role in label.roles}.values())

    def types_of(self, frame: str) -> tuple[Label, ...]:
        """The labels of a frame."""
        return tuple(label for label in self._labels.values() if label.frame == frame)

    @property
    def types_without_frame_key(self) -> tuple[Label, ...]:
        """The types of the commitments, and of the frames without a key, which are chosen after the same key."""
        keyed = {frame.name for frame in self.frames if frame.key} - {COMMITMENT}
        return tuple(label for label in self.commitments if label.frame not in keyed)
