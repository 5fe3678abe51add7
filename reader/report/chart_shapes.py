"""Decides where the columns, cells and words of a chart stand; the browser shapes and draws them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from reader.library.pictures.count_table import CountTable

WIDTH, HEIGHT = 760, 240
"""The size of a chart with columns."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 10, 30
_WIDEST = 56
"""The widest column."""
_WORDS = 12
"""How many periods are named at most below the columns."""
SERIES = 11
"""How many series differ by their colour."""
_CELL, _NAMES, _HEAD = 46, 190, 150
"""The size of a cell of the matrix, the room for the names beside it, and that above it."""
_LONGEST = 26
"""The most characters of a name beside the matrix."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a column or a cell of the matrix."""

    x: float
    y: float
    width: float
    height: float
    series: int
    """The number of its colour: that of a series, or the depth of a shade."""
    row: str
    column: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a chart, at a point."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as shapes."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    below: tuple[Words, ...]
    """The names of the columns."""
    beside: tuple[Words, ...]
    """The names of the rows, or the numbers of the scale."""
    lines: tuple[float, ...] = ()
    """The heights of the lines of the scale."""
    left: float = 0
    right: float = 0
    """Where these lines begin and end."""


def draw_columns(table: CountTable, *, mirrored: bool, number: Callable[[int], str]) -> Chart:
    """A column for each row of a table, with a part for each of its columns; mirrored, time runs from right to left."""
    step = _step(max(table.totals, default=0))
    top = step * max(1, ceil(max(table.totals, default=0) / step))
    left, right = (_RIGHT, _LEFT) if mirrored else (_LEFT, _RIGHT)
    room, tall = WIDTH - left - right, HEIGHT - _TOP - _BOTTOM
    each = room / max(1, len(table.rows))
    wide = min(each * 0.76, _WIDEST)
    boxes: list[Box] = []
    below: list[Words] = []
    every = ceil(len(table.rows) / _WORDS) or 1
    for at, (row, counts) in enumerate(zip(table.rows, table.counts, strict=True)):
        x = left + (len(table.rows) - 1 - at if mirrored else at) * each
        y = float(HEIGHT - _BOTTOM)
        for series, (column, count) in enumerate(zip(table.columns, counts, strict=True)):
            if count:
                height = count / top * tall
                y -= height
                boxes.append(_box(x + (each - wide) / 2, y, wide, height, series % SERIES, row, column, count))
        if at % every == 0:
            below.append(Words(round(x + each / 2, 1), HEIGHT - _BOTTOM + 18, row))
    ticks = range(0, top + 1, step)
    heights = [round(HEIGHT - _BOTTOM - tick / top * tall, 1) for tick in ticks]
    at_x = WIDTH - _LEFT / 2 if mirrored else _LEFT / 2
    scale = tuple(Words(at_x, y + 4, number(tick)) for tick, y in zip(ticks, heights, strict=True))
    return Chart(WIDTH, HEIGHT, tuple(boxes), tuple(below), scale, tuple(heights), left, WIDTH - right)


def draw_matrix(table: CountTable, *, mirrored: bool) -> Chart:
    """A cell for each pair of a row and a column that has a count; mirrored, the names of rows stand on the right."""
    most = max((count for counts in table.counts for count in counts), default=1) or 1
    width, height = _NAMES + _CELL * len(table.columns) + 40, _HEAD + _CELL * len(table.rows)
    boxes: list[Box] = []

    def across(at: int) -> float:
        x = _NAMES + at * _CELL
        return width - x - _CELL if mirrored else x

    for down, (row, counts) in enumerate(zip(table.rows, table.counts, strict=True)):
        for at, (column, count) in enumerate(zip(table.columns, counts, strict=True)):
            if count:
                shade = ceil(count / most * 4)
                boxes.append(
                    _box(across(at) + 1, _HEAD + down * _CELL + 1, _CELL - 2, _CELL - 2, shade, row, column, count)
                )
    below = tuple(
        Words(round(across(at) + _CELL / 2, 1), _HEAD - 8, shorten(name)) for at, name in enumerate(table.columns)
    )
    at_x = width - _NAMES + 8 if mirrored else _NAMES - 8
    beside = tuple(Words(at_x, _HEAD + (down + 0.5) * _CELL + 5, shorten(name)) for down, name in enumerate(table.rows))
    return Chart(width, height, tuple(boxes), below, beside)


def shorten(name: str) -> str:
    """A name that fits beside a chart: cut between words where it is too long."""
    if len(name) <= _LONGEST:
        return name
    kept = name[:_LONGEST].rsplit(" ", 1)[0]
    return f"{kept}…"


def _box(x: float, y: float, width: float, height: float, series: int, row: str, column: str, count: int) -> Box:
    return Box(round(x, 1), round(y, 1), round(width, 1), round(height, 1), series, row, column, count)


def _step(most: int) -> int:
    """The distance of the lines of the scale: 1, 2 or 5 times a power of ten, so that there are five at most."""
    step = 1
    while step * 5 < most:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step
