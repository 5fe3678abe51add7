"""Lists the occurrences of a selected form, so that all of them, or all but some, can be tagged at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label
from textual.worker import get_current_worker

from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision, Span
from reader.reading.occurrences import FormQuery, Occurrence, find_in_library, find_occurrences, parse_form
from reader.ui.bindings import bindings_of, hint
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import line_of, shaped
from reader.ui.widgets.grey_page import Dialog
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import counted, either, say

Candidates = Callable[[str], Iterable[Article]]
"""A function that finds the articles of the library that contain all of some words; it is called in a thread."""
Tagged = Callable[[str], Iterable[Annotation]]
"""A function that returns the annotations of an article, by its id; it is called in a thread."""

_MARGIN = 4
"""The width of the tick before the text of a row, in cells."""
_NAME = 16
"""The width of the label of an occurrence that has one, in cells."""
_AT_ONCE = 50
"""The number of articles that are added to the list together while the library is searched."""


@dataclass(slots=True)
class OccurrenceRow:
    """One occurrence as it is listed, or the heading of an article."""

    article: Article
    occurrence: Occurrence | None = None
    """None for a heading."""
    has_label: bool = False
    """Whether it has the label already, and will not be tagged again."""
    other: str = ""
    """The other label that it has; empty if it has none."""
    is_ticked: bool = True


class OccurrencesScreen(RowMoves, Dialog[list[tuple[str, Span]] | None]):
    """The occurrences of a selection; the screen is dismissed with the article ids and spans to tag, or None."""

    DEFAULT_CSS = """
    OccurrencesScreen { align: center middle; }
    OccurrencesScreen > Vertical {
        width: 94%; max-width: 130; height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    OccurrencesScreen #occurrences-summary { color: $foreground; }
    OccurrencesScreen #occurrences-foot { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("occurrences")

    rows_view = getters.query_one(RowList)
    summary = getters.query_one("#occurrences-summary", Label)
    foot = getters.query_one("#occurrences-foot", Label)

    def __init__(
        self,
        quote: str,
        label: str,
        *,
        here: Article | None = None,
        labels: LabelSet,
        tagged: Tagged,
        library: Candidates | None = None,
        language: str = "",
    ) -> None:
        """List the occurrences of a quote in an article, and in the library if that is asked for; without an article,
        in the library alone.
        """
        super().__init__()
        self._here = here
        self._quote = quote
        self._label = label
        self._labels = labels
        self._tagged = tagged
        self._candidates = library
        self._language = language or either("english", "arabic")
        self._whole_words = False
        self._endings = False
        self._in_library = here is None
        self._is_searching = False
        self._turn = 0
        """The number of the present search, so that nothing from an earlier one is listed."""
        self.rows: list[OccurrenceRow] = []
        """The rows that are listed, headings included."""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped(say("All occurrences"))
            yield Label(id="occurrences-summary")
            yield RowList(self._draw)
            yield Label(id="occurrences-foot")

    def on_mount(self) -> None:
        self._search()

    @property
    def chosen(self) -> list[tuple[str, Span]]:
        """The article ids and spans that are ticked."""
        return [
            (row.article.id, self._span(row.occurrence))
            for row in self.rows
            if row.occurrence is not None and row.is_ticked and not row.has_label
        ]

    def _span(self, occurrence: Occurrence) -> Span:
        return occurrence.word if self._whole_words else occurrence.stem

    # Finding

    def _search(self) -> None:
        self.workers.cancel_group(self, "occurrences")
        self._turn += 1
        self.rows = []
        form = parse_form(self._quote, endings=self._endings)
        self._is_searching = form is not None and self._in_library
        if form is not None:
            self._find(form)
        self._show(at=0)

    def _find(self, form: FormQuery) -> None:
        if self._here is not None:
            found = find_occurrences(self._here.text, form)
            self.rows = [self._row(self._here, each, tuple(self._tagged(self._here.id))) for each in found]
        if self._in_library and self._candidates is not None:
            if self.rows and self._here is not None:
                self.rows.insert(0, OccurrenceRow(self._here))
            self._find_in_library(form, self._candidates, self._turn)

    @work(thread=True, group="occurrences", exclusive=True)
    def _find_in_library(self, form: FormQuery, candidates: Candidates, turn: int) -> None:
        worker = get_current_worker()
        waiting: list[OccurrenceRow] = []
        for count, (article, found) in enumerate(find_in_library(form, candidates), 1):
            if worker.is_cancelled:
                return
            if self._here is not None and article.id == self._here.id:
                continue
            tagged = tuple(self._tagged(article.id))
            waiting += [OccurrenceRow(article), *(self._row(article, each, tagged) for each in found)]
            if count % _AT_ONCE == 0:
                self.app.call_from_thread(self._add, turn, waiting)
                waiting = []
        if not worker.is_cancelled:
            self.app.call_from_thread(self._add, turn, waiting, is_last=True)

    def _add(self, turn: int, rows: list[OccurrenceRow], *, is_last: bool = False) -> None:
        if not is_standing(self) or turn != self._turn:
            return
        self.rows += rows
        self._is_searching = not is_last
        self._show()

    def _row(self, article: Article, occurrence: Occurrence, tagged: tuple[Annotation, ...]) -> OccurrenceRow:
        over = [each for each in tagged if each.decision is Decision.ACCEPTED and each.span.overlaps(occurrence.stem)]
        has_label = any(each.label == self._label for each in over)
        other = next((each.label for each in over if each.label != self._label), "")
        # An occurrence with another label is left alone unless the analyst ticks it.
        return OccurrenceRow(article, occurrence, has_label, other, is_ticked=not over)

    # Showing

    def _show(self, *, at: int | None = None) -> None:
        self.rows_view.show(len(self.rows), at=at)
        listed = [row for row in self.rows if row.occurrence is not None]
        already = sum(row.has_label for row in listed)
        articles = len({row.article.id for row in listed})
        named = self._name_of(self._label)
        summary = [
            say("{chosen} of {listed} to tag as {label}", chosen=len(self.chosen), listed=len(listed), label=named)
        ]
        summary += [say("{number} already tagged", number=already)] if already else []
        if self._in_library:
            summary.append(counted(articles, "in {number} article", "in {number} articles"))
        summary += [say("searching…")] if self._is_searching else []
        quote = " ".join(self._quote.split())
        self.summary.update(line_of(*summary, f"«{quote}»", height=1))
        keys = [
            hint(self, say("tick"), "occurrences.toggle"),
            hint(self, say("all or none"), "occurrences.toggle_all"),
            hint(self, say("stem only") if self._whole_words else say("whole words"), "occurrences.whole_words"),
            hint(self, say("no endings") if self._endings else say("endings too"), "occurrences.endings"),
        ]
        if self._candidates is not None and self._here is not None:
            wider = say("this article") if self._in_library else say("the library")
            keys.append(hint(self, wider, "occurrences.library"))
        keys += [hint(self, say("tags"), "occurrences.tag"), hint(self, say("goes back"), "occurrences.leave")]
        self.foot.update(line_of(*keys, height=2))

    def _draw(self, at: int, width: int) -> Content:
        row = self.rows[at]
        room = max(4, width - _MARGIN)
        if row.occurrence is None:
            title = shaped(row.article.title or row.article.text[:200].strip(), base="rtl", width=room, fill=True)
            return Content.assemble(" " * _MARGIN, title).stylize("bold")
        tick = "=" if row.has_label else "x" if row.is_ticked else " "
        other = Content("")
        if row.other or row.has_label:
            name = shaped(self._name_of(row.other or self._label), width=_NAME)
            other = name.pad_right(_NAME - name.cell_length + 1).stylize("dim")
            room = max(4, room - other.cell_length)
        text, hit = cut_context(row.article.text, self._span(row.occurrence), room)
        look = "dim" if row.has_label else "bold"
        line = shaped(text, base="rtl", width=room, fill=True, styles=[(hit, look)])
        return Content.assemble(f"[{tick}] ", other, line)

    def _name_of(self, label: str) -> str:
        known = self._labels.named(label)
        return known.arabic if self._language == "arabic" else known.english

    # Keys

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self.action_tick()

    def action_tick(self) -> None:
        """Tick or untick an occurrence; on a heading, all occurrences in its article."""
        if not self.rows:
            return
        row = self.rows[self.rows_view.at]
        if row.occurrence is not None:
            row.is_ticked = not row.is_ticked and not row.has_label
            self.rows_view.move(1)
        else:
            self._tick(each for each in self.rows if each.article.id == row.article.id)
        self._show()

    def action_tick_all(self) -> None:
        """Tick everything, or nothing if everything is ticked."""
        self._tick(iter(self.rows))
        self._show()

    def _tick(self, rows: Iterator[OccurrenceRow]) -> None:
        free = [row for row in rows if row.occurrence is not None and not row.has_label]
        wanted = not all(row.is_ticked for row in free)
        for row in free:
            row.is_ticked = wanted

    def action_whole_word(self) -> None:
        """Tag whole words, or only the selected form within them."""
        self._whole_words = not self._whole_words
        self._show()

    def action_endings(self) -> None:
        """Find the form with attached pronouns too, or only without them."""
        self._endings = not self._endings
        self._search()

    def action_library(self) -> None:
        """Search the whole library, or only this article."""
        if self._candidates is not None and self._here is not None:
            self._in_library = not self._in_library
            self._search()

    def action_confirm(self) -> None:
        """Tag the ticked occurrences."""
        self.dismiss(self.chosen)

    def action_leave(self) -> None:
        """Tag nothing."""
        self.dismiss(None)


def cut_context(text: str, span: Span, room: int) -> tuple[str, Span]:
    """The words around a span on one line, about as many code points as there is room for, and the span in them."""
    spare = max(0, room - len(span) - 2)
    start = max(span.start - spare // 2, text.rfind("\n", 0, span.start) + 1)
    line_end = text.find("\n", span.end)
    end = min(span.end + spare - (span.start - start), len(text) if line_end < 0 else line_end)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    before = "… " if start > 0 and text[start - 1] != "\n" else ""
    moved = len(before) - start
    after = " …" if end < len(text) and text[end] != "\n" else ""
    return f"{before}{text[start:end]}{after}", Span(span.start + moved, span.end + moved)
