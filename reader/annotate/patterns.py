"""Proposes dates and quantities from the shape of the text: numbers, months, weekdays, currencies and units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.annotate.tokens import read_tokens
from reader.model import Annotation, Article


class Patterns:
    """The annotator of dates and quantities."""

    name = "patterns"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose dates and quantities; needs nothing of what came before."""
        tokens = read_tokens(article.text)
        for index, word in enumerate(tokens.folded):
            if word[0].isdecimal():
                yield Annotation(tokens.span(index, index), "quantity", source=self.name, score=0.5, rule="a number")
