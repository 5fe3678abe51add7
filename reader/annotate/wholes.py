"""Which label a part of a name has: that of the whole name the article gives, whichever annotator found them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.annotate.candidates import Candidate
from reader.annotate.labelled_names import to_annotation
from reader.annotate.parts import PART_SCORE, SURE, find_parts, letters_of, parts_of_person
from reader.annotate.same_names import MAJORITY
from reader.annotate.tokens import Tokens, read_tokens, without_proclitics
from reader.annotate.weighing import LISTS, RECOGNISER
from reader.arabic import fold
from reader.model import Annotation

_MISREAD = frozenset({"place", "organization", "misc"})
"""What the recogniser may take a person's surname for."""


def follow_wholes(text: str, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations, surnames with the label of the person, and further ones where nobody had found anything.

    The recogniser's reading of a part stays where its scores outweigh those of the whole name, and a surname that a
    list knows as something else is nobody's part.
    """
    tokens = read_tokens(text)
    spelled = [(each, to_candidate(tokens, each)) for each in annotations if each.source in (LISTS, RECOGNISER)]
    wholes: dict[str, str] = {}
    votes: dict[str, float] = defaultdict(float)
    against: dict[str, float] = defaultdict(float)
    misread: list[tuple[Annotation, str]] = []
    for each, candidate in spelled:
        words = letters_of(tokens, candidate)
        if each.label == "person" and len(words) > 1 and candidate.score >= SURE:
            for part in parts_of_person(words):
                votes[part] += candidate.score
                wholes.setdefault(part, each.span.of(text))
        elif each.label in _MISREAD and len(words) == 1:
            against[words[0]] += candidate.score
            if each.source == RECOGNISER:
                misread.append((each, words[0]))
    told = {
        each: _as_person(each, wholes[part])
        for each, part in misread
        if part in wholes and votes[part] >= MAJORITY * (votes[part] + against[part])
    }
    agreed = [told.get(each, each) for each in annotations]
    found = find_parts(tokens, [candidate for each, candidate in spelled if each.label == "person"])
    return (*agreed, *_leave_free(agreed, [to_annotation(tokens, each, RECOGNISER) for each in found], len(text)))


def to_candidate(tokens: Tokens, annotation: Annotation) -> Candidate:
    """The candidate that an annotation was, or would be: the tokens it covers."""
    first = bisect_right(tokens.starts, annotation.span.start) - 1
    last = bisect_left(tokens.ends, annotation.span.end)
    before = len(fold(tokens.text[tokens.starts[first] : annotation.span.start]))
    skips = [skipped for skipped, _ in without_proclitics(tokens.folded[first])]
    return Candidate(
        first,
        max(first, last),
        before if before in skips else 0,
        annotation.label,
        1.0 if annotation.score is None else annotation.score,
        annotation.rule,
        annotation.attributes,
    )


def _as_person(annotation: Annotation, whole: str) -> Annotation:
    # The chance it had as something else says nothing about this label.
    rule = f"{annotation.rule}, here part of {whole}"
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
