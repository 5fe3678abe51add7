"""Draws the rows of an entity's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.content import Content

from reader.labels import LabelSet
from reader.library.entity_pages.entity_page import Companion, MergedName, Spelling
from reader.library.entity_pages.mention_context import PlaceContext
from reader.library.entity_pages.seen_mentions import EntityMention
from reader.library.ledger.ledger_row import LedgerRow
from reader.ui.entities.entity_parts import KnownFact, PartHeading, PartRow, TimeStrip
from reader.ui.widgets.arabic_text import shaped
from reader.wording import counted

_DAY, _OUTLET, _TYPE = 10, 14, 11
_OUTLET_FROM = 70
"""The width of the page from which on the outlet is shown, in cells."""
_WORDS_FROM = 66
"""The width of the page from which on counts have words beside them, in cells."""
_TITLE = 18
"""The width of the title of a fact."""
_BEFORE = 40
BLOCKS = "▁▂▃▄▅▆▇█"

Context = Callable[[LedgerRow | EntityMention, int], PlaceContext | None]
"""Returns the words around a place, with at most so many characters before it."""


def draw_part(row: PartRow, width: int, labels: LabelSet, *, context: Context) -> Content:
    """A row of the page, on one line."""
    match row:
        case PartHeading():
            return _draw_heading(row, width)
        case KnownFact():
            return Content.assemble((f"  {row.title:{_TITLE}}", "$muted"), shaped(row.value, width=width - _TITLE - 2))
        case TimeStrip():
            return _draw_strip(row, width)
        case MergedName():
            return _draw_counted(row.name, row.count, width)
        case Spelling():
            return _draw_counted(row.written, row.count, width)
        case Companion():
            return _draw_companion(row, width, labels)
        case LedgerRow():
            label = labels.named(row.type)
            kind = shaped(label.english, base="ltr", width=_TYPE - 1)
            ink = f"$label-{label.colour}-colour"
            before = Content.assemble(kind.pad_right(_TYPE - kind.cell_length).stylize(ink), _sign(row.is_accepted))
            return _draw_place(row, before, width, context)
    return _draw_place(row, Content.assemble(_sign(row.is_accepted)), width, context)


def _draw_heading(row: PartHeading, width: int) -> Content:
    count = f"  {row.count:,}" if row.count else ""
    english = Content(f"{row.english}{count}")
    arabic = shaped(row.arabic, base="rtl")
    gap = max(2, width - english.cell_length - arabic.cell_length)
    return Content.assemble(english, " " * gap, arabic).stylize("bold $accent")


def _draw_counted(written: str, count: int, width: int) -> Content:
    line = Content.styled(f"{count:,}".rjust(9), "$muted")
    return Content.assemble(line, " ", shaped(written, base="rtl", width=max(4, width - 10), fill=True))


def _draw_companion(row: Companion, width: int, labels: LabelSet) -> Content:
    together = (
        f" in a sentence, {counted(row.articles, '{number} article', '{number} articles')} with it"
        if width > _WORDS_FROM
        else f" {row.articles:,}"
    )
    line = Content.styled(f"{row.sentences:,}".rjust(9) + together, "$muted")
    room = max(4, width - line.cell_length - 1)
    ink = f"$label-{labels.named(row.label).colour}-colour"
    return Content.assemble(line, " ", shaped(row.name, base="rtl", width=room, fill=True).stylize(ink))


def _draw_place(row: LedgerRow | EntityMention, before: Content, width: int, context: Context) -> Content:
    pieces: list[Content | str] = [f"{_write_day(row.day):{_DAY}}  "]
    if width >= _OUTLET_FROM:
        outlet = shaped(row.outlet, base="ltr", width=_OUTLET)
        pieces.append(outlet.pad_right(_OUTLET - outlet.cell_length + 2))
    line = Content.assemble(Content.assemble(*pieces).stylize("$muted"), before)
    room = max(4, width - line.cell_length - 1)
    around = context(row, min(_BEFORE, room // 3))
    if around is None:
        return Content.assemble(line, " ", shaped(row.quote, base="rtl", width=room, fill=True))
    styles = [(around.place, "bold $accent")]
    return Content.assemble(line, " ", shaped(around.text, base="rtl", width=room, fill=True, styles=styles))


def _draw_strip(row: TimeStrip, width: int) -> Content:
    """A column for each month; where there are too many, the latest."""
    room = max(1, width - 2 * len("2017-01") - 4)
    counts = row.counts[-room:]
    most = max(counts, default=0) or 1
    columns = "".join(BLOCKS[-(-count * len(BLOCKS) // most) - 1] if count else " " for count in counts)
    first = row.first if len(counts) == len(row.counts) else "…"
    return Content.assemble((f"  {first} ", "$muted"), (columns, "$accent"), (f" {row.last}", "$muted"))


def _sign(is_accepted: bool) -> tuple[str, str]:
    return ("✓", "$success") if is_accepted else ("○", "$muted")


def _write_day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
