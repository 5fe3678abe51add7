"""Draws an article's annotations as a table for people: the Arabic comes last in a line, in its logical order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.errors import shown
from reader.exchange.label_names import is_commitment
from reader.model import Annotation, Article, Span

_HEADING = ("offsets", "label", "score", "text")


def write_table(doc: str, article: Article, annotations: Iterable[Annotation]) -> str:
    """The table of an article: its name and title, a line for each entity, then the commitments with their roles.

    Control characters and direction marks are written out (\\u202e), since a terminal may be what reads the table.
    """
    annotations = tuple(annotations)
    entities = [each for each in annotations if not _is_commitment(each)]
    commitments = [each for each in annotations if _is_commitment(each)]
    rows = [_HEADING, *(_entity(each, article.text) for each in entities)]
    for each in commitments:
        rows += _commitment(each, article.text)
    counted = f"{len(entities)} entities, {len(commitments)} commitments"
    heading = f"{shown(doc)} · {counted} · {_one_line(article.title)}"
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    lines = (
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3])) for row in rows
    )
    return "\n".join((heading, *(line.rstrip() for line in lines), ""))


def _is_commitment(annotation: Annotation) -> bool:
    return bool(annotation.roles) or is_commitment(annotation.label)


def _entity(each: Annotation, text: str) -> tuple[str, str, str, str]:
    name = each.attribute("entity")
    words = _one_line(each.span.of(text))
    meant = f" = {_one_line(name)}" if name and _one_line(name) != words else ""
    return _offsets(each.span), shown(each.label), _score(each), words + meant


def _commitment(each: Annotation, text: str) -> Iterator[tuple[str, str, str, str]]:
    yield _offsets(each.span), shown(each.label), _score(each), _one_line(each.span.of(text))
    for role, span in each.roles:
        yield _offsets(span), f"  {shown(role)}", "", _one_line(span.of(text))
    for name, value in each.attributes:
        yield "", f"  {shown(name)}", "", _one_line(value)
    if each.rule:
        yield "", "  rule", "", _one_line(each.rule)


def _offsets(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _score(each: Annotation) -> str:
    return "" if each.score is None else f"{each.score:.2f}"


def _one_line(text: str) -> str:
    return shown(" ".join(text.split()))
