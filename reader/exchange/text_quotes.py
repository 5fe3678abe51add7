"""Quotes the words of a span with what stands around them, and puts quotes together where the whole text is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.exchange.foreign_format import Quote
from reader.model import Annotation, Span

CONTEXT = 32
"""The length of the prefix and of the suffix, in code points."""
_GAP = "\n\n"
"""What stands for the text between two quotes that is not known."""

Quotes = tuple[Quote, tuple[tuple[str, Quote], ...]]
"""The quote of an annotation's span, and those of its roles by name."""


def quote_span(text: str, span: Span) -> Quote:
    """The words of a span with up to 32 code points before and after."""
    return Quote(span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT])


def quote_annotation(text: str, annotation: Annotation) -> Quotes:
    """The quotes of an annotation's span and of its roles."""
    return quote_span(text, annotation.span), tuple((name, quote_span(text, span)) for name, span in annotation.roles)


def text_of_quotes(annotations: Sequence[Annotation], quotes: Sequence[Quotes]) -> tuple[str, tuple[Annotation, ...]]:
    """As much of a text as its quotes tell, in their order, and the annotations with their spans in it.

    Quotes that lie over one another are put together. The size of the result depends on the quotes alone, so that an
    offset far outside of any text costs nothing. Roles without a quote are left out.
    """
    stretches: list[tuple[int, str]] = []
    for annotation, (quote, of_roles) in zip(annotations, quotes, strict=True):
        stretches.append(_stretch(annotation.span, quote))
        roles = dict(annotation.roles)
        stretches += (_stretch(roles[name], each) for name, each in of_roles if name in roles)
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    """Where each known part begins: in the other program's text, and in ours."""
    length, end = 0, min(stretches, default=(0, ""))[0] - 1
    for start, words in sorted(stretches):
        if start > end:
            parts.append(_GAP)
            length += len(_GAP)
            places.append((start, length))
            end = start
        if start + len(words) > end:
            more = words[end - start :]
            parts.append(more)
            length += len(more)
            end = start + len(words)
    placed: list[Annotation] = []
    for annotation, (quote, of_roles) in zip(annotations, quotes, strict=True):
        span = _place(annotation.span.start, quote, places)
        roles = dict(annotation.roles)
        found = tuple((name, _place(roles[name].start, each, places)) for name, each in of_roles if name in roles)
        placed.append(replace(annotation, span=span, roles=found))
    return "".join(parts), tuple(placed)


def _stretch(span: Span, quote: Quote) -> tuple[int, str]:
    return span.start - len(quote.prefix), quote.prefix + quote.exact + quote.suffix


def _place(start: int, quote: Quote, places: Sequence[tuple[int, int]]) -> Span:
    from bisect import bisect_right

    theirs, ours = places[bisect_right(places, start - len(quote.prefix), key=lambda place: place[0]) - 1]
    begin = ours + start - theirs
    return Span(begin, begin + len(quote.exact))
