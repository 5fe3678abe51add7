"""Divides the marked articles into train, dev and test, for good, and writes parts.tsv.

    python training/marks/divide.py TEXTS…

The order of the SHA-256 of the texts decides, which nobody chose. Articles that share much of their wording go into
one part, or the test would ask for what was learnt. TEXTS are folders of text files, or ANT and the marked texts as
JSON Lines, packed or not.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from marked import HERE, Marked, find_texts, read_marked

TEST, DEV = 100, 120
"""The articles with marks of both kinds that go into test and dev, beside those that were kept apart before."""
SHINGLE = 5
"""The words of one shingle."""
ALIKE = 0.3
"""The share of the shorter text's shingles that makes two articles near-duplicates."""
COMMON = 20
"""A shingle that stands in more articles than this is a formula of the trade, and says nothing about two articles."""


def find_shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of five successive words."""
    words = text.split()
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def group_alike(texts: Mapping[str, str]) -> dict[str, str]:
    """The first article, by SHA-256, of the group of near-duplicates that each article belongs to."""
    shingles = {key: find_shingles(text) for key, text in texts.items()}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(shingles):
        for shingle in shingles[key]:
            holders[shingle].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for keys in holders.values():
        if 1 < len(keys) <= COMMON:
            for number, one in enumerate(keys):
                for other in keys[number + 1 :]:
                    shared[one, other] += 1
    first = {key: key for key in texts}

    def find(key: str) -> str:
        while first[key] != key:
            key = first[key]
        return key

    for (one, other), count in sorted(shared.items()):
        if count >= ALIKE * min(len(shingles[one]), len(shingles[other])):
            low, high = sorted((find(one), find(other)))
            first[high] = low
    return {key: find(key) for key in texts}


def divide(marked: Iterable[Marked], texts: Mapping[str, str]) -> dict[str, str]:
    """The part of every marked article, by SHA-256."""
    marked = list(marked)
    groups = group_alike({each.sha256: texts[each.sha256] for each in marked})
    members: dict[str, list[Marked]] = defaultdict(list)
    for each in marked:
        members[groups[each.sha256]].append(each)
    parts: dict[str, str] = {}
    counts = {"test": 0, "dev": 0}
    for first in sorted(members):
        group = members[first]
        if any(each.was_kept_apart for each in group):
            part = "test"
        elif len(group) > 1 or not group[0].is_marked_twice_over or group[0].was_read_quickly:
            part = "train"
        else:
            part = next((name for name, goal in (("test", TEST), ("dev", DEV)) if counts[name] < goal), "train")
            if part in counts:
                counts[part] += 1
        # What rules were tuned on is no test of them, even where a near-duplicate was kept apart.
        parts |= {each.sha256: "train" if part == "test" and each.was_tuned_on else part for each in group}
    return parts


def main() -> None:
    """Write parts.tsv beside this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", type=Path, nargs="+")
    texts = find_texts(parser.parse_args().texts)
    parts = divide(read_marked(), texts)
    lines = (f"{key}\t{part}\n" for key, part in sorted(parts.items()))
    (HERE / "parts.tsv").write_text("".join(lines), encoding="utf-8")
    print({part: sum(value == part for value in parts.values()) for part in ("train", "dev", "test")})


if __name__ == "__main__":
    main()
