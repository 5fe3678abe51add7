"""Proposes people, places, organizations and groups from lists of names and from the words with which names begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.annotate.names.bodies import find_bodies
from reader.annotate.names.labelled_names import to_annotation
from reader.annotate.names.listed_names import find_listed
from reader.annotate.tokens import Tokens, read_tokens
from reader.model import Annotation, Article


class Names:
    """The annotator of names: it uses lists, and head words such as وزارة and مدينة."""

    name = "names"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose people, places, organizations and groups; the name of an organization ends where a date begins."""
        tokens = read_tokens(article.text)
        found = [*find_listed(tokens), *find_bodies(tokens, _dated(tokens, so_far))]
        return [to_annotation(tokens, candidate, self.name) for candidate in found]


def _dated(tokens: Tokens, so_far: Sequence[Annotation]) -> set[int]:
    """The indexes of the tokens that begin a date."""
    first = {start: index for index, start in enumerate(tokens.starts)}
    return {first[each.span.start] for each in so_far if each.label == "date" and each.span.start in first}
