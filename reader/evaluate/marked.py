"""Reads annotated articles for an evaluation: JSON Lines, CoNLL with a word and a tag on each line, or TimeML."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reader.errors import LoadError, ReaderError, line_of, shown
from reader.evaluate.conll_articles import Sentences, gather_articles
from reader.evaluate.timeml import find_timeml, is_timeml, read_timeml
from reader.exchange.conll import find_tagged
from reader.exchange.jsonl import has_entities, read_annotations
from reader.exchange.label_names import find_label, is_commitment
from reader.load.bytes_read import open_bytes, read_all
from reader.load.encoding import decode
from reader.load.json_rows import load_row
from reader.load.referred import Reach
from reader.model import Annotation, Article, Span
from reader.wording import say

_LONGEST = 1 << 28
"""The highest offset, in code points, that is accepted if the text is not available."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An article and the annotations in it."""

    doc: str
    article: Article | None = None
    """None if its text is not available; offsets can still be compared."""
    entities: tuple[Annotation, ...] | None = None
    """The entities; None if nobody looked for any."""
    commitments: tuple[Annotation, ...] | None = None
    words: tuple[Span, ...] = ()
    """The words of a CoNLL article, since its annotations cover whole words."""
    ignored: tuple[Span, ...] = ()
    """The spans marked with a label that the reader does not have; a proposal that overlaps one is not scored."""


def read_marked(
    path: str,
    *,
    complain: Callable[[str], None],
    sentences: int = 10,
    part: tuple[float, float] = (0.0, 1.0),
    reach: Reach = Reach.BESIDE,
) -> list[Marked]:
    """The articles of a file, whose format is recognised; ReaderError if it has none of the formats.

    The TimeML files of a folder are read. In CoNLL files without -DOCSTART- lines, `sentences` of them make an article.
    `part` selects a stretch of the sentences, rows or files, from and to as shares of their number.
    """
    if Path(path).is_dir():
        return [_from_timeml(str(file), _read(str(file))) for file in _cut(find_timeml(Path(path)), part)]
    content = _read(path)
    if is_timeml(content):
        return [_from_timeml(path, content)]
    decoded = decode(content, path)
    for warning in decoded.warnings:
        complain(warning)
    text = decoded.text
    if text.lstrip().startswith("{"):
        rows = list(_rows(text, path))
        return [_marked(row, path, where, complain, reach) for row, where in _cut(rows, part)]
    articles = gather_articles(text, path, sentences=sentences, cut=lambda each: _cut(each, part))
    return [_from_words(Path(path).name, number, each) for number, each in enumerate(articles, 1)]


def _read(path: str) -> bytes:
    with open_bytes(path) as stream:
        return read_all(stream, path)


def _cut(rows: Sequence[Any], part: tuple[float, float]) -> Sequence[Any]:
    # Whole hundredths, so that 0.9 of the sentences is the same stretch on every machine.
    first, last = (round(share * 100) * len(rows) // 100 for share in part)
    return rows[first:last]


def _rows(text: str, path: str) -> Iterator[tuple[dict[str, Any], str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = line_of(path, number)
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReaderError(
                say("{where}: not valid JSON ({error}); correct or remove the line.", where=where, error=shown(error))
            ) from error
        if not isinstance(row, dict):
            raise ReaderError(say("{where}: the row is not an object; give each article as an object.", where=where))
        yield row, where


def _marked(row: dict[str, Any], path: str, where: str, complain: Callable[[str], None], reach: Reach) -> Marked:
    doc = str(row.get("doc") or row.get("id") or where)
    try:
        loaded = load_row(row, path, where, reach=reach)
    except LoadError:
        article = None
        annotations, warnings = read_annotations(_unquoted(row), "\0" * _length(row, where), where)
    else:
        article, annotations, warnings = loaded.article, loaded.annotations, loaded.warnings
    for warning in warnings:
        complain(warning)
    is_frame = [bool(each.roles) or is_commitment(each.label) for each in annotations]
    entities = tuple(each for each, frame in zip(annotations, is_frame, strict=True) if not frame)
    commitments = tuple(each for each, frame in zip(annotations, is_frame, strict=True) if frame)
    return Marked(doc, article, entities if has_entities(row) else None, commitments if "commitments" in row else None)


def _unquoted(row: dict[str, Any]) -> dict[str, Any]:
    # Without the text, the quotes of entries cannot be checked.
    entries = {field: row[field] for field in ("entities", "commitments") if isinstance(row.get(field), list)}
    return row | {field: [_bare(entry) for entry in each] for field, each in entries.items()}


def _bare(entry: Any) -> Any:
    return {**entry, "text": None} if isinstance(entry, dict) else entry


def _length(row: dict[str, Any], where: str) -> int:
    length = row["length"] if isinstance(row.get("length"), int) else _farthest(row)
    if not 0 <= length <= _LONGEST:
        raise ReaderError(
            say(
                "{where}: an offset of {length} is beyond any text; check what wrote the file.",
                where=where,
                length=length,
            )
        )
    return int(length)


def _farthest(value: Any) -> int:
    if isinstance(value, dict):
        return max(map(_farthest, value.values()), default=0)
    if isinstance(value, list):
        return max(map(_farthest, value), default=0)
    return value if type(value) is int else 0


def _from_words(name: str, number: int, sentences: Sentences) -> Marked:
    offsets: list[Span] = []
    lines: list[str] = []
    marked: list[tuple[Span, str | None]] = []
    at = 0
    for sentence in sentences:
        places = []
        for each in sentence:
            places.append(Span(at, at + len(each.word)))
            at += len(each.word) + 1
        lines.append(" ".join(each.word for each in sentence))
        for found in find_tagged([each.tag for each in sentence]):
            span = Span(places[found.first].start, places[found.end - 1].end)
            marked.append((span, find_label(found.name)))
        offsets += places
    entities = tuple(Annotation(span, label, source="gold") for span, label in marked if label is not None)
    ignored = tuple(span for span, label in marked if label is None)
    article = Article("\n".join(lines), source=name)
    return Marked(f"{name}:{number}", article, entities, None, tuple(offsets), ignored)


def _from_timeml(path: str, content: bytes) -> Marked:
    timed = read_timeml(content, path)
    name = Path(path).name
    marked = dict.fromkeys((Span(start, end), find_label(kind)) for start, end, kind in timed.marked)
    times = tuple(Annotation(span, label, source="gold") for span, label in marked if label is not None)
    ignored = tuple(span for span, label in marked if label is None)
    return Marked(name, Article(timed.text, source=name, date=timed.date), times, None, (), ignored)


def cover_words(annotations: Sequence[Annotation], words: Sequence[Span]) -> tuple[Annotation, ...]:
    """The annotations, each extended to the whole words that it touches; without words they stay as they are."""
    if not words:
        return tuple(annotations)
    return tuple(replace(each, span=_grown(each.span, words)) for each in annotations)


def _grown(span: Span, words: Sequence[Span]) -> Span:
    first = bisect_right(words, span.start, key=lambda word: word.end)
    last = bisect_left(words, span.end, key=lambda word: word.start) - 1
    return Span(words[first].start, words[last].end) if first <= last else span
