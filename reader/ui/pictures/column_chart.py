"""Draws counts over time as columns, from left to right as newspapers do in Arabic too; the series are stacked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate

from textual.content import Content

from reader.library.pictures.count_table import CountTable
from reader.library.pictures.picture import PictureKind
from reader.ui.pictures.picture_series import Series, name_row
from reader.ui.widgets.arabic_text import shaped_str
from reader.wording import number

_SCALE = 7
"""The width of the scale at the left, with the axis, in cells."""
_WIDEST = 6
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_MORE = "▲"
"""Stands at the top of a column that is cut off."""
_GAP = 2
"""The cells between two labels below the axis."""
_LEAST = 3
"""The fewest lines of columns that are drawn."""


def draw_columns(
    table: CountTable,
    series: Sequence[Series],
    *,
    at: int,
    width: int,
    height: int,
    beyond: Collection[str] = (),
) -> tuple[list[Content], int]:
    """The chart as lines, and how many columns are visible together; the current column is among them.

    Columns named in `beyond` may be cut off, so that they do not make all others small.
    """
    room = max(1, width - _SCALE)
    wide = max(1, min(_WIDEST, room // max(1, len(table.rows))))
    visible = max(1, room // wide)
    first = max(0, min(at - visible // 2, len(table.rows) - visible))
    shown = range(first, min(len(table.rows), first + visible))
    tall = max(_LEAST, height - 2)
    totals = table.totals
    most = max((totals[each] for each in shown if table.rows[each] not in beyond), default=0) or 1
    lines = []
    for line in range(tall - 1, -1, -1):
        cells = [_cell(table.counts[each], series, line, most=most, tall=tall) for each in shown]
        scale = number(most) if line == tall - 1 else number(0) if line == 0 else ""
        gap = " " if wide > 2 else ""
        drawn = [
            (glyph * (wide - len(gap)) + gap, _inks(ink, each == at))
            for each, (glyph, ink) in zip(shown, cells, strict=True)
        ]
        lines.append(Content.assemble((f"{scale:>{_SCALE - 2}} ", "$muted"), ("│", "$border"), *drawn))
    lines.append(_draw_axis(shown, at, wide))
    names = [shaped_str(name_row(row, PictureKind.TIMELINE)) for row in table.rows]
    lines.append(_draw_labels(names, shown, at, wide, width))
    return lines, visible


def _cell(counts: Sequence[int], series: Sequence[Series], line: int, *, most: int, tall: int) -> tuple[str, str]:
    """The character and the ink of a column in a line, counted from the bottom."""
    total = sum(counts)
    # What is there is seen, however little it is.
    filled = max(total * tall * 8 / most, 1.0) - line * 8 if total else 0.0
    if filled <= 0:
        return " ", ""
    if line == tall - 1 and total > most:
        return _MORE, "bold $accent"
    middle = line * 8 + min(filled, 8) / 2
    ends = [end * tall * 8 / most for end in accumulate(counts)]
    there = [at for at, count in enumerate(counts) if count]
    meant = series[next((at for at in there if ends[at] >= middle), there[-1])]
    return (meant.shade if filled >= 8 else _EIGHTHS[max(1, round(filled))]), meant.ink


def _inks(ink: str, is_current: bool) -> str:
    return "on $block-cursor-background" if is_current and not ink else ink


def _draw_axis(shown: range, at: int, wide: int) -> Content:
    axis = "".join(("┴" if each == at else "─") + "─" * (wide - 1) for each in shown)
    return Content.styled(" " * (_SCALE - 1) + "└" + axis, "$border")


def _draw_labels(rows: Sequence[str], shown: range, at: int, wide: int, width: int) -> Content:
    """The names of some columns below the axis; always that of the current one."""
    starts = {each: min(_SCALE + (each - shown.start) * wide, width - len(rows[each])) for each in shown}
    cells: list[tuple[str, str]] = []
    used = 0
    for each, start in starts.items():
        end = start + len(rows[each])
        is_in_way = (
            each != at and at in starts and starts[at] - end < _GAP and start - starts[at] - len(rows[at]) < _GAP
        )
        if start >= used and not is_in_way:
            cells += [(" " * (start - used), ""), (rows[each], "bold $accent" if each == at else "$muted")]
            used = end
            cells.append((" " * _GAP if end + _GAP <= width else "", ""))
            used += len(cells[-1][0])
    return Content.assemble(*cells)
