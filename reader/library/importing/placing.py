"""Puts annotations that were made on one text over another, by their offsets or by the words that they quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.errors import LoadError
from reader.exchange.foreign_format import Incoming, Quote
from reader.exchange.text_quotes import Quotes, text_of_quotes
from reader.model import Annotation, Article, Span
from reader.store.anchoring import reanchor
from reader.wording import say

_NEAR = 400
"""How far a role without surroundings may stand from where it stood beside the cue, in code points."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of an annotation, or of one of its roles, that have no place in the article."""

    words: str
    label: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Annotations over the text of an article, and what has no place in it."""

    annotations: tuple[Annotation, ...]
    unplaced: tuple[Unplaced, ...] = ()
    is_same_text: bool = True
    """Whether the file's annotations were made on the article's own text."""


def place(incoming: Incoming, article: Article, where: str) -> Placement:
    """The annotations over the text of an article; LoadError where their offsets are outside of the file's own text.

    `where` names the file in sentences.
    """
    annotations, text = incoming.annotations, incoming.text
    if text:
        _check_spans(annotations, len(text), where)
        if text == article.text:
            return Placement(annotations)
        if article.text.count(text) == 1:
            shift = article.text.index(text)
            return Placement(tuple(_shift(each, shift) for each in annotations), is_same_text=False)
        return _anchor(text, article.text, annotations)
    if incoming.id == article.id:
        _check_spans(annotations, len(article.text), where)
        if not incoming.quotes:
            return Placement(annotations)
        return _check_quotes(incoming, article.text)
    return replace(_anchor_quotes(annotations, incoming.quotes, article.text), is_same_text=False)


def _check_quotes(incoming: Incoming, text: str) -> Placement:
    """The annotations where they are, except those whose words somebody has changed, which are looked for."""
    pairs = list(zip(incoming.annotations, incoming.quotes, strict=True))
    fitting = [_agrees(annotation, quotes, text) for annotation, quotes in pairs]
    changed = [pair for pair, fits in zip(pairs, fitting, strict=True) if not fits]
    moved = _anchor_quotes([each for each, _ in changed], [quotes for _, quotes in changed], text)
    kept = tuple(annotation for (annotation, _), fits in zip(pairs, fitting, strict=True) if fits)
    return Placement(kept + moved.annotations, moved.unplaced)


def _anchor_quotes(annotations: Sequence[Annotation], quotes: Sequence[Quotes], text: str) -> Placement:
    if not quotes:
        return Placement((), tuple(Unplaced("", each.label) for each in annotations))
    quoted, there = text_of_quotes(annotations, quotes)
    result = reanchor(quoted, text, there)
    found = {id(moved.before): moved.after for moved in result.moved}
    placed, unplaced = [], []
    for annotation, own, (quote, of_roles) in zip(annotations, there, quotes, strict=True):
        after = found.get(id(own)) or _where_it_stands_once(own, quote, text)
        if after is None:
            unplaced.append(Unplaced(quote.exact, annotation.label))
            continue
        for name, each in of_roles:
            role = annotation.role(name)
            if role is None or after.role(name) is not None:
                continue
            near = _nearest(each, text, after.span.start + role.start - annotation.span.start)
            if near is None:
                unplaced.append(Unplaced(each.exact, annotation.label, name))
            else:
                after = after.with_role(name, near)
        placed.append(after)
    return Placement(tuple(placed), tuple(unplaced))


def _where_it_stands_once(annotation: Annotation, quote: Quote, text: str) -> Annotation | None:
    """A quote without its surroundings tells a place only if no other place has these words."""
    if quote.prefix or quote.suffix or not quote.exact.strip() or text.count(quote.exact) != 1:
        return None
    start = text.index(quote.exact)
    return replace(annotation, span=Span(start, start + len(quote.exact)), roles=())


def _nearest(quote: Quote, text: str, expected: int) -> Span | None:
    """The place of a role's words that is nearest to where they stood beside the cue, if it is near at all."""
    if quote.prefix or quote.suffix or not quote.exact.strip():
        return None
    places = [match.start() for match in re.finditer(re.escape(quote.exact), text)]
    start = min(places, key=lambda place: abs(place - expected), default=-1)
    if start < 0 or abs(start - expected) > _NEAR:
        return None
    return Span(start, start + len(quote.exact))


def _anchor(old: str, new: str, annotations: Sequence[Annotation]) -> Placement:
    result = reanchor(old, new, annotations)
    unplaced = [Unplaced(each.span.of(old), each.label) for each in result.lost]
    for moved in result.moved:
        found = {name for name, _ in moved.after.roles}
        unplaced += (
            Unplaced(span.of(old), moved.before.label, name) for name, span in moved.before.roles if name not in found
        )
    return Placement(tuple(moved.after for moved in result.moved), tuple(unplaced), is_same_text=False)


def _agrees(annotation: Annotation, quotes: Quotes, text: str) -> bool:
    quote, of_roles = quotes
    roles = dict(annotation.roles)
    pairs = [(annotation.span, quote.exact), *((roles[name], each.exact) for name, each in of_roles if name in roles)]
    return all(_plain(span.of(text)) == _plain(exact) for span, exact in pairs)


def _plain(words: str) -> str:
    """Words without what a spreadsheet changes: line ends, and characters that it replaces."""
    return "".join(each for each in words if each.isprintable() and each not in "\ufffd ")


def _check_spans(annotations: Iterable[Annotation], length: int, where: str) -> None:
    for each in annotations:
        for span in _spans(each):
            if span.end > length:
                raise LoadError(
                    say(
                        "{where}: an annotation from {start} to {end} is outside of the text of {length} characters; "
                        "nothing was imported.",
                        where=where,
                        start=span.start,
                        end=span.end,
                        length=length,
                    )
                )


def _spans(annotation: Annotation) -> Iterator[Span]:
    yield annotation.span
    yield from (span for _, span in annotation.roles)


def _shift(annotation: Annotation, shift: int) -> Annotation:
    return replace(
        annotation,
        span=Span(annotation.span.start + shift, annotation.span.end + shift),
        roles=tuple((name, Span(span.start + shift, span.end + shift)) for name, span in annotation.roles),
    )
