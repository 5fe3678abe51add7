"""Measures the reader on this machine and prints tables: python -m benchmarks [layout] [screen] [annotate] [--corpus FILE]"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help="layout, screen, annotate; all of them if none is named"
    )
    parser.add_argument(
        "--corpus", type=Path, help="JSON Lines (.gz) with a field text; else the seed article, repeated"
    )
    arguments = parser.parse_args()
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    for part in arguments.parts or ("layout", "screen", "annotate"):
        print(f"== {part}")
        run_part(part, arguments.corpus)
        print()


def run_part(part: str, corpus: Path | None) -> None:
    if part == "screen":
        from benchmarks import screen

        print_table(("measured", "on", "reader", "emacs -nw"), screen.rows(corpus))


def print_table(heading: tuple[str, ...], rows: object) -> None:
    table = [heading, *rows]  # type: ignore[misc]
    widths = [max(len(row[at]) for row in table) for at in range(len(heading))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
