"""Measures the layout engine: python benchmarks/layout.py [FILE.jsonl.gz | FILE.txt] [--size CODE_POINTS].

Without a file, the seed article is repeated; then every word is soon cached, so a corpus shows more. The naive way, for
comparison in the same run, cuts lines with textwrap and passes each to arabic_reshaper and python-bidi.
"""

from __future__ import annotations

import argparse
import gzip
import json
import textwrap
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from reader.layout import Layout, lay_out
from reader.layout.clusters import forget_words

SEEDS = Path(__file__).parents[1] / "seeds"
SCREEN = 60
"""The number of lines on a screen."""
WIDTH, OTHER_WIDTH = 72, 61
"""Two widths in cells."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--size", type=int, default=8_000_000)
    options = parser.parse_args()
    article = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    text = read_text(options.file, article)[: options.size]
    lay_out("لا", WIDTH).lines  # noqa: B018  This reads the tables, so that it is not measured.

    report(f"seed article, {len(article):,} code points", time_article(article))
    report(f"long text, {len(text):,} code points", time_long(text))
    report("memory", measure_memory(text), unit="MB")


def time_article(article: str) -> list[tuple[str, float]]:
    def cold() -> None:
        forget_words()
        _ = lay_out(article, WIDTH).lines

    layout = lay_out(article, WIDTH)
    _ = layout.lines
    return [
        ("all lines, no word known", best(cold)),
        ("all lines, words known", best(lambda: lay_out(article, WIDTH).lines)),
        ("all lines at another width", best(lambda: layout.resized(OTHER_WIDTH, indent=0).lines)),
        ("all lines, naive way", best(lambda: lay_out_naively(article))),
    ]


def time_long(text: str) -> list[tuple[str, float]]:
    forget_words()
    start = time.perf_counter()
    layout = lay_out(text, WIDTH)
    created = time.perf_counter()
    take(layout, first=True)
    first = time.perf_counter()
    take(layout, first=False)
    last = time.perf_counter()
    other = layout.resized(OTHER_WIDTH, indent=0)
    take(other, first=False)
    resized = time.perf_counter()
    layout.locate(len(text) // 2)
    found = time.perf_counter()
    return [
        ("created", created - start),
        (f"first {SCREEN} lines", first - created),
        (f"last {SCREEN} lines", last - first),
        (f"last {SCREEN} lines at another width", resized - last),
        ("an offset in the middle", found - resized),
        ("naive way, first 200,000 code points only", best(lambda: lay_out_naively(text[:200_000]), runs=1)),
    ]


def take(layout: Layout, *, first: bool) -> None:
    place = layout.first if first else layout.last
    for _ in range(SCREEN):
        layout.line(place)
        place = layout.step(place, 1 if first else -1)


def measure_memory(text: str) -> list[tuple[str, float]]:
    tracemalloc.start()
    layout = lay_out(text, WIDTH)
    created = tracemalloc.get_traced_memory()[0]
    for paragraph in range(min(len(layout.paragraphs), 4000)):
        layout.lines_of(paragraph)
    walked = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return [("after creation", created / 1e6), ("after 4,000 paragraphs", walked / 1e6)]


def lay_out_naively(text: str) -> list[str]:
    from arabic_reshaper import reshape
    from bidi import get_display

    lines = [line for paragraph in text.splitlines() for line in textwrap.wrap(paragraph, WIDTH) or [""]]
    return [get_display(reshape(line), base_dir="R") for line in lines]


def best(action: Callable[[], object], *, runs: int = 9) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def read_text(path: Path | None, article: str) -> str:
    if path is None:
        return (article + "\n") * 2_000
    if path.suffix != ".gz":
        return path.read_text(encoding="utf-8")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return "\n".join(json.loads(line)["text"] for line in lines)


def report(title: str, rows: list[tuple[str, float]], *, unit: str = "ms") -> None:
    print(f"\n{title}")
    for name, value in rows:
        print(f"  {name:<44}{value * 1000 if unit == 'ms' else value:10.2f} {unit}")


if __name__ == "__main__":
    main()
