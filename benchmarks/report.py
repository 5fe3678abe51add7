"""Measures the page of a report: python -m benchmarks.report [FILE] [--articles NUMBER]

FILE has articles with annotations, as `reader annotate --with-text` writes them; some are taken from all parts of it.
A report on them is written as one page, and opened in headless Chromium: its size, and the time to its first paint.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from reader.labels import default_labels
from reader.library.index.library_index import LibraryIndex
from reader.library.index.refreshing import refresh
from reader.report.contents_gathering import gather
from reader.report.report_choice import ReportChoice
from reader.report.report_page import ReportHead
from reader.report.report_target import choose_target
from reader.report.report_writing import write_report

_WHO = "analyst"
_ROUNDS = 7
_PAINT = """() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const [load] = performance.getEntriesByType("navigation");
    return paint ? [paint.startTime, load.loadEventEnd] : null;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines with annotations")
    parser.add_argument("--articles", type=int, default=1000, help="how many articles are in the report")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    if options.file is None:
        print("A report is measured on a corpus with annotations only; name one with --corpus FILE.")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rows = folder / "rows.jsonl"
        rows.write_text("".join(_take(options.file, options.articles)), encoding="utf-8")
        page = folder / "report.html"
        with LibraryIndex(folder / "index.db") as index:
            refresh(index, [str(rows)], store=None, who=_WHO, complain=lambda said: None, report=None)
            measure_writing(index, page)
        measure_opening(page, options.browser)


def measure_writing(index: LibraryIndex, page: Path) -> None:
    """Print how long a report takes, what is in it, and its size."""
    labels, today = default_labels(), date.today()
    began = time.process_time()
    contents = gather(index, ReportChoice(), who=_WHO, labels=labels, today=today)
    gathered = time.process_time()
    head = ReportHead("corpus", "", None, today)
    target = choose_target(str(page), None)
    write_report(contents, head, target, index=index, who=_WHO, labels=labels, sources=())
    written = time.process_time()
    characters = sum(len(each.article.text) for each in contents.articles)
    commitments = sum(len(each.commitments) for each in contents.articles)
    print(
        f"{len(contents.articles):,} articles, {characters:,} characters, {contents.mentions:,} mentions, "
        f"{commitments:,} commitments in {len(contents.entries):,} entries, {len(contents.entities):,} entities' pages"
    )
    print(f"gathered in {gathered - began:.1f} s of processor time, written in {written - gathered:.1f} s")
    print(f"size of the page: {page.stat().st_size / 1e6:.2f} MB")


def measure_opening(page: Path, executable: str) -> None:
    """Print the times to the first paint and to the end of loading, each round in a new window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        print(f"Chromium {browser.version}")
        for name, size in (("desk", (1280, 900)), ("phone", (390, 844))):
            times = [_open(browser, page, size) for _ in range(_ROUNDS)]
            paint, loaded = (statistics.median(each) for each in zip(*times, strict=True))
            print(
                f"{name}: first paint {paint:.0f} ms (longest {max(first for first, _ in times):.0f}), "
                f"loaded after {loaded:.0f} ms; median of {_ROUNDS}"
            )
        browser.close()


def _open(browser: Browser, page: Path, size: tuple[int, int]) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    window = context.new_page()
    window.goto(page.as_uri(), wait_until="load")
    found = window.wait_for_function(_PAINT).json_value()
    context.close()
    return float(found[0]), float(found[1])


def _take(file: Path, wanted: int) -> list[str]:
    """Rows from all parts of a file."""
    if file.suffix == ".gz":
        text = subprocess.run(["gzip", "-dc", file], capture_output=True, check=True).stdout.decode()
    else:
        text = file.read_text(encoding="utf-8")
    rows = text.splitlines(keepends=True)
    return rows[:: max(1, len(rows) // wanted)][:wanted]


if __name__ == "__main__":
    sys.exit(main())
