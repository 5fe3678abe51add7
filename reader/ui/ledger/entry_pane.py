"""Shows the entry in hand, part by part; one part is the current one, and leads to its place in an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from reader.journal.ledger_marks import Evidence
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.timeline import LedgerEvent
from reader.ui.ledger.entry_columns import Looks
from reader.ui.ledger.entry_parts import EntryPart, draw_parts
from reader.ui.ledger.text_place import TextPlace
from reader.ui.widgets.row_list import EDGES, RowList


class EntryPane(RowList):
    """The entry in hand."""

    def __init__(self, find_events: Callable[[Entry], Sequence[LedgerEvent]]) -> None:
        super().__init__(self._draw_part)
        self._find_events = find_events
        self._entry: Entry | None = None
        self._events: Sequence[LedgerEvent] = ()
        self._looks: Looks | None = None
        self._parts: list[EntryPart] = []

    def show_entry(self, entry: Entry | None, looks: Looks, *, stays: bool = False) -> None:
        """Show an entry; at its first part, or (`stays`) at the present part if it is the same entry as before."""
        is_same = stays and entry is not None and self._entry is not None and entry.name == self._entry.name
        self._entry, self._looks = entry, looks
        self._events = self._find_events(entry) if entry is not None else ()
        self._lay_out(at=self.at if is_same else 0)

    def _lay_out(self, *, at: int) -> None:
        self._parts = []
        if self._entry is not None and self._looks is not None and self.size.width > EDGES:
            self._parts = draw_parts(self._entry, self._events, self.size.width - EDGES, self._looks)
        lines = [sum(line.plain.count("\n") + 1 for line in part.lines) for part in self._parts]
        self.show(len(self._parts), at=at, lines=lines)

    def _draw_part(self, at: int, width: int) -> Content:
        return Content("\n").join(self._parts[at].lines)

    def on_resize(self) -> None:
        """Lay the entry out for the new width."""
        self._lay_out(at=self.at)

    @property
    def _part(self) -> EntryPart | None:
        return self._parts[self.at] if self._parts else None

    @property
    def place(self) -> TextPlace | None:
        """The place of the current part; None where no entry is in hand."""
        return TextPlace(self._part.article, self._part.span) if self._part is not None else None

    @property
    def row(self) -> LedgerRow | None:
        """The report that is the current part."""
        return self._part.row if self._part is not None else None

    @property
    def evidence(self) -> Evidence | None:
        """The evidence that is the current part."""
        return self._part.evidence if self._part is not None else None
