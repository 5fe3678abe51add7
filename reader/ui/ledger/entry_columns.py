"""Draws a row of the ledger from the right to the left: which columns have room, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from reader.labels import LabelSet
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_wording import Language
from reader.ui.ledger.outcome_signs import draw_outcome
from reader.ui.widgets.arabic_text import shaped
from reader.wording import either, language_in_force, number, written_digits

_GAP = 2
_MARK = 2
"""The width of the sign for a marked row, and of the gap beside it, in cells."""
_TYPE = 8
_LONGEST = 6
"""The most code points for a cell that are looked at: a letter may have several marks."""
_DUE = 10


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column of the ledger."""

    english: str
    arabic: str
    width: int
    """In cells; 0 for the one that takes the room that is left."""
    least: int
    """The width of the list from which on it is shown, in cells."""
    say: Callable[[Entry], str]
    base: str = "rtl"


@dataclass(frozen=True, slots=True)
class Looks:
    """What the rows of the ledger look like besides what they say."""

    labels: LabelSet
    language: str
    today: date

    def name_of(self, label: str) -> str:
        """The name of a type, in Arabic unless English is wanted."""
        named = self.labels.named(label)
        return named.english if self.language == "english" else named.arabic

    @property
    def words(self) -> Language:
        """The language of all other words: that of the labels, but never English in an Arabic interface."""
        return "english" if self.language == "english" and language_in_force() == "en" else "arabic"


def _said(role: str) -> Callable[[Entry], str]:
    def say(entry: Entry) -> str:
        filler = entry.filler(role)
        return " ".join(filler.quote.split()) if filler is not None else ""

    return say


def act_of(entry: Entry) -> str:
    """The words of the act, or else of the cue."""
    return _said("action")(entry) or entry.head.quote


def due_of(entry: Entry) -> str:
    """The last day of the deadline, or that it begins on a day."""
    if entry.due_last is not None:
        return written_digits(entry.due_last.isoformat())
    return written_digits(f"≥{entry.due_first}"[:_DUE]) if entry.due_first is not None else ""


def _reports(entry: Entry) -> str:
    many = len(entry.rows)
    return "" if many < 2 else number(many) + (either("?", "؟") if entry.is_proposed else "")


def _score(entry: Entry) -> str:
    scores = [row.score for row in entry.rows if row.score is not None and not row.is_accepted]
    return number(max(scores), ".0%") if scores else ""


def _annotators(entry: Entry) -> str:
    return "، ".join(dict.fromkeys(row.layer for row in entry.rows if row.layer))


COLUMNS = (
    EntryColumn("who", "صاحب الموقف", 14, 0, _said("committer")),
    EntryColumn("what", "المضمون", 0, 0, act_of),
    EntryColumn("to whom", "الطرف الآخر", 14, 122, _said("counterparty")),
    EntryColumn("condition", "الشرط", 16, 186, _said("condition")),
    EntryColumn("says", "المصدر", 14, 154, _said("source")),
    EntryColumn("×", "×", 4, 60, _reports, "ltr"),
    EntryColumn("outlet", "الناشر", 12, 138, lambda entry: entry.head.outlet),
    EntryColumn("date", "التاريخ", 10, 96, lambda entry: written_digits(str(entry.first or "")), "ltr"),
    EntryColumn("by", "المحلل", 8, 166, _annotators),
    EntryColumn("%", "%", 4, 104, _score, "ltr"),
    EntryColumn("due", "المهلة", _DUE, 44, due_of, "ltr"),
)
"""The columns beside the signs and the type, from the right to the left."""


def columns_in(width: int) -> tuple[EntryColumn, ...]:
    """The columns that have room."""
    return tuple(column for column in COLUMNS if width >= column.least)


def draw_headings(width: int) -> Content:
    """The names of the columns."""
    columns = columns_in(width)
    room = _room(width, columns)
    cells = [Content(" " * (2 * _MARK)), _cell(either("type", "النوع"), _TYPE, "rtl")]
    cells += [_cell(either(column.english, column.arabic), column.width or room, "rtl") for column in columns]
    return _join(cells)


def draw_row(entry: Entry, width: int, looks: Looks, *, is_marked: bool) -> Content:
    """A row; what is accepted is bold, and what is only proposed is regular, as in the text."""
    columns = columns_in(width)
    room = _room(width, columns)
    colour = looks.labels.named(entry.head.type).colour
    kind = _cell(looks.name_of(entry.head.type), _TYPE, "rtl").stylize(f"$label-{colour}-colour")
    cells = [_cell(column.say(entry), column.width or room, column.base) for column in columns]
    if entry.is_accepted:
        cells = [cell.stylize("bold") for cell in cells]
        kind = kind.stylize("bold")
    signs = Content.assemble(" ", draw_outcome(entry, looks.today), " ", "x" if is_marked else " ")
    return _join([signs, kind, *cells])


def _room(width: int, columns: tuple[EntryColumn, ...]) -> int:
    taken = 2 * _MARK + _TYPE + sum(column.width + _GAP for column in columns)
    return max(4, width - taken)


def _join(cells: list[Content]) -> Content:
    """The signs, the type and the columns side by side, the first at the right."""
    signs, kind, *rest = cells
    parts = [part for cell in reversed(rest) for part in (cell, " " * _GAP)]
    return Content.assemble(*parts, kind, signs)


def _cell(text: str, width: int, base: str) -> Content:
    """Words at the right of their column, whichever way they run."""
    if text.isascii() and text.isprintable() and len(text) <= width:
        # Dates, figures and blanks need no shaping, and there are many.
        return Content(text.rjust(width))
    line = shaped(text[: _LONGEST * width], base="rtl" if base == "rtl" else "ltr", width=width)
    return line.pad_left(max(0, width - line.cell_length))
