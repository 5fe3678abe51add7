"""What the commitments annotator proposes for a text in which names were found before."""

from __future__ import annotations

from collections.abc import Mapping

from reader.annotate.commitments import Commitments
from reader.model import Annotation, Article, Span


def propose(text: str, names: Mapping[str, str] | None = None) -> list[Annotation]:
    """The commitments of a text; names, wherever they stand in it, with their labels."""
    found = [
        Annotation(Span(start, start + len(name)), label)
        for name, label in (names or {}).items()
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    return list(Commitments().annotate(Article(text), found))
