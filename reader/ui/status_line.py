"""The line that says where one is: title, share read, counts, and what is going on."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from reader.session import Session
from reader.ui.text import shaped


class StatusLine(Static):
    """Title at the right, figures at the left."""

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, session: Session, percent: int, progress: str) -> None:
        """Tell of an article: how much of it is read, in percent, and how the engine is getting on."""
        figures = [f"{percent}%"]
        if not session.selection.is_caret:
            figures.append(f"{len(session.selection.span)} selected")
        if len(session.overlay):
            figures.append(f"{len(session.overlay)} annotations")
        if session.hits:
            figures.append(f"{len(session.hits)} hits")
        if session.view.tashkeel == "strip":
            figures.append("no tashkeel")
        if progress:
            figures.append(progress)
        left = Content(" " + " · ".join(figures))
        room = max(0, self.size.width - left.cell_length - 3)
        title = shaped(session.article.title or session.article.source, width=room) if room else Content("")
        gap = max(1, self.size.width - left.cell_length - title.cell_length - 1)
        self.update(Content.assemble(left, " " * gap, title, " "))
