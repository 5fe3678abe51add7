"""Compares a system's annotations with the gold's, article by article, and computes all scores."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from reader.annotate.pipeline import annotate
from reader.errors import AnnotateError
from reader.evaluate.commitment_scores import CUE_AND_TYPE, confuse_commitments, match_cues, score_commitments
from reader.evaluate.entity_scores import Pair, confuse_entities, score_entities
from reader.evaluate.intervals import find_intervals
from reader.evaluate.judging import Judged
from reader.evaluate.marked import Marked, cover_words
from reader.evaluate.scores import Score
from reader.exchange.label_names import is_commitment
from reader.labels import labels_in_force
from reader.model import Annotation
from reader.wording import counted, number, say, sayable

_ENGINE = sayable("the engine of this installation")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The measures of a system against gold data."""

    gold: str
    """The name of the gold data."""
    system: str
    articles: int
    entities: dict[str, tuple[Score, Score]] = field(default_factory=dict)
    """Exact and partial scores by label and for "all"; empty if the gold has no entities marked."""
    commitments: dict[str, Score] = field(default_factory=dict)
    """Scores by role and for cue, cue+type and all roles; empty if the gold has no commitments marked."""
    entity_confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    commitment_confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Where F1 would be in 95 of 100 samples of as many articles, by label of entities (exact) and by role."""
    by_article: tuple[tuple[str, Score], ...] = ()
    """Each article's score over exact entities and cues with their type, the worst first."""
    judged: tuple[Judged, ...] = ()
    """Every proposal that the gold can judge."""
    notes: tuple[str, ...] = ()
    """Sentences on what was left out of the comparison."""


def annotate_marked(gold: Iterable[Marked], *, names: Sequence[str] | None = None) -> Iterator[Marked]:
    """The engine's proposals for the gold's articles, as far as their text is available.

    AnnotateError is raised if an annotator fails, and ReaderError if a text is missing.
    """
    for each in gold:
        if each.article is None:
            raise AnnotateError(
                say("{doc}: the gold's text is missing; put the file beside the gold or in texts/ there.", doc=each.doc)
            )
        outcome = annotate(each.article, names=names)
        if outcome.failures:
            raise AnnotateError(outcome.failures[0].message)
        frames = [bool(found.roles) or is_commitment(found.label) for found in outcome.annotations]
        yield replace(
            each,
            entities=tuple(found for found, frame in zip(outcome.annotations, frames, strict=True) if not frame),
            commitments=tuple(found for found, frame in zip(outcome.annotations, frames, strict=True) if frame),
        )


def compare(
    gold: Sequence[Marked], system: Sequence[Marked], *, gold_name: str, system_name: str = _ENGINE
) -> Comparison:
    """Measure a system's articles against the gold's articles with the same `doc`; a missing article counts as empty.

    If several articles have one `doc`, the first is compared with the first, the second with the second.
    """
    pairs = _pair(gold, system)
    notes = []
    if missing := sum(found is None for _, found in pairs):
        notes.append(
            say(
                "The system's output lacks {missing} of the {number} articles; what it lacks counts as empty.",
                missing=missing,
                number=len(gold),
            )
        )
    aligned = [(each, found or Marked(each.doc, each.article)) for each, found in pairs]
    labels = _labels_in(gold)
    entities = [_entities(wanted, found, labels) for wanted, found in aligned if wanted.entities is not None]
    frames = [
        (wanted.commitments, found.commitments or ()) for wanted, found in aligned if wanted.commitments is not None
    ]
    notes += _left_out(gold, aligned, labels)
    scores = [(each.doc, _score(each, found, labels)) for each, found in aligned]
    return Comparison(
        gold_name,
        system_name,
        len(gold),
        score_entities(entities, labels) if labels else {},
        score_commitments(frames) if frames else {},
        confuse_entities(entities),
        confuse_commitments(frames),
        find_intervals([_scores_of(each, found, labels) for each, found in aligned]),
        tuple(sorted(scores, key=lambda row: (row[1].f1, row[1].right - max(row[1].wanted, row[1].found), row[0]))),
        (*_judge_entities(entities), *_judge_commitments(frames)),
        tuple(notes),
    )


def _pair(gold: Sequence[Marked], system: Sequence[Marked]) -> list[tuple[Marked, Marked | None]]:
    by_doc: dict[str, deque[Marked]] = defaultdict(deque)
    by_name: dict[str, deque[Marked]] = defaultdict(deque)
    for each in system:
        by_doc[each.doc].append(each)
        by_name[PurePath(each.doc).name].append(each)
    pairs: list[tuple[Marked, Marked | None]] = []
    for each in gold:
        waiting = by_doc.get(each.doc) if each.doc in by_doc else by_name.get(PurePath(each.doc).name)
        pairs.append((each, waiting.popleft() if waiting else None))
    return pairs


def _labels_in(gold: Sequence[Marked]) -> tuple[str, ...]:
    used = {entity.label for each in gold for entity in each.entities or ()}
    ordered = [label.name for label in labels_in_force().entities if label.name in used]
    return (*ordered, *sorted(used.difference(ordered)))


def _entities(wanted: Marked, found: Marked, labels: Sequence[str]) -> Pair:
    proposed = cover_words(found.entities or (), wanted.words)
    kept = [
        each
        for each in proposed
        if each.label in labels and not any(each.span.overlaps(span) for span in wanted.ignored)
    ]
    return wanted.entities or (), kept


def _left_out(gold: Sequence[Marked], aligned: Sequence[tuple[Marked, Marked]], labels: Sequence[str]) -> Iterator[str]:
    if not labels:
        return
    foreign = Counter(each.label for _, found in aligned for each in found.entities or () if each.label not in labels)
    if foreign:
        labelled = say(", ").join(f"{number(count, 'd')} {label}" for label, count in foreign.most_common())
        yield say("Labels that the gold does not use are not scored: {labels}.", labels=labelled)
    if ignored := sum(len(each.ignored) for each in gold):
        yield counted(
            ignored,
            "{number} spans that the gold marks with a label the reader does not have are ignored.",
            "{number} spans that the gold marks with a label the reader does not have are ignored.",
        )


def _score(wanted: Marked, found: Marked, labels: Sequence[str]) -> Score:
    score = Score()
    if wanted.entities is not None:
        gold, system = _entities(wanted, found, labels)
        right = len(_keys(gold) & _keys(system))
        score += Score(right, len(system), len(gold))
    if wanted.commitments is not None:
        score += score_commitments([(wanted.commitments, found.commitments or ())])[CUE_AND_TYPE]
    return score


def _scores_of(wanted: Marked, found: Marked, labels: Sequence[str]) -> dict[str, Score]:
    """An article's scores of exact entities by label, and of commitments, by the names of the tables' rows."""
    scores: dict[str, Score] = {}
    if wanted.entities is not None:
        gold, system = _entities(wanted, found, labels)
        both = _keys(gold) & _keys(system)
        for label in labels:
            found_here, wanted_here = (sum(each.label == label for each in side) for side in (system, gold))
            scores[label] = Score(sum(key[0] == label for key in both), found_here, wanted_here)
        scores["all"] = sum(scores.values(), Score())
    if wanted.commitments is not None:
        scores |= score_commitments([(wanted.commitments, found.commitments or ())])
    return scores


def _keys(annotations: Iterable[Annotation]) -> set[tuple[str, int, int]]:
    return {(each.label, each.span.start, each.span.end) for each in annotations}


def _judge_entities(pairs: Iterable[Pair]) -> Iterator[Judged]:
    for wanted, found in pairs:
        right = _keys(wanted)
        for each in found:
            is_right = (each.label, each.span.start, each.span.end) in right
            yield Judged(each.label, each.rule or each.source, each.score, int(is_right))


def _judge_commitments(pairs: Iterable[Pair]) -> Iterator[Judged]:
    for wanted, found in pairs:
        right = {id(s) for g, s in match_cues(wanted, found) if g.label == s.label}
        for each in found:
            yield Judged(each.label, each.rule or each.source, each.score, int(id(each) in right))
