"""Measures the list of articles in a pseudo-terminal: until it is there, until it is complete, its keys, its memory."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timed_program import READER, describe_rounds, run, time_keys
from reader.load import load_all

_MANY = 100_000
_WORDS = 60
"""How many synthetic articles there are, and how many words each has."""
_DOWN, _UP, _PAGE, _END, _HOME = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[4~", "\x1b[1~"


def write_synthetic(path: Path, count: int) -> None:
    """Write articles of words that are drawn from the seed article."""
    seed = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    words, draw = sorted(set(seed.split())), random.Random(7)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as lines:
        for at in range(count):
            text = " ".join(draw.choices(words, k=_WORDS))
            day = f"{2010 + at % 12}-{1 + at % 11:02}-{1 + at % 28:02}"
            row = {"title": f"{' '.join(draw.choices(words, k=7))} {at}", "text": text, "date": day}
            lines.write(json.dumps(row | {"publisher": f"صحيفة {at % 25}"}, ensure_ascii=False) + "\n")


def count_articles(path: Path) -> int:
    """How many different articles a file holds: the list has each once."""
    return len({loaded.article.id for loaded in load_all([str(path)])[0]})


def rows(path: Path, count: int) -> Iterator[tuple[str, str, str]]:
    """The rows of the table for a file of so many articles: the measure, the articles, the figure."""
    description = f"{count:,} articles"
    with tempfile.TemporaryDirectory() as home:
        for time in ("the first time", "with an index"):
            with run([*READER, str(path)], home=home, opens="library") as program:
                shown = program.wait_for(b" article")
                yield f"start to first rows, {time}", description, f"{shown:.2f} s"
                complete = program.wait_for(f"{count:,} article".encode(), patience=600)
                yield f"start to all rows, {time}", description, f"{complete:.2f} s"
                program.frame(patience=3, silence=1.5)
                moves = time_keys(program, [_DOWN] * 20 + [_PAGE] * 10 + [_UP] * 10 + [_END, _HOME] * 3)
                yield f"moving key to frame, {time}", description, describe_rounds([moves])
                typed = time_keys(program, ["/", "س", "و", "ر", "ي", "\x7f", "\x7f", "\x7f", "\x7f"] * 2)
                yield f"key in the filter to frame, {time}", description, describe_rounds([typed])
                program.send("\r")
                program.frame(silence=0.3)
                sorts = [time for key in "tdwo" for time in time_keys(program, ["s", key])[1:]]
                yield f"sorting key to frame, {time}", description, describe_rounds([sorts])
                yield f"peak memory, {time}", description, f"{program.peak_memory():.0f} MB"
            if time == "the first time":
                _build(path, home)


def _build(path: Path, home: str) -> None:
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
    command = [*READER, "index", str(path), "--no-engine"]
    # Rows of a corpus that cannot be read make the exit code 2.
    subprocess.run(command, env={"PATH": "/usr/bin:/bin", **folders}, check=False, capture_output=True)


def main() -> None:
    """Print the table; the command line may name a corpus."""
    print("{:44}{:26}{}".format("measured", "on", "reader"))
    with tempfile.TemporaryDirectory() as name:
        synthetic = Path(name) / "synthetic.jsonl.gz"
        write_synthetic(synthetic, _MANY)
        for path in [*map(Path, sys.argv[1:]), synthetic]:
            for row in rows(path, count_articles(path)):
                print("{:44}{:26}{}".format(*row).rstrip(), flush=True)


if __name__ == "__main__":
    main()
