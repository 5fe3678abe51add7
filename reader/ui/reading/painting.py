"""Which style each cell of a line is drawn in: highlights, roles, hits, selection and caret, exact to the cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import repeat
from operator import add

from rich.segment import Segment
from rich.style import Style

from reader.layout import Cell, Line
from reader.model import Annotation, Decision, Span

BOOKMARK, NOTE, BOOKMARK_AND_NOTE = "◆", "✎", "◈"
"""The signs in the margin of a line: each is one cell wide in every terminal, and no bracket or stroke of a span."""


@dataclass(frozen=True, slots=True)
class PageStyles:
    """The styles of a theme, ready for painting."""

    base: Style
    title: Style
    muted: Style
    origin: Style
    """The line of source and date below the title."""
    hit: Style
    current_hit: Style
    selection: Style
    caret: Style
    chosen: Style
    nested: Style
    """Laid over an annotation inside another one that looks the same."""
    open: Style
    """Laid over a proposal that nobody has decided on, also where the title is bold."""
    decided: Style
    """Laid over what somebody has decided on."""
    entities: dict[str, Style]
    cues: dict[str, Style]
    roles: dict[str, Style]
    sign: Style = field(default_factory=Style)
    """That of the signs in the margin."""
    brackets: bool = False
    """Whether spans are bracketed, since the terminal has few colours or none."""

    def of(self, annotation: Annotation) -> Style:
        """The style of an annotation's own span."""
        known = self.cues if annotation.label in self.cues else self.entities
        return known.get(annotation.label) or self.entities.get("misc", self.base)


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies over a line besides its letters; every span in code points of the article."""

    annotations: tuple[Annotation, ...] = ()
    """Outermost first."""
    roles: tuple[tuple[str, Span], ...] = ()
    """Of the commitment in hand."""
    chosen: Span | None = None
    """The cue of the commitment in hand."""
    hits: tuple[Span, ...] = ()
    current_hit: Span | None = None
    selection: Span | None = None
    caret: int | None = None
    title: Span | None = None
    sign: str = ""
    """The sign in the margin: a bookmark's, a note's, that of both, or none."""
    unwritten: frozenset[str] = frozenset()
    """The keys of annotations that are not on disk yet; they look open until they are."""
    shows_open: bool = True
    """Whether open proposals are marked; on paper nobody decides."""

    def is_open(self, annotation: Annotation) -> bool:
        """Whether nobody has decided on the annotation, or the decision is not on disk yet."""
        is_written = not annotation.key or annotation.key not in self.unwritten
        return not (annotation.decision is Decision.ACCEPTED and is_written)


def paint(line: Line, marks: Marks, palette: PageStyles) -> list[Segment]:
    """The cells of a line as segments, in visual order.

    Plain neighbours of one style share a segment. A cell with marks or of two columns has one of its own: Rich cuts
    segments between code points, and a dialog that covers half the line would move a mark to the neighbouring letter.
    """
    segments: list[Segment] = []
    run: list[str] = []
    run_style: Style | None = None
    for cell, style in zip(line.cells, _styles(line.cells, marks, palette), strict=True):
        glyph = _bracketed(cell, marks) if palette.brackets and cell.glyph == " " else cell.glyph
        if len(glyph) == 1 and cell.width == 1:
            if style is not run_style and run:
                segments.append(Segment("".join(run), run_style))
                run = []
            run_style = style
            run.append(glyph)
            continue
        if run:
            segments.append(Segment("".join(run), run_style))
            run = []
        segments.append(Segment(glyph, style))
    if run:
        segments.append(Segment("".join(run), run_style))
    return segments


def _styles(cells: Sequence[Cell], marks: Marks, palette: PageStyles) -> Iterator[Style]:
    mixed: dict[tuple[int, ...], Style] = {}
    overlays = tuple(_overlays(marks, palette))
    if not overlays:
        yield from repeat(palette.base, len(cells))
        return
    for cell in cells:
        over = tuple(i for i, (span, _) in enumerate(overlays) if cell.span.overlaps(span))
        style = mixed.get(over)
        if style is None:
            style = mixed[over] = reduce(add, (overlays[i][1] for i in over), palette.base)
        yield style


def _overlays(marks: Marks, palette: PageStyles) -> Iterator[tuple[Span, Style]]:
    """Spans with their styles, the later ones over the earlier ones."""
    if marks.title:
        yield marks.title, palette.title
    for place, annotation in enumerate(marks.annotations):
        style = palette.of(annotation)
        outer = (each for each in marks.annotations[:place] if each.span.overlaps(annotation.span))
        if any(palette.of(each) == style for each in outer):
            style += palette.nested
        if marks.shows_open:
            style += palette.open if marks.is_open(annotation) else palette.decided
        yield annotation.span, style
    for role, span in marks.roles:
        yield span, palette.roles.get(role, palette.chosen)
    if marks.chosen:
        yield marks.chosen, palette.chosen
    for hit in marks.hits:
        yield hit, palette.hit
    if marks.current_hit:
        yield marks.current_hit, palette.current_hit
    if marks.selection:
        yield marks.selection, palette.selection
    if marks.caret is not None:
        yield Span(marks.caret, marks.caret + 1), palette.caret


def _bracketed(cell: Cell, marks: Marks) -> str:
    """A space beside a span as the bracket that opens or closes it, │ between two: right of Arabic it opens.

    An open proposal stands in ‹ ›, and whatever is decided in [ ].
    """
    opening = next((each for each in marks.annotations if each.span.start == cell.span.end), None)
    closing = next((each for each in marks.annotations if each.span.end == cell.span.start), None)
    if opening is not None and closing is not None:
        return "│"
    if opening is not None:
        return "›" if marks.shows_open and marks.is_open(opening) else "]"
    if closing is not None:
        return "‹" if marks.shows_open and marks.is_open(closing) else "["
    return " "
