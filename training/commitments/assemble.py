"""Combines marks.jsonl with the texts that it marks, so that `reader evaluate` can measure on them.

Run `python training/commitments/assemble.py --part "held out" --out FOLDER SOURCE…`, then
`reader evaluate FOLDER/gold.jsonl`. marks.jsonl has only offsets, since the articles' owners do not allow
redistribution. SOURCE is a folder of text files from SaudiNewsNet and ANT (title, blank line, body), or ANT as JSON
Lines, packed or not; texts are recognised by their SHA-256.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("read", "held out", "second reader")


def texts_in(source: Path) -> Iterator[bytes]:
    """The articles in a folder of text files, or in a file with a row for each."""
    if source.is_dir():
        for path in sorted(source.rglob("*.txt")):
            yield path.read_bytes()
        return
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield f"{row['title']}\n\n{row['text'].strip()}\n".encode()


def assemble(part: str, sources: list[Path], folder: Path) -> tuple[int, int]:
    """Write the gold and its texts; returns how many articles of the part were found, and how many it has."""
    rows = [json.loads(line) for line in (HERE / "marks.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {row["sha256"]: row for row in rows if row["part"] == part}
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    found: dict[str, bytes] = {}
    for source in sources:
        for text in texts_in(source):
            key = sha256(text).hexdigest()
            if key in wanted:
                found[key] = text
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for key, text in found.items():
            row = wanted[key]
            (folder / "texts" / row["doc"]).write_bytes(text)
            gold.write(json.dumps({"doc": row["doc"], "commitments": row["commitments"]}, ensure_ascii=False) + "\n")
    return len(found), len(wanted)


def main() -> None:
    """Read the command line, and print how many texts were found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=PARTS, default=PARTS[1])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("sources", nargs="+", type=Path)
    arguments = parser.parse_args()
    found, wanted = assemble(arguments.part, arguments.sources, arguments.out)
    print(f"{found} of {wanted} articles in {arguments.out}")


if __name__ == "__main__":
    main()
