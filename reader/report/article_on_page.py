"""Decides how an article stands on a page: its heading, its paragraphs with their directions, its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from reader.layout.direction import find_direction, find_paragraph_direction
from reader.model import Span
from reader.report.report_contents import ReportedArticle
from reader.report.text_pieces import TextPiece, cut, list_marks
from reader.report.visible_text import one_line, safe_address

_UNKNOWN = "und"
"""The tag of a language that is not known (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what is marked in it."""

    direction: str
    """Empty where it is that of the article."""
    pieces: tuple[TextPiece, ...]


@dataclass(frozen=True, slots=True)
class ArticleOnPage:
    """An article as it stands on a page."""

    reported: ReportedArticle
    direction: str
    language: str
    title: str
    heading: tuple[TextPiece, ...]
    """The title with what is marked in it."""
    paragraphs: tuple[Paragraph, ...]
    address: str
    """The address of its page on the web; empty if it has none that is safe to follow."""
    source: str
    """The name of the file in which it was found; the folders above it are nobody else's business."""


def view_article(reported: ReportedArticle) -> ArticleOnPage:
    """An article as it stands on a page, its text cut into pieces."""
    article = reported.article
    text, title_span = article.text, article.title_span
    direction = find_direction(text)
    marks = list_marks(reported)
    title = title_of(reported)
    heading = cut(text, title_span, marks) if title_span is not None and title else (TextPiece(title),)
    body = Span(title_span.end if title_span is not None and title else 0, len(text))
    paragraphs = []
    for span in _paragraphs(text, body):
        own = find_paragraph_direction(span.of(text), direction)
        inside = [mark for mark in marks if mark.span.overlaps(span)]
        paragraphs.append(Paragraph("" if own == direction else own, cut(text, span, inside)))
    fields = dict(article.fields)
    address = safe_address(fields.get("url", "")) or safe_address(article.source)
    return ArticleOnPage(
        reported,
        direction,
        "ar" if direction == "rtl" else _UNKNOWN,
        title,
        heading,
        tuple(paragraphs),
        address,
        "" if address else one_line(PurePath(article.source).name),
    )


def title_of(reported: ReportedArticle) -> str:
    """The title of an article, or else the beginning of its text."""
    if title := one_line(reported.article.title):
        return title
    words = one_line(reported.article.text[:200]).split()
    return " ".join(words[:8]) or "–"


def _paragraphs(text: str, body: Span) -> Iterator[Span]:
    """The lines of a text that are not blank."""
    at = body.start
    while at < body.end:
        end = text.find("\n", at, body.end)
        end = body.end if end < 0 else end
        if text[at:end].strip():
            yield Span(at, end)
        at = end + 1
