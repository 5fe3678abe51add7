"""Proposes commitments: who pledges, agrees, demands or threatens, what and to whom, on what condition and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import Annotation, Article

if TYPE_CHECKING:
    from reader.annotate.commitments.judge import Judge


class Commitments:
    """The annotator of commitments: candidates, a judge, roles and attributes, one after the other.

    A user's own words are in `cues.toml` in the configuration folder, or in the file given; ConfigError says what is
    wrong in it.
    """

    name = "commitments"

    def __init__(self, judge: Judge | None = None, *, own: Path | None = None) -> None:
        """Take a judge to use instead of the shipped one, and a file of own words instead of the user's."""
        from reader.annotate.commitments.own_words import read_own_words, users_words

        self._judge = judge
        self._own = users_words() if own is None else read_own_words(own)

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterator[Annotation]:
        """Propose the commitments of an article, in the order of their cues.

        AnnotateError where the network or a package that it needs is missing.
        """
        from reader.annotate.commitments.attributes import find_attributes
        from reader.annotate.commitments.candidates import find_candidates, word_rule
        from reader.annotate.commitments.judge import shipped_judge
        from reader.annotate.commitments.roles import fill_roles, find_names
        from reader.annotate.recogniser.article_pass import read_article
        from reader.annotate.tokens import read_tokens

        tokens, judge, names = read_tokens(article.text), self._judge or shipped_judge(), find_names(so_far)
        for candidate in find_candidates(tokens, read_article(article.text), self._own):
            cue = candidate.cue
            verdict = judge.judge(tokens, candidate)
            if verdict.chance < judge.threshold:
                continue
            yield Annotation(
                tokens.span(cue.first, cue.last),
                verdict.label,
                fill_roles(tokens, cue, names, judge.least_gains, is_own=candidate.own is not None),
                find_attributes(tokens, cue.first, cue.last, verdict.label),
                source=self.name,
                score=round(verdict.chance, 4),
                rule=word_rule(candidate),
            )
