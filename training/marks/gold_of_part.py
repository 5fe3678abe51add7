"""Puts the marks and the texts of one part together, so that `reader evaluate FOLDER/gold.jsonl` can measure on it.

    python training/marks/gold_of_part.py PART FOLDER --texts SOURCE…

PART is train, judge, dev or test; each look at test is written down in README.md. SOURCE are folders of text files, or
JSON Lines, packed or not; texts are found by their SHA-256.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from marked import find_texts, read_marked, read_parts


def main() -> None:
    """Write the gold, and print how many articles have been found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("part", choices=("train", "judge", "dev", "test"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    texts, parts = find_texts(options.texts), read_parts()
    wanted = [each for each in read_marked() if parts[each.sha256] == options.part]
    found = [each for each in wanted if each.sha256 in texts]
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for each in found:
            row = {"doc": each.doc, "text": texts[each.sha256], "commitments": list(each.commitments)}
            if each.entities is not None:
                row["entities"] = list(each.entities)
            gold.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(found)} of {len(wanted)} articles in {options.folder}")


if __name__ == "__main__":
    main()
