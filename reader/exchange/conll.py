"""Reads and writes CoNLL's columns: a word and its tag on each line, and a blank line after each sentence.

Tags are B-LABEL, I-LABEL and O, and -DOCSTART- stands before each article. The tokens are the reader's words, and each
mark between them. A token has one tag: of entities inside others, the outer one is written, and of those that overlap,
the first. Commitments are not written. Where an entity begins or ends inside a token, for example after a proclitic,
the token is cut there, so that nothing outside the entity is tagged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.arabic.words import sentences, words
from reader.errors import LoadError, shown
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.json_files import unreadable
from reader.exchange.label_names import find_label, is_commitment, label_named
from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision, Span
from reader.wording import say, sayable

SOURCE = "conll"
"""The source of the annotations that are read."""
_OUTSIDE = "O"
_DOCUMENT = re.compile(r"^\ufeff?-DOCSTART-(?:\s+\((\w+)\))?")
_TAG = re.compile(r"(?:O|[BIESLU]-\S+)$")
_COMMENT = re.compile(r"#\s*(?:newdoc|newpar|global\.columns|[\w.-]+\s*=)")
"""A comment that CoNLL-U has before a sentence."""
_NOTHING = frozenset((_OUTSIDE, "_", ""))
"""Tags that mark nothing, including that of CoNLL-U."""
_CONTINUING = "IEL"
_LAST = "ESLU"
"""The marks of a word that ends an entity, or is one by itself, in IOBES and BILOU."""
_DIGITS = 64
"""Those of a SHA-256 in hexadecimal."""
_INVISIBLE = str.maketrans("", "", "\u200e\u200f\ufeff")
_CLOSING = frozenset(".,:;!?،؛؟)]}»”")
_OPENING = frozenset("([{«“")


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """One file; the line before each article names it by its SHA-256, as corpora name documents there."""
    for row in rows:
        _count_losses(row, losses)
        yield WrittenPiece(f"-DOCSTART- ({row.article.id})\t{_OUTSIDE}\n\n" + write_conll(row.article, row.annotations))


def _count_losses(row: Outgoing, losses: Losses) -> None:
    held = tuple(_outermost(row.annotations))
    kept = set(map(id, held))
    for each in row.annotations:
        if id(each) in kept:
            losses.add(sayable("notes"), bool(each.note))
            losses.add(sayable("attributes"), len(each.attributes))
        elif each.decision is Decision.REJECTED:
            losses.add(sayable("rejected annotations"))
        elif each.roles or is_commitment(each.label):
            losses.add(sayable("commitments with their roles"))
        elif not len(each.span):
            losses.add(sayable("annotations without words"))
        else:
            losses.add(sayable("overlapping annotations"))
    inner = {edge for word in words(row.article.text) for edge in range(word.span.start + 1, word.span.end)}
    cut = sum(each.span.start in inner or each.span.end in inner for each in held)
    losses.add(sayable("words cut where an annotation begins or ends"), cut)


def write_conll(article: Article, annotations: Iterable[Annotation]) -> str:
    """The lines for an article and its entities, without rejected ones."""
    entities = tuple(_outermost(annotations))
    lines: list[str] = []
    for sentence in sentences(article.text):
        before = ""
        for token in _tokens(article.text, sentence, entities):
            # An entity that continues from the sentence before begins again.
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
    """The words of a sentence and the marks between them, cut where an entity begins or ends."""
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
    """Whether a line is a word with a tag, or separates two articles."""
    columns = _columns(line)
    return bool(_DOCUMENT.match(line)) or (len(columns) > 1 and bool(_TAG.match(columns[-1])))


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word in CoNLL's columns."""

    line: int
    """The number of the word's line, from 1."""
    word: str
    """The first column, or the second where the first numbers the words."""
    tag: str
    """The last column; empty where the line has only one."""


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """The words between two blank lines."""

    words: tuple[TaggedWord, ...]
    begins: int
    """The line of the -DOCSTART- before the sentence; 0 where there is none since the sentence before."""
    is_closed: bool
    """Whether a blank line follows directly, and not -DOCSTART- or the end."""


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A run of words that tags make an entity."""

    first: int
    end: int
    """The indexes of words in the sentence, half-open."""
    name: str
    """The label's name in the file."""
    is_bare: bool
    """Whether the tags have no B-, I- or the like; the name may then be a part of speech instead of a label."""


def read_sentences(lines: str) -> Iterator[TaggedSentence]:
    """The sentences in CoNLL's columns, without empty ones."""
    begins = 0
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines.split("\n"), 1):
        columns = _columns(line)
        is_document = bool(_DOCUMENT.match(line))
        if columns and not is_document:
            if not _is_comment(line, columns):
                rows.append((number, columns))
            continue
        if rows:
            yield TaggedSentence(_words_in(rows), begins, is_closed=not is_document)
            begins, rows = 0, []
        if is_document:
            begins = number
    if rows:
        yield TaggedSentence(_words_in(rows), begins, is_closed=False)


def _is_comment(line: str, columns: list[str]) -> bool:
    return bool(_COMMENT.match(line)) and not _TAG.match(columns[-1])


def _words_in(rows: list[tuple[int, list[str]]]) -> tuple[TaggedWord, ...]:
    # CoNLL-U and other formats number the words of a sentence in a column before them.
    is_numbered = len(rows) > 1 and all(
        len(columns) > 2 and columns[0] == str(at) for at, (_, columns) in enumerate(rows, 1)
    )
    return tuple(
        TaggedWord(line, columns[is_numbered], columns[-1] if len(columns) > 1 else "") for line, columns in rows
    )


def find_tagged(tags: Sequence[str]) -> Iterator[TaggedSpan]:
    """The entities that the tags of a sentence mark, in IOB, IOBES, BILOU or with bare names.

    As CoNLL counts them, a continuing tag begins an entity where none has begun, and so does a bare tag after another
    name.
    """
    first, name, is_open, is_bare = 0, "", False, False
    for index, tag in enumerate((*tags, _OUTSIDE)):
        mark, found = (tag[0], tag[2:]) if _TAG.match(tag) and tag != _OUTSIDE else ("", "")
        bare = not mark and tag not in _NOTHING
        if bare:
            mark, found = "I", tag
        if name and not (is_open and mark and mark in _CONTINUING and found == name and bare == is_bare):
            yield TaggedSpan(first, index, name, is_bare)
            name = ""
        if found and not name:
            first, name, is_bare = index, found, bare
        is_open = bool(found) and mark not in _LAST


def read_conll(lines: str) -> Iterator[tuple[int, str, tuple[Annotation, ...]]]:
    """The articles in CoNLL's columns: the line on which each begins, its text, and the entities that its tags mark.

    -DOCSTART- separates articles. The text has a line for each sentence, and a space between two tokens where Arabic
    print has one. A tag without B-, I- or the like marks an entity only if it is the name of a known label.
    """
    article: _Article | None = None
    for sentence in read_sentences(lines):
        if article is None or sentence.begins:
            if article is not None:
                yield article.finished()
            article = _Article(sentence.begins or 1)
        article.add(sentence)
    if article is not None:
        yield article.finished()


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The articles of a file, with the text that their tokens make and the id that -DOCSTART- names."""
    try:
        lines = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error
    first = next((line for line in lines.split("\n") if line.strip() and not _COMMENT.match(line)), "")
    if not is_tagged(first):
        raise LoadError(
            say(
                "{path}: the file is not CoNLL's; it has a word and its tag on each line.",
                path=shown(path),
            )
        )
    numbered = lines.split("\n")
    for line, text, found in read_conll(lines):
        document = _DOCUMENT.match(numbered[line - 1])
        named = (document[1] or "") if document else ""
        yield Incoming(found, text=text, id=named if len(named) == _DIGITS else "")


def _columns(line: str) -> list[str]:
    return line.translate(_INVISIBLE).split()


class _Article:
    """An article to which sentences are added one by one."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._strings: list[str] = []
        self._length = 0
        self._found: list[Annotation] = []

    def add(self, sentence: TaggedSentence) -> None:
        spans = []
        is_joined = True
        for each in sentence.words:
            if not is_joined and each.word not in _CLOSING:
                self._put(" ")
            start = self._length
            self._put(each.word)
            spans.append(Span(start, self._length))
            is_joined = each.word in _OPENING
        if sentence.is_closed:
            self._put("\n")
        for tagged in find_tagged([each.tag for each in sentence.words]):
            if not tagged.is_bare or find_label(tagged.name) is not None:
                span = Span(spans[tagged.first].start, spans[tagged.end - 1].end)
                self._found.append(Annotation(span, label_named(tagged.name), source=SOURCE))

    def finished(self) -> tuple[int, str, tuple[Annotation, ...]]:
        return self._line, "".join(self._strings), tuple(self._found)

    def _put(self, string: str) -> None:
        self._strings.append(string)
        self._length += len(string)
