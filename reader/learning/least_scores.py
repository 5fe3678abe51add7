"""Finds the score of each kind of entity below which an analyst rejects nearly all proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Decision

if TYPE_CHECKING:
    from reader.labels import LabelSet
    from reader.store.workspace import Workspace

_LEAST = 12
"""The fewest decisions below a score from which something can be learnt."""
_NEARLY_ALL = 0.9
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class DecidedEntity:
    """An entity that was proposed with a score, and what an analyst decided."""

    article: str
    label: str
    score: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class LeastScore:
    """The least score of a label, and what it would have left out."""

    label: str
    score: float
    rejected: int
    """How many proposals below it were rejected."""
    accepted: int
    """How many proposals below it were accepted."""


def collect_entities(
    workspace: Workspace, articles: Iterable[str], layers: Sequence[str], labels: LabelSet
) -> list[DecidedEntity]:
    """The decided proposals of entities in the named layers; one that got another label was wrong as it was."""
    found = []
    for article in articles:
        for layer in (each for each in workspace.layers(article) if each in layers):
            proposed = workspace.proposed(article, layer)
            for each in workspace.annotations(article, layer):
                was = proposed.get(each.key)
                if was is None or each.decision is Decision.PROPOSED or each.score is None:
                    continue
                if not labels.named(was.label).is_commitment:
                    is_right = each.decision is Decision.ACCEPTED and each.label == was.label
                    found.append(DecidedEntity(article, was.label, each.score, is_right))
    return found


def find_least_scores(decided: Sequence[DecidedEntity]) -> list[LeastScore]:
    """The least score of each label where one is worth it, also on articles that it was not learnt from."""
    found = []
    for label in sorted({each.label for each in decided}):
        same = [each for each in decided if each.label == label]
        least = _find(same)
        if least is not None and _holds_elsewhere(same):
            below = [each for each in same if each.score < least]
            accepted = sum(each.is_right for each in below)
            found.append(LeastScore(label, least, len(below) - accepted, accepted))
    return found


def _find(decided: Sequence[DecidedEntity]) -> float | None:
    """The highest score below which nearly all were rejected."""
    ranked = sorted(decided, key=lambda each: each.score)
    best, rejected = None, 0
    for count, each in enumerate(ranked, start=1):
        rejected += not each.is_right
        after = ranked[count].score if count < len(ranked) else None
        # Proposals with the same score stay or go together, and some proposals have to stay.
        if after is not None and after > each.score and count >= _LEAST and rejected >= _NEARLY_ALL * count:
            best = after
    return best


def _holds_elsewhere(decided: Sequence[DecidedEntity]) -> bool:
    articles = sorted({each.article for each in decided})
    left_out: list[DecidedEntity] = []
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        least = _find([each for each in decided if each.article not in held])
        left_out += [each for each in decided if each.article in held and least is not None and each.score < least]
    return bool(left_out) and sum(not each.is_right for each in left_out) >= _NEARLY_ALL * len(left_out)
