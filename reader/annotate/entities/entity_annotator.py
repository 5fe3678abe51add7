"""Proposes entities: the network and the rules give candidates, and a judge chooses the likeliest that fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reader.annotate.entities.label_chances import spread_chances
from reader.annotate.entities.span_candidates import gather_candidates, lend_values
from reader.annotate.entities.span_evidence import weigh_evidence
from reader.annotate.entities.span_judge import shipped_judge
from reader.annotate.names.labelled_names import to_annotation
from reader.annotate.recogniser.article_pass import ArticlePass, read_article
from reader.annotate.tokens import read_tokens
from reader.model import Annotation, Article


class Entities:
    """The annotator of entities; the network is read with the first article."""

    name = "entities"

    def __init__(self, read: Callable[[str], ArticlePass] = read_article) -> None:
        """Take what reads a text in the place of the shipped network."""
        self._read = read

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose entities, also those of `so_far` that are likely; the pipeline lets its own rules' others go.

        AnnotateError where the model or a package that it needs is missing.
        """
        tokens = read_tokens(article.text)
        read = self._read(article.text)
        if not read.runs:
            return []
        chances = spread_chances(read, len(tokens))
        candidates = [each for each in gather_candidates(tokens, read, so_far) if chances.knows(each.name.label)]
        judge = shipped_judge()
        judged = [
            (each.name, judge.judge(evidence))
            for each, evidence in zip(candidates, weigh_evidence(tokens, chances, candidates), strict=True)
        ]
        chosen = lend_values(tokens, judge.choose(judged), so_far)
        return [to_annotation(tokens, each, self.name) for each in chosen]
