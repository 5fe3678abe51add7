"""Draws the article, in part before it is needed, and turns mouse positions into offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import ClassVar

from textual import events
from textual.color import TRANSPARENT, Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.layout import Layout, LinePlace
from reader.reading.motion import sentence_at, word_at
from reader.reading.pages import PageCount, pages_of
from reader.reading.session import Session
from reader.ui.reading.drawing_ahead import DrawingAhead
from reader.ui.reading.drawn_lines import DrawnLines
from reader.ui.reading.page_columns import Side, find_measure
from reader.ui.reading.page_rows import PageRows, PaneRow, choose_marking
from reader.ui.reading.painting import PageStyles

_SCREENS_ONWARDS, _SCREENS_BACK = 2, 1
"""How many screens are drawn ahead in the direction of the last turn, and then in the other."""


@dataclass(frozen=True, slots=True)
class VisibleRows:
    """The rows of the article that the pane shows."""

    rows: tuple[PaneRow, ...]
    last: LinePlace
    bar: range
    """The rows that the position bar covers; none if the whole article is visible."""


class ArticleView(Widget, can_focus=True):
    """The pane of the article: its text, in its measure in the middle, and a position bar at its outer edge."""

    ALLOW_SELECT: ClassVar[bool] = False

    spacing = reactive(0, repaint=False)
    """Blank rows between lines."""
    bar: reactive[Side] = reactive("right", repaint=False)
    """The side at which the position bar is: the one that is farther from the panel."""

    class Moved(Message):
        """The mouse moved the caret, or the text under it."""

    class Released(Message):
        """The mouse button was released after moving the caret or selecting text."""

    def __init__(
        self,
        session: Session,
        palette: PageStyles,
        *,
        margin: int,
        measure: int,
        paragraphs: str,
        context: int,
        take_key: Callable[[events.Key], bool],
    ) -> None:
        super().__init__()
        self.session = session
        self.palette = palette
        self.margin = margin
        self.measure = measure
        self.paragraphs = paragraphs
        self.context = context
        self.take_key = take_key
        self.top = session.layout.first
        self._shown: VisibleRows | None = None
        self._drawn: DrawnLines | None = None
        self.neighbours: Callable[[], Iterable[Session]] = tuple
        """Finds the articles that one key leads to; their first screens are drawn ahead too."""
        self._prepared: dict[Session, DrawnLines] = {}
        """The drawn lines of those articles."""
        self._pages: tuple[tuple[Layout, int, int], PageCount] | None = None
        """The pages of the article as it is laid out now."""
        self._rows: dict[int, Strip] = {}
        """The rows of the pane as they were last sent."""
        self._finish: tuple[int, Color, Sequence[LineFilter]] = (0, TRANSPARENT, ())
        """The width, the background and the filters with which those rows were made."""
        self._onwards = 1
        """The direction in which the text was last scrolled: 1 down, -1 up."""
        self._drawing_ahead: DrawingAhead | None = None
        self._dragging = False

    def on_mount(self) -> None:
        self._drawing_ahead = DrawingAhead(self, self._draw_ahead)

    def show(self, session: Session) -> None:
        """Show another article, at its caret."""
        prepared = self._prepared.pop(session, None)
        # One key leads back to the article that was shown.
        self._prepared = {} if self._drawn is None else {self.session: self._drawn}
        self.session, self._drawn = session, prepared
        self.top = session.layout.first
        self.lay_out()

    @property
    def top_offset(self) -> int:
        """The offset at the top of the pane, which stays there when the lines change."""
        return self.session.layout.line(self.top).span.start

    def lay_out(self, *, anchor: int | None = None) -> None:
        """Lay the article out for the pane's width, and keep the anchor, or else the offset at the top, at the top."""
        if not self.size.width:
            return
        anchor = self.top_offset if anchor is None else anchor
        self.session.change_view(
            width=find_measure(self.size.width, measure=self.measure, margin=self.margin),
            paragraphs=choose_marking(self.paragraphs, height=self.size.height),
        )
        self.top = self.session.layout.place_of(anchor)
        # The lines that were shown may lie beyond the end of the new ones.
        self._shown = None
        self.reveal()
        self.repaint_all()

    def repaint_all(self) -> None:
        """Draw everything again, after a change of theme, layout or annotations."""
        self._shown = None
        self.refresh()
        self.draw_ahead()

    def repaint_changed(self) -> None:
        """Draw the rows whose marks have changed since they were drawn."""
        for y, row in enumerate(self.window.rows):
            if row.place is not None and self._lines.has_changed(row.place):
                self.refresh(Region(0, y, self.size.width, 1))

    def reveal(self, *, centre: bool = False) -> bool:
        """Scroll just far enough to show the caret with some lines around it; return whether that was necessary."""
        layout = self.session.layout
        place = layout.place_of(self.session.caret)
        lines = self._line_count()
        context = min(self.context, max(0, (lines - 1) // 2))
        top = self.top
        if place < layout.step(top, context):
            top = layout.step(place, -(lines // 3 if centre else context))
        elif place > layout.step(self.window.last, -context):
            top = layout.step(place, -(lines // 3)) if centre else self._top_for_bottom(layout.step(place, context))
        return self._set_top(top)

    def scroll_lines(self, count: int) -> None:
        """Scroll by lines without moving the caret."""
        self._set_top(self.session.layout.step(self.top, count))

    def page(self) -> int:
        """The number of lines that a move by one screen covers."""
        shown = sum(1 for row in self.window.rows if row.place is not None)
        return max(1, shown - 2)

    @property
    def place(self) -> tuple[int, int]:
        """The page of the first visible line, or the last page if its end is visible, and the number of pages."""
        layout, known = self.session.layout, self._pages
        if known is None or known[0] != (layout, self.size.height, self.spacing):
            key = (layout, self.size.height, self.spacing)
            known = self._pages = (key, pages_of(self.session, height=self.size.height, spacing=self.spacing))
        pages = known[1]
        is_last = layout.line(self.window.last).span.end >= len(self.session.text.rstrip())
        return (pages.count if is_last else pages.page_of(self.top_offset)), pages.count

    @property
    def window(self) -> VisibleRows:
        """The rows that the pane shows now."""
        if self._shown is None:
            self._shown = self._window_from(self.top)
        return self._shown

    @property
    def _lines(self) -> DrawnLines:
        """The drawn lines of the article as it is laid out now."""
        drawn = self._drawn
        if drawn is None or not drawn.are_of(self.session, self.palette, width=self.size.width, bar=self.bar):
            drawn = self._drawn = self._lines_of(self.session)
        return drawn

    def _lines_of(self, session: Session) -> DrawnLines:
        return DrawnLines(session, self.palette, width=self.size.width, margin=self.margin, bar=self.bar)

    def draw_ahead(self) -> None:
        """Draw the lines that are likely to be needed next, as soon as the present ones are on the screen."""
        if self._drawing_ahead is not None:
            self._drawing_ahead.begin_after_frame()

    @property
    def is_drawing_ahead(self) -> bool:
        """Whether lines are being drawn ahead at this moment."""
        return self._drawing_ahead is not None and self._drawing_ahead.is_under_way

    def _draw_ahead(self) -> Iterator[Strip]:
        for strip in chain(self._beyond(), chain.from_iterable(map(self._first_screen, self.neighbours()))):
            # A strip keeps what was rendered for it.
            self._filter(strip).render(self.app.console)
            yield strip

    def _beyond(self) -> Iterator[Strip]:
        """The lines beyond the window, first those in the direction in which the text was last scrolled."""
        lines, drawn = self._line_count(), self._lines
        for onwards, screens in ((self._onwards, _SCREENS_ONWARDS), (-self._onwards, _SCREENS_BACK)):
            place = self.window.last if onwards > 0 else self.top
            for _ in range(screens * lines):
                beyond = self.session.layout.step(place, onwards)
                if beyond == place:
                    break
                place = beyond
                yield drawn.line(place)

    def _first_screen(self, session: Session) -> Iterator[Strip]:
        """The lines that another article will show first, laid out as this one is."""
        session.view = replace(self.session.view, base=session.view.base)
        drawn, layout, lines = self._prepared.get(session), session.layout, self._line_count()
        if drawn is None or not drawn.are_of(session, self.palette, width=self.size.width, bar=self.bar):
            drawn = self._prepared[session] = self._lines_of(session)
        place = layout.step(layout.place_of(session.caret), self.context - lines)
        for _ in range(lines):
            yield drawn.line(place)
            place = layout.step(place, 1)

    def render_line(self, y: int) -> Strip:
        window = self.window
        row = window.rows[y] if y < len(window.rows) else PaneRow(None)
        barred = y in window.bar
        if row.place is None or self._shows_rule(row):
            return self._lines.ornament(row.ornament, barred=barred)
        return self._lines.line(row.place, barred=barred)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as they are sent: the same as Textual's, without its work for borders, which this widget lacks."""
        width = self.size.width
        finish = (width, self.background_colors[1], self.get_line_filters())
        if finish != self._finish:
            self._finish = finish
            self._rows.clear()
        for y in crop.line_range:
            if y not in self._rows:
                self._rows[y] = self._filter(self.render_line(y))
        strips = [self._rows[y] for y in crop.line_range]
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> ArticleView:
        """Draw rows again: those of the regions, or all of them."""
        for y in chain.from_iterable(region.line_range for region in regions) if regions else tuple(self._rows):
            self._rows.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _filter(self, strip: Strip) -> Strip:
        _, background, filters = self._finish
        for each in filters:
            strip = strip.apply_filter(each, background)
        return strip

    def on_key(self, event: events.Key) -> None:
        """Give the key to whatever waits for one before it is taken as a command."""
        if self.take_key(event):
            event.stop()
            event.prevent_default()

    def on_resize(self, event: events.Resize) -> None:
        self.lay_out()

    def watch_spacing(self) -> None:
        self.repaint_all()

    def watch_bar(self) -> None:
        self.repaint_all()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1:
            return
        self.focus()
        self._dragging = True
        self.capture_mouse()
        self._put_caret(event, extend=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            if event.y < 0 or event.y >= self.size.height:
                self.scroll_lines(-1 if event.y < 0 else 1)
            self._put_caret(event, extend=True)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()
            self.post_message(self.Released())

    def on_click(self, event: events.Click) -> None:
        caret = self.session.caret
        if event.chain == 2 and (word := word_at(self.session.text, caret)):
            self.session.select(word.span)
        elif event.chain >= 3:
            self.session.select(sentence_at(self.session.text, caret))
        else:
            return
        self.post_message(self.Moved())
        self.post_message(self.Released())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(3)
        self.post_message(self.Moved())

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-3)
        self.post_message(self.Moved())

    def _put_caret(self, event: events.MouseEvent, *, extend: bool) -> None:
        offset = self._offset_at(event.x, event.y)
        if offset is not None:
            self.session.move_to(offset, extend=extend)
            self.post_message(self.Moved())

    def _offset_at(self, x: int, y: int) -> int | None:
        places = [(abs(at - y), row.place) for at, row in enumerate(self.window.rows) if row.place is not None]
        if not places:
            return None
        place = min(places, key=lambda found: found[0])[1]
        return self.session.layout.offset_in(place, x - self._lines.left)

    def _line_count(self) -> int:
        return max(1, self.size.height // (1 + self.spacing))

    @property
    def _page(self) -> PageRows:
        return PageRows(
            self.session.layout,
            self.session.article.title_span,
            height=self.size.height,
            spacing=self.spacing,
            sets_apart=self.session.view.paragraphs == "blank",
            has_origin=bool(self._lines.origin),
        )

    def _window_from(self, top: LinePlace) -> VisibleRows:
        layout, page, height = self.session.layout, self._page, self.size.height
        rows = [*page.above_first()] if top == layout.first else []
        place = top
        while len(rows) < height:
            rows.append(page.of(place))
            below = layout.step(place, 1)
            if below == place:
                break
            rows += page.between(place, below)
            place = below
        rows = rows[:height]
        last = max((row.place for row in rows if row.place is not None), default=top)
        return VisibleRows(tuple(rows), last, self._bar(top, last))

    def _shows_rule(self, row: PaneRow) -> bool:
        """Whether the rule is drawn: not while the caret is on its line."""
        if row.ornament != "rule" or row.place is None:
            return False
        return self.session.caret != self.session.layout.line(row.place).span.start

    def _bar(self, top: LinePlace, last: LinePlace) -> range:
        # Its column stays even where all is visible, so that the text never moves.
        length, height = len(self.session.text), self.size.height
        start, end = self.session.layout.line(top).span.start, self.session.layout.line(last).span.end
        if not length or (start == 0 and end >= length - 1):
            return range(0)
        first = min(start * height // length, height - 1)
        return range(first, max(first + 1, end * height // length))

    def _top_for_bottom(self, bottom: LinePlace) -> LinePlace:
        """The top line with which the given line is at the bottom of the pane."""
        layout, page, top, rows = self.session.layout, self._page, bottom, 1
        while rows < self.size.height:
            above = layout.step(top, -1)
            rows += 1 + len(page.between(above, top)) + (len(page.above_first()) if above == layout.first else 0)
            if above == top or rows > self.size.height:
                break
            top = above
        return top

    def _set_top(self, top: LinePlace) -> bool:
        """Scroll to a top line; return whether that changed anything."""
        if top == self.top:
            return False
        self._onwards = 1 if top > self.top else -1
        self.top = top
        self._shown = None
        self.refresh()
        self.draw_ahead()
        return True
