"""Measures the index of a library: python -m benchmarks.library [CORPUS] [--made-up N] [--folder FOLDER]

It measures building the index of a corpus without the engine, its size, and opening it a second time; with --made-up,
taking as many annotated articles from a file, and the first page of a search for a rare and for a frequent word.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.made_up_articles import write_articles
from reader.arabic.words import fold
from reader.load import Loaded, find_sources, load_each

_OPEN = (
    "import sys, time\n"
    "from reader.library.index.refreshing import refreshed_index\n"
    "with refreshed_index(sys.argv[1:], who='x', complain=lambda said: None) as index:\n"
    "    print(time.process_time())\n"
)
_PAGE = 50
FREQUENT, RARE = "روسيا", "عرقوب"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of `reader index` took."""

    seconds: float
    processor: float
    """The seconds of processor time."""
    memory: float
    """The most memory of its process, in MB."""


def index_it(*arguments: str, minutes: float = 60) -> Run:
    """Run `reader index`, and end it if it takes longer than that: what it has done by then is kept."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "reader", "index", *arguments], stderr=subprocess.DEVNULL)
    end = threading.Timer(minutes * 60, process.terminate)
    end.start()
    _, _, usage = os.wait4(process.pid, 0)
    end.cancel()
    return Run(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def open_again(path: str) -> float:
    """The seconds of processor time until an index with nothing new is open, in a process of its own."""
    return float(subprocess.run([sys.executable, "-c", _OPEN, path], capture_output=True, check=True).stdout)


def size_of(place: Path) -> float:
    """The size of an index with its log, in MB."""
    return sum(each.stat().st_size for each in place.parent.glob("index.db*")) / 1e6


def count_articles(place: Path) -> int:
    """How many articles an index has."""
    with closing(sqlite3.connect(place)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def describe(run: Run) -> str:
    """What a run took, in words."""
    return f"{run.seconds:.0f} s ({run.processor:.0f} s of processor time) and {run.memory:.0f} MB of memory"


def first_page(place: Path, word: str) -> tuple[int, float]:
    """How many articles the first page of a search has, newest first, and the milliseconds until it is there."""
    connection = sqlite3.connect(place)
    began = time.perf_counter()
    query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    found = connection.execute(query, (f'"{fold(word)}"', _PAGE)).fetchall()
    taken = (time.perf_counter() - began) * 1000
    connection.close()
    return len(found), taken


def measure_corpus(corpus: str) -> None:
    """Measure the text index of a corpus, and opening it again."""
    from reader.library.index.library_index import index_place

    run = index_it("--no-engine", corpus)
    place = index_place([corpus])
    print(f"{count_articles(place):,} articles: texts indexed in {describe(run)}")
    began = time.perf_counter()
    outcomes = (each for source in find_sources([corpus]) for each in load_each(source))
    texts = sum(len(each.article.text.encode()) for each in outcomes if isinstance(each, Loaded)) / 1e6
    loading = time.perf_counter() - began
    print(f"the index has {size_of(place):.0f} MB, the texts {texts:.0f} MB; loading them alone takes {loading:.1f} s")
    again = sorted(open_again(corpus) for _ in range(5))
    print(f"opened again, with nothing new: {again[2]:.2f} s of processor time, with all imports (median of 5)")
    for word in (FREQUENT, RARE):
        count, taken = first_page(place, word)
        print(f"first page for {word}: {count} articles in {taken:.1f} ms")


def measure_made_up(count: int, folder: Path, minutes: float) -> None:
    """Measure taking annotated articles from a file, for so many minutes at most."""
    from reader.library.index.library_index import index_place

    file = folder / "annotated.jsonl.gz"
    write_articles(count, str(file))
    library = folder / "library"
    library.mkdir(exist_ok=True)
    (library / "first.txt").write_text("خبر أول\n", encoding="utf-8")
    print(f"{count:,} annotated articles in a file of {file.stat().st_size / 1e6:.0f} MB", flush=True)
    run = index_it(str(library), "--from", str(file), minutes=minutes)
    place = index_place([str(library)])
    print(f"{count_articles(place):,} taken in {describe(run)}, {size_of(place):,.0f} MB on disk", flush=True)
    print(f"opened again: {open_again(str(library)):.2f} s of processor time")
    for called, word in (("frequent", "الحكومة"), ("rare", str(count_articles(place) // 2))):
        found, taken = first_page(place, word)
        _, warm = first_page(place, word)
        print(f"first page for a {called} word: {found} articles in {taken:.0f} ms, then {warm:.1f} ms")


def main() -> None:
    """Measure what is asked for, in a folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__)
    parser.add_argument("corpus", nargs="?", help="by default a thousand made-up articles")
    parser.add_argument("--made-up", type=int, metavar="N", help="also take so many made-up annotated articles")
    parser.add_argument("--minutes", type=float, default=60, help="how long these are taken at most")
    parser.add_argument("--folder", type=Path, help="where to put the indexes; a temporary folder by default")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        os.environ["XDG_DATA_HOME"] = folder
        corpus = arguments.corpus or str(Path(folder) / "corpus.jsonl.gz")
        if not arguments.corpus:
            write_articles(1000, corpus)
        measure_corpus(corpus)
        if arguments.made_up:
            measure_made_up(arguments.made_up, Path(folder), arguments.minutes)


if __name__ == "__main__":
    main()
