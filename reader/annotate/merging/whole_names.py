"""Which label a part of a name has: that of the whole name the article gives, whichever annotator found them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.annotate.lists.triggers import common_words
from reader.annotate.merging.weighing import LISTS, RECOGNISER
from reader.annotate.names.labelled_names import to_annotation
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.same_names import MAJORITY
from reader.annotate.names.short_names import PART_SCORE, SURE, find_parts, letters_of, parts_of_person
from reader.annotate.tokens import Tokens, read_tokens, without_proclitics
from reader.arabic.words import fold
from reader.model import Annotation

_OURS = frozenset({LISTS, RECOGNISER})

_MISREAD = frozenset({"place", "organization", "misc"})
"""What the recogniser may take a person's surname for."""


def follow_wholes(text: str, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations, surnames with the label of the person, and further ones where nobody had found anything.

    The recogniser's reading of a part stays where its scores outweigh those of the whole name, and a surname that a
    list knows as something else is nobody's part. A whole name is a person where its surname is one more surely.
    """
    tokens = read_tokens(text)
    ours = [(each, to_candidate(tokens, each)) for each in annotations if each.source in _OURS]
    spelled = [_Spelled(each, candidate, letters_of(tokens, candidate)) for each, candidate in ours]
    wholes = [each for each in spelled if len(each.words) > 1]
    singles = [each for each in spelled if len(each.words) == 1]
    told = _labelled_by_wholes(text, wholes, singles) | _labelled_by_parts(text, wholes, singles)
    agreed = [told.get(each, each) for each in annotations]
    found = find_parts(tokens, [each.candidate for each in spelled if each.annotation.label == "person"])
    return (*agreed, *_leave_free(agreed, [to_annotation(tokens, each, RECOGNISER) for each in found], len(text)))


@dataclass(frozen=True, slots=True)
class _Spelled:
    """An annotation of ours with the tokens it covers and its folded words."""

    annotation: Annotation
    candidate: NameCandidate
    words: tuple[str, ...]

    @property
    def is_misread(self) -> bool:
        """Whether it may be a person though the recogniser says otherwise."""
        return self.annotation.source == RECOGNISER and self.annotation.label in _MISREAD


def _labelled_by_wholes(
    text: str, wholes: Iterable[_Spelled], singles: Sequence[_Spelled]
) -> dict[Annotation, Annotation]:
    """What was read as something else, though it is a part of a person's name."""
    votes: dict[str, float] = defaultdict(float)
    names: dict[str, str] = {}
    for each in wholes:
        if each.annotation.label == "person" and each.candidate.score >= SURE:
            for part in parts_of_person(each.words):
                votes[part] += each.candidate.score
                names.setdefault(part, each.annotation.span.of(text))
    against = _sum_scores(singles, _MISREAD)
    return {
        each.annotation: _as_person(each.annotation, f"part of {names[each.words[0]]}")
        for each in singles
        if each.is_misread and _outweighs(votes[each.words[0]], against[each.words[0]])
    }


def _labelled_by_parts(
    text: str, wholes: Sequence[_Spelled], singles: Iterable[_Spelled]
) -> dict[Annotation, Annotation]:
    """What was read as something else, though it ends with a person's name; مؤسسة كلينتون is none of these."""
    misread = [each for each in wholes if each.is_misread and common_words().isdisjoint(each.words)]
    votes = _sum_scores(singles, {"person"})
    against: dict[str, float] = defaultdict(float)
    for each in misread:
        against[each.words[-1]] += each.candidate.score
    return {
        each.annotation: _as_person(each.annotation, f"person as {each.annotation.span.of(text).split()[-1]} is")
        for each in misread
        if each.words[-1] in parts_of_person(each.words) and _outweighs(votes[each.words[-1]], against[each.words[-1]])
    }


def _sum_scores(singles: Iterable[_Spelled], labels: Collection[str]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for each in singles:
        if each.annotation.label in labels:
            sums[each.words[0]] += each.candidate.score
    return sums


def _outweighs(votes: float, against: float) -> bool:
    return votes > 0 and votes >= MAJORITY * (votes + against)


def to_candidate(tokens: Tokens, annotation: Annotation) -> NameCandidate:
    """The candidate that an annotation was, or would be: the tokens it covers."""
    first = bisect_right(tokens.starts, annotation.span.start) - 1
    last = bisect_left(tokens.ends, annotation.span.end)
    before = len(fold(tokens.text[tokens.starts[first] : annotation.span.start]))
    skips = [skipped for skipped, _ in without_proclitics(tokens.folded[first])]
    return NameCandidate(
        first,
        max(first, last),
        before if before in skips else 0,
        annotation.label,
        1.0 if annotation.score is None else annotation.score,
        annotation.rule,
        annotation.attributes,
    )


def _as_person(annotation: Annotation, why: str) -> Annotation:
    # The chance it had as something else says nothing about this label.
    rule = f"{annotation.rule}, here {why}"
    return replace(annotation, label="person", score=PART_SCORE, rule=rule)


def _leave_free(annotations: Sequence[Annotation], found: Sequence[Annotation], length: int) -> Iterator[Annotation]:
    """What was found where nothing stands yet."""
    taken = bytearray(length)
    for each in annotations:
        taken[each.span.start : each.span.end] = b"\1" * len(each.span)
    for each in found:
        if not any(taken[each.span.start : each.span.end]):
            taken[each.span.start : each.span.end] = b"\1" * len(each.span)
            yield each
