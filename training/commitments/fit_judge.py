"""Fits the judge's weights to articles that the network has not learnt from, and writes judge.json.

    python training/commitments/fit_judge.py --texts SOURCE… [--parts judge dev] [--check]

--check prints F1 and calibration with weights from other articles (ten folds), and changes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marks"))

from marked import Marked, find_texts, read_marked, read_parts

from reader.annotate.commitments.candidates import Candidate, find_candidates
from reader.annotate.commitments.evidence import weigh_evidence
from reader.annotate.commitments.judge import FILE, Judge
from reader.annotate.commitments.roles import NAMES, fill_roles
from reader.annotate.recogniser.article_pass import read_article
from reader.annotate.tokens import Tokens, read_tokens

OUTPUT = Path(__file__).resolve().parents[2] / "reader/annotate/lexicon" / FILE
FOLDS = 10
STRENGTH = 0.2
"""The inverse of the regularisation's strength."""
WORD_SHARE = 1.5
FITTED = (
    "network",
    "network is sure of the type",
    "word in the lexicon",
    "word not in the lexicon",
    "type usual for the word",
    "followed as usual",
)
"""The evidence that is fitted. Nothing else raises F1 on other articles (judge_ablation.py); its weights are shipped as
0, and an analyst's own decisions may move them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate, and what the marks say of it."""

    fold: int
    evidence: dict[str, float]
    label: str
    marked: str
    """The type of the marked cue that it overlaps; empty where there is none."""
    roles: tuple[tuple[str, float, bool], ...]
    """Each role that the network fills: its name, its gain, and whether the marks agree."""


def collect(articles: Sequence[Marked], texts: dict[str, str], word_share: float) -> tuple[list[Case], int]:
    """The candidates of the articles, and the number of marked cues."""
    cases, wanted = [], 0
    chooser = Judge(0.0, {}, 0.5, word_share, {})
    for number, article in enumerate(articles):
        tokens = read_tokens(texts[article.sha256])
        left = list(article.commitments)
        wanted += len(left)
        found = sorted(find_candidates(tokens, read_article(tokens.text)), key=lambda each: -each.cue.chance)
        for candidate in found:
            span = tokens.span(candidate.cue.first, candidate.cue.last)
            mark = next((each for each in left if each["cue"][0] < span.end and span.start < each["cue"][1]), None)
            if mark is not None:
                left.remove(mark)
            label = chooser.choose_type(candidate)
            evidence = weigh_evidence(tokens, candidate, label)
            roles = tuple(_compare_roles(tokens, candidate, mark)) if mark else ()
            marked = mark["type"] if mark else ""
            cases.append(Case(number % FOLDS, evidence, label, marked, roles))
    return cases, wanted


def _compare_roles(
    tokens: Tokens, candidate: Candidate, mark: dict[str, list[int]]
) -> Iterator[tuple[str, float, bool]]:
    """Each role that the network fills, and whether it shares half of what both cover with the marked one."""
    filled = dict(fill_roles(tokens, candidate.cue, [], {}))
    for each in candidate.cue.roles:
        if span := filled.get(each.role):
            start, end = mark.get(each.role) or (0, 0)
            shared = min(end, span.end) - max(start, span.start)
            yield each.role, each.gain, 2 * shared >= end - start + len(span) - shared


def choose_gains(cases: Sequence[Case], marks: Counter[str]) -> dict[str, float]:
    """The least gain of each role with which its F1 on right cues is best."""
    best = {}
    for role, wanted in marks.items():
        found = [(gain, right) for case in cases for name, gain, right in case.roles if name == role]
        scores = {}
        for least in np.arange(0.0, 8.1, 0.5):
            kept = [right for gain, right in found if gain >= least]
            scores[float(least)] = 2 * sum(kept) / (len(kept) + wanted)
        best[role] = max(scores, key=lambda least: (round(scores[least], 3), -least))
        print(f"{role}: least gain {best[role]}, F1 on right cues {scores[best[role]]:.3f} of {wanted}")
    return best


def fit(cases: Sequence[Case], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The bias, and the weight of each kind of evidence."""
    rows = np.array([[case.evidence.get(name, 0.0) for name in names] for case in cases])
    scale = rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(rows / scale, [case.marked != "" for case in cases])
    return float(model.intercept_[0]), dict(zip(names, (model.coef_[0] / scale).tolist(), strict=True))


def choose_threshold(chances: Sequence[float], cases: Sequence[Case], wanted: int) -> tuple[float, float, float]:
    """The threshold with the best F1 of cues, that F1, and F1 with type."""
    best = (0.5, 0.0, 0.0)
    for threshold in np.arange(0.2, 0.7, 0.02):
        kept = [case for case, chance in zip(cases, chances, strict=True) if chance >= threshold]
        right = sum(case.marked != "" for case in kept)
        typed = sum(case.marked == case.label for case in kept)
        scores = [2 * count / (len(kept) + wanted) for count in (right, typed)]
        if scores[0] + scores[1] > best[1] + best[2]:
            best = (round(float(threshold), 2), *scores)
    return best


def apply(bias: float, weights: dict[str, float], case: Case) -> float:
    """The chance of one case."""
    odds = bias + sum(weights.get(name, 0.0) * value for name, value in case.evidence.items())
    return float(1 / (1 + np.exp(-odds)))


def measure_calibration(chances: Sequence[float], cases: Sequence[Case]) -> float:
    """The expected calibration error of ten equal steps of chance."""
    values = np.array(chances)
    right = np.array([case.marked != "" for case in cases])
    step = np.minimum((values * 10).astype(int), 9)
    gaps = [abs(values[step == k].mean() - right[step == k].mean()) * (step == k).sum() for k in set(step.tolist())]
    return float(sum(gaps) / len(cases))


def main() -> None:
    """Fit, and write or print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--parts", nargs="+", default=["judge", "dev"])
    parser.add_argument("--word-share", type=float, default=WORD_SHARE)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    texts, parts = find_texts(options.texts), read_parts()
    articles = [each for each in read_marked() if parts[each.sha256] in options.parts]
    cases, wanted = collect(articles, texts, options.word_share)
    by_fold = [fit([case for case in cases if case.fold != fold], FITTED) for fold in range(FOLDS)]
    chances = [apply(*by_fold[case.fold], case) for case in cases]
    threshold, cue, typed = choose_threshold(chances, cases, wanted)
    found = sum(case.marked != "" for case in cases)
    print(f"{len(articles)} articles, {wanted} cues, {found} of them among {len(cases)} candidates")
    print(f"cue {cue:.3f} with type {typed:.3f} at {threshold}; ECE {measure_calibration(chances, cases):.3f}")
    marks = Counter(role for each in articles for mark in each.commitments for role in NAMES if mark.get(role))
    gains = choose_gains(cases, marks)
    if options.check:
        return
    bias, weights = fit(cases, FITTED)
    names = sorted({name for case in cases for name in case.evidence})
    rounded = {name: round(weights.get(name, 0.0), 4) for name in names}
    content = {
        "bias": round(bias, 4),
        "weights": rounded,
        "threshold": threshold,
        "word_share": options.word_share,
        "least_gains": gains,
    }
    OUTPUT.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
