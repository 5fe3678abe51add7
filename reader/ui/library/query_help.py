"""Shows by examples how a query is written, before there is one."""

from __future__ import annotations

from textual.content import Content

from reader.ui.widgets.arabic_text import shaped

_EXAMPLES = (
    ("حسن نصر الله", "all of the words, however they are spelt"),
    ('"حسن نصر الله" OR BBC', "a phrase, or else a word"),
    ("لبنان -سوريا", "one word without the other"),
    ("NEAR(وزير لبنان, 5)", "at most five words apart"),
    ("وزار*", "words that begin so"),
    ("~وزير", "a word with proclitics and ال"),
    ("source:CNN date:2016-12..2017-01", "by source and date"),
    ("title:هدنة", "in the title"),
    ("state:done tag:عاجل has:proposals", "by your own work"),
    ("label:person entity:روسيا", "mentions of an entity"),
    ("type:pledge committer:روسيا", "commitments by their roles"),
    ("deadline:<2017-01-01 outcome:broken", "by deadline and outcome"),
)
_WIDEST = 40
_GAP = 3


def draw_query_help(width: int) -> Content:
    """The examples for a width in cells, each with its meaning."""
    column = min(_WIDEST, max(width // 2, 1))
    rows = []
    for example, meaning in _EXAMPLES:
        # As the field shows it: its first letter gives the direction.
        left = shaped(example, width=column)
        right = shaped(meaning, width=max(width - column - _GAP, 1)).stylize("dim")
        rows.append(Content.assemble(left, " " * (column - left.cell_length + _GAP), right))
    return Content("\n").join(rows)
