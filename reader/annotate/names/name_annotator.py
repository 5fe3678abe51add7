"""Proposes people, places, organizations and groups that the lists know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.annotate.names.labelled_names import to_annotation
from reader.annotate.names.listed_names import find_listed
from reader.annotate.tokens import read_tokens
from reader.model import Annotation, Article


class Names:
    """The annotator of listed names."""

    name = "names"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose listed names; `so_far` is not used."""
        tokens = read_tokens(article.text)
        return [to_annotation(tokens, candidate, self.name) for candidate in find_listed(tokens)]
