"""Defines a label, and the frame that gives a label roles and attributes."""

from __future__ import annotations

from dataclasses import dataclass

COMMITMENT = "commitment"
"""The frame of pledges, demands, refusals …, and of a label that has roles but names no frame."""


@dataclass(frozen=True, slots=True)
class Role:
    """A slot of a frame: the committer, the action, the counterparty …"""

    name: str
    arabic: str
    english: str
    key: str
    colour: str = ""
    """The name of a theme's role whose colour it has where the theme does not name the role itself."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property that takes one of several values: the polarity of a commitment (negated or not), its status …"""

    name: str
    arabic: str
    english: str
    key: str
    values: tuple[str, ...]
    """The first one is the default."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of annotation with roles, such as the commitment; the labels that name the frame are its types."""

    name: str
    arabic: str
    english: str
    key: str = ""
    """The key that asks for one of its types; without a key, its types are chosen after that of the commitments."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label for spans: one that belongs to a frame marks cues, which have roles, and any other marks entities."""

    name: str
    arabic: str
    english: str
    key: str
    colour: str
    """The name of a colour in the theme."""
    roles: tuple[Role, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    frame: str = ""
    """The name of its frame; empty for entities."""

    @property
    def is_commitment(self) -> bool:
        """Whether annotations with this label have roles: it belongs to the commitments or to another frame."""
        return bool(self.frame)
