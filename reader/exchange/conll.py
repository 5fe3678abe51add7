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
_DOCUMENT = re.compile(r"^\ufeff?-DOCSTART-")
_TAG = re.compile(r"(?:O|[BIESLU]-\S+)$")
_GOING_ON = "IEL"
_LAST = "ESLU"
"""What ends an entity, or is one of its own, in IOBES and BILOU."""
_INVISIBLE = str.maketrans("", "", "\u200e\u200f\ufeff")
_CLOSING = frozenset(".,:;!?،؛؟)]}»”")
_OPENING = frozenset("([{«“")


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


def is_tagged(line: str) -> bool:
    """Whether a line is a word with a tag, or parts two articles."""
    columns = _columns(line)
    return bool(_DOCUMENT.match(line)) or (len(columns) > 1 and bool(_TAG.match(columns[-1])))


def read_conll(lines: str) -> Iterator[tuple[int, str, tuple[Annotation, ...]]]:
    """The articles in such lines: on which line each begins, its text, and the entities its tags tell.

    -DOCSTART- parts articles. The text is the tokens, a line a sentence, with a space between two where Arabic print
    has one. The token is the first column and the tag the last, in any of IOB, IOBES and BILOU; a tag that goes on
    where nothing began begins, and what is no tag marks nothing.
    """
    article = _Article(1)
    for number, line in enumerate(lines.split("\n"), 1):
        if _DOCUMENT.match(line):
            if article.text:
                yield article.finished()
            article = _Article(number)
        elif columns := _columns(line):
            article.add(columns[0], columns[-1] if len(columns) > 1 else _OUTSIDE)
        else:
            article.end_sentence()
    if article.text:
        yield article.finished()


def _columns(line: str) -> list[str]:
    return line.translate(_INVISIBLE).split()


class _Article:
    """An article as it grows, token by token."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._pieces: list[str] = []
        self._length = 0
        self._found: list[tuple[int, int, str]] = []
        self._is_open = False
        self._joins = True
        """Whether the next token stands right after what is there."""

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, token: str, tag: str) -> None:
        if not self._joins and token not in _CLOSING:
            self._put(" ")
        start = self._length
        self._put(token)
        self._joins = token in _OPENING
        mark, dash, label = tag.partition("-")
        if not dash or not _TAG.match(tag):
            self._is_open = False
            return
        if mark in _GOING_ON and self._is_open and self._found[-1][2] == label:
            self._found[-1] = (self._found[-1][0], self._length, label)
        else:
            self._found.append((start, self._length, label))
        self._is_open = mark not in _LAST

    def end_sentence(self) -> None:
        if self._pieces and self._pieces[-1] != "\n":
            self._put("\n")
        self._joins, self._is_open = True, False

    def finished(self) -> tuple[int, str, tuple[Annotation, ...]]:
        annotations = (
            Annotation(Span(start, end), label_named(label), source=SOURCE) for start, end, label in self._found
        )
        return self._line, self.text, tuple(annotations)

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
