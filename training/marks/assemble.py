"""Combines the marks of one part with their texts, so that `reader evaluate` can measure on them.

    python training/marks/assemble.py --part dev --out FOLDER SOURCE…
    reader evaluate FOLDER/gold.jsonl

A SOURCE is a folder of text files, or articles in JSON Lines, packed or not.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from marked import find_texts, read_marked, read_parts


def main() -> None:
    """Write the gold and its texts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=("train", "judge", "dev", "test"), default="dev")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("sources", nargs="+", type=Path)
    options = parser.parse_args()
    parts, texts = read_parts(), find_texts(options.sources)
    wanted = [each for each in read_marked() if parts[each.sha256] == options.part]
    found = [each for each in wanted if each.sha256 in texts]
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for each in found:
            (options.out / each.doc).write_text(texts[each.sha256], encoding="utf-8")
            row = {"doc": each.doc, "sha256": each.sha256, "commitments": each.commitments}
            if each.entities is not None:
                row["entities"] = each.entities
            gold.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(found)} of {len(wanted)} articles in {options.out}")


if __name__ == "__main__":
    main()
