"""Defines the values that everything else is made of: spans, annotations, articles and selections.

Every offset counts Unicode code points of Article.text, and every span is half-open: [start, end).
The values are frozen; a method that changes one returns a new value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, [start, end) in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forwards from 0 or later, not from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        # An empty span is still a span (a caret, a gap), so a span is true whatever its length.
        return True

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The stretch of the text that this span covers."""
        return text[self.start : self.end]


class Decision(StrEnum):
    """What the analyst has decided about an annotation."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled span: an entity, or a commitment, whose span is its cue and whose roles are further spans."""

    span: Span
    label: str
    """A label's name in labels.toml: "person", "pledge" …"""
    roles: tuple[tuple[str, Span], ...] = ()
    """Spans by role name, in the order in which labels.toml lists them; entities have none."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Values by attribute name: a commitment's polarity and status; an entity's canonical name, as `entity`."""
    source: str = "human"
    """Where the annotation comes from: "human", a person's name, or an annotator's name."""
    decision: Decision = Decision.PROPOSED
    score: float | None = None
    """How sure the annotator is, from 0 to 1; None for a person's annotation."""
    rule: str = ""
    """The rule that proposed the annotation, in words that an analyst understands."""
    note: str = ""
    key: str = field(default="", compare=False)
    """The name under which a store knows the annotation; empty where it is not stored."""

    def role(self, name: str) -> Span | None:
        """The span that fills a role, or None."""
        return next((span for role, span in self.roles if role == name), None)

    def attribute(self, name: str, default: str = "") -> str:
        """An attribute's value, or the default."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def with_role(self, name: str, span: Span | None) -> Annotation:
        """The same annotation with one role filled, changed or (None) emptied."""
        kept = tuple((role, old) for role, old in self.roles if role != name)
        return replace(self, roles=kept if span is None else (*kept, (name, span)))

    def with_attribute(self, name: str, value: str) -> Annotation:
        """The same annotation with one attribute set."""
        kept = tuple((key, old) for key, old in self.attributes if key != name)
        return replace(self, attributes=(*kept, (name, value)))

    @property
    def extent(self) -> Span:
        """The smallest span that covers the annotation's span (the cue of a commitment) and every role."""
        spans = [self.span, *(span for _, span in self.roles)]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


@dataclass(frozen=True)
class Article:
    """A text as it was loaded; it never changes."""

    text: str
    title: str = ""
    source: str = ""
    """Where the article came from: a path, a URL, or "-" for standard input."""
    date: str = ""
    """The date as the source gave it."""
    fields: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """The source's other fields: publisher, url …"""

    @cached_property
    def id(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal; lone surrogates count as their three-byte form."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def title_span(self) -> Span | None:
        """The span of the title where the text begins with it, or None."""
        start = len(self.text) - len(self.text.lstrip())
        found = bool(self.title) and self.text.startswith(self.title, start)
        return Span(start, start + len(self.title)) if found else None


@dataclass(frozen=True, slots=True)
class Selection:
    """Two offsets between code points: the anchor stays and the head moves. A caret has both at one offset."""

    anchor: int
    head: int

    @classmethod
    def caret(cls, offset: int) -> Selection:
        """An empty selection at an offset."""
        return cls(offset, offset)

    @property
    def span(self) -> Span:
        """The selected span."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    @property
    def is_caret(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.head

    def __iter__(self) -> Iterator[int]:
        return iter((self.anchor, self.head))
