"""Compares the analysts' decisions on the engine's proposals with its scores, as gold annotations are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.errors import StoreError, shown
from reader.evaluate.comparing import Comparison
from reader.evaluate.judging import Judged
from reader.exchange.label_names import is_commitment
from reader.journal.operations import Proposed
from reader.library.choosing import analyst, choose_articles, opened
from reader.library.choosing_layers import RESULT
from reader.model import Annotation, Decision
from reader.wording import say, sayable

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


def compare_decisions(path: str, *, earlier: bool, complain: Callable[[str], None]) -> Comparison:
    """The comparison of scores with decisions, with the precision of each rule.

    StoreError is raised if nothing has been decided on.
    """
    with opened(path, None, who=analyst(), complain=complain) as workspace:
        chosen = choose_articles(workspace, path, earlier=earlier, complain=complain)
        decided = {article: tuple(_judged(workspace, article)) for article in chosen}
    judged = tuple(each for several in decided.values() for each in several)
    if not judged:
        raise StoreError(
            say(
                "{path}: no proposal has been accepted or rejected yet; decide on some in the reader first.",
                path=shown(path),
            )
        )
    count = sum(map(bool, decided.values()))
    return Comparison(path, sayable("decisions on proposals"), count, judged=judged)


def _judged(workspace: Workspace, article: str) -> Iterator[Judged]:
    for layer in workspace.layers(article):
        # Adjudicated annotations are in the analysts' own layers already.
        if layer != RESULT:
            proposed = workspace.proposed(article, layer)
            for each in workspace.annotations(article, layer):
                if each.key in proposed and each.decision is not Decision.PROPOSED:
                    was = proposed[each.key]
                    yield Judged(was.label, each.rule or each.source, each.score, int(_is_right(each, was)))


def _is_right(each: Annotation, was: Proposed) -> bool:
    """Whether a proposal was accepted unchanged, except that the cue of a commitment may have been resized."""
    same_place = each.span == was.span or is_commitment(was.label) and each.span.overlaps(was.span)
    return each.decision is Decision.ACCEPTED and each.label == was.label and same_place
