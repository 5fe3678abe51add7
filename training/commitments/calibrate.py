"""Writes commitment_scores.txt: how often each class of rule is right, smoothed towards the average of all classes.

Run `python training/commitments/calibrate.py GOLD.jsonl TEXTS [GOLD.jsonl TEXTS …]`. Each GOLD marks the commitments of
articles in the folder TEXTS that follows it, with one JSON object on each line; only the articles in tuning.txt are
used. judged.tsv adds proposals that were judged one by one: class, right, read. A proposal is right where its cue
overlaps a marked cue of the same type.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from reader.annotate.commitments.cues import find_cues
from reader.annotate.commitments.lexicon import read_lexicon
from reader.annotate.commitments.scoring import name_class
from reader.annotate.commitments.text_words import read_tokens
from reader.model import Span

HERE = Path(__file__).parent
OUTPUT = HERE.parents[1] / "reader" / "annotate" / "lexicon" / "commitment_scores.txt"
WEIGHT = 5
"""The number of proposals of average quality that are added to each class, for smoothing."""


def count_gold(gold: Path, texts: Path) -> tuple[Counter[str], Counter[str]]:
    """The numbers of right proposals and of all proposals by class, in the tuning articles."""
    names = set((HERE / "tuning.txt").read_text(encoding="utf-8").split())
    lexicon = read_lexicon()
    right: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        if row["doc"] not in names:
            continue
        tokens = read_tokens((texts / row["doc"]).read_bytes().decode("utf-8"))
        for cue in find_cues(tokens, lexicon):
            span = tokens.span(cue.first, cue.last)
            name = name_class(cue.type, cue.rule)
            read[name] += 1
            right[name] += any(
                span.overlaps(Span(*marked["cue"])) and marked["type"] == cue.type for marked in row["commitments"]
            )
    return right, read


def write_scores(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Count the proposals, smooth the shares, and write the file."""
    right: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for gold, texts in pairs:
        more_right, more_read = count_gold(gold, texts)
        right += more_right
        read += more_read
    for line in (HERE / "judged.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, good, seen = line.split("\t")
        right[name] += int(good)
        read[name] += int(seen)
    average = right.total() / read.total()
    lines = ["# Class of rule and the probability that it is right; written by training/commitments/calibrate.py."]
    lines += [f"{name}\t{(right[name] + WEIGHT * average) / (read[name] + WEIGHT):.2f}" for name in sorted(read)]
    OUTPUT.write_text("\n".join([*lines, f"*\t{average:.2f}"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    write_scores(list(zip(given[::2], given[1::2], strict=True)))
