"""Shows that annotating takes time in proportion to the text: python -m benchmarks.growth [--most CODE_POINTS]

Texts that invite quadratic work are doubled again and again; each line says how much processor time one took, and by
how much that grew for twice the text: near 2.0 is linear, near 4.0 quadratic.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from reader.annotate import default_names
from reader.annotate.pipeline import annotate
from reader.model import Article
from reader.paths import bundled

_SENTENCE = "تعهدت روسيا، الأحد، بقصف أي جهة تعيق خروج المدنيين من حلب خلال ساعات"
_LEAST = 62_500
_NOTICEABLE = 0.005
"""Seconds under which a ratio says nothing."""


def texts() -> dict[str, str]:
    """What is repeated, by what it is."""
    seed = next(bundled("seeds").glob("*.txt")).read_text(encoding="utf-8")
    return {
        "the sample article, again and again": seed + "\n\n",
        "one sentence without a full stop": f"{_SENTENCE} و",
        "one word without a space": "حلب",
        "only tashkeel": "\u064e\u0651",
        "only digits": "9",
        "days without a month": "12 و",
        "numbers in words": "ألف وخمسة وعشرون ",
        "brackets that never close": "(",
        "NULs and lone surrogates": "\0\ud800",
        "quotation marks that never close": "«",
        "names": "محمد أبو بكر ",
        "cues": "تعهد ",
        "no Arabic": "Nothing here is Arabic. ",
    }


def measure(piece: str, most: int, names: tuple[str, ...]) -> Iterator[tuple[int, float]]:
    """Lengths in code points, each twice the one before, with the seconds of processor time that annotating took."""
    length = _LEAST
    while length <= most:
        text = (piece * (length // len(piece) + 1))[:length]
        # Of the processor, since a shared machine takes its time away unevenly.
        began = time.process_time()
        annotate(Article(text), names=names)
        yield length, time.process_time() - began
        length *= 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=int, default=1_000_000, help="code points of the longest text")
    parser.add_argument(
        "--annotators", default="", help="comma-separated; the default ones, together, if none is named"
    )
    options = parser.parse_args()
    names = tuple(options.annotators.split(",")) if options.annotators else default_names()
    annotate(Article(_SENTENCE), names=names)  # lexicons are read once
    print(f"annotators: {', '.join(names)}\n\n{'text':38}{'code points':>12}{'seconds':>9}{'chars/s':>12}{'ratio':>7}")
    for what, piece in texts().items():
        before = 0.0
        for length, seconds in measure(piece, options.most, names):
            ratio = f"{seconds / before:.1f}" if before > _NOTICEABLE else ""
            print(f"{what:38}{length:12,}{seconds:9.3f}{length / seconds:12,.0f}{ratio:>7}", flush=True)
            before, what = seconds, ""


if __name__ == "__main__":
    main()
