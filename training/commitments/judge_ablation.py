"""Prints what each kind of evidence adds to the judge of commitments: F1 with weights from other articles (ten folds).

python training/commitments/judge_ablation.py --texts SOURCE… [--parts judge dev]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fit_judge import FOLDS, WORD_SHARE, Case, apply, choose_threshold, collect, fit, measure_calibration
from marked import find_texts, read_marked, read_parts

LEXICON = ("word in the lexicon", "word not in the lexicon", "type usual for the word", "followed as usual")
NETWORK = ("network", "network is sure of the type")
SENTENCE = ("headline", "quotation", "question", "several words")
KINDS: dict[str, Callable[[str], bool]] = {
    "all": lambda name: False,
    "without the lexicon": lambda name: name in LEXICON,
    "without the network's chances": lambda name: name in NETWORK,
    "without small words before the cue": lambda name: name.startswith(("after ", "near ")),
    "without the sentence around": lambda name: name in SENTENCE,
    "without the roles that are filled": lambda name: name.startswith("has "),
    "without the type": lambda name: name.startswith("type ") and name not in LEXICON,
    "the network's chances alone": lambda name: name not in NETWORK,
}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--parts", nargs="+", default=["judge", "dev"])
    options = parser.parse_args()
    texts, parts = find_texts(options.texts), read_parts()
    articles = [each for each in read_marked() if parts[each.sha256] in options.parts]
    print("| | cue | cue and type | calibration error |\n|---|---:|---:|---:|")
    for name, is_left_out in KINDS.items():
        share = 0.0 if name in ("without the lexicon", "the network's chances alone") else WORD_SHARE
        cases, wanted = collect(articles, texts, share)
        kept = [_without(case, is_left_out) for case in cases]
        names = sorted({each for case in kept for each in case.evidence})
        by_fold = [fit([case for case in kept if case.fold != fold], names) for fold in range(FOLDS)]
        chances = [apply(*by_fold[case.fold], case) for case in kept]
        _, cue, typed = choose_threshold(chances, kept, wanted)
        print(f"| {name} | {cue:.3f} | {typed:.3f} | {measure_calibration(chances, kept):.3f} |")


def _without(case: Case, is_left_out: Callable[[str], bool]) -> Case:
    return replace(case, evidence={name: value for name, value in case.evidence.items() if not is_left_out(name)})


if __name__ == "__main__":
    main()
