"""Which settings there are, what each decides, what it may be and what it is when nobody has said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

Keys = tuple[tuple[str, tuple[str, ...]], ...]
"""Action names with the keys the user gave them."""


@dataclass(frozen=True, slots=True)
class Range:
    """The whole numbers a setting may be, both ends included."""

    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Variable:
    """The environment variable that overrules the file."""

    name: str


@dataclass(frozen=True, slots=True)
class Display:
    """How an article is drawn."""

    theme: Annotated[str, Variable("READER_THEME")] = "dark"
    """The name of a colour theme: one that comes with the reader, or a file in the user's themes folder.
    Terminals without colour, or with 16, get a theme made for them whatever stands here."""
    label_language: Literal["arabic", "english", "both"] = "both"
    """The language in which labels, roles and attributes are named."""
    measure: Annotated[int, Range(20, 300, "cells")] = 90
    """The longest line, in cells; a narrower window has shorter ones."""
    margin: Annotated[int, Range(1, 40, "cells")] = 2
    """The blank cells left and right of the text; at least one, since VTE loses direction marks in its first column."""
    line_spacing: Annotated[int, Range(0, 1, "lines")] = 0
    """The blank lines between two lines of text."""
    justify: Literal["none", "tatweel", "spaces"] = "none"
    """How lines are drawn out to the full measure: not at all, by lengthening letters (ـ), or by wider spaces."""
    tashkeel: Annotated[Literal["auto", "keep", "strip"], Variable("READER_TASHKEEL")] = "auto"
    """Whether vowel marks are shown. `auto` leaves them out only where the terminal is known to draw them wrongly."""
    bidi: Annotated[Literal["auto", "plain", "bdsm", "konsole", "mlterm", "lro", "kitty"], Variable("READER_BIDI")] = (
        "auto"
    )
    """How the terminal is kept from reordering lines that are in order already. `auto` asks the terminal; the other
    values name a way outright (docs/terminals.md): set one if `reader doctor` shows words in the wrong order."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel that lists an article's annotations."""

    side: Literal["left", "right"] = "left"
    """The side of the text on which it stands."""
    width: Annotated[int, Range(20, 120, "cells")] = 36
    """Its width in cells."""
    visible: bool = True
    """Whether it is there when an article opens."""


@dataclass(frozen=True, slots=True)
class Annotate:
    """What proposes annotations, and when."""

    on_open: bool = True
    """Whether an article without annotations is annotated when it is opened."""
    annotators: tuple[str, ...] = ()
    """The annotators to run, in order, by name; empty for all that come with the reader."""


@dataclass(frozen=True, slots=True)
class Analyst:
    """Who is reading."""

    name: Annotated[str, Variable("READER_ANALYST")] = ""
    """What annotations made or corrected by hand carry as their source."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one moves through an article."""

    resume: bool = True
    """Whether an article opens where it was left."""
    context: Annotated[int, Range(0, 20, "lines")] = 2
    """The lines kept in sight above and below the caret."""
    others: bool = True
    """Whether what other analysts have said of an article is shown among the proposals, as they say it. Analysts whose
    agreement is to be measured set this to false."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything config.toml can say."""

    display: Display = field(default_factory=Display)
    panel: Panel = field(default_factory=Panel)
    annotate: Annotate = field(default_factory=Annotate)
    analyst: Analyst = field(default_factory=Analyst)
    reading: Reading = field(default_factory=Reading)
    keys: Keys = ()
    """Keys of your own, on every screen: an action's name, then a key or a list of keys, which replace the action's own
    keys. An empty list leaves the action without a key; it stays in the palette."""

    def keys_for(self, action: str) -> tuple[str, ...] | None:
        """The keys the user gave an action, or None where he said nothing."""
        return dict(self.keys).get(action)
