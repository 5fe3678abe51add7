"""Fits the weights that choose entities to articles that the network has not learnt from; writes entity_judge.json.

python training/entities/fit_entity_judge.py --texts SOURCE… [--parts dev] [--cache FOLDER] [--check]

F1 and calibration are printed with weights from other articles (ten folds); --check changes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from judged_spans import (
    KINDS,
    MODEL,
    choose_all,
    collect,
    count,
    f1,
    fit,
    judge_by_others,
    measure_calibration,
    read_articles,
)

from reader.annotate.entities.span_judge import FILE

OUTPUT = Path(__file__).resolve().parents[2] / "reader/annotate/lexicon" / FILE


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--parts", nargs="+", default=["dev"])
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--cache", type=Path, help="a folder that keeps what the network says")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    articles = read_articles(options.texts, options.parts, options.model, options.cache)
    cases = [collect(each) for each in articles]
    judged = judge_by_others(cases)
    pairs = [(each.tokens, each.marks) for each in cases]

    def measure(threshold: float) -> float:
        return f1(count(pairs, choose_all(judged, threshold)), "all")

    threshold = round(max(map(float, np.arange(0.36, 0.5, 0.02)), key=measure), 2)
    chosen = choose_all(judged, threshold)
    counts = count(pairs, chosen)
    candidates = sum(len(each.names) for each in cases)
    print(f"{len(cases)} articles, {counts['all', 'marked']} mentions, {candidates} candidates")
    print(f"threshold {threshold}, exact {f1(counts, 'all'):.3f}, overlapping {f1(counts, 'all', 'overlapping'):.3f}")
    print(" ".join(f"{kind} {f1(counts, kind):.3f}" for kind in KINDS))
    print(f"calibration error {measure_calibration(cases, chosen):.3f}")
    if not options.check:
        judge = fit(cases, threshold)
        content = {"bias": judge.bias, "weights": judge.weights, "threshold": threshold}
        OUTPUT.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
