"""Writes and reads the reader's own format, which holds everything: JSON Lines, one object for each article.

An object has the article with its text, and for each layer all annotations with their quotes, and the marks on the
article. native.schema.json describes it. Offsets count code points. Without the text, the SHA-256 tells whether
an article has the same text, and the quotes find the annotations in another one.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from reader.errors import LoadError, ReaderError, shown
from reader.exchange.foreign_format import ArticleMarks, Incoming, Losses, Outgoing, Quote, WrittenPiece
from reader.exchange.json_lines import read_lines
from reader.exchange.text_quotes import Quotes, quote_annotation
from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision, Span
from reader.wording import say

FORMAT = "arabic-reader"
"""The value of "format" in every row."""
FIELDS = frozenset(("format", "version", "source", "fields", "layers"))
"""The fields of a row that say nothing of the article itself."""
VERSION = 1
SCHEMA = Path(__file__).with_name("native.schema.json")

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029]")
"""Some programs treat these as line ends."""


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """A line for each article; ReaderError where something in it cannot be written in UTF-8."""
    for _, group in groupby(rows, key=lambda row: row.article.id):
        layers = list(group)
        line = json.dumps(_write_row(layers[0].article, layers), ensure_ascii=False, allow_nan=False)
        if _SURROGATE.search(line):
            raise ReaderError(
                say(
                    "{article}: half of a surrogate pair stands in it, which no file in UTF-8 holds; mend the "
                    "article, or choose others with --article.",
                    article=shown(layers[0].article.source or layers[0].article.title or layers[0].article.id),
                )
            )
        yield WrittenPiece(_ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n")


def _write_row(article: Article, layers: Sequence[Outgoing]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "sha256": article.id,
        "length": len(article.text),
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "fields": [list(pair) for pair in article.fields],
    }
    if layers[0].with_text:
        row["text"] = article.text
    return row | {"layers": [_write_layer(article.text, each) for each in layers]}


def _write_layer(text: str, row: Outgoing) -> dict[str, Any]:
    return {
        "layer": row.layer,
        "state": row.marks.state,
        "tags": list(row.marks.tags),
        "note": row.marks.note,
        "bookmarks": [{"offset": offset, "name": name} for offset, name in row.marks.bookmarks],
        "annotations": [_write_annotation(text, each) for each in row.annotations],
    }


def _write_annotation(text: str, annotation: Annotation) -> dict[str, Any]:
    quote, of_roles = quote_annotation(text, annotation)
    score = annotation.score
    return {
        **_write_span(annotation.span, quote),
        "label": annotation.label,
        "roles": [
            {"role": name, **_write_span(span, each)}
            for (name, span), (_, each) in zip(annotation.roles, of_roles, strict=True)
        ],
        "attributes": [{"name": name, "value": value} for name, value in annotation.attributes],
        "decision": annotation.decision.value,
        "note": annotation.note,
        "annotator": annotation.source,
        "score": score if score is not None and math.isfinite(score) else None,
        "rule": annotation.rule,
    }


def _write_span(span: Span, quote: Quote) -> dict[str, Any]:
    quoted = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    return {"start": span.start, "end": span.end, "quote": quoted}


class _UnfitRowError(ValueError):
    """The reason why a row cannot be used."""


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The layers of each article in a file, read line by line; LoadError where a line is not as it was written."""
    for number, line in read_lines(path):
        try:
            yield from _read_row(_parse(line))
        except _UnfitRowError as error:
            raise LoadError(
                say(
                    "{path}, line {line}: this is not a whole row of the reader's own format ({why}); export it anew.",
                    path=shown(path),
                    line=number,
                    why=error,
                )
            ) from error


def _parse(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _refuse(say("it is not in UTF-8"))
    except RecursionError:
        _refuse(say("it is nested too deeply"))
    except ValueError:
        _refuse(say("it is not valid JSON"))
    if not isinstance(row, dict) or row.get("format") != FORMAT:
        _refuse(say("it does not name its format"))
    if row.get("version") != VERSION:
        _refuse(say("it is of another version"))
    return row


def _read_row(row: Mapping[str, Any]) -> Iterator[Incoming]:
    length = _count(row, "length")
    text = _text(row, "text") if "text" in row else ""
    digest = _text(row, "sha256")
    if "text" in row and (len(text) != length or sha256(text.encode()).hexdigest() != digest):
        _refuse(say("its text is not the one of which it has the sum"))
    for layer in _objects(row, "layers"):
        entries = [_read_annotation(entry, length) for entry in _objects(layer, "annotations")]
        bookmarks = tuple((_count(each, "offset"), _text(each, "name")) for each in _objects(layer, "bookmarks"))
        if any(offset > length for offset, _ in bookmarks):
            _refuse(say("a bookmark is outside of the text"))
        tags = layer.get("tags")
        if not isinstance(tags, list):
            _refuse(say("its {field} cannot be read", field='"tags"'))
        yield Incoming(
            tuple(annotation for annotation, _ in entries),
            text=text,
            id=digest,
            title=_text(row, "title"),
            source=_text(row, "source"),
            quotes=tuple(quotes for _, quotes in entries),
            layer=_text(layer, "layer"),
            marks=ArticleMarks(
                _text(layer, "state"),
                tuple(_text({"tags": tag}, "tags") for tag in tags),
                _text(layer, "note"),
                bookmarks,
            ),
        )


def _read_annotation(entry: Mapping[str, Any], length: int) -> tuple[Annotation, Quotes]:
    span, quote = _read_span(entry, length)
    roles = [(_text(role, "role"), *_read_span(role, length)) for role in _objects(entry, "roles")]
    score = entry.get("score")
    if score is not None and not (type(score) in (int, float) and math.isfinite(score)):
        _refuse(say("its {field} cannot be read", field='"score"'))
    decision = _text(entry, "decision")
    if decision not in tuple(Decision):
        _refuse(say("its {field} cannot be read", field='"decision"'))
    annotation = Annotation(
        span,
        _text(entry, "label"),
        tuple((name, role) for name, role, _ in roles),
        tuple((_text(each, "name"), _text(each, "value")) for each in _objects(entry, "attributes")),
        _text(entry, "annotator"),
        Decision(decision),
        score,
        _text(entry, "rule"),
        _text(entry, "note"),
    )
    return annotation, (quote, tuple((name, each) for name, _, each in roles))


def _read_span(entry: Mapping[str, Any], length: int) -> tuple[Span, Quote]:
    start, end = _count(entry, "start"), _count(entry, "end")
    if not start <= end <= length:
        _refuse(say("a span from {start} to {end} is outside of the text", start=start, end=end))
    quote = entry.get("quote")
    if not isinstance(quote, dict):
        _refuse(say("its {field} cannot be read", field='"quote"'))
    found = Quote(_text(quote, "exact"), _text(quote, "prefix"), _text(quote, "suffix"))
    if len(found.exact) != end - start:
        _refuse(say("a quote is not as long as its span"))
    return Span(start, end), found


def _objects(row: Mapping[str, Any], field: str) -> Iterator[Mapping[str, Any]]:
    value = row.get(field)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        _refuse(say("its {field} cannot be read", field=f'"{field}"'))
    yield from value


def _count(row: Mapping[str, Any], field: str) -> int:
    value = row.get(field)
    if type(value) is not int or value < 0:
        _refuse(say("its {field} cannot be read", field=f'"{field}"'))
    return value


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str):
        _refuse(say("its {field} cannot be read", field=f'"{field}"'))
    if _SURROGATE.search(value):
        _refuse(say("half of a surrogate pair stands in its {field}", field=f'"{field}"'))
    return value


def _refuse(why: str) -> NoReturn:
    raise _UnfitRowError(why) from None
