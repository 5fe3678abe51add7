"""Measures whether the reader's memory stays constant: python -m benchmarks.memory [--keys N] [--articles N]

The reader runs in a pseudo-terminal, with a workspace. Articles are opened one after another, and then keys are pressed
in one of them, some of which have nowhere left to go. Each line has the memory of the reader's process at that point.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timed_program import READER, Program, run
from reader.paths import bundled

_SIGN = b"quit"
"""A word that is on the screen as soon as it has been drawn."""
_AT_ONCE = 20
"""The number of keys that are sent together; the next ones follow when the output has stopped."""
_KEYS = (
    "n", "n", "n", "w", "s", "f", "i", "p", "x", "\x1b[B", "\x1b[6~", "\x1b[1;5F", "n", "n", "\x1b[1;5H", "y", "h", "h",
    "?", "q", "/حلب\r", ".", ",", "\t", "\x1b[B", "\x1b[F", "\x1b[H", "\t", "2", "u", "\x05", "\x13",
    "t", "t", "t", "t",
)  # fmt: skip
"""The keys that are pressed repeatedly: moving, going to the ends, opening and closing boxes, tagging and undoing."""


def resident(program: Program) -> float:
    """The process's memory at the moment, in MB."""
    status = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def write_articles(folder: Path, many: int) -> None:
    """Write articles of usual length, each with a different text and with annotations, so that no engine is needed."""
    seed = next(bundled("seeds").glob("*.txt")).read_text(encoding="utf-8")
    for number in range(many):
        text = f"{seed}\n\nخبر رقم {number}."
        words = [(at, at + len(word)) for word in text.split()[:40] for at in [text.index(word)]]
        lines = [f"T{at}\tplace {start} {end}\t{text[start:end]}\n" for at, (start, end) in enumerate(words, 1)]
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        (folder / f"{number:04}.ann").write_text("".join(lines), encoding="utf-8")


def open_articles(program: Program, many: int) -> Iterator[tuple[int, float]]:
    """The number of articles opened so far, and the memory in MB after them."""
    yield 1, resident(program)
    for opened in range(2, many + 1):
        program.send("]")
        program.frame()
        if opened % max(1, many // 10) == 0:
            yield opened, resident(program)


def press_keys(program: Program, many: int) -> Iterator[tuple[int, float]]:
    """The number of keys pressed so far, and the memory in MB after them."""
    pressed = reported = 0
    while pressed < many:
        keys = [_KEYS[(pressed + at) % len(_KEYS)] for at in range(_AT_ONCE)]
        for key in keys:
            program.send(key)
        program.frame(silence=0.1)
        pressed += _AT_ONCE
        if pressed - reported >= many // 10:
            reported = pressed
            yield pressed, resident(program)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keys", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        write_articles(Path(scratch), options.articles)
        with run([*READER, scratch], columns=120, rows=40) as program:
            program.wait_for(_SIGN)
            program.frame(silence=2)
            for unit, figures in (
                ("articles", open_articles(program, options.articles)),
                ("keys", press_keys(program, options.keys)),
            ):
                print(f"{unit:>10}      MB")
                for count, memory in figures:
                    print(f"{count:10,}{memory:8.0f}", flush=True)


if __name__ == "__main__":
    main()
