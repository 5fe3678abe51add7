"""Measures a model with the recogniser itself: F1 on a held-out tenth, words per second, and the time to load.

uv run training/entities/measure.py --news anercorp_train.txt [--model folder] [--part 0.9 1.0]
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpora import read_sentences
from scoring import score_labels

from reader.annotate.recogniser.network import Recogniser


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--news", type=Path, required=True, help="ANERcorp's training part, as a CoNLL file")
    parser.add_argument("--model", type=Path, help="the folder of a model to use instead of the shipped one")
    parser.add_argument("--part", type=float, nargs=2, default=(0.9, 1.0), metavar="SHARE")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    news = read_sentences(options.news)
    first, last = (round(share * 100) * len(news) // 100 for share in options.part)
    part = news[first:last]
    sentences = [[word for word, _ in sentence] for sentence in part]
    began = time.perf_counter()
    recogniser = Recogniser(options.model, threads=options.threads)
    recogniser.tag([["موسكو"]])
    loaded = time.perf_counter()
    tagged = recogniser.tag(sentences)
    took = time.perf_counter() - loaded
    words = sum(map(len, sentences))
    print(
        f"first word after {loaded - began:.2f} s; {words} words in {took:.2f} s: {words / took:.0f} words per second"
    )
    true = [[label for _, label in sentence] for sentence in part]
    proposed = [[label for label, _ in sentence] for sentence in tagged]
    for kind, (precision, recall, f1) in score_labels(zip(true, proposed, strict=True)).items():
        print(f"{kind:12} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
