"""Scores entities exactly and partially with nervaluate, and counts which labels are confused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reader.evaluate.scores import Score
from reader.model import Annotation

NOTHING = ""
"""The label, in a confusion, of a side that marked nothing."""

Pair = tuple[Sequence[Annotation], Sequence[Annotation]]
"""The entities of an article in the gold and in the system."""


def score_entities(pairs: Iterable[Pair], labels: Sequence[str]) -> dict[str, tuple[Score, Score]]:
    """The exact and partial scores for each label that is scored and, last, for "all".

    An exact match has the same label and the same span (the strict scheme of SemEval 2013). A partial match has the
    same label and an overlapping span, and counts half. "all" is the sum over the labels.
    """
    from nervaluate import Evaluator

    gold: list[list[dict[str, Any]]] = []
    system: list[list[dict[str, Any]]] = []
    for wanted, found in pairs:
        for gold_part, system_part in _clusters(wanted, found):
            gold.append([_entry(each) for each in gold_part])
            system.append([_entry(each) for each in system_part])
    results = Evaluator(gold, system, tags=list(labels), loader="dict").evaluate()["entities"] if gold else {}
    scores = {label: _scores(results.get(label)) for label in labels}
    exact = sum((each for each, _ in scores.values()), Score())
    return scores | {"all": (exact, sum((each for _, each in scores.values()), Score()))}


def _scores(result: Any) -> tuple[Score, Score]:
    if result is None:
        return Score(), Score()
    strict, partial = result["strict"], result["partial"]
    half = partial.correct + partial.partial / 2
    return Score(strict.correct, strict.actual, strict.possible), Score(half, partial.actual, partial.possible)


def _entry(each: Annotation) -> dict[str, Any]:
    return {"label": each.label, "start": each.span.start, "end": each.span.end - 1}


def _clusters(
    wanted: Sequence[Annotation], found: Sequence[Annotation]
) -> Iterator[tuple[list[Annotation], list[Annotation]]]:
    """Groups of entities that overlap, directly or through others: nervaluate compares each with each in a group."""
    sided = [(each, True) for each in wanted] + [(each, False) for each in found]
    cluster: tuple[list[Annotation], list[Annotation]] = ([], [])
    end = 0
    for each, is_wanted in sorted(sided, key=lambda pair: (pair[0].span.start, pair[0].span.end)):
        if each.span.start >= end and (cluster[0] or cluster[1]):
            yield cluster
            cluster = ([], [])
        cluster[0 if is_wanted else 1].append(each)
        end = max(end, each.span.end)
    if cluster[0] or cluster[1]:
        yield cluster


def confuse_entities(pairs: Iterable[Pair]) -> Counter[tuple[str, str]]:
    """How often an entity with one label in the gold was overlapped by one with another label in the system.

    Entities are paired one to one, the longest overlap first; one that overlaps nothing is paired with NOTHING.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for wanted, found in pairs:
        for gold, system in _clusters(wanted, found):
            counts.update(_confusions(gold, system))
    return counts


def _confusions(gold: list[Annotation], system: list[Annotation]) -> Iterator[tuple[str, str]]:
    options = sorted(
        (-(min(g.span.end, s.span.end) - max(g.span.start, s.span.start)), g.label != s.label, i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(system)
        if g.span.overlaps(s.span)
    )
    golds, systems = set(range(len(gold))), set(range(len(system)))
    for _, _, i, j in options:
        if i in golds and j in systems:
            golds.remove(i)
            systems.remove(j)
            yield gold[i].label, system[j].label
    yield from ((gold[i].label, NOTHING) for i in golds)
    yield from ((NOTHING, system[j].label) for j in systems)
