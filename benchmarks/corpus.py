"""Measures the time and the memory that a whole corpus takes: python -m benchmarks.corpus [FILE] [--jobs N]

It runs `reader annotate` with the default annotators on FILE, or on two hundred copies of the sample article, and
prints a line for each tenth of the articles: the seconds since the start, and the memory of all processes (Linux only).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.batch.progress import count_articles
from reader.paths import bundled

_COPIES = 200
_PAUSE = 0.5
"""The seconds between two looks at the output."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines; without it, copies of the sample article")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.file or _copy_sample(Path(folder))
        output = Path(folder) / "annotated.jsonl"
        command = [sys.executable, "-m", "reader", "annotate", str(corpus), "-o", str(output)]
        measure([*command, "--jobs", str(options.jobs)], output, count_articles([str(corpus)]))


def measure(command: list[str], output: Path, total: int) -> None:
    """Run a command that writes a line for each article, and print its progress."""
    print(f"{'articles':>10}{'seconds':>10}{'articles/s':>12}{'MB':>8}")
    began = time.monotonic()
    done, reported, memory = 0, 0, 0.0
    output.touch()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process, output.open("rb") as lines:
        while True:
            ended = process.poll() is not None
            memory = _memory(process.pid) or memory
            done += sum(line.endswith(b"\n") for line in lines)
            if done >= reported + total / 10 or ended:
                reported = done
                seconds = time.monotonic() - began
                print(f"{done:10,}{seconds:10.1f}{done / seconds:12.1f}{memory:8.0f}", flush=True)
            if ended:
                break
            time.sleep(_PAUSE)


def _memory(pid: int) -> float:
    """The memory of a process and its children in MB; 0 where the system does not provide it."""
    try:
        tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in (str(pid), *tasks))
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _copy_sample(folder: Path) -> Path:
    text = next(bundled("seeds").glob("*.txt")).read_text(encoding="utf-8")
    path = folder / "corpus.jsonl"
    rows = (json.dumps({"id": str(number), "text": text}) + "\n" for number in range(_COPIES))
    path.write_text("".join(rows), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
