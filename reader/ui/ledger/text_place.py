"""Names a place in an article, to which the ledger and the list of evidence lead."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Span


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A stretch of an article."""

    article: str
    """The article's id."""
    span: Span
