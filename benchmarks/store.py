"""Measures the actions of a workspace: python -m benchmarks.store [FOLDER]

It measures opening a workspace and loading 3,000 annotations, each kind of action, and the time until one reader's
action is on another reader's screen. The first line is the time of one fdatasync on the disk of the folder, which is
the least that a durable action can take.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from benchmarks.timed_program import run
from reader.journal import tagging
from reader.model import Annotation, Article, Decision, Span
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان. " * 1200, source="خبر.txt")


def time_each(action: Callable[[int], object], many: int) -> list[float]:
    """The milliseconds that each call takes."""
    taken = []
    for number in range(many):
        started = time.perf_counter()
        action(number)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def show(measured: str, taken: list[float]) -> None:
    """Print the median and the 95th percentile."""
    tail = quantiles(taken, n=20)[-1]
    print(f"{measured:44} median {median(taken):8.2f} ms   95 % {tail:8.2f} ms")


def sync(descriptor: int, number: int) -> None:
    """Overwrite 8 kB and wait until they are on disk: the least that a durable action can cost."""
    os.pwrite(descriptor, bytes(8192), number % 64 * 8192)
    os.fdatasync(descriptor)


def measure(folder: Path, many: int) -> None:
    """Measure the actions of a workspace in a folder of the disk in question."""
    database = folder / ".reader" / "reader.db"
    with open(folder / "raw", "w+b") as raw:
        raw.write(bytes(64 * 8192))
        raw.flush()
        os.fsync(raw.fileno())
        show("one fdatasync", time_each(lambda number: sync(raw.fileno(), number), many))
    with Workspace.open(database, who="سلمى") as workspace:
        workspace.remember(ARTICLE)
        authorship = workspace.authorship(ARTICLE.id)
        spans = [Span(5 * at, 5 * at + 4) for at in range(3000)]
        show("tag", time_each(lambda number: workspace.apply(tagging.tag(authorship, spans[number], "place")), many))
        proposals = [Annotation(span, "person", source="names", score=0.5, rule="قائمة") for span in spans]
        show(
            "accept a proposal", time_each(lambda at: workspace.apply(tagging.accept(authorship, proposals[at])), many)
        )
        show("undo", time_each(lambda _: workspace.undo(ARTICLE.id), many))
        show("redo", time_each(lambda _: workspace.redo(ARTICLE.id), many))
        rest = [(authorship, span) for span in spans[2 * many :]]
        show("tag all, 1,000 at once", time_each(lambda _: workspace.apply(tagging.tag_all(rest[:1000], "date")), 3))
        show("undo the 1,000", time_each(lambda _: workspace.undo(ARTICLE.id), 3))
        have = sum(each.decision is Decision.ACCEPTED for each in workspace.annotations(ARTICLE.id))
        workspace.apply(tagging.tag_all([(authorship, spans[at % 3000]) for at in range(3000 - have)], "date"))

    def load(_: int) -> None:
        with Workspace.open(database, who="سلمى") as opened:
            opened.remember(ARTICLE)
            loaded = opened.annotations(ARTICLE.id), opened.proposed(ARTICLE.id), opened.reading_state(ARTICLE.id)
            if len(loaded[0]) != 3000:
                raise ValueError(f"{len(loaded[0])} annotations instead of 3,000")

    show("open, and load 3,000 annotations", time_each(load, 20))
    with Workspace.open(database, who="خالد") as other:
        last = other.latest()
        show("ask what others did", time_each(lambda _: other.changes_since(last), 200))


def measure_following(folder: Path, many: int) -> None:
    """Measure the time from one reader's key to the frame that shows the action on another reader's screen."""
    article, settings = folder / "a.txt", folder / "config.toml"
    article.write_text("عنوان\n\n" + " ".join(f"كلمة{number}" for number in range(many + 2)), encoding="utf-8")
    settings.write_text("[annotate]\non_open = false\n[panel]\nvisible = false\n", encoding="utf-8")
    command = ["env", f"READER_CONFIG={settings}", sys.executable, "-m", "reader", str(article), "--as"]
    with run([*command, "سارة"]) as one, run([*command, "خالد"]) as other:
        for program in (one, other):
            program.wait_for(b"unread")
        own, other_reader = [], []
        for number in range(1, many + 1):
            # The pause is random, so that it is not in step with the other reader's polling.
            time.sleep(random.uniform(0.2, 0.9))
            started = time.perf_counter()
            one.send("w2")
            sign = f"{number} annotations".encode()
            own.append((one.wait_for(sign, patience=1e6) + one.started - started) * 1000)
            other_reader.append((other.wait_for(sign, patience=1e6) + other.started - started) * 1000)
    show("tag key to one's own frame, 2 readers", own)
    show("tag key to the other's frame, 2 processes", other_reader)


def main() -> None:
    """Measure in a new folder, inside the one that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", help="a folder on the disk to measure; by default, that of temporary files"
    )
    parser.add_argument("--many", type=int, default=300, help="actions of each kind")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as made:
        measure(Path(made), arguments.many)
        measure_following(Path(made), min(arguments.many, 50))


if __name__ == "__main__":
    main()
