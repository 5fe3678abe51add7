"""Measures, on pairs and passages marked by hand, which rows are proposed as one entry and how evidence is ranked.

reader annotate ant.jsonl.gz --with-text -o annotated.jsonl
python training/ledger/measure.py --texts annotated.jsonl [--part dev]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from math import log
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotated import AnnotatedArticle, list_passages, list_rows, read_articles, read_row

from reader.evaluate.intervals import find_intervals
from reader.evaluate.scores import Score
from reader.library.index.index_words import folded_words
from reader.library.ledger.act_words import weigh_keys
from reader.library.ledger.evidence_ranking import Passage, rank_evidence
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.row_likeness import LEAST_LIKENESS, likeness, read_keys
from reader.library.ledger.same_commitment import group_rows
from reader.model import Span

HERE = Path(__file__).parent
LEAST_SHARED_WORDS = 0.14
"""From which share of common words on the baseline takes two rows for one commitment; best on dev."""
BEFORE = timedelta(days=30)
AFTER = timedelta(days=180)
"""From when until when passages are ranked, around the day of the entry."""
FIRST = 5
SATURATION = 1.2
LENGTH = 0.75
"""The usual parameters of BM25."""


def main() -> None:
    """Prints the figures of one part."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", nargs="+", type=Path, required=True, metavar="SOURCE")
    options.add_argument("--part", choices=("dev", "test"), default="test")
    chosen = options.parse_args()
    articles = {article.id: article for article in read_articles(chosen.texts)}
    measure_pairs(_read("pairs.jsonl", chosen.part), articles)
    measure_evidence(_read("evidence.jsonl", chosen.part), articles)


def measure_pairs(pairs: Sequence[dict[str, Any]], articles: Mapping[str, AnnotatedArticle]) -> None:
    """Prints precision, recall and F1 of likeness, of the groups over the whole library, and of plain overlap."""
    rows: list[LedgerRow] = []
    for article in articles.values():
        rows += list_rows(article, first_number=len(rows))
    start = time.process_time()
    groups = group_rows(rows)
    seconds = time.process_time() - start
    several = sum(len({row.article for row in group}) > 1 for group in groups)
    print(
        f"{len(rows):,} rows of {len(articles):,} articles in {len(groups):,} groups, {seconds:.1f} s of processor time"
    )
    print(f"{several:,} groups are of more than one article")
    group_of = {(row.article, row.cue): number for number, group in enumerate(groups) for row in group}
    weights = weigh_keys(act | story for act, story in map(read_keys, rows))

    def alike(one: LedgerRow, other: LedgerRow) -> bool:
        return likeness(one, other, weights=weights) >= LEAST_LIKENESS

    def in_one_group(one: LedgerRow, other: LedgerRow) -> bool:
        return group_of[one.article, one.cue] == group_of[other.article, other.cue]

    def share_words(one: LedgerRow, other: LedgerRow) -> bool:
        first, second = ({*folded_words(_extent(row))} for row in (one, other))
        return len(first & second) >= LEAST_SHARED_WORDS * len(first | second)

    both = [(pair["is_same"], *(_find_row(articles, pair[side]) for side in ("one", "other"))) for pair in pairs]
    same = sum(is_same for is_same, *_ in both)
    print(f"{same} pairs of one commitment, {len(both) - same} near-misses")
    for name, judge in (("likeness", alike), ("groups", in_one_group), ("shared words", share_words)):
        _print_score(name, [(is_same, judge(one, other)) for is_same, one, other in both])


def measure_evidence(entries: Sequence[dict[str, Any]], articles: Mapping[str, AnnotatedArticle]) -> None:
    """Prints how often a marked passage stands first, and among the first five, by the ranking and by BM25."""
    passages = {article.id: list_passages(article) for article in articles.values()}
    places: dict[str, list[int]] = {"ranking": [], "BM25": []}
    bearings: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        row = _find_row(articles, entry["entry"])
        marked = {(each["sha256"], Span(*each["span"])): each["bearing"] for each in entry["passages"]}
        around = [
            passage
            for article in articles.values()
            if article.id != row.article and article.day and row.day
            if row.day - BEFORE <= article.day <= row.day + AFTER
            for passage in passages[article.id]
        ]
        ranked = rank_evidence(row, around)
        places["ranking"].append(_find_place((each.passage for each in ranked), marked))
        places["BM25"].append(_find_place(rank_by_words(row, around), marked))
        for each in ranked:
            if (each.passage.article, each.passage.span) in marked:
                bearings[marked[each.passage.article, each.passage.span], each.bearing or "none"] += 1
    for name, found in places.items():
        first, five = sum(place == 1 for place in found), sum(0 < place <= FIRST for place in found)
        print(f"{name}: of {len(found)} entries, a marked passage stands first for {first}, among five for {five}")
        print(f"  places {found}")
    print("bearing of the marked passages -> suggested:")
    for (bearing, suggested), number in sorted(bearings.items()):
        print(f"  {bearing} -> {suggested}: {number}")


def _find_row(articles: Mapping[str, AnnotatedArticle], marks: Mapping[str, Any]) -> LedgerRow:
    if marks["sha256"] not in articles:
        raise SystemExit(
            f"measure.py: the article {marks['sha256']} is in none of the files; annotate all of ANT v1.1."
        )
    return read_row(articles[marks["sha256"]], marks)


def _find_place(found: Iterable[Passage], marked: Mapping[tuple[str, Span], str]) -> int:
    return next((place for place, each in enumerate(found, 1) if (each.article, each.span) in marked), 0)


def rank_by_words(row: LedgerRow, passages: list[Passage]) -> list[Passage]:
    """The passages in the order of BM25 over folded words, for the title and the roles of the row."""
    texts = [folded_words(passage.text) for passage in passages]
    counts = Counter(word for words in texts for word in {*words})
    mean = sum(map(len, texts)) / len(texts)
    wanted = {*folded_words(f"{row.title} {_extent(row)}")}

    def score(words: list[str]) -> float:
        found = Counter(word for word in words if word in wanted)
        return sum(
            log(1 + (len(texts) - counts[word] + 0.5) / (counts[word] + 0.5))
            * number
            * (SATURATION + 1)
            / (number + SATURATION * (1 - LENGTH + LENGTH * len(words) / mean))
            for word, number in found.items()
        )

    scores = [score(words) for words in texts]
    return [passages[place] for place in sorted(range(len(passages)), key=lambda place: -scores[place])]


def _extent(row: LedgerRow) -> str:
    return " ".join((row.quote, *(filler.quote for role, filler in row.roles.items() if role != "source")))


def _print_score(name: str, judged: Iterable[tuple[bool, bool]]) -> None:
    by_pair = [{name: Score(int(same and found), int(found), int(same))} for same, found in judged]
    scores = [scores[name] for scores in by_pair]
    right, found, wanted = (sum(getattr(each, part) for each in scores) for part in ("right", "found", "wanted"))
    precision, recall = right / found if found else 0.0, right / wanted
    f1 = 2 * right / (found + wanted)
    low, high = find_intervals(by_pair)[name]
    print(f"{name}: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f} (95 of 100: {low:.2f}-{high:.2f})")


def _read(name: str, part: str) -> list[dict[str, Any]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["part"] == part]


if __name__ == "__main__":
    main()
