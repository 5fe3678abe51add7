"""Draws the status line: an article's title at the right, and at the left its place, its work and its analyst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reader.layout import Base, find_paragraph_direction
from reader.ui.mirroring import in_order, interface_base
from reader.ui.reading.pending import Pending
from reader.ui.widgets.arabic_text import shaped
from reader.wording import counted, number, say

if TYPE_CHECKING:
    from reader.reading.session import Session
    from reader.reading.work import Work
    from reader.ui.reading.in_hand import Mention

_NAME, _TITLE = 15, 16
"""The most cells of an analyst's name with its sign, and what the title keeps before figures that can be missed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the analyst is: in which article, where in it, and how far the work in it has come."""

    number: int = 1
    many: int = 1
    """The article's number, and how many articles there are."""
    page: int = 1
    pages: int = 1
    who: str = ""
    """The analyst's name; empty until the workspace is open."""
    decided: int = 0
    """How many proposals are decided."""
    mention: Mention | None = None
    """The mention that was gone to, and how many there are."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A part of the status line."""

    text: str
    rank: int
    """In a narrow window, figures go from the highest rank on; those of rank 0 stay."""
    most: int = 80
    """The most cells that it takes."""


class StatusLine(Widget):
    """A line with the title at the right and figures at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: tuple[Figure, ...] = ()
        self._title = ""
        self._base: Base = "rtl"

    def show(self, session: Session, standing: Standing, mode: str) -> None:
        """Show the figures of an article, and the mode or the work that is under way."""
        figures = tuple(list_figures(session, standing, mode))
        title = session.article.title or session.article.source
        base = find_paragraph_direction(title, session.layout.direction)
        if (figures, title, base) != (self._figures, self._title, self._base):
            self._figures, self._title, self._base = figures, title, base
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        whole = shaped(self._title, base=self._base, width=width)
        figures = _fit(self._figures, width - 3 - min(_TITLE, whole.cell_length))
        room = width - figures.cell_length - 3
        title = shaped(self._title, base=self._base, width=room) if room > 0 else Content("")
        gap = max(1, width - figures.cell_length - title.cell_length - 1)
        return Content.assemble(figures, " " * gap, title, " ")


def list_figures(session: Session, standing: Standing, mode: str) -> list[Figure]:
    """The figures in the order in which they stand, each with its rank."""
    undecided, mention = session.overlay.undecided, standing.mention
    proposed = standing.decided + undecided
    figures = [
        Figure(f"{number(standing.number, '')}/{number(standing.many, '')}" if standing.many > 1 else "", 0),
        Figure(counted(undecided, "{number} open", "{number} open") if undecided else "", 0),
        Figure(
            counted(len(session.overlay), "{number} annotation", "{number} annotations")
            if len(session.overlay) and not proposed
            else "",
            7,
        ),
        Figure(mode, 0),
        Figure(
            say("mention {number} of {many}", number=mention.number, many=mention.many) if mention is not None else "",
            1,
        ),
        Figure("" if session.selection.is_caret else say("{number} selected", number=len(session.selection.span)), 2),
        Figure(counted(len(session.hits), "{number} match", "{number} matches") if session.hits else "", 3),
        Figure(say("page {page}/{pages}", page=standing.page, pages=standing.pages), 4),
        Figure(
            say("{decided} of {proposed} decided", decided=standing.decided, proposed=proposed) if proposed else "", 5
        ),
        Figure(say("no tashkeel") if session.view.tashkeel == "strip" else "", 6),
        Figure(f"@{standing.who}" if standing.who else "", 0, _NAME),
    ]
    return [figure for figure in figures if figure.text]


def _fit(figures: Sequence[Figure], room: int) -> Content:
    """As many figures as fit, the least important left out first."""
    left = list(figures)
    while True:
        parts = (shaped(each.text, base=interface_base(), width=each.most) for each in left)
        line = Content(" ") + Content(" · ").join(in_order(*parts))
        last = max((each.rank for each in left), default=0)
        if line.cell_length <= room or not last:
            return line
        left = [each for each in left if each.rank < last]


def describe_mode(work: Work | None, pending: Pending, *, reviewing: str, has_changed: bool, progress: str) -> str:
    """The first of: unwritten actions, the role being filled, the review, a changed file, the engine, the flag."""
    if work is not None and (written := describe_writing(work)):
        return written
    if pending.picking is not None:
        return say("filling a role")
    if pending.review is not None:
        return reviewing
    if has_changed:
        return say("changed on disk")
    return progress or (say(work.state.flag) if work else "")


def describe_writing(work: Work) -> str:
    """The number of actions that are not in the workspace yet, and their state; empty if there are none."""
    if under_way := work.under_way:
        return say("{number} being written", number=under_way)
    if unkept := len(work.workspace.unkept):
        return say("{number} kept nowhere", number=unkept)
    if unsaved := len(work.workspace.unsaved):
        return say("{number} not written yet", number=unsaved)
    return ""
