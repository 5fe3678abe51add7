"""Shows by examples how a query is written, before there is one."""

from __future__ import annotations

from textual.content import Content

from reader.layout.ordering import find_base
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import shaped
from reader.wording import say, sayable

_EXAMPLES = (
    ("حسن نصر الله", sayable("all of the words, however they are spelt")),
    ('"حسن نصر الله" OR BBC', sayable("a phrase, or else a word")),
    ("لبنان -سوريا", sayable("one word without the other")),
    ("NEAR(وزير لبنان, 5)", sayable("at most five words apart")),
    ("وزار*", sayable("words that begin so")),
    ("~وزير", sayable("a word with proclitics and ال")),
    ("source:CNN date:2016-12..2017-01", sayable("by source and date")),
    ("title:هدنة", sayable("in the title")),
    ("state:done tag:عاجل has:proposals", sayable("by your own work")),
    ("label:person entity:روسيا", sayable("mentions of an entity")),
    ("type:pledge committer:روسيا", sayable("commitments by their roles")),
    ("deadline:<2017-01-01 outcome:broken", sayable("by deadline and outcome")),
)
_WIDEST = 40
_GAP = 3


def draw_query_help(width: int) -> Content:
    """The examples for a width in cells, each with its meaning."""
    column = min(_WIDEST, max(width // 2, 1))
    rows = []
    base = interface_base()
    for example, meaning in _EXAMPLES:
        # As the field shows it: its first letter gives the direction.
        written = put_at_start(shaped(example, base=find_base(example), width=column), column, base)
        said = shaped(say(meaning), width=max(width - column - _GAP, 1)).stylize("dim")
        rows.append(put_at_start(arrange([written, said], base, divider=" " * _GAP), width, base))
    return Content("\n").join(rows)
