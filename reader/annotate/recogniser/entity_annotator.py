"""Proposes names of people, places, organizations and others with the trained recogniser, each article as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from reader.annotate.names.glossing import find_entry
from reader.annotate.names.labelled_names import cut_sentences, find_labelled, spell, to_annotation
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.name_ends import end_after_links
from reader.annotate.names.name_starts import divide_at_and, leave_out_proclitics
from reader.annotate.names.same_names import agree_on_labels, find_again
from reader.annotate.recogniser.article_pass import read_article
from reader.annotate.recogniser.unsure_names import leave_out_unsure
from reader.annotate.tokens import Tokens, read_tokens
from reader.model import Annotation, Article


class Labeller(Protocol):
    """An object that labels words: `Recogniser`, or another with the same method."""

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, float]]]:
        """A BIO label and its chance for every word of every sentence."""
        ...


class Entities:
    """The annotator that finds names with the trained recogniser; it reads the model with the first article."""

    name = "entities"

    def __init__(self, labeller: Labeller | None = None) -> None:
        """Take a labeller to use instead of the shipped recogniser."""
        self._labeller = labeller

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose names, also those already proposed, since the agreement of two annotators counts (weighing.py).

        AnnotateError where the model or a package that it needs is missing.
        """
        tokens = read_tokens(article.text)
        runs = cut_sentences(tokens)
        if not runs:
            return []
        if self._labeller is None:
            labelled = read_article(article.text).labels
        else:
            labelled = self._labeller.tag([spell(tokens, run) for run in runs])
        named = (
            each for each in find_labelled(tokens, runs, labelled, "recogniser") if not _is_unknown_tag(tokens, each)
        )
        complete = end_after_links(tokens, list(named))
        found = leave_out_proclitics(tokens, list(divide_at_and(tokens, complete)))
        found = leave_out_unsure(tokens, agree_on_labels(tokens, found))
        found += find_again(tokens, found)
        return [to_annotation(tokens, candidate, self.name) for candidate in found]


def _is_unknown_tag(tokens: Tokens, candidate: NameCandidate) -> bool:
    """Whether a name is only a hashtag that no list knows: #عاجل."""
    first = candidate.first
    if first != candidate.last or not tokens.is_adjacent(first) or tokens.folded[first - 1] not in "#＃":
        return False
    return find_entry(tokens.folded[first], candidate.label) is None
