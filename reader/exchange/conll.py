"""CoNLL's columns: a word and its tag a line, a blank line after each sentence, entities as B-LABEL, I-LABEL and O.

Words are those of the reader, with what stands between them as tokens of its own. One token has one tag: of entities
inside others the outer one is written, of those that overlap the first; a commitment has no place here. Where an entity
begins or ends inside a token - a proclitic before a name - the token is cut there, so that nothing is tagged too much.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from reader.arabic import sentences, words
from reader.exchange.label_names import is_commitment, label_named
from reader.model import Annotation, Article, Decision, Span

SOURCE = "conll"
"""Who is taken to have made annotations that are read."""
_OUTSIDE = "O"
_DOCUMENT = re.compile(r"^-DOCSTART-")


def write_conll(article: Article, annotations: Iterable[Annotation]) -> str:
    """The lines for an article and the entities in it, rejected ones apart."""
    entities = tuple(_outermost(annotations))
    lines: list[str] = []
    for sentence in sentences(article.text):
        before = ""
        for token in _tokens(article.text, sentence, entities):
            # An entity that runs on from the sentence before begins anew.
            tag = _tag(token, entities) if before else _tag(token, entities).replace("I-", "B-", 1)
            lines.append(f"{token.of(article.text)}\t{tag}")
            before = tag
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _outermost(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    entities = [
        each
        for each in annotations
        if each.decision is not Decision.REJECTED
        and not each.roles
        and not is_commitment(each.label)
        and len(each.span)
    ]
    reached = 0
    for each in sorted(entities, key=lambda each: (each.span.start, -each.span.end)):
        if each.span.start >= reached:
            yield each
            reached = each.span.end


def _tokens(text: str, sentence: Span, entities: tuple[Annotation, ...]) -> Iterator[Span]:
    """The words of a sentence and every mark between them, cut where an entity begins or ends."""
    cuts = sorted({offset for each in entities for offset in (each.span.start, each.span.end)})
    at = sentence.start
    for word in (*(word.span for word in words(text, sentence.start, sentence.end)), Span(sentence.end, sentence.end)):
        yield from (Span(at + i, at + i + 1) for i, mark in enumerate(text[at : word.start]) if not mark.isspace())
        start = word.start
        for cut in cuts[bisect_left(cuts, word.start + 1) : bisect_left(cuts, word.end)]:
            yield Span(start, cut)
            start = cut
        if start < word.end:
            yield Span(start, word.end)
        at = word.end


def _tag(token: Span, entities: tuple[Annotation, ...]) -> str:
    at = bisect_left(entities, token.start + 1, key=lambda each: each.span.start) - 1
    if at < 0 or token.start >= entities[at].span.end:
        return _OUTSIDE
    label = re.sub(r"\s+", "_", entities[at].label)
    return f"{'B' if token.start <= entities[at].span.start else 'I'}-{label}"


def read_conll(lines: str) -> tuple[str, tuple[Annotation, ...]]:
    """The text that tokens make, a space between two, a line a sentence, and the entities their tags tell.

    The token is the first column and the tag the last; a tag that goes on (I-) where nothing began begins.
    """
    text = ""
    found: list[tuple[int, int, str]] = []
    is_open = False
    for line in lines.split("\n"):
        columns = line.split()
        if not columns or _DOCUMENT.match(line):
            text, is_open = f"{text.rstrip(' ')}\n" if text and not text.endswith("\n") else text, False
            continue
        token, tag = columns[0], columns[-1] if len(columns) > 1 else _OUTSIDE
        start, text = len(text), f"{text}{token} "
        prefix, _, label = tag.partition("-")
        if not label:
            is_open = False
        elif prefix == "I" and is_open and found[-1][2] == label:
            found[-1] = (found[-1][0], start + len(token), label)
        else:
            found.append((start, start + len(token), label))
            is_open = True
    annotations = tuple(Annotation(Span(start, end), label_named(label), source=SOURCE) for start, end, label in found)
    return text.rstrip(" "), annotations
