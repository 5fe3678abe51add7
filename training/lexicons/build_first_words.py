"""Writes first_words.txt: the words with which marked names, dates and quantities begin, without proclitics.

python training/lexicons/build_first_words.py --texts SOURCE…

They tell the reader that the ب of ببطولة is a preposition and that of بلدية is not.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marks"))

from marked import find_texts, read_marked, read_parts

from reader.annotate.names.first_words import FILE
from reader.annotate.tokens import read_tokens, without_proclitics
from reader.arabic.words import fold

OUTPUT = Path(__file__).resolve().parents[2] / "reader/annotate/lexicon" / FILE
LEAST = 3
"""How many marks begin with a word that is listed."""
SHORTEST = 3


def main() -> None:
    """Count in the articles of train, and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    texts, part_of = find_texts(options.texts), read_parts()
    counts: Counter[str] = Counter()
    for article in read_marked():
        if part_of[article.sha256] != "train" or article.sha256 not in texts:
            continue
        tokens = read_tokens(texts[article.sha256])
        for each in article.entities or ():
            if each["label"] == "person":
                continue
            index = bisect_right(tokens.starts, each["start"]) - 1
            before = len(fold(tokens.text[tokens.starts[index] : each["start"]]))
            word = tokens.folded[index]
            stem = next((stem for skipped, stem in without_proclitics(word) if skipped == before), "")
            if len(stem) >= SHORTEST and stem.isalpha():
                counts[stem] += 1
    kept = sorted(word for word, count in counts.items() if count >= LEAST)
    lines = [
        "# Words with which at least three marked names, dates or quantities begin, folded and without proclitics.",
        *kept,
    ]
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(kept), "words")


if __name__ == "__main__":
    main()
