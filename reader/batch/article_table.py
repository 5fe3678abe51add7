"""Draws an article's annotations as a readable table, in which the Arabic ends each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.errors import shown
from reader.exchange.label_names import is_commitment
from reader.layout.medium import PIPE, Medium, draw_cell, join_cells
from reader.layout.text_table import write_table
from reader.model import Annotation, Article, Span
from reader.wording import counted, number, say, sayable

_HEADING = (sayable("offsets"), sayable("label"), sayable("score"), sayable("text"))
_FIGURES = (2,)
_BETWEEN = " · "


def tabulate_article(doc: str, article: Article, annotations: Iterable[Annotation], *, medium: Medium = PIPE) -> str:
    """The table of an article: its name and title, a line for each entity, then the commitments with their roles."""
    annotations = tuple(annotations)
    entities = [each for each in annotations if not _is_commitment(each)]
    commitments = [each for each in annotations if _is_commitment(each)]
    rows = [tuple(map(say, _HEADING)), *(_entity(each, article.text) for each in entities)]
    for each in commitments:
        rows += _commitment(each, article.text)
    counts = say(
        "{entities}, {commitments}",
        entities=counted(len(entities), "{number} entity", "{number} entities"),
        commitments=counted(len(commitments), "{number} commitment", "{number} commitments"),
    )
    heading = _draw_heading((shown(doc), counts, shown(_one_line(article.title))), medium)
    return f"{heading}\n{write_table(rows, right=_FIGURES, medium=medium)}"


def _draw_heading(parts: Iterable[str], medium: Medium) -> str:
    """Parts of a line, each in its own order; what no longer fits is cut."""
    drawn: list[str] = []
    room = medium.width
    for part in filter(None, parts):
        # The name of a file runs from left to right, whatever its letters.
        cell = draw_cell(part, medium, base=None if drawn else "ltr", most_cells=room)
        drawn.append(cell.text)
        room = None if room is None else max(room - cell.width - len(_BETWEEN), 0)
    return join_cells(drawn, _BETWEEN, medium)


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
        yield "", f"  {say('rule')}", "", _one_line(each.rule)


def _offsets(span: Span) -> str:
    return f"{number(span.start, 'd')}–{number(span.end, 'd')}"


def _score(each: Annotation) -> str:
    return "" if each.score is None else number(each.score, ".2f")


def _one_line(text: str) -> str:
    return " ".join(text.split())
