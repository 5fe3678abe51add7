"""Measures the reader on this machine and prints tables: python -m benchmarks [PART...] [--corpus FILE]"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

PARTS = {
    "library": "the index of a library",
    "screen": "keys to frames in a pseudo-terminal, beside emacs -nw",
    "article_list": "the list of all articles: opening it, its keys, its memory",
    "layout": "laying out, beside the naive way",
    "annotate": "each annotator",
    "corpus": "a whole corpus, with its memory",
    "rivals": "the engine beside other tools",
    "growth": "time in proportion to length",
    "store": "actions of the workspace",
    "search": "first pages of queries, beside ripgrep and another tokenizer",
    "ledger": "the ledger of a library, for a corpus with annotations",
    "report": "the page of a report on 1,000 articles in a browser, for a corpus with annotations",
    "memory": "20,000 keys and 1,000 articles",
}
WITH_CORPUS = frozenset({"screen", "article_list", "layout", "corpus", "library", "search", "ledger", "report"})
"""The parts that can measure on a corpus of the user's."""


def main() -> None:
    """Run the parts one after another, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    descriptions = "; ".join(f"{part}: {description}" for part, description in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{descriptions}; all of them if none is named")
    parser.add_argument(
        "--corpus",
        type=Path,
        help="JSON Lines (.jsonl.gz) with a field text; without it, the seed article is repeated",
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for part in arguments.parts or PARTS:
        print(f"\n== {part}: {PARTS[part]}\n", flush=True)
        corpus = [str(arguments.corpus)] if arguments.corpus and part in WITH_CORPUS else []
        subprocess.run([sys.executable, "-m", f"benchmarks.{part}", *corpus], env=environment, check=False)


if __name__ == "__main__":
    main()
