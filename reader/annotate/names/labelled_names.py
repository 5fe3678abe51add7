"""Turns a text into words for a recogniser, and the BIO labels that it gives them into candidates for names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean

from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import LINE_END, Tokens
from reader.arabic.words import sentences
from reader.exchange.label_names import label_named
from reader.model import Annotation

_SIGNS = frozenset("%٪$€£")
"""Marks that belong to a quantity though they are no letters or digits."""

LONGEST = 120
"""The most tokens that are read together."""


def cut_sentences(tokens: Tokens) -> list[list[int]]:
    """The indexes of the tokens in each sentence that has a word; long sentences are cut, if possible after a mark.

    Line ends are left out, and so are repetitions of a mark (……) after the first.
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
    """Whether a token is a word or a number rather than a mark."""
    return tokens.text[tokens.starts[index]].isalnum()


def may_end_name(tokens: Tokens, index: int) -> bool:
    """Whether a token is a word without a sign before it; parts of addresses have one."""
    return tokens.folded[index][0].isalnum()


def spell(tokens: Tokens, run: Iterable[int]) -> list[str]:
    """The tokens as they are spelled in the text."""
    return [tokens.text[tokens.starts[index] : tokens.ends[index]] for index in run]


def find_labelled(
    tokens: Tokens, runs: Iterable[Sequence[int]], labelled: Iterable[Sequence[tuple[str, float]]], recogniser: str
) -> Iterator[NameCandidate]:
    """The names that labels mark in runs of tokens, in order; a name's score is the mean chance of its words' labels.

    `recogniser` names the source of the labels, for the rule. A name begins with B- or with an I- of a new kind, ends
    where a token was left out, and loses the marks at its ends.
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
                yield from _trim(tokens, first, last, kind, chances, recogniser)
            kind, first, last, chances = found, index, index, [chance]
        if kind:
            yield from _trim(tokens, first, last, kind, chances, recogniser)


def to_annotation(tokens: Tokens, candidate: NameCandidate, source: str) -> Annotation:
    """The annotation for a candidate; where ل has swallowed the alef of ال (للسيال), `entity` has the name with it."""
    span = tokens.span(candidate.first, candidate.last, candidate.skipped)
    if span.start == span.end:
        # The whole word is one ligature, of which the proclitic is a part: ﷸ.
        span = tokens.span(candidate.first, candidate.last)
    attributes = candidate.attributes
    if not attributes and has_swallowed_article(tokens.folded[candidate.first], candidate.skipped):
        attributes = (("entity", "ا" + span.of(tokens.text)),)
    # A network's score does not mean anything to sixteen decimal places.
    score = round(candidate.score, 4)
    return Annotation(span, candidate.label, attributes=attributes, source=source, score=score, rule=candidate.rule)


def has_swallowed_article(word: str, skipped: int) -> bool:
    """Whether a folded word without its first letters lacks the alef of ال: لسيال of للسيال."""
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
        # The cut is made in the second half of what fits, so that neither side is tiny.
        marks = (cut for cut in range(end, start + LONGEST // 2, -1) if not is_word(tokens, run[cut - 1]))
        end = next(marks, end)
        yield run[start:end]
        start = end
    yield run[start:]


def _trim(
    tokens: Tokens, first: int, last: int, kind: str, chances: Sequence[float], recogniser: str
) -> Iterator[NameCandidate]:
    score = fmean(chances)
    label = label_named(kind)
    signs = _SIGNS if label == "quantity" else frozenset()
    while first <= last and not (may_end_name(tokens, first) or tokens.folded[first] in signs):
        first += 1
    while last > first and not (may_end_name(tokens, last) or tokens.folded[last] in signs):
        last -= 1
    if first <= last:
        yield NameCandidate(first, last, 0, label, score, f"{recogniser}: {label}")
