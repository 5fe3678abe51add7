"""Fits the weights of commitment_antecedents.toml to marked articles, and prints them.

Run `python training/commitments/weigh.py GOLD.jsonl TEXTS`. GOLD marks the commitments of articles in the folder TEXTS,
with one JSON object on each line. It uses the verbs found by the rules whose marked committer comes before them but is
not the noun phrase directly before. There are few such verbs, so each weight is kept near the one set by hand. The last
line is how many verbs are right with weights from other articles. The file itself is changed by hand.
"""

from __future__ import annotations

import json
import math
import random
import sys
from pathlib import Path

import tomli

from reader.annotate.commitments import grammar, subjects
from reader.annotate.commitments.antecedents import agrees
from reader.annotate.commitments.cues import find_cues
from reader.annotate.commitments.found_before import mark_found
from reader.annotate.commitments.lexicon import read_lexicon
from reader.annotate.commitments.phrase_candidates import find_candidates
from reader.annotate.commitments.text_words import read_tokens
from reader.annotate.pipeline import annotate
from reader.comparing.pairing import is_same_role
from reader.model import Article, Span

FILE = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon" / "commitment_antecedents.toml"
BACK, ROUNDS, RATE, HOLD, FOLDS = 110, 200, 0.05, 0.3, 8

Case = list[tuple[frozenset[str], bool]]
"""The signs of each candidate, the nearest first, and whether it is the marked one."""


def read_cases(gold: Path, texts: Path) -> list[tuple[str, Case]]:
    """The verbs without a subject of their own, by article."""
    lexicon = read_lexicon()
    cases: list[tuple[str, Case]] = []
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        text = (texts / row["doc"]).read_bytes().decode("utf-8")
        found = annotate(Article(text), names=["patterns", "names", "entities"]).annotations
        tokens = mark_found(read_tokens(text), found)
        for cue in find_cues(tokens, lexicon):
            span = tokens.span(cue.first, cue.last)
            marked = next((each for each in row["commitments"] if span.overlaps(Span(*each["cue"]))), None)
            if marked is None or not marked["committer"] or marked["committer"][1] > marked["cue"][0]:
                continue
            wanted = Span(*marked["committer"])
            joined = grammar.has_and(tokens.words[cue.first])
            left = None if joined else subjects.left_subject(tokens, lexicon, cue.first)
            right_before = left is not None and is_same_role(tokens.span(left[0], left[1] - 1), wanted)
            if right_before or cue.form[1:2] != "3":
                continue
            case: Case = []
            for candidate in find_candidates(tokens, lexicon, cue.first, BACK):
                signs = set(candidate.signs)
                kind = candidate.kind[1:].rstrip("+?")
                form = cue.form[1:4].rstrip("+")
                signs.update(["alike"] if kind == form else [])
                signs.update([] if agrees(tokens, candidate.stretch, kind, form) else ["unlike"])
                if joined and signs >= {"subject", "same"}:
                    signs.add("goes_on")
                start, end = candidate.stretch
                case.append((frozenset(signs), is_same_role(tokens.span(start, end - 1), wanted)))
            cases.append((row["doc"], case))
    return cases


def total(weights: dict[str, float], step: float, rank: int, signs: frozenset[str]) -> float:
    return rank * step + sum(weights.get(sign, 0.0) for sign in signs)


def train(cases: list[Case], hand: dict[str, float], step: float) -> dict[str, float]:
    """The weights from gradient ascent on the likelihood of the marked candidate, kept near those set by hand."""
    weights = dict(hand)
    usable = [case for case in cases if any(right for _, right in case)]
    for number in range(ROUNDS):
        random.Random(number).shuffle(usable)
        for case in usable:
            raised = [math.exp(total(weights, step, rank, signs)) for rank, (signs, _) in enumerate(case)]
            marked = sum(value for value, (_, right) in zip(raised, case, strict=True) if right)
            for value, (signs, right) in zip(raised, case, strict=True):
                slope = (value / marked if right else 0.0) - value / sum(raised)
                for sign in signs & weights.keys():
                    weights[sign] += RATE * slope
            for sign in weights:
                weights[sign] += RATE * HOLD * (hand[sign] - weights[sign])
    return weights


def count_right(cases: list[Case], weights: dict[str, float], step: float) -> int:
    """The number of cases in which the marked candidate ranks first."""
    return sum(
        max(enumerate(case), key=lambda item: total(weights, step, item[0], item[1][0]))[1][1] for case in cases if case
    )


def weigh(gold: Path, texts: Path) -> None:
    """Train on all cases, print the weights, and print how good they are on articles they were not trained on."""
    table = tomli.loads(FILE.read_text(encoding="utf-8"))
    hand, step = table["signs"], table["step"]
    cases = read_cases(gold, texts)
    for sign, weight in train([case for _, case in cases], hand, step).items():
        print(f"{sign} = {weight:.1f}")
    names = sorted({name for name, _ in cases})
    right = 0
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        weights = train([case for name, case in cases if name not in held], hand, step)
        right += count_right([case for name, case in cases if name in held], weights, step)
    covered = sum(any(right for _, right in case) for _, case in cases)
    by_hand = count_right([case for _, case in cases], hand, step)
    print(f"# right {right} of {len(cases)}, by hand {by_hand}; among the candidates {covered}")


if __name__ == "__main__":
    weigh(Path(sys.argv[1]), Path(sys.argv[2]))
