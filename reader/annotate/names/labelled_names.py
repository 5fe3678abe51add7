"""Which stretches of a text a recogniser's labels make names: words in, BIO labels out, candidates from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean

from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import LINE_END, Tokens
from reader.arabic.words import sentences
from reader.exchange.label_names import label_named
from reader.model import Annotation

LONGEST = 120
"""Tokens that are read together at most."""


def cut_sentences(tokens: Tokens) -> list[list[int]]:
    """The tokens of each sentence that has a word; long ones are cut, after a mark where there is one in time.

    Line ends are left out, and so is the rest of a row of one mark (……).
    """
    found: list[list[int]] = []
    index = 0
    for sentence in sentences(tokens.text):
        run: list[int] = []
        while index < len(tokens) and tokens.starts[index] < sentence.end:
            if tokens.starts[index] >= sentence.start and not _adds_nothing(tokens, index):
                run.append(index)
            index += 1
        found += _cut(tokens, run)
    return [run for run in found if any(is_word(tokens, index) for index in run)]


def is_word(tokens: Tokens, index: int) -> bool:
    """Whether a token is a word or number, not a mark."""
    return tokens.text[tokens.starts[index]].isalnum()


def may_end_name(tokens: Tokens, index: int) -> bool:
    """Whether a token is a word that has no sign before it, as part of an address has."""
    return tokens.folded[index][0].isalnum()


def spell(tokens: Tokens, run: Iterable[int]) -> list[str]:
    """Tokens as they stand in the text."""
    return [tokens.text[tokens.starts[index] : tokens.ends[index]] for index in run]


def find_labelled(
    tokens: Tokens, runs: Iterable[Sequence[int]], labelled: Iterable[Sequence[tuple[str, float]]], says: str
) -> Iterator[NameCandidate]:
    """The names that labels make of runs of tokens, in order: each scored with the mean chance of its words' labels.

    `says` names who gave the labels, for the rule. A name begins with B- or with an I- of a new kind, ends where a
    token was left out, and loses the marks at its ends.
    """
    for run, labels in zip(runs, labelled, strict=True):
        kind, first, last = "", 0, -1
        chances: list[float] = []
        for index, (label, chance) in zip(run, labels, strict=True):
            prefix, _, found = label.partition("-")
            if prefix == "I" and found == kind and index == last + 1:
                last = index
                chances.append(chance)
                continue
            if kind:
                yield from _trim(tokens, first, last, kind, chances, says)
            kind, first, last, chances = found, index, index, [chance]
        if kind:
            yield from _trim(tokens, first, last, kind, chances, says)


def to_annotation(tokens: Tokens, candidate: NameCandidate, source: str) -> Annotation:
    """The annotation of a candidate; where ل has swallowed the alef of the article (للسيال) it names the entity."""
    span = tokens.span(candidate.first, candidate.last, candidate.skipped)
    if span.start == span.end:
        # The proclitic is part of a ligature that is the whole word: ﷸ.
        span = tokens.span(candidate.first, candidate.last)
    attributes = candidate.attributes
    if not attributes and has_swallowed_article(tokens.folded[candidate.first], candidate.skipped):
        attributes = (("entity", "ا" + span.of(tokens.text)),)
    # A network is not sure of a name to sixteen places.
    score = round(candidate.score, 4)
    return Annotation(span, candidate.label, attributes=attributes, source=source, score=score, rule=candidate.rule)


def has_swallowed_article(word: str, skipped: int) -> bool:
    """Whether a folded word without its first letters lacks the alef of its article: لسيال of للسيال."""
    return skipped > 0 and word.startswith("لل", skipped - 1)


def _adds_nothing(tokens: Tokens, index: int) -> bool:
    mark = tokens.folded[index]
    return mark == LINE_END or (
        tokens.is_adjacent(index) and mark == tokens.folded[index - 1] and not is_word(tokens, index)
    )


def _cut(tokens: Tokens, run: list[int]) -> Iterator[list[int]]:
    start = 0
    while len(run) - start > LONGEST:
        end = start + LONGEST
        # A cut in the second half of what fits, so that no piece is tiny.
        marks = (place for place in range(end, start + LONGEST // 2, -1) if not is_word(tokens, run[place - 1]))
        end = next(marks, end)
        yield run[start:end]
        start = end
    yield run[start:]


def _trim(
    tokens: Tokens, first: int, last: int, kind: str, chances: Sequence[float], says: str
) -> Iterator[NameCandidate]:
    score = fmean(chances)
    while first <= last and not may_end_name(tokens, first):
        first += 1
    while last > first and not may_end_name(tokens, last):
        last -= 1
    if first <= last:
        label = label_named(kind)
        yield NameCandidate(first, last, 0, label, score, f"{says}: {label}")
