"""Writes a report as Markdown, for pasting: the summary, the ledger, and the articles with what is marked in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from reader.labels import LabelSet
from reader.report.article_on_page import view_article
from reader.report.label_numbers import LabelNumbers
from reader.report.plain_words import PlainWords
from reader.report.report_contents import ReportContents, ReportedArticle
from reader.report.report_page import ReportHead
from reader.report.text_pieces import MarkKind, TextPiece
from reader.report.visible_text import one_line, visible
from reader.wording import number, written_digits

_SIGNS = re.compile(r"([\\`*_{}\[\]|~^$])")
"""What means something to Markdown anywhere in a line, or in braces to what makes pages of it."""
_FIRST_SIGNS = re.compile(r"^(\s*)([#+=>-]|\d+(?=[.)]))")
"""What does at its beginning."""


def write_markdown(contents: ReportContents, head: ReportHead, labels: LabelSet) -> Iterator[str]:
    """A report as Markdown, in pieces."""
    plain = PlainWords(LabelNumbers(labels, contents), contents, head)
    w = plain.words
    yield f"# {_escape(plain.title)}\n\n## {w['summary']}\n\n"
    for name, value in plain.about:
        yield f"- {_escape(name)}: {_escape(value)}\n"
    for title, counts in (
        (w["by_type"], Counter(plain.numbers.label_name(each.entry.head.type) for each in contents.entries)),
        (w["by_outcome"], Counter(plain.outcome(each.entry) for each in contents.entries)),
    ):
        if counts:
            yield f"\n### {title}\n\n"
            yield from (f"- {_escape(name)}: {number(count)}\n" for name, count in counts.most_common())
    yield f"\n## {w['ledger']}\n\n"
    if contents.entries:
        yield _row(plain.headings)
        yield _row(["---"] * len(plain.headings), escapes=False)
        yield from (_row(plain.cells(each)) for each in contents.entries)
    else:
        yield f"{w['no_commitments']}\n"
    yield f"\n## {w['articles']}\n"
    for each in contents.articles:
        yield from _write_article(each, plain)


def _write_article(reported: ReportedArticle, plain: PlainWords) -> Iterator[str]:
    view = view_article(reported)
    yield f"\n### {_escape(view.title)}\n\n"
    day = written_digits(reported.day.isoformat()) if reported.day else ""
    if origin := " · ".join(filter(None, (day, one_line(reported.outlet), view.address or view.source))):
        yield f"{_escape(origin)}\n\n"
    for paragraph in view.paragraphs:
        yield f"{_write_pieces(paragraph.pieces).strip()}\n\n"
    for commitment in reported.commitments:
        yield f"- {_escape(plain.describe(commitment))}\n"


def _write_pieces(pieces: Iterable[TextPiece]) -> str:
    written = ""
    for piece in pieces:
        inside = _escape(visible(piece.text)) if piece.mark is None else _write_pieces(piece.inside)
        if piece.mark is not None and piece.mark.kind is MarkKind.CUE and inside.strip():
            # Stars beside a blank on their inner side mean nothing.
            bare = inside.strip()
            before, after = inside[: inside.index(bare)], inside[inside.index(bare) + len(bare) :]
            inside = f"{before}**{bare}**{after}"
        written += inside
    return written


def _row(cells: Iterable[str], *, escapes: bool = True) -> str:
    return "| " + " | ".join(_escape(cell) if escapes else cell for cell in cells) + " |\n"


def _escape(text: str) -> str:
    """A text in which nothing is read as Markdown or as HTML."""
    bare = " ".join(text.split("\n")).replace("&", "&amp;").replace("<", "&lt;")
    bare = _SIGNS.sub(r"\\\1", bare)
    return _FIRST_SIGNS.sub(_disarm, bare)


def _disarm(found: re.Match[str]) -> str:
    blanks, sign = found.groups()
    # Of a number that would begin a list, the sign after it is escaped.
    return f"{blanks}{sign}\\" if sign.isdecimal() else f"{blanks}\\{sign}"
