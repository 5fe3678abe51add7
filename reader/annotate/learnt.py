"""Holds what was learnt from analysts' decisions, and lays it over the shipped engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite

from reader.annotate import Annotator
from reader.annotate.commitments import Commitments
from reader.annotate.commitments.judge import Judge, shipped_judge, unpack_judge
from reader.errors import AnnotateError
from reader.model import Annotation
from reader.wording import say, sayable

_AGAIN = sayable(
    "run `reader learn` on it again, or `reader learn --undo`; until then the engine is used as it is shipped."
)
_MOST = 100.0
"""The greatest weight that can have been learnt."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt from the decisions in one workspace; without anything learnt, the engine is as it is shipped."""

    judge: Judge | None = None
    """The judge of commitments; None for the shipped one."""
    least: Mapping[str, float] = field(default_factory=dict)
    """The least score of an entity, by its label."""
    decisions: int = 0
    """The number of decisions that it was learnt from."""
    articles: int = 0

    def __bool__(self) -> bool:
        return self.judge is not None or bool(self.least)

    def lay_over(self, annotator: Annotator) -> Annotator:
        """The annotator with what was learnt for it, or itself where that is nothing."""
        if self.judge is not None and isinstance(annotator, Commitments):
            return Commitments(self.judge)
        return annotator

    def leave_out(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """The annotations without entities whose score is below the least one of their label."""
        return tuple(
            each for each in annotations if each.score is None or each.score >= self.least.get(each.label, 0.0)
        )


NOTHING = Learnt()


def write_learnt(learnt: Learnt) -> str:
    """What was learnt, as JSON, with a mark of the shipped judge beside which it was learnt."""
    judge = None if learnt.judge is None else asdict(learnt.judge)
    content = asdict(learnt) | {"judge": judge, "beside": _mark_shipped()}
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def read_learnt(text: str, where: str) -> Learnt:
    """What was learnt, from its JSON; an empty text is nothing.

    AnnotateError, which names the workspace, where it is damaged or was learnt beside another shipped judge.
    """
    if not text:
        return NOTHING
    try:
        content = json.loads(text)
        beside = content["beside"]
        judge = None if content["judge"] is None else unpack_judge(content["judge"])
        least = {str(label): float(score) for label, score in content["least"].items()}
        _check_numbers(judge, least)
        learnt = Learnt(judge, least, int(content["decisions"]), int(content["articles"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise AnnotateError(
            say("{where}: what was learnt there is damaged; {again}", where=where, again=say(_AGAIN))
        ) from error
    if beside != _mark_shipped():
        raise AnnotateError(
            say(
                "{where}: what was learnt there belongs to another version of the engine; {again}",
                where=where,
                again=say(_AGAIN),
            )
        )
    return learnt


def _check_numbers(judge: Judge | None, least: Mapping[str, float]) -> None:
    """Raise ValueError for a number with which nothing could be reckoned."""
    numbers = [*least.values()]
    if judge is not None:
        numbers += [judge.bias, judge.threshold, judge.word_share, *judge.weights.values(), *judge.leanings.values()]
    if not all(isfinite(each) and abs(each) <= _MOST for each in numbers):
        raise ValueError("a number is out of range")


def _mark_shipped() -> str:
    """A mark of the shipped judge: weights that were learnt beside another one would mean something else."""
    return hashlib.sha256(json.dumps(asdict(shipped_judge()), sort_keys=True).encode()).hexdigest()[:16]
