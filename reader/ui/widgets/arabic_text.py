"""Prepares Arabic for ordinary widgets: shaped, in visual order, and without markup or control characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from textual.app import App
from textual.content import Content
from textual.content import Span as ContentSpan
from textual.css.styles import RulesMap
from textual.notifications import SeverityLevel
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget

from reader.layout import Base, Cell, lay_out
from reader.layout.one_line import ELLIPSIS, lay_out_line, shorten_line
from reader.model import Span
from reader.ui.mirroring import choose_base, interface_base

Styles: TypeAlias = Sequence[tuple[Span, Style | str]]
"""Styles for spans of the logical text."""

_LONGEST = 2_000
"""The most of a one-line text that is laid out, in code points; no screen is wider."""
_TOAST_WIDTH = 60
_TOAST_EDGES = 7
"""The width of a toast's left border, of its padding, and of a count for a sentence that comes again, in cells."""
_TOAST_GUTTER = 2
"""The width kept free for the scroll bar beside the toasts, in cells."""


def shaped(
    text: str, *, base: Base | None = None, width: int | None = None, fill: bool = False, styles: Styles = ()
) -> Content:
    """A text on one line, ready for any widget: literal, shaped, in visual order; line ends become spaces.

    Without a direction, choose_base decides, which gives left to right if there are no letters. With a width in cells,
    a text that is too long ends in an ellipsis; with `fill`, one that is too short gets spaces, before right-to-left
    text and after other text. Without a width there must be enough room, since Textual would wrap text that is already
    in visual order; Flowing wraps the text first.
    """
    return _shape(text, base or choose_base(text), width, fill, tuple(styles))


def shaped_str(text: str, *, base: Base | None = None, width: int | None = None, fill: bool = False) -> str:
    """The same as a string, for functions that do not take Content; always pass markup=False with it."""
    return shaped(text, base=base, width=width, fill=fill).plain


def aligned(text: str, hit: Span, *, base: Base, width: int, edge: int, styles: Styles = ()) -> Content:
    """A text on one line of `width` cells, placed so that the rightmost cell of a span of it ends in the column `edge`.

    What has no room is cut at the nearest word, and an ellipsis stands for it.
    """
    cells = lay_out_line(text, base=base).cells
    column = end = 0
    for cell in cells:
        column += cell.width
        if cell.span.overlaps(hit):
            end = column
    first = end - edge if end else (column - width if base == "rtl" else 0)
    return _draw(_cut(cells, first, width, hit), "ltr", width, styles)


def _cut(cells: Sequence[Cell], first: int, width: int, hit: Span) -> list[Cell]:
    """The cells in the columns from `first` on, with blanks where there are none."""
    blank = Cell(" ", Span(0, 0), 1)
    kept: list[Cell] = [blank] * max(0, -first)
    column = 0
    for cell in cells:
        if column >= first and column + cell.width <= first + width:
            kept.append(cell)
        column += cell.width
    if first > 0:
        kept = _end_at_word(kept, hit)
    if column > first + width:
        kept = _end_at_word(kept[::-1], hit)[::-1]
    return kept


def _end_at_word(cells: list[Cell], hit: Span) -> list[Cell]:
    """The cells with blanks and an ellipsis in the place of a first word that is cut, unless that is the hit."""
    end = next((at for at, cell in enumerate(cells) if cell.glyph == " " or cell.span.overlaps(hit)), 0)
    width = sum(cell.width for cell in cells[:end])
    if not width:
        return cells
    return [*[Cell(" ", Span(0, 0), 1)] * (width - 1), Cell(ELLIPSIS, Span(0, 0), 1), *cells[end:]]


def paragraph(
    text: str, width: int, *, base: Base | None = None, height: int | None = None, styles: Styles = ()
) -> Content:
    """A text wrapped at a width in cells, with right-to-left lines at the right; cut after `height` lines."""
    layout = lay_out(text, width, base=base or ("rtl" if choose_base(text) == "rtl" else None))
    kept = len(layout.lines) if height is None or height >= len(layout.lines) else max(height - 1, 0)
    lines = [_draw(line.cells, line.base, layout.width, styles) for line in layout.lines[:kept]]
    if kept < len(layout.lines):
        line = layout.lines[kept]
        rest = text[line.span.start :] + ELLIPSIS
        moved = _move(styles, -line.span.start)
        lines.append(shaped(rest, base=line.base, width=layout.width, fill=True, styles=moved))
    return Content("\n").join(lines)


class Flowing(Visual):
    """Content that is drawn again for each width that its widget gets: Static(Flowing.of(text)).

    Textual determines the width of a widget late, and a scroll bar changes it; Content that was laid out before would
    then be wrapped in visual order.
    """

    def __init__(self, draw: Callable[[int], Content]) -> None:
        self._draw = lru_cache(maxsize=4)(draw)

    @classmethod
    def of(cls, text: str, *, base: Base | None = None, height: int | None = None, styles: Styles = ()) -> Flowing:
        """A text that flows; see paragraph."""
        return cls(lambda width: paragraph(text, width, base=base, height=height, styles=styles))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the lines at a width."""
        return self._draw(width).render_strips(width, height, style, options) if width else []

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width of the container: the content takes all the room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at a width."""
        return self._draw(width).plain.count("\n") + 1 if width else 0


def line_of(*parts: str, height: int | None = None) -> Flowing:
    """The parts of a line of the interface, such as the keys at the foot of a dialog, from where reading begins."""
    return Flowing.of(" · ".join(filter(None, parts)), base=interface_base(), height=height)


def notify(
    host: App[Any] | Widget,
    message: str,
    *,
    title: str = "",
    severity: SeverityLevel = "information",
    timeout: float | None = None,
) -> None:
    """Show a toast whose text is wrapped first, since Textual would wrap it in visual order."""
    app = host if isinstance(host, App) else host.app
    width = max(min(_TOAST_WIDTH, (app.size.width - _TOAST_GUTTER) // 2) - _TOAST_EDGES, 8)
    app.notify(
        paragraph(message, width, base=choose_base(message)).plain,
        title=shaped_str(title, width=width, fill=True) if title else "",
        severity=severity,
        timeout=timeout,
        markup=False,
    )


@lru_cache(maxsize=8_192)
def _shape(
    text: str, base: Base | None, width: int | None, fill: bool, styles: tuple[tuple[Span, Style | str], ...]
) -> Content:
    kept = text[:_LONGEST]
    line = lay_out_line(kept + ELLIPSIS if len(text) > _LONGEST else kept, base=base)
    if width is not None and line.width > width:
        line = shorten_line(kept, line, width)
    return _draw(line.cells, line.base, width if fill else None, styles)


def _draw(cells: Iterable[Cell], base: Base, width: int | None, styles: Styles) -> Content:
    """One line of cells as Content, with spaces up to a width if one is given."""
    pieces: list[str] = []
    spans: list[ContentSpan] = []
    used = position = 0
    marked: list[tuple[int, int]] = []
    open_spans: dict[int, int] = {}
    for cell in cells:
        for index, (span, style) in enumerate(styles):
            if cell.span.overlaps(span):
                open_spans.setdefault(index, position)
            elif index in open_spans:
                spans.append(ContentSpan(open_spans.pop(index), position, style))
        pieces.append(cell.glyph)
        if len(cell.glyph) > 1:
            marked.append((position, position + len(cell.glyph)))
        used += cell.width
        position += len(cell.glyph)
    spans.extend(ContentSpan(start, position, styles[index][1]) for index, start in open_spans.items())
    # A style of its own gives each cluster a segment of its own: Rich loses marks if a segment is cut before them.
    spans.extend(ContentSpan(start, end, Style.from_meta({"cluster": start})) for start, end in marked)
    line = Content("".join(pieces), spans)
    blanks = (width or 0) - used
    if blanks <= 0:
        return line
    return line.pad_left(blanks) if base == "rtl" else line.pad_right(blanks)


def _move(styles: Styles, by: int) -> list[tuple[Span, Style | str]]:
    return [(Span(max(span.start + by, 0), span.end + by), style) for span, style in styles if span.end + by > 0]
