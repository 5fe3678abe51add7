"""Columns over time, as they are drawn with characters."""

from __future__ import annotations

import pytest

from reader.library.pictures.count_table import CountTable
from reader.ui.pictures.column_chart import draw_columns
from reader.ui.pictures.picture_series import Series

SERIES = (Series("a", "red", "█"), Series("b", "blue", "▓"))


def draw(*counts: tuple[int, int], at: int = 0, width: int = 60, height: int = 10) -> list[str]:
    rows = tuple(f"{2010 + month // 12}-{month % 12 + 1:02}" for month in range(len(counts)))
    lines, _ = draw_columns(
        CountTable(rows, ("a", "b"), counts), SERIES, at=at, width=width, height=height, beyond=("2010-01",)
    )
    return [line.plain for line in lines]


def test_series_are_stacked_from_the_first_up() -> None:
    columns = draw((0, 0), (4, 4), (4, 0))
    highest = [line[13] for line in columns[:-2]]
    assert highest == ["▓"] * 4 + ["█"] * 4
    assert columns[0].split()[0] == "8"


def test_the_least_count_is_seen() -> None:
    assert draw((0, 0), (1000, 0), (1, 0))[-3][19] == "▁"


def test_a_column_that_would_dwarf_the_others_is_cut_off() -> None:
    columns = draw((900, 0), (3, 0))
    assert columns[0].lstrip().startswith("3")
    assert "▲" in columns[0]


@pytest.mark.parametrize("at", range(0, 45, 4))
def test_the_label_of_the_current_column_is_always_there(at: int) -> None:
    labels = draw(*[(1, 0)] * 45, at=at)[-1]
    assert f"{2010 + at // 12}-{at % 12 + 1:02}" in labels.split()
    assert len(labels) <= 60
