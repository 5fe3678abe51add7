"""Collects what analysts have decided on candidates of commitments, with what spoke for and against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.annotate.commitments.judge import Judge
from reader.annotate.tokens import Tokens
from reader.journal.article_marks import Flag
from reader.journal.operations import Proposed
from reader.model import Annotation, Article, Decision, Span

if TYPE_CHECKING:
    from reader.annotate.commitments.candidates import Candidate
    from reader.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A candidate on which there is a decision."""

    article: str
    """The article's id."""
    types: Mapping[str, float]
    """What speaks for each type, in logarithms, by the shipped judge."""
    evidence: Mapping[str, Mapping[str, float]]
    """What speaks for and against its binding, by the type that it is taken for."""
    label: str
    """The type that the analyst gave it; empty if it does not bind."""
    is_open: bool = False
    """Whether it was no proposal, and counts because the analyst has read the whole article for commitments."""

    @property
    def binds(self) -> bool:
        """Whether it is a commitment according to the analyst."""
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """What one analyst says of the commitments of one article."""

    accepted: tuple[tuple[Span, str], ...]
    """Accepted proposals with their types, perhaps corrected; of a whole article, also those tagged by hand."""
    rejected: tuple[Span, ...]
    is_whole: bool
    """Whether the article is done, so that what is not tagged there is no commitment."""


def collect_cases(workspace: Workspace, articles: Iterable[str], layers: Sequence[str]) -> Iterator[DecidedCase]:
    """The decided candidates of the articles in the named layers.

    What an analyst has tagged by hand, and what nobody has tagged, says something only in an article that is done, and
    in which the analyst has worked on commitments: of another one nobody knows what was read there.
    """
    from reader.annotate.commitments.judge import shipped_judge

    judge = shipped_judge()
    flags = {each.article: dict(each.flags) for each in workspace.articles()}
    for name in articles:
        there = [layer for layer in workspace.layers(name) if layer in layers]
        verdicts = [_read_verdicts(workspace, name, layer, flags[name].get(layer), judge) for layer in there]
        found = [each for each in verdicts if each.accepted or each.rejected]
        article = workspace.find_article(name) if found else None
        if article is not None:
            yield from _compare(article, found, judge)


def _read_verdicts(workspace: Workspace, article: str, layer: str, flag: Flag | None, judge: Judge) -> _Verdicts:
    proposed = workspace.proposed(article, layer)
    types = {name.removeprefix("type ") for name in judge.weights if name.startswith("type ")}
    about = [
        each
        for each in workspace.annotations(article, layer)
        if each.label in types or (each.key in proposed and proposed[each.key].label in types)
    ]
    is_whole = flag is Flag.DONE
    accepted = [
        (each.span, each.label)
        for each in about
        if each.decision is Decision.ACCEPTED and each.label in types and (is_whole or each.key in proposed)
    ]
    rejected = [span for each in about for span in _rejected_spans(each, proposed.get(each.key), types)]
    return _Verdicts(tuple(accepted), tuple(rejected), is_whole)


def _rejected_spans(each: Annotation, was: Proposed | None, types: set[str]) -> Iterator[Span]:
    """The place of a rejected proposal, or of one that has become something else than a commitment."""
    if was is not None and (each.decision is Decision.REJECTED or each.label not in types):
        yield was.span


def _compare(article: Article, verdicts: Sequence[_Verdicts], judge: Judge) -> Iterator[DecidedCase]:
    from reader.annotate.commitments.candidates import find_candidates
    from reader.annotate.recogniser.article_pass import read_article
    from reader.annotate.tokens import read_tokens

    tokens = read_tokens(article.text)
    for candidate in find_candidates(tokens, read_article(article.text)):
        span = tokens.span(candidate.cue.first, candidate.cue.last)
        is_proposed = judge.judge(tokens, candidate).chance >= judge.threshold
        for each in verdicts:
            label = next((label for place, label in each.accepted if place.overlaps(span)), "")
            is_rejected = any(place.overlaps(span) for place in each.rejected)
            is_open = not label and not is_rejected
            if not is_open or (each.is_whole and not is_proposed):
                yield _make_case(article.id, tokens, candidate, judge, label, is_open=is_open)


def _make_case(
    article: str, tokens: Tokens, candidate: Candidate, judge: Judge, label: str, *, is_open: bool
) -> DecidedCase:
    from reader.annotate.commitments.evidence import weigh_evidence

    types = judge.weigh_types(candidate)
    evidence = {each: weigh_evidence(tokens, candidate, each) for each in types}
    return DecidedCase(article, types, evidence, label, is_open)
