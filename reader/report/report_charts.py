"""Makes the charts of a report: the shapes, the words beside them, and the figures as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.journal.ledger_marks import Outcome
from reader.library.pictures.count_table import CountTable
from reader.library.pictures.deadlines_ahead import LATER, OVERDUE
from reader.report.chart_shapes import SERIES, Box, Chart, draw_columns, draw_matrix
from reader.report.report_contents import ReportPictures
from reader.report.visible_text import one_line
from reader.wording import counted, number, say, written_digits

Namer = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A chart with its words."""

    title: str
    chart: Chart
    series: str
    """The first letters of the classes of its colours."""
    is_matrix: bool
    legend: tuple[tuple[int, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The figures, with the name of the row first."""
    remark: str
    row_name: Namer
    column_name: Namer

    def name(self, box: Box) -> str:
        """What a part of the chart shows, in words."""
        return f"{self.row_name(box.row)} · {self.column_name(box.column)}: {number(box.count)}"


def make_charts(
    pictures: ReportPictures, *, words: dict[str, str], label_name: Namer, outcome_name: Namer, mirrored: bool
) -> list[ReportChart]:
    """The charts of a report; mirrored, they begin on the right."""
    timeline, outcomes, pairs, deadlines = pictures.timeline, pictures.outcomes, pictures.pairs, pictures.deadlines
    known = [outcome.value for outcome in Outcome]
    by_outcome = _all_columns(outcomes, known)
    seen_from = say("Seen from {day}.", day=written_digits(pictures.seen_from.isoformat()))
    undated = counted(
        timeline.left_out,
        "{number} commitment is not counted, since its articles have no date.",
        "{number} commitments are not counted, since their articles have no date.",
    )
    without = counted(
        deadlines.left_out,
        "{number} open commitment has no deadline that could be read.",
        "{number} open commitments have no deadline that could be read.",
    )
    alone = counted(
        pairs.left_out,
        "{number} commitment lacks one of the two, or is between others than these.",
        "{number} commitments lack one of the two, or are between others than these.",
    )

    def columns(title: str, table: CountTable, name: Namer, remark: str, series: str = "s-") -> ReportChart:
        return _make(
            title,
            table,
            draw_columns(table, mirrored=mirrored, number=number),
            words["month"],
            row_name=lambda row: _name_period(row, words),
            column_name=name,
            remark=remark,
            series=series,
        )

    return [
        columns(words["timeline"], timeline, label_name, undated if timeline.left_out else ""),
        columns(words["outcomes"], by_outcome, outcome_name, "", "o-"),
        columns(
            words["deadlines"],
            deadlines,
            label_name,
            f"{seen_from} {without}" if deadlines.left_out else seen_from,
        ),
        _make(
            words["pairs"],
            pairs,
            draw_matrix(pairs, mirrored=mirrored),
            words["committer"],
            row_name=one_line,
            column_name=one_line,
            remark=f"{words['pairs_shape']} {alone}" if pairs.left_out else words["pairs_shape"],
            series="h-",
            is_matrix=True,
        ),
    ]


def _make(
    title: str,
    table: CountTable,
    chart: Chart,
    corner: str,
    *,
    row_name: Namer,
    column_name: Namer,
    remark: str,
    series: str,
    is_matrix: bool = False,
) -> ReportChart:
    counted_columns = [column for column, total in zip(table.columns, table.column_totals, strict=True) if total]
    legend = (
        ()
        if is_matrix
        else tuple(
            (at % SERIES, column_name(column)) for at, column in enumerate(table.columns) if column in counted_columns
        )
    )
    rows = tuple(
        (row_name(row), *(number(count) for count in counts))
        for row, counts in zip(table.rows, table.counts, strict=True)
        if any(counts)
    )
    headings = (corner, *map(column_name, table.columns))
    return ReportChart(title, chart, series, is_matrix, legend, headings, rows, remark, row_name, column_name)


def _all_columns(table: CountTable, columns: Sequence[str]) -> CountTable:
    """The same counts with all columns, so that each keeps its colour."""
    at = {column: place for place, column in enumerate(table.columns)}
    counts = tuple(tuple(row[at[column]] if column in at else 0 for column in columns) for row in table.counts)
    return CountTable(table.rows, tuple(columns), counts, table.left_out)


def _name_period(period: str, words: dict[str, str]) -> str:
    return words["overdue"] if period == OVERDUE else words["later"] if period == LATER else written_digits(period)
