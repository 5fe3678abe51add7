"""Draws the rows of an entity's page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.content import Content

from reader.labels import LabelSet
from reader.library.entity_pages.entity_page import Companion, MergedName, Spelling
from reader.library.entity_pages.mention_context import PlaceContext
from reader.library.entity_pages.seen_mentions import EntityMention
from reader.library.ledger.ledger_row import LedgerRow
from reader.ui.entities.entity_parts import KnownFact, PartHeading, PartRow, TimeStrip
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import shaped
from reader.wording import counted, either, number, written_digits

_DAY, _OUTLET, _TYPE = 10, 14, 11
_OUTLET_FROM = 70
"""The width of the page from which on the outlet is shown, in cells."""
_WORDS_FROM = 66
"""The width of the page from which on counts have words beside them, in cells."""
_TITLE = 18
"""The width of the title of a fact."""
_COUNT = 9
_NAME = 30
"""The width of a name with the gap beside it, where counts follow it, in cells."""
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
            base = interface_base()
            title = put_at_start(shaped(row.title).stylize("$muted"), _TITLE, base)
            fact = arrange([Content("  "), title, shaped(row.value, width=width - _TITLE - 2)], base, divider="")
            return put_at_start(fact, width, base)
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
            kind = shaped(either(label.english, label.arabic), width=_TYPE - 1)
            kind = put_at_start(kind.stylize(f"$label-{label.colour}-colour"), _TYPE, interface_base())
            return _draw_place(row, [kind, _sign(row.is_accepted)], width, context)
    return _draw_place(row, [_sign(row.is_accepted)], width, context)


def _draw_heading(row: PartHeading, width: int) -> Content:
    pieces = [shaped(row.title), *([Content(number(row.count))] if row.count else [])]
    base = interface_base()
    return put_at_start(arrange(pieces, base, divider="  "), width, base).stylize("bold $accent")


def _draw_counted(written: str, count: int, width: int) -> Content:
    line = Content.styled(number(count).rjust(_COUNT), "$muted")
    return _name_beside(line, written, width)


def _draw_companion(row: Companion, width: int, labels: LabelSet) -> Content:
    sentences, base = number(row.sentences), interface_base()
    if width > _WORDS_FROM:
        # The number of sentences has a column of its own, so that the numbers stand one below the other.
        words = counted(
            row.articles, "in a sentence, {number} article with it", "in a sentence, {number} articles with it"
        )
        pieces = [Content(sentences.rjust(_COUNT)), shaped(words)]
    else:
        pieces = [Content(sentences.rjust(_COUNT)), Content(number(row.articles))]
    ink = f"$label-{labels.named(row.label).colour}-colour"
    return _name_beside(arrange(pieces, base, divider=" ").stylize("$muted"), row.name, width, ink)


def _name_beside(line: Content, name: str, width: int, ink: str = "") -> Content:
    """A name with what belongs to it, which stands after it in Arabic, and at the left of the row in English."""
    room = max(4, width - line.cell_length - 1)
    if interface_base() == "rtl":
        written = shaped(name, base="rtl", width=room)
        # What stands beside a name begins in one column wherever the name leaves room for that.
        gap = " " * max(1, min(_NAME, room) - written.cell_length)
        return put_at_start(arrange([written.stylize(ink), line], "rtl", divider=gap), width, "rtl")
    return Content.assemble(line, " ", shaped(name, base="rtl", width=room, fill=True).stylize(ink))


def _draw_place(row: LedgerRow | EntityMention, signs: Sequence[Content], width: int, context: Context) -> Content:
    base = interface_base()
    day = put_at_start(shaped(_write_day(row.day)), _DAY, base)
    pieces = [day.stylize("$muted"), Content("  ")]
    if width >= _OUTLET_FROM:
        outlet = put_at_start(shaped(row.outlet, width=_OUTLET), _OUTLET, base)
        pieces += [outlet.stylize("$muted"), Content("  ")]
    line = arrange([*pieces, *signs], base, divider="")
    room = max(4, width - line.cell_length - 1)
    around = context(row, min(_BEFORE, room // 3))
    text = row.quote if around is None else around.text
    styles = [] if around is None else [(around.place, "bold $accent")]
    written = shaped(text, base="rtl", width=room, fill=True, styles=styles)
    return arrange([line, written], base, divider=" ")


def _draw_strip(row: TimeStrip, width: int) -> Content:
    """A column for each month; where there are too many, the latest."""
    room = max(1, width - 2 * len("2017-01") - 4)
    counts = row.counts[-room:]
    most = max(counts, default=0) or 1
    columns = "".join(BLOCKS[-(-count * len(BLOCKS) // most) - 1] if count else " " for count in counts)
    first = row.first if len(counts) == len(row.counts) else "…"
    ends = [shaped(written_digits(end)).stylize("$muted") for end in (first, row.last)]
    strip = Content.assemble("  ", ends[0], " ", (columns, "$accent"), " ", ends[1])
    return put_at_start(strip, width, interface_base())


def _sign(is_accepted: bool) -> Content:
    return Content.styled(*(("✓", "$success") if is_accepted else ("○", "$muted")))


def _write_day(day: date | None) -> str:
    return written_digits(day.isoformat()) if day is not None else ""
