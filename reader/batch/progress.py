"""Draws the progress of a run on standard error, if that is a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence

from reader.errors import LoadError
from reader.load import SourceKind, find_sources
from reader.load.bytes_read import open_bytes
from reader.load.formats import Format, format_of
from reader.outlets import Outlet, raw
from reader.wording import countable, counted, number, say, written_digits

ARTICLES = countable("{number} article", "{number} articles")
_PAUSE = 0.2
"""Seconds between two drawings."""
_BAR = 24


class Progress:
    """A line on a terminal that is drawn over itself; nothing if standard error is not a terminal."""

    def __init__(self, paths: Sequence[str] = ()) -> None:
        self._is_shown = sys.stderr.isatty()
        self._total = count_articles(paths) if self._is_shown else 0
        self._began = time.monotonic()
        self._drawn = -_PAUSE
        self._count = self._new = 0
        self._stage = ""
        self._width = 0
        """The width of the line that is on the terminal, in cells."""

    def step(self, *, is_new: bool = True) -> None:
        """Count one more article; an article that an earlier run has done does not count towards the speed."""
        self._count += 1
        self._new += is_new
        now = time.monotonic()
        if not self._new:
            self._began = now
        if self._is_shown and now - self._drawn >= _PAUSE:
            self._drawn = now
            self._draw(now)

    def show(self, stage: str, count: int, total: int, *, noun: tuple[str, str] = ARTICLES) -> None:
        """Show how many articles, or other things, of a stage are done, out of a total (0 if it is unknown)."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began, self._new = stage, now, count
            self._drawn = now - _PAUSE
        speed = (count - self._new) / (now - self._began) if now > self._began else 0.0
        if self._is_shown and now - self._drawn >= _PAUSE:
            self._drawn = now
            self._put(f"{say(stage)}: {describe_progress(count, total, speed, noun=noun)}")

    def complain(self, sentence: str) -> None:
        """Print a problem on a line of its own."""
        self.clear()
        print(f"reader: {sentence}", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Remove the line, and anything that was typed after it."""
        if self._width:
            most = _columns() if self._width == _columns() else _columns() - 1
            _draw_over(" " * min(self._width + 4, most) + "\r")
            self._width = 0

    def _draw(self, now: float) -> None:
        speed = self._new / (now - self._began) if now > self._began else 0.0
        self._put(describe_progress(self._count, self._total, speed))

    def _put(self, line: str) -> None:
        line = line[: _columns() - 5]
        drawer = sys.stderr.drawer if isinstance(sys.stderr, Outlet) else None
        drawn = drawer.draw(line) if drawer is not None else line
        if drawn == line:
            drawn, self._width = line.ljust(self._width), len(line)
        else:
            # A line of Arabic stands at the right edge, and begins with blanks.
            self._width = _columns()
        _draw_over(drawn)


def describe_progress(count: int, total: int, speed: float, *, noun: tuple[str, str] = ARTICLES) -> str:
    """The line for a number of articles out of a total (0 if unknown), at a speed in articles per second."""
    if count > total:
        return say("{count} · {speed}/s", count=counted(count, *noun), speed=number(speed, ".0f"))
    filled = _BAR * count // total
    left = round((total - count) / speed) if speed else 0
    clock = f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}" if left >= 3600 else f"{left // 60}:{left % 60:02}"
    bar = f"{'█' * filled}{'░' * (_BAR - filled)}"
    return say(
        "{bar} {count} of {total} · {speed}/s · {clock} left",
        bar=bar,
        count=count,
        total=counted(total, *noun),
        speed=number(speed, ".0f"),
        clock=written_digits(clock),
    )


def count_articles(paths: Sequence[str]) -> int:
    """The approximate number of articles: one per line of JSON Lines, one per other file, none on standard input."""
    return sum(
        _count_lines(source.name) if format_of(source.name) is Format.JSON_LINES else 1
        for source in find_sources(paths)
        if source.kind is not SourceKind.STANDARD_INPUT and not source.problem
    )


def _count_lines(name: str) -> int:
    try:
        with open_bytes(name) as stream:
            return sum(1 for line in stream if line.strip())
    except LoadError:
        return 0


def _draw_over(line: str) -> None:
    print("\r" + line, end="", file=raw(sys.stderr), flush=True)


def _columns() -> int:
    return shutil.get_terminal_size().columns
