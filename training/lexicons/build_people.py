"""Build reader/annotate/lexicon/people.tsv.gz: given names and surnames with how often each is which.

    python training/lexicons/build_people.py NAME_UNITS.tsv --counts FILE_OR_FOLDER...

reads name units from Wikidata (CC0). A unit that running news uses more often than names explain is marked weak: صالح
and جمال are words as well.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

from counting import count_words

LEXICON = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", type=Path)
    parser.add_argument("--counts", nargs="+", type=Path, required=True)
    arguments = parser.parse_args()
    counts = count_words(arguments.counts)
    kept = []
    for line in arguments.names.read_text(encoding="utf-8").splitlines()[2:]:
        name, given, surname, unknown, _ = line.split("\t")
        bearers = int(given) + int(surname)
        if len(name) < 2 or bearers < 2 and counts[name]:
            continue
        role = "g" if int(given) > 2 * int(surname) else "s" if int(surname) > 2 * int(given) else "b"
        # A name that a thousand people bear stands in the news some dozens of times; a word stands there more often.
        weak = "w" if counts[name] > 20 + bearers else ""
        kept.append((name, role + weak))
    kept.sort()
    lines = [
        "# Name units: Wikidata (CC0) by way of arabic-name-romanizer.",
        "# folded name, g = given name, s = surname, b = both; w = a common word as well",
        *("\t".join(row) for row in kept),
    ]
    with open(LEXICON / "people.tsv.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as zipped:
        zipped.write("\n".join(lines).encode())
    print(len(kept), "name units;", sum(role.endswith("w") for _, role in kept), "weak")


if __name__ == "__main__":
    main()
