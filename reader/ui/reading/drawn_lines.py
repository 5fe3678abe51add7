"""Draws the lines of one article for a pane, and keeps them: what a line looks like, with its margins and its bar."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from cachetools import LRUCache
from rich.segment import Segment
from textual.strip import Strip

from reader.layout import Base, Line, LinePlace, find_paragraph_direction
from reader.model import Annotation, Span
from reader.reading.session import Session
from reader.ui.reading.origin import describe_origin
from reader.ui.reading.page_columns import BAR, Side, find_left
from reader.ui.reading.page_rows import Ornament
from reader.ui.reading.painting import BOOKMARK, BOOKMARK_AND_NOTE, NOTE, Marks, PageStyles, paint
from reader.ui.widgets.arabic_text import shaped_str

_KEPT = 2_000
"""How many drawn lines are kept: those used last."""
_RULE = "─"
_BAR: dict[Side, str] = {"left": "▏", "right": "▕"}
"""Thin and at the very edge, so that it stands apart from the text."""


class DrawnLine(NamedTuple):
    """A line of the pane, and what lay over it when it was drawn."""

    marks: Marks
    plain: Strip
    barred: Strip
    """The same with the position bar at its edge."""


class DrawnLines:
    """The lines of a session in one layout, one set of styles and one width of the pane."""

    def __init__(self, session: Session, palette: PageStyles, *, width: int, margin: int, bar: Side) -> None:
        self.session = session
        self.layout = session.layout
        self.palette = palette
        self.width = width
        self.margin = margin
        self.bar = bar
        """The side of the pane at which the position bar is."""
        self._lines: LRUCache[LinePlace, DrawnLine] = LRUCache(_KEPT)

    def are_of(self, session: Session, palette: PageStyles, *, width: int, bar: Side) -> bool:
        """Whether these lines are those of an article as it is laid out now, in these styles and this width."""
        return (self.layout, self.palette, self.width, self.bar) == (session.layout, palette, width, bar)

    def line(self, place: LinePlace, *, barred: bool = False) -> Strip:
        """A line with its margins, over the whole width of the pane."""
        marks = self._find_marks(place)
        drawn = self._lines.get(place)
        if drawn is None or drawn.marks != marks:
            drawn = self._lines[place] = self._draw(self.layout.line(place), marks)
        return drawn.barred if barred else drawn.plain

    def has_changed(self, place: LinePlace) -> bool:
        """Whether something else lies over a line than when it was drawn."""
        drawn = self._lines.get(place)
        return drawn is None or drawn.marks != self._find_marks(place)

    def is_drawn(self, place: LinePlace) -> bool:
        """Whether a line is kept drawn."""
        return place in self._lines

    def ornament(self, ornament: Ornament, *, barred: bool) -> Strip:
        """A row without text, over the whole width of the pane."""
        base, measure = self.palette.base, self.session.view.width
        match ornament:
            case "blank":
                return self._beside_bar([Segment(" " * (self.width - BAR), base)], barred=barred)
            case "rule":
                middle = Segment(_RULE * measure, self.palette.muted)
            case "origin":
                line = shaped_str(self.origin, base=self._direction, width=measure, fill=True)
                middle = Segment(line, self.palette.origin)
        edges = (self._before, self.width - BAR - self._before - measure)
        before, after = (Segment(" " * cells, base) for cells in edges)
        return self._beside_bar([before, middle, after], barred=barred)

    @cached_property
    def origin(self) -> str:
        """The line of source and date; empty if neither is known."""
        return describe_origin(self.session.article, self._direction)

    @property
    def _direction(self) -> Base:
        """The direction of the title, or else of the article."""
        title, layout = self.session.article.title, self.layout
        return layout.base or find_paragraph_direction(title, layout.direction)

    @property
    def left(self) -> int:
        """The column of the pane in which the measure begins."""
        return find_left(self.width, measure=self.session.view.width, margin=self.margin, bar=self.bar)

    @property
    def _before(self) -> int:
        """The blank cells before the measure, without that of the bar."""
        return self.left - BAR * (self.bar == "left")

    def _find_marks(self, place: LinePlace) -> Marks:
        session = self.session
        span = self.layout.line(place).span
        over = session.overlay.over(span)
        frame = session.frame
        roles = frame.roles if frame is not None else ()
        selection = session.selection
        title = session.article.title_span
        return Marks(
            annotations=tuple(over),
            roles=tuple((role, filled) for role, filled in roles if filled.overlaps(span)),
            chosen=frame.span if frame is not None and frame.span.overlaps(span) else None,
            hits=session.hits_over(span),
            current_hit=session.hit if session.hit is not None and session.hit.overlaps(span) else None,
            selection=None if selection.is_caret or not selection.span.overlaps(span) else selection.span,
            caret=session.caret if self.layout.place_of(session.caret) == place else None,
            title=title if title is not None and title.overlaps(span) else None,
            sign=self._sign(span, over),
            unwritten=session.unwritten,
        )

    def _sign(self, span: Span, over: Iterable[Annotation]) -> str:
        """The sign for a line: notes have theirs where the annotation begins."""
        end = span.end + (not len(span) or span.end == len(self.session.text))
        is_marked = any(span.start <= each < end for each in self.session.bookmarks)
        is_noted = any(each.note and each.span.start in span for each in over)
        if is_marked:
            return BOOKMARK_AND_NOTE if is_noted else BOOKMARK
        return NOTE if is_noted else ""

    def _draw(self, line: Line, marks: Marks) -> DrawnLine:
        base = self.palette.base
        before = self._before + self.layout.margin(line)
        after = self.width - BAR - before - line.width
        text = paint(line, marks, self.palette)
        last = self._after_last(line, marks)
        if last is not None and (marks.caret is not None or (before if line.base == "rtl" else after) > 0):
            if line.base == "rtl":
                text, before = [last, *text], before - 1
            else:
                text, after = [*text, last], after - 1
        cells = [Segment(" " * before, base), *text, *self._margin(after, marks.sign)]
        plain, barred = (self._beside_bar(cells, barred=barred) for barred in (False, True))
        return DrawnLine(marks, plain, barred)

    def _margin(self, width: int, sign: str) -> list[Segment]:
        """The cells right of a line's text, with a sign in the margin beside the measure, a blank from it if it can."""
        base = self.palette.base
        if not sign:
            return [Segment(" " * width, base)]
        beside = self.width - BAR - self._before - self.session.view.width
        gap = width - beside + min(1, beside - 1)
        return [Segment(" " * gap, base), Segment(sign, self.palette.sign), Segment(" " * (width - gap - 1), base)]

    def _after_last(self, line: Line, marks: Marks) -> Segment | None:
        """The caret, where it stands after the last letter: on a space that has no cell, or at the article's end."""
        if marks.caret is None or any(marks.caret in cell.span for cell in line.cells):
            return None
        return Segment(" ", self.palette.base + self.palette.caret)

    def _beside_bar(self, cells: list[Segment], *, barred: bool) -> Strip:
        """A row of the pane: its cells, and at one edge the position bar or a blank."""
        bar = Segment(_BAR[self.bar] if barred else " ", self.palette.muted)
        return Strip([bar, *cells] if self.bar == "left" else [*cells, bar], self.width)
