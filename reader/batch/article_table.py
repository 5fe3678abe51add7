"""Draws an article's annotations as a readable table, in which the Arabic ends each line, in its logical order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.errors import counted, shown
from reader.exchange.label_names import is_commitment
from reader.model import Annotation, Article, Span
from reader.text_table import cut_lines, write_table

_HEADING = ("offsets", "label", "score", "text")
_FIGURES = (2,)


def tabulate_article(
    doc: str, article: Article, annotations: Iterable[Annotation], *, most_cells: int | None = None
) -> str:
    """The table of an article: its name and title, a line for each entity, then the commitments with their roles.

    With `most_cells`, no line is wider than that.
    """
    annotations = tuple(annotations)
    entities = [each for each in annotations if not _is_commitment(each)]
    commitments = [each for each in annotations if _is_commitment(each)]
    rows = [_HEADING, *(_entity(each, article.text) for each in entities)]
    for each in commitments:
        rows += _commitment(each, article.text)
    counts = f"{counted(len(entities), 'entity', 'entities')}, {counted(len(commitments), 'commitment')}"
    heading = f"{shown(doc)} · {counts} · {shown(_one_line(article.title))}".rstrip()
    table = f"{heading}\n{write_table(rows, right=_FIGURES)}"
    return table if most_cells is None else cut_lines(table, most_cells)


def _is_commitment(annotation: Annotation) -> bool:
    return bool(annotation.roles) or is_commitment(annotation.label)


def _entity(each: Annotation, text: str) -> tuple[str, str, str, str]:
    name = each.attribute("entity")
    words = _one_line(each.span.of(text))
    meant = f" = {_one_line(name)}" if name and _one_line(name) != words else ""
    return _offsets(each.span), each.label, _score(each), words + meant


def _commitment(each: Annotation, text: str) -> Iterator[tuple[str, str, str, str]]:
    yield _offsets(each.span), each.label, _score(each), _one_line(each.span.of(text))
    for role, span in each.roles:
        yield _offsets(span), f"  {role}", "", _one_line(span.of(text))
    for name, value in each.attributes:
        yield "", f"  {name}", "", _one_line(value)
    if each.rule:
        yield "", "  rule", "", _one_line(each.rule)


def _offsets(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _score(each: Annotation) -> str:
    return "" if each.score is None else f"{each.score:.2f}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
