"""Gathers the reasons for everything that the engine proposes in an article, and for what it does not propose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.annotate.commitments.explaining import Explanation, explain_candidates
from reader.annotate.learnt import NOTHING, Learnt
from reader.annotate.pipeline import Failure, annotate
from reader.model import Annotation, Article


@dataclass(frozen=True, slots=True)
class ArticleReasons:
    """What is proposed in an article, and each word that might have been proposed as the cue of a commitment."""

    annotations: tuple[Annotation, ...]
    candidates: tuple[Explanation, ...]
    """In the order of the text; none in a text that is not Arabic."""
    failures: tuple[Failure, ...] = ()
    language: str = ""
    """The language of an article that is not Arabic, in which little is proposed."""

    def proposed(self, candidate: Explanation) -> Annotation | None:
        """The proposal that a candidate has become; None also where another one stands in its place."""
        same = (each for each in self.annotations if (each.span, each.label) == (candidate.span, candidate.label))
        return next(same, None)

    def over(self, offset: int) -> tuple[Annotation, ...]:
        """The proposals whose span covers an offset."""
        return tuple(each for each in self.annotations if offset in each.span)

    def roles_over(self, offset: int) -> tuple[tuple[str, Annotation], ...]:
        """The roles whose words cover an offset, each with its commitment."""
        return tuple((name, each) for each in self.annotations for name, span in each.roles if offset in span)


def explain_article(article: Article, *, learnt: Learnt = NOTHING) -> ArticleReasons:
    """The reasons in an article, after the default annotators have run over it.

    AnnotateError where the network or a package that it needs is missing.
    """
    from reader.annotate.commitments.judge import shipped_judge

    outcome = annotate(article, learnt=learnt)
    names = without_roles(outcome.annotations)
    judge = learnt.judge or shipped_judge()
    candidates = () if outcome.language else explain_candidates(article.text, judge=judge, names=names)
    return ArticleReasons(outcome.annotations, candidates, outcome.failures, outcome.language)


def without_roles(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The entities among annotations, as the roles of commitments are filled with them."""
    return tuple(each for each in annotations if not each.roles)
