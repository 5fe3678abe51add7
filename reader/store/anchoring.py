"""Finds an annotation again after its article's text has changed, by the text it quotes and the text around it.

The quote with a prefix and a suffix is W3C's TextQuoteSelector (Web Annotation Data Model, 4.2.4). Of several places,
the one whose surroundings agree best is taken, and among equals the one nearest to where an alignment of the two texts
expects the annotation.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from reader.arabic.words import Folded, fold, fold_with_map, words
from reader.model import Annotation, Span

CONTEXT = 32
"""The length of the prefix and of the suffix, in code points."""
_NEAREST = 40
"""How many candidates are compared: those nearest to the expected place."""
_WINDOW = 300
"""How far before and after the expected place a changed quote is looked for, in code points."""
_SURE = 90.0
_ENOUGH = 55.0
_ONE_SIDE = 80.0
"""How alike the surroundings have to be, out of 100: to end the search at once (_SURE), on the average of both sides
(_ENOUGH), or on one side alone (_ONE_SIDE)."""
_ALIKE = 70.0
"""How alike a changed quote and the old one have to be, out of 100."""
_RELATED = 45.0
"""The same limit where the surroundings leave no doubt, as with الوساطة and وساطتها."""
_CELLS = 250_000_000
"""The most pairs of words that an alignment compares; longer texts are aligned line by line."""


class How(StrEnum):
    """How an annotation was found again: by the exact quote, by its folded spelling, or by likeness."""

    EXACT = "exact"
    FOLDED = "folded"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Moved:
    """An annotation that has found its place in the new text; of its roles, those that have."""

    before: Annotation
    after: Annotation
    how: How
    """How its own span was found."""


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What became of the annotations of an earlier text."""

    moved: tuple[Moved, ...]
    lost: tuple[Annotation, ...]
    """The annotations that have no place in the new text, unchanged."""


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    how: How
    score: float


def reanchor(old: str, new: str, annotations: Iterable[Annotation]) -> Reanchored:
    """Find every annotation of an old text, and every role it has, in the new text."""
    anchors = Anchors(old, new)
    found: list[tuple[_Found | None, Annotation]] = [(anchors.find(each.span), each) for each in annotations]
    best: dict[tuple[Span, str], _Found] = {}
    for place, annotation in found:
        if place is not None:
            claim = (place.span, annotation.label)
            best[claim] = max(best.get(claim, place), place, key=lambda each: each.score)
    moved: list[Moved] = []
    lost: list[Annotation] = []
    taken: dict[tuple[Span, str], Span] = {}
    for place, annotation in found:
        # Two mentions of one name must not end up on the same one: the better fit stays.
        if place is not None:
            claim = (place.span, annotation.label)
            is_best = best[claim].score <= place.score
            if is_best and taken.setdefault(claim, annotation.span) == annotation.span:
                moved.append(_with_roles(anchors, annotation, place))
                continue
        lost.append(annotation)
    return Reanchored(tuple(moved), tuple(lost))


def _with_roles(anchors: Anchors, annotation: Annotation, place: _Found) -> Moved:
    roles = [(name, anchors.find(span)) for name, span in annotation.roles]
    after = replace(annotation, span=place.span, roles=tuple((name, role.span) for name, role in roles if role))
    return Moved(annotation, after, place.how)


class Anchors:
    """An old text and a new one, aligned so that spans of the old one can be looked up in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new
        self._blocks = tuple(_align(old, new))
        self._starts = [block.start for block in self._blocks]

    @cached_property
    def _folded(self) -> Folded:
        return fold_with_map(self._new)

    def find(self, span: Span) -> _Found | None:
        """Where a span of the old text is in the new one, or None if it is not there."""
        if self._old == self._new:
            return _Found(span, How.EXACT, 100.0)
        quote = span.of(self._old)
        expected = Span(start := self.expect(span.start), max(start, self.expect(span.end, is_end=True)))
        if not quote.strip():
            return None
        if self._new.startswith(quote, expected.start):
            here = Span(expected.start, expected.start + len(quote))
            if (score := self._likeness(span, here)) >= _SURE:
                return _Found(here, How.EXACT, score)
        for how, places in (
            (How.EXACT, self._exact(quote)),
            (How.FOLDED, self._alike_but_for_spelling(quote)),
            (How.FUZZY, self._changed(span, expected)),
        ):
            near = sorted(places, key=lambda place: abs(place.start - expected.start))[:_NEAREST]
            scored = [(self._likeness(span, place), place) for place in near]
            fitting = [(score, place) for score, place in scored if score > 0]
            if fitting:
                score, place = max(fitting, key=lambda each: each[0] - self._distance(each[1], expected))
                return _Found(place, how, score)
        return None

    def expect(self, offset: int, *, is_end: bool = False) -> int:
        """Where the alignment puts an offset of the old text in the new one, in code points."""
        probe = offset - 1 if is_end else offset
        at = bisect_right(self._starts, probe) - 1
        if at < 0:
            return 0
        block = self._blocks[at]
        if block.is_equal:
            return block.new_start + min(offset, block.end) - block.start
        return block.new_end if is_end else block.new_start

    def _exact(self, quote: str) -> Iterator[Span]:
        at = self._new.find(quote)
        while at >= 0:
            yield Span(at, at + len(quote))
            at = self._new.find(quote, at + 1)

    def _alike_but_for_spelling(self, quote: str) -> Iterator[Span]:
        wanted = fold(quote)
        at = self._folded.text.find(wanted) if wanted.strip() else -1
        while at >= 0:
            yield self._folded.original(at, at + len(wanted))
            at = self._folded.text.find(wanted, at + 1)

    def _changed(self, span: Span, expected: Span) -> Iterator[Span]:
        from rapidfuzz import fuzz

        wanted = fold(span.of(self._old))
        # The alignment is sure of the words before and after; this is the text it left between them.
        likeness = fuzz.ratio(wanted, fold(expected.of(self._new)))
        if likeness >= (_RELATED if self._likeness(span, expected) >= _SURE else _ALIKE):
            yield _trim(self._new, expected)
        if len(wanted) < 5:
            return
        window = Span(max(0, expected.start - _WINDOW), min(len(self._new), expected.end + _WINDOW))
        text = fold_with_map(window.of(self._new))
        close = fuzz.partial_ratio_alignment(wanted, text.text, score_cutoff=_ALIKE + 5)
        if close is not None and close.dest_start < close.dest_end:
            found = text.original(close.dest_start, close.dest_end)
            place = _to_words(self._new, Span(window.start + found.start, window.start + found.end))
            if fuzz.ratio(wanted, fold(place.of(self._new))) >= _ALIKE:
                yield place

    def _likeness(self, old: Span, new: Span) -> float:
        """How alike the surroundings of two spans are, out of 100; 0 where they are not alike enough."""
        from rapidfuzz import fuzz

        before = fuzz.ratio(
            fold(self._old[max(0, old.start - CONTEXT) : old.start]),
            fold(self._new[max(0, new.start - CONTEXT) : new.start]),
        )
        after = fuzz.ratio(fold(self._old[old.end : old.end + CONTEXT]), fold(self._new[new.end : new.end + CONTEXT]))
        if (before + after) / 2 < _ENOUGH and max(before, after) < _ONE_SIDE:
            return 0.0
        torn = _is_inside_word(self._old, old.start) != _is_inside_word(self._new, new.start)
        torn_after = _is_inside_word(self._old, old.end) != _is_inside_word(self._new, new.end)
        return max(1.0, (before + after) / 2 - 15 * (torn + torn_after))

    def _distance(self, place: Span, expected: Span) -> float:
        return 20 * min(1.0, abs(place.start - expected.start) / 1000)


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the old text and the stretch of the new text that corresponds to it."""

    start: int
    end: int
    new_start: int
    new_end: int
    is_equal: bool


def _align(old: str, new: str) -> Iterator[_Block]:
    """Pair the stretches of the old text with those of the new one: equal ones, and changed ones between them."""
    from rapidfuzz.distance import Indel

    before, after = _tokens(old), _tokens(new)
    if len(before) * len(after) > _CELLS:
        before, after = _lines(old), _lines(new)
    steps = Indel.opcodes([fold(span.of(old)) for span in before], [fold(span.of(new)) for span in after])
    at, new_at = 0, 0
    for match in steps.as_matching_blocks():
        for number in range(match.size):
            one, other = before[match.a + number], after[match.b + number]
            if (at, new_at) != (one.start, other.start):
                yield _Block(at, one.start, new_at, other.start, is_equal=False)
            yield _Block(one.start, one.end, other.start, other.end, is_equal=one.of(old) == other.of(new))
            at, new_at = one.end, other.end
    if (at, new_at) != (len(old), len(new)):
        yield _Block(at, len(old), new_at, len(new), is_equal=False)


def _tokens(text: str) -> list[Span]:
    """The words of a text, and the stretches between them."""
    tokens: list[Span] = []
    at = 0
    for word in words(text):
        if at < word.span.start:
            tokens.append(Span(at, word.span.start))
        tokens.append(word.span)
        at = word.span.end
    return [*tokens, Span(at, len(text))] if at < len(text) else tokens


def _lines(text: str) -> list[Span]:
    lines: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        lines.append(Span(at, at + len(line)))
        at += len(line)
    return lines


def _is_inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _to_words(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while _is_inside_word(text, start):
        start -= 1
    while _is_inside_word(text, end):
        end += 1
    return _trim(text, Span(start, end))


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
