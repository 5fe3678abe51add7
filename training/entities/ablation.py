"""Measures what each step and each kind of rule adds to the entities: with and without it, on articles of dev.

python training/entities/ablation.py --texts SOURCE… [--model FOLDER] [--cache FOLDER]

Weights are fitted anew for every row, on nine tenths of the articles, and measured on the tenth.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from judged_spans import (
    KINDS,
    MODEL,
    ReadArticle,
    choose_all,
    collect,
    count,
    f1,
    iterate_pairs,
    judge_by_others,
    read_articles,
    without,
)

from reader.annotate.entities.span_candidates import AGAIN, NAMES, NETWORK, PATTERNS, SpanCandidate
from reader.annotate.names.labelled_names import find_labelled
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.name_starts import divide_at_and, leave_out_proclitics
from reader.annotate.recogniser.network import choose_labels

LeaveOut = Callable[[SpanCandidate], SpanCandidate | None]

THRESHOLD = 0.4

RULES = {
    "listed places": "place list",
    "places of GeoNames": "place list (GeoNames)",
    "listed organizations": "organization list",
    "listed peoples": "list of peoples",
    "listed people": "list of newsmakers",
    "newspapers in quotes": "newspaper, in quotation marks",
    "full dates": "a full date",
    "months": "a month",
    "weekdays": "a weekday",
    "years": "a year",
    "times": "a time",
    "stretches like others": "a stretch like another",
    "stretches of time": "a stretch of time",
    "today": "today",
    "numbers like years": "a number like a year",
    "durations": "a number with a unit of time",
    "percentages": "a number with a percent sign",
    "money": "a number with a currency",
    "measures": "a number with a unit",
    "counted things": "a number with what it counts",
    "bare numbers": "a number",
    "tens and hundreds": "tens, hundreds or thousands",
}
"""The kinds of rule, by the words that their proposals have as their rule."""


def read_alone(article: ReadArticle) -> list[NameCandidate]:
    """The names that the network's labels mark, in whole words."""
    labelled = [choose_labels(rows, article.read.labels) for rows in article.read.entities]
    return list(find_labelled(article.tokens, article.read.runs, labelled, ""))


def begin_rightly(article: ReadArticle) -> list[NameCandidate]:
    """The same without proclitics, and divided at و."""
    return leave_out_proclitics(article.tokens, list(divide_at_and(article.tokens, read_alone(article))))


def without_rule(article: ReadArticle, rule: str) -> ReadArticle:
    """The article without the proposals of a kind of rule."""
    kept = tuple(each for each in article.so_far if each.rule != rule)
    return replace(article, so_far=kept)


def judge_all(articles: Iterable[ReadArticle], leave_out: LeaveOut | None = None) -> list[list[NameCandidate]]:
    """What is chosen in each article, by weights from other articles."""
    return choose_all(judge_by_others([collect(each, leave_out) for each in articles]), THRESHOLD)


def keep(*origins: str) -> LeaveOut:
    """Keeps only the candidates of these origins."""

    def leave_out(each: SpanCandidate) -> SpanCandidate | None:
        kept = each.origins & set(origins)
        return replace(each, origins=kept) if kept else None

    return leave_out


def print_row(name: str, counts: Counter[tuple[str, str]], before: Counter[tuple[str, str]] | None = None) -> None:
    """One line of the table: F1 by label, of all, of all overlapping; with `before`, the difference in all."""
    figures = [f1(counts, kind) for kind in (*KINDS, "all")] + [f1(counts, "all", "overlapping")]
    change = f" {f1(counts, 'all') - f1(before, 'all'):+.4f} |" if before else " |"
    print(f"| {name} |", " | ".join(f"{figure:.3f}".lstrip("0") for figure in figures), "|" + change, flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--cache", type=Path, help="a folder that keeps what the network says")
    options = parser.parse_args()
    articles = read_articles(options.texts, ["dev"], options.model, options.cache)

    def measure(found: Sequence[Sequence[NameCandidate]]) -> Counter[tuple[str, str]]:
        return count(iterate_pairs(articles), found)

    print("| |", " | ".join((*KINDS, "all", "overlapping", "change")), "|\n|---|" + "---:|" * (len(KINDS) + 3))
    before = measure([read_alone(each) for each in articles])
    print_row("network alone", before)
    steps = {"names begin without proclitics": measure([begin_rightly(each) for each in articles])}
    origins = (NETWORK, AGAIN, PATTERNS, NAMES)
    labels = ("judged", "named elsewhere", "dates and numbers", "lists")
    for last, label in enumerate(labels, start=1):
        steps[label] = measure(judge_all(articles, keep(*origins[:last])))
    for label, counts in steps.items():
        print_row(f"+ {label}", counts, before)
        before = counts
    for origin in origins[1:]:
        print_row(f"all without: {origin}", measure(judge_all(articles, without(origin))), before)
    for label, rule in RULES.items():
        fewer = [without_rule(each, rule) for each in articles]
        print_row(f"all without: {label}", measure(judge_all(fewer)), before)


if __name__ == "__main__":
    main()
