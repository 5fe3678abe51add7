"""Proposes names of people, places, organizations and others by the trained recogniser, each article as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Protocol

from reader.annotate.names.glossing import find_entry
from reader.annotate.names.labelled_names import cut_sentences, find_labelled, spell, to_annotation
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.name_ends import end_after_links
from reader.annotate.names.name_starts import divide_at_and, leave_out_proclitics
from reader.annotate.names.same_names import agree_on_labels, find_again
from reader.annotate.recogniser.network import Recogniser
from reader.annotate.recogniser.unsure_names import leave_out_doubtful
from reader.annotate.tokens import Tokens, read_tokens
from reader.errors import AnnotateError
from reader.model import Annotation, Article

THREADS = "READER_THREADS"
"""The environment variable that says how many threads the network may use; several processes share the cores."""
_PACKAGES = ("numpy", "onnxruntime")


class Labeller(Protocol):
    """What labels words: `Recogniser`, or anything that does the same."""

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, float]]]:
        """A BIO label and its chance for every word of every sentence."""
        ...


class Entities:
    """The annotator of names by the trained recogniser; the model is read with the first article."""

    name = "entities"

    def __init__(self, labeller: Labeller | None = None) -> None:
        """Take another labeller than the shipped recogniser."""
        self._labeller = labeller

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose names, whoever proposed the same before: that two agree is worth knowing (weighing.py).

        AnnotateError where the model or a package it needs is missing.
        """
        tokens = read_tokens(article.text)
        runs = cut_sentences(tokens)
        if not runs:
            return []
        if self._labeller is None:
            self._labeller = _open_recogniser()
        labelled = self._labeller.tag([spell(tokens, run) for run in runs])
        named = (
            each for each in find_labelled(tokens, runs, labelled, "recogniser") if not _is_unknown_tag(tokens, each)
        )
        read = end_after_links(tokens, list(named))
        found = leave_out_proclitics(tokens, list(divide_at_and(tokens, read)))
        found = leave_out_doubtful(tokens, agree_on_labels(tokens, found))
        found += find_again(tokens, found)
        return [to_annotation(tokens, candidate, self.name) for candidate in found]


def _is_unknown_tag(tokens: Tokens, candidate: NameCandidate) -> bool:
    """Whether a name is no more than a hashtag that no list knows: #عاجل."""
    first = candidate.first
    if first != candidate.last or not tokens.is_adjacent(first) or tokens.folded[first - 1] not in "#＃":
        return False
    return find_entry(tokens.folded[first], candidate.label) is None


def _open_recogniser() -> Recogniser:
    for package in _PACKAGES:
        if find_spec(package) is None:
            raise AnnotateError(
                f"The recogniser needs the package {package}, which is not installed; run: uv pip install {package}"
            )
    return Recogniser(threads=int(os.environ.get(THREADS, "2")))
