"""Decides the label of a short name: that of the whole name in the article, whichever annotator found the two."""

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
from reader.annotate.names.short_names import SHORT_NAME_SCORE, SURE, find_short_names, letters_of, short_names_of
from reader.annotate.tokens import Tokens, read_tokens, without_proclitics
from reader.arabic.words import fold
from reader.model import Annotation

_NAME_SOURCES = frozenset({LISTS, RECOGNISER})

_MISREAD = frozenset({"place", "organization", "misc"})
"""The labels that the recogniser may wrongly give to a person's surname."""


def follow_whole_names(text: str, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations with surnames relabelled as the person, and with short names that no annotator had found.

    The recogniser's label of a short name stays where its scores outweigh those of the whole name, and a surname that a
    list knows as something else is not taken for a short name. A whole name, in turn, becomes a person where its
    surname is more surely one.
    """
    tokens = read_tokens(text)
    names = [(each, to_candidate(tokens, each)) for each in annotations if each.source in _NAME_SOURCES]
    spelled = [_Spelled(each, candidate, letters_of(tokens, candidate)) for each, candidate in names]
    whole_names = [each for each in spelled if len(each.words) > 1]
    single_words = [each for each in spelled if len(each.words) == 1]
    relabelled = _relabel_single_words(text, whole_names, single_words)
    relabelled |= _relabel_whole_names(text, whole_names, single_words)
    agreed = [relabelled.get(each, each) for each in annotations]
    found = find_short_names(tokens, [each.candidate for each in spelled if each.annotation.label == "person"])
    return (*agreed, *_leave_free(agreed, [to_annotation(tokens, each, RECOGNISER) for each in found], len(text)))


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A name from a list or the recogniser, with the tokens that it covers and its folded words."""

    annotation: Annotation
    candidate: NameCandidate
    words: tuple[str, ...]

    @property
    def is_misread(self) -> bool:
        """Whether it may be a person although the recogniser gave it another label."""
        return self.annotation.source == RECOGNISER and self.annotation.label in _MISREAD


def _relabel_single_words(
    text: str, whole_names: Iterable[_Spelled], single_words: Sequence[_Spelled]
) -> dict[Annotation, Annotation]:
    """The single words that were misread although they are a part of a person's name, each with its new annotation."""
    votes: dict[str, float] = defaultdict(float)
    names: dict[str, str] = {}
    for each in whole_names:
        if each.annotation.label == "person" and each.candidate.score >= SURE:
            for short_name in short_names_of(each.words):
                votes[short_name] += each.candidate.score
                names.setdefault(short_name, each.annotation.span.of(text))
    against = _sum_scores(single_words, _MISREAD)
    return {
        each.annotation: _as_person(each.annotation, f"part of {names[each.words[0]]}")
        for each in single_words
        if each.is_misread and _outweighs(votes[each.words[0]], against[each.words[0]])
    }


def _relabel_whole_names(
    text: str, whole_names: Sequence[_Spelled], single_words: Iterable[_Spelled]
) -> dict[Annotation, Annotation]:
    """The names that were misread although they end with a person's surname, each with its new annotation.

    A name with a common word, such as مؤسسة كلينتون, is not one of them.
    """
    misread = [each for each in whole_names if each.is_misread and common_words().isdisjoint(each.words)]
    votes = _sum_scores(single_words, {"person"})
    against: dict[str, float] = defaultdict(float)
    for each in misread:
        against[each.words[-1]] += each.candidate.score
    return {
        each.annotation: _as_person(each.annotation, f"person as {each.annotation.span.of(text).split()[-1]} is")
        for each in misread
        if each.words[-1] in short_names_of(each.words) and _outweighs(votes[each.words[-1]], against[each.words[-1]])
    }


def _sum_scores(single_words: Iterable[_Spelled], labels: Collection[str]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for each in single_words:
        if each.annotation.label in labels:
            sums[each.words[0]] += each.candidate.score
    return sums


def _outweighs(votes: float, against: float) -> bool:
    return votes > 0 and votes >= MAJORITY * (votes + against)


def to_candidate(tokens: Tokens, annotation: Annotation) -> NameCandidate:
    """The candidate for an annotation, with the tokens that it covers."""
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
    # The score of the former label says nothing about this one.
    rule = f"{annotation.rule}, here {why}"
    return replace(annotation, label="person", score=SHORT_NAME_SCORE, rule=rule)


def _leave_free(annotations: Sequence[Annotation], found: Sequence[Annotation], length: int) -> Iterator[Annotation]:
    """The annotations found that overlap none of the existing ones, nor each other."""
    taken = bytearray(length)
    for each in annotations:
        taken[each.span.start : each.span.end] = b"\1" * len(each.span)
    for each in found:
        if not any(taken[each.span.start : each.span.end]):
            taken[each.span.start : each.span.end] = b"\1" * len(each.span)
            yield each
