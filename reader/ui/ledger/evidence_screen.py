"""Lists the passages of other articles that may show what became of a commitment, with what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Protocol

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.journal.ledger_marks import Bearing
from reader.library.ledger.entry import Entry
from reader.library.ledger.evidence_ranking import RankedPassage
from reader.library.ledger.ledger_wording import word
from reader.library.ledger.passage_context import PassageContext, find_shared
from reader.model import Span
from reader.ui.bindings import bindings_of
from reader.ui.ledger.entry_columns import Looks, act_of
from reader.ui.ledger.outcome_signs import BEARING_SIGNS
from reader.ui.ledger.text_place import TextPlace
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, pack
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import Flowing, paragraph, shaped
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import counted, number, say, written_digits

_MOST = 200
"""The most passages that are listed."""
_SCORE, _DAY, _OUTLET, _SIGN = 4, 10, 12, 1
_LEAD = 6
"""The share of the lower part, as one of so many, that is given to what stands before the passage."""
_OUTLET_FROM = 100
"""The width of the list from which on the outlet is shown, in cells."""
_REASONS = {
    "act": ("act", "الفعل"),
    "story": ("story", "الخبر"),
    "names": ("names", "الأسماء"),
    "bearing": ("words", "ألفاظ التنفيذ أو الإخلال"),
    "time": ("time", "الوقت"),
}


class EvidenceKeeping(Protocol):
    """Finds passages, and records which of them are evidence."""

    def find_context(self, ranked: RankedPassage) -> PassageContext:
        """What stands around a passage."""
        ...

    def take(self, place: TextPlace, bearing: Bearing, done: Callable[[], None]) -> None:
        """Record that a place is evidence, and call `done` when it is."""
        ...

    def drop(self, place: TextPlace, done: Callable[[], None]) -> None:
        """Record that a place is no evidence."""
        ...

    def take_back(self, done: Callable[[], None]) -> None:
        """Undo the analyst's last action."""
        ...

    @property
    def entry(self) -> Entry:
        """The entry as it now is."""
        ...


class EvidenceScreen(RowMoves, Screen[TextPlace | None]):
    """The passages, the likeliest first; it is dismissed with a place to open, or None."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    EvidenceScreen { background: $background; }
    EvidenceScreen #evidence-entry { width: 100%; height: 2; padding: 0 1; background: $surface; }
    EvidenceScreen RowList { height: 1fr; }
    EvidenceScreen #evidence-context {
        width: 100%; height: 40%; padding: 0 1; background: $surface; border-top: hkey $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("evidence")

    rows_view = getters.query_one(RowList)
    heading = getters.query_one("#evidence-entry", Static)
    context = getters.query_one("#evidence-context", Static)

    def __init__(self, keeping: EvidenceKeeping, looks: Looks) -> None:
        super().__init__()
        self._keeping = keeping
        self._looks = looks
        self._language = looks.words
        self.passages: Sequence[RankedPassage] = ()
        self._is_looking = True
        self._contexts: dict[int, PassageContext] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="evidence-entry")
        yield RowList(self._draw)
        yield Static(id="evidence-context")
        yield KeyLine("help", "kept", "broken", "withdrawn", "related", "remove", "open", "back")

    def on_mount(self) -> None:
        self._show_entry()

    def show_passages(self, found: Sequence[RankedPassage]) -> None:
        """List passages, once they have been found, unless the screen has been left meanwhile."""
        if is_standing(self):
            self._is_looking = False
            self.passages = found[:_MOST]
            self._contexts.clear()
            self.rows_view.show(len(self.passages), at=0)
            self.show_again()

    def show_again(self) -> None:
        """Draw everything again after what is evidence has changed."""
        if is_standing(self):
            self._show_entry()
            self.rows_view.redraw()
            self._show_context()

    # Drawing

    def _show_entry(self) -> None:
        entry = self._keeping.entry
        kind = self._looks.name_of(entry.head.type)
        who = entry.filler("committer")
        said = " · ".join(filter(None, (kind, who.quote if who is not None else "", act_of(entry))))
        passages = counted(len(self.passages), "{number} passage", "{number} passages")
        parts = [say("looking…") if self._is_looking else passages]
        if many := len(entry.evidence):
            parts.append(counted(many, "{number} taken as evidence", "{number} taken as evidence"))
        found = say(", ").join(parts)

        def draw(width: int) -> Content:
            title = shaped(" ".join(said.split()), base="rtl", width=width, fill=True)
            return Content("\n").join([title, shaped(found, base=interface_base(), width=width, fill=True)])

        self.heading.update(Flowing(draw))

    def _taken(self) -> Mapping[tuple[str, Span], Bearing]:
        return {(each.article, each.span): each.bearing for each in self._keeping.entry.evidence}

    def _context_at(self, at: int) -> PassageContext:
        if at not in self._contexts:
            self._contexts[at] = self._keeping.find_context(self.passages[at])
        return self._contexts[at]

    def _draw(self, at: int, width: int) -> Content:
        ranked = self.passages[at]
        passage, context = ranked.passage, self._context_at(at)
        bearing = self._taken().get((passage.article, passage.span))
        sign = Content.styled(*BEARING_SIGNS[bearing]) if bearing is not None else Content(" ")
        cells = [sign, shaped(number(ranked.score, ".0%").rjust(_SCORE), base="ltr"), self._day(ranked)]
        if width >= _OUTLET_FROM:
            outlet = shaped(context.outlet, base="rtl", width=_OUTLET)
            cells.append(outlet.pad_left(_OUTLET - outlet.cell_length).stylize("$muted"))
        room = max(8, width - sum(cell.cell_length + 2 for cell in cells))
        text = " ".join(passage.text.split())
        styles = [(span, "bold") for span in find_shared(self._keeping.entry.rows, text)]
        return arrange([*cells, shaped(text, base="rtl", width=room, fill=True, styles=styles)], "rtl", divider="  ")

    def _day(self, ranked: RankedPassage) -> Content:
        return shaped(written_digits(str(ranked.passage.day or "")).ljust(_DAY), base="ltr").stylize("$muted")

    def _show_context(self) -> None:
        if not self.passages:
            sentence = "" if self._is_looking else say("No other article says anything like it.")
            self.context.update(Flowing.of(sentence))
            return
        at = self.rows_view.at
        self.context.update(Flowing(lambda width: Content("\n").join(self._context_lines(at, width))))

    def _context_lines(self, at: int, width: int) -> Iterator[Content]:
        ranked, context = self.passages[at], self._context_at(at)
        yield shaped(context.title, base="rtl", width=width, fill=True).stylize("bold")
        pieces = [self._day(ranked)] if ranked.passage.day else []
        pieces += [shaped(context.outlet)] if context.outlet else []
        pieces += [shaped(reason).stylize("$muted") for reason in self._reasons(ranked)]
        yield from pack(pieces, width, "rtl")
        lead = width * max(1, self.context.size.height // _LEAD)
        first = max(0, context.passage.start - lead)
        if first:
            first = context.text.find(" ", first, context.passage.start) + 1 or context.passage.start
        text = context.text[first:]
        passage = Span(context.passage.start - first, context.passage.end - first)
        shared = find_shared(self._keeping.entry.rows, text)
        styles = [(span, "bold") for span in shared if passage.covers(span)]
        muted = [(Span(0, passage.start), "$muted"), (Span(passage.end, len(text)), "$muted")]
        yield paragraph(text, width, base="rtl", styles=[*(each for each in muted if len(each[0])), *styles])

    def _reasons(self, ranked: RankedPassage) -> Iterator[str]:
        """What speaks for a passage: the parts of its score, the names that it shares, what its words suggest."""
        if ranked.bearing:
            yield word("bearings", ranked.bearing, self._language)
        at = 1 if self._language == "arabic" else 0
        for name, part in ranked.reasons:
            if part:
                yield f"{_REASONS.get(name, (name, name))[at]} {number(part, '.0%')}"
        own = {filler.name: filler.quote for row in self._keeping.entry.rows for filler in row.roles.values()}
        if names := sorted(quote for name, quote in own.items() if name in ranked.passage.names):
            yield "، ".join(names)

    def _moved(self) -> None:
        self._show_context()

    # Acting

    @property
    def _place(self) -> TextPlace | None:
        if not self.passages:
            return None
        passage = self.passages[self.rows_view.at].passage
        return TextPlace(passage.article, passage.span)

    def action_take(self, name: str) -> None:
        """Take the passage as evidence."""
        if self._place is not None:
            self._keeping.take(self._place, Bearing(name), self.show_again)

    def action_drop(self) -> None:
        """Say that the passage is no evidence."""
        if self._place is not None and (self._place.article, self._place.span) in self._taken():
            self._keeping.drop(self._place, self.show_again)

    def action_undo(self) -> None:
        """Undo the analyst's last action."""
        self._keeping.take_back(self.show_again)

    def action_open(self) -> None:
        """Open the article at the passage."""
        if self._place is not None:
            self.dismiss(self._place)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self._show_context()

    def action_leave(self) -> None:
        """Go back to the ledger."""
        self.dismiss(None)
