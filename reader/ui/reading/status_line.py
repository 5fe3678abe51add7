"""Draws the status line: an article's title, the share that has been read, counts, and work in progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reader.errors import counted
from reader.layout import Base, find_paragraph_direction
from reader.reading.session import Session
from reader.ui.reading.pending import Pending
from reader.ui.widgets.arabic_text import shaped

if TYPE_CHECKING:
    from reader.reading.work import Work


class StatusLine(Widget):
    """A line with the title at the right and figures at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._figures = ""
        self._title = ""
        self._base: Base = "rtl"

    def show(self, session: Session, percent: int, progress: str) -> None:
        """Show the figures of an article: the share read, in percent, and the progress of the engine."""
        figures = [f"{percent}%"]
        if not session.selection.is_caret:
            figures.append(f"{len(session.selection.span)} selected")
        if len(session.overlay):
            figures.append(counted(len(session.overlay), "annotation"))
        if session.overlay.undecided:
            figures.append(f"{session.overlay.undecided} open")
        if session.hits:
            figures.append(counted(len(session.hits), "match", "matches"))
        if session.view.tashkeel == "strip":
            figures.append("no tashkeel")
        if progress:
            figures.append(progress)
        line = " " + " · ".join(figures)
        title = session.article.title or session.article.source
        base = find_paragraph_direction(title, session.layout.direction)
        if (line, title, base) != (self._figures, self._title, self._base):
            self._figures, self._title, self._base = line, title, base
            self.refresh()

    def render(self) -> Content:
        room = self.size.width - len(self._figures) - 3
        title = shaped(self._title, base=self._base, width=room) if room > 0 else Content("")
        gap = max(1, self.size.width - len(self._figures) - title.cell_length - 1)
        return Content.assemble(self._figures, " " * gap, title, " ")


def describe_mode(work: Work | None, pending: Pending, *, has_changed: bool, progress: str) -> str:
    """The first of: unwritten actions, the role being filled, the review, a changed file, the engine, the flag."""
    if work is not None and (written := describe_writing(work)):
        return written
    if pending.picking is not None:
        return "filling a role"
    if pending.review is not None:
        return "review " + pending.review.order
    if has_changed:
        return "changed on disk"
    return progress or (work.state.flag if work else "")


def describe_writing(work: Work) -> str:
    """The number of actions that are not in the workspace yet, and their state; empty if there are none."""
    if under_way := work.under_way:
        return f"{under_way} being written"
    if unkept := len(work.workspace.unkept):
        return f"{unkept} kept nowhere"
    if unsaved := len(work.workspace.unsaved):
        return f"{unsaved} not written yet"
    return ""
