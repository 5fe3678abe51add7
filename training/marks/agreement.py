"""Prints how far two readers agree on the articles of the test part, from their marks before adjudication.

    python training/marks/agreement.py

Cues match if they overlap, roles of matching cues if they share half of their union, entities if they are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from marked import HERE, read_rows

ROLES = ("committer", "action", "counterparty", "condition", "deadline", "source")
Mark = Mapping[str, Any]


def count_entities(first: Iterable[Mark], second: Iterable[Mark], counts: Counter[tuple[str, str]]) -> None:
    """Count the entities that each reader marked, and those that both did."""
    readings = [{(each["label"], each["start"], each["end"]) for each in reading} for reading in (first, second)]
    for reader, marks in (*zip(("first", "second"), readings, strict=True), ("both", readings[0] & readings[1])):
        for label, _, _ in marks:
            counts[label, reader] += 1
            counts["entities", reader] += 1


def count_commitments(first: Sequence[Mark], second: Sequence[Mark], counts: Counter[tuple[str, str]]) -> None:
    """Count the cues, types and roles that each reader marked, and those on which both agree."""
    for reader, each in chain((("first", each) for each in first), (("second", each) for each in second)):
        counts["cue", reader] += 1
        counts["cue and type", reader] += 1
        for role in filter(each.get, ROLES):
            counts[role, reader] += 1
            counts["roles", reader] += 1
    left = list(second)
    for one in first:
        other = next((each for each in left if share(one["cue"], each["cue"]) > 0), None)
        if other is None:
            continue
        left.remove(other)
        counts["cue", "both"] += 1
        counts["cue and type", "both"] += one["type"] == other["type"]
        for role in ROLES:
            if one.get(role) and other.get(role) and share(one[role], other[role]) >= 0.5:
                counts[role, "both"] += 1
                counts["roles", "both"] += 1


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """The part of the union of two spans that lies in both."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def main() -> None:
    """Print F1 for each thing that is marked, with how many of it each reader marked."""
    for task, count in (("commitments", count_commitments), ("entities", count_entities)):
        counts: Counter[tuple[str, str]] = Counter()
        for row in read_rows(HERE / f"readings_{task}.jsonl"):
            count(row["first"], row["second"], counts)
        for name in dict.fromkeys(name for name, _ in counts):
            first, second, both = (counts[name, reader] for reader in ("first", "second", "both"))
            print(f"{name:14} {2 * both / (first + second):.3f} {first:5} {second:5}")


if __name__ == "__main__":
    main()
