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
import time
from pathlib import Path

from benchmarks.made_up_articles import rare_word, write_articles
from reader.load import Loaded, find_sources, load_each

_OPEN = (
    "import sys, time; began = time.perf_counter()\n"
    "from reader.library.index.refreshing import refreshed_index\n"
    "with refreshed_index(sys.argv[1:], who='x', complain=lambda said: None) as index:\n"
    "    print(time.perf_counter() - began)\n"
)
_PAGE = 50
FREQUENT, RARE = "روسيا", "عرقوب"


def index_it(*arguments: str) -> tuple[float, float]:
    """Run `reader index`; the seconds that it takes, and the most memory in MB of its process."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "reader", "index", *arguments], stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def open_again(path: str) -> float:
    """The seconds until an index with nothing new is open, in a process of its own."""
    return float(subprocess.run([sys.executable, "-c", _OPEN, path], capture_output=True, check=True).stdout)


def size_of(place: Path) -> float:
    """The size of an index with its log, in MB."""
    return sum(each.stat().st_size for each in place.parent.glob("index.db*")) / 1e6


def first_page(place: Path, word: str) -> tuple[int, float]:
    """How many articles the first page of a search has, newest first, and the milliseconds until it is there."""
    connection = sqlite3.connect(place)
    began = time.perf_counter()
    query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    found = connection.execute(query, (f'"{word}"', _PAGE)).fetchall()
    taken = (time.perf_counter() - began) * 1000
    connection.close()
    return len(found), taken


def measure_corpus(corpus: str) -> None:
    """Measure the text index of a corpus, and opening it again."""
    from reader.library.index.library_index import index_place

    seconds, memory = index_it("--no-engine", corpus)
    place = index_place([corpus])
    with sqlite3.connect(place) as connection:
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    print(f"{articles:,} articles: texts indexed in {seconds:.1f} s, {memory:.0f} MB of memory")
    began = time.perf_counter()
    outcomes = (each for source in find_sources([corpus]) for each in load_each(source))
    texts = sum(len(each.article.text.encode()) for each in outcomes if isinstance(each, Loaded)) / 1e6
    loading = time.perf_counter() - began
    print(f"the index has {size_of(place):.0f} MB, the texts {texts:.0f} MB; loading them alone takes {loading:.1f} s")
    again = sorted(open_again(corpus) for _ in range(5))
    print(f"opened again, with nothing new: {again[2]:.2f} s with all imports (median of 5)")
    for word in (FREQUENT, RARE):
        count, taken = first_page(place, word)
        print(f"first page for {word}: {count} articles in {taken:.1f} ms")


def measure_made_up(count: int, folder: Path) -> None:
    """Measure taking annotated articles from a file."""
    from reader.library.index.library_index import index_place

    file = folder / "annotated.jsonl.gz"
    write_articles(count, str(file))
    library = folder / "library"
    library.mkdir(exist_ok=True)
    (library / "first.txt").write_text("خبر أول\n", encoding="utf-8")
    print(f"{count:,} annotated articles in a file of {file.stat().st_size / 1e6:.0f} MB", flush=True)
    seconds, memory = index_it(str(library), "--from", str(file))
    place = index_place([str(library)])
    print(
        f"taken in {seconds / 60:.1f} minutes, {memory:.0f} MB of memory, {size_of(place):,.0f} MB on disk", flush=True
    )
    print(f"opened again: {open_again(str(library)):.2f} s")
    for called, word in (("frequent", "الحكومة"), ("rare", rare_word(19_000))):
        count, taken = first_page(place, word)
        _, warm = first_page(place, word)
        print(f"first page for a {called} word: {count} articles in {taken:.0f} ms, then {warm:.1f} ms")


def main() -> None:
    """Measure what is asked for, in a folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__)
    parser.add_argument("corpus", nargs="?", default=str(Path(__file__).parents[1] / "seeds"))
    parser.add_argument("--made-up", type=int, metavar="N", help="also take so many made-up annotated articles")
    parser.add_argument("--folder", type=Path, help="where to put the indexes; a temporary folder by default")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        os.environ["XDG_DATA_HOME"] = folder
        measure_corpus(arguments.corpus)
        if arguments.made_up:
            measure_made_up(arguments.made_up, Path(folder))


if __name__ == "__main__":
    main()
