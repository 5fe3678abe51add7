"""Proposes annotations for an article: the Annotator protocol, finding annotators by name, and running them in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from reader.model import Annotation, Article

GROUP = "reader.annotators"
"""The entry-point group in which annotators, ours and others', are registered by name."""


@runtime_checkable
class Annotator(Protocol):
    """Anything that proposes annotations; made by calling the entry point without arguments."""

    name: str
    """What its annotations carry as their source."""

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose annotations for an article; `so_far` holds what the annotators before it proposed."""
        ...
