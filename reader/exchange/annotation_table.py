"""Decides which columns a table of annotations has, a row for each, and makes annotations of such rows again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from reader.errors import LoadError
from reader.exchange.foreign_format import ArticleMarks, Incoming, Losses, Outgoing, Quote
from reader.exchange.text_quotes import Quotes, quote_span
from reader.exchange.values import decision_of, score_of
from reader.labels import LabelSet
from reader.model import Annotation, Span
from reader.wording import say, sayable

Cell = str | int | float | None

_ARTICLE = ("article", "title", "source", "date", "layer")
_OWN = ("label", "before", "words", "after", "start", "end", "decision", "note", "annotator", "score", "rule")
_ROLE, _ATTRIBUTE, _MORE = "role ", "attribute ", "more"
_START, _END = " start", " end"
_NEEDED = frozenset(("article", "label", "words", "start", "end"))
_FARTHEST = 2**31
"""An offset beyond this is in no article."""
_MARKS = sayable("marks on articles")


class AnnotationTable:
    """The columns of a table: those of the article, of the annotation, and of every role and attribute there is.

    A role or attribute that the labels do not define, or that an annotation has twice, is in the last column, as JSON.
    """

    def __init__(self, labels: LabelSet) -> None:
        self._roles = tuple(dict.fromkeys(role.name for label in labels.values() for role in label.roles))
        self._attributes = tuple(dict.fromkeys(each.name for label in labels.values() for each in label.attributes))

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        roles = (f"{_ROLE}{name}{part}" for name in self._roles for part in ("", _START, _END))
        return (*_ARTICLE, *_OWN, *roles, *(f"{_ATTRIBUTE}{name}" for name in self._attributes), _MORE)

    def rows(self, outgoing: Iterable[Outgoing], losses: Losses) -> Iterator[Sequence[Cell]]:
        """A row for each annotation."""
        for each in outgoing:
            if each.marks != ArticleMarks():
                losses.add(_MARKS)
            article = each.article
            of_article = (article.id, article.title, article.source, article.date, each.layer)
            for annotation in each.annotations:
                yield (*of_article, *self._row(article.text, annotation))

    def _row(self, text: str, annotation: Annotation) -> Iterator[Cell]:
        quote, span = quote_span(text, annotation.span), annotation.span
        yield from (annotation.label, quote.prefix, quote.exact, quote.suffix, span.start, span.end)
        yield from (annotation.decision.value, annotation.note, annotation.source, annotation.score, annotation.rule)
        roles, attributes = list(annotation.roles), list(annotation.attributes)
        for name in self._roles:
            filler = annotation.role(name)
            # Where it covers nothing, its cell would be taken for an empty one.
            if filler is None or not len(filler):
                yield from ("", None, None)
            else:
                roles.remove((name, filler))
                yield from (filler.of(text), filler.start, filler.end)
        for name in self._attributes:
            value = annotation.attribute(name)
            if value:
                attributes.remove((name, value))
            yield value
        more: dict[str, Any] = {}
        if roles:
            more["roles"] = [[name, filler.start, filler.end, filler.of(text)] for name, filler in roles]
        if attributes:
            more["attributes"] = attributes
        yield json.dumps(more, ensure_ascii=False) if more else ""


def is_annotation_table(header: Sequence[str]) -> bool:
    """Whether these are the columns of such a table; some may have been taken out, and the order may be another."""
    return _NEEDED.issubset(header)


def read_table_rows(header: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Incoming]:
    """The annotations in rows, those of one article and layer together where they follow one another.

    Each row comes with a name for it in sentences. LoadError where a row cannot be used.
    """
    named = ((where, dict(zip(header, cells, strict=False))) for where, cells in rows)
    for _, group in groupby(named, key=lambda row: (row[1].get("article", ""), row[1].get("layer", ""))):
        found = [(_read_row(where, row), row) for where, row in group]
        first = found[0][1]
        yield Incoming(
            tuple(annotation for (annotation, _), _ in found),
            id=first.get("article", ""),
            title=first.get("title", ""),
            source=first.get("source", ""),
            quotes=tuple(quotes for (_, quotes), _ in found),
            layer=first.get("layer", ""),
        )


def _read_row(where: str, row: Mapping[str, str]) -> tuple[Annotation, Quotes]:
    try:
        return _annotation(row)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise LoadError(
            say(
                "{where}: the row is not an annotation as it is exported (offsets, score or roles); mend or remove it.",
                where=where,
            )
        ) from error


def _annotation(row: Mapping[str, str]) -> tuple[Annotation, Quotes]:
    roles: list[tuple[str, Span, Quote]] = []
    attributes: list[tuple[str, str]] = []
    for column, value in row.items():
        if not value:
            continue
        if column.startswith(_ATTRIBUTE):
            attributes.append((column.removeprefix(_ATTRIBUTE), value))
        elif column.startswith(_ROLE) and f"{column}{_START}" in row:
            span = _span(row[f"{column}{_START}"], row[f"{column}{_END}"])
            roles.append((column.removeprefix(_ROLE), span, Quote(value)))
    more = json.loads(row.get(_MORE) or "{}")
    for name, start, end, words in more.get("roles", ()):
        roles.append((_text(name), _span(start, end), Quote(_text(words))))
    attributes += ((_text(name), _text(value)) for name, value in more.get("attributes", ()))
    label = row["label"].strip()
    if not label:
        raise ValueError("there is no label")
    score = row.get("score", "")
    annotation = Annotation(
        _span(row["start"], row["end"]),
        label,
        tuple((name, span) for name, span, _ in roles),
        tuple(attributes),
        row.get("annotator", ""),
        decision_of(row.get("decision", "").strip().lower()),
        score_of(float(score)) if score else None,
        row.get("rule", ""),
        row.get("note", ""),
    )
    quote = Quote(row["words"], row.get("before", ""), row.get("after", ""))
    return annotation, (quote, tuple((name, words) for name, _, words in roles))


def _span(start: object, end: object) -> Span:
    first, last = (int(float(str(each))) for each in (start, end))
    if last > _FARTHEST:
        raise ValueError(f"{last} is in no article")
    return Span(first, last)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("this is not a text")
    return value
