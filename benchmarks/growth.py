"""Shows that annotating takes time in proportion to the text: python -m benchmarks.growth [--most CODE_POINTS]

Texts that could cause quadratic work are doubled repeatedly. Each line has the processor time for a text, and how much
it grew for twice the length: about 2.0 is linear, about 4.0 quadratic.
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
"""The least seconds for which a ratio means anything."""


def texts() -> dict[str, str]:
    """The texts to repeat, by their description."""
    seed = next(bundled("seeds").glob("*.txt")).read_text(encoding="utf-8")
    return {
        "the sample article, repeated": seed + "\n\n",
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


def measure(repeated: str, most: int, names: tuple[str, ...]) -> Iterator[tuple[int, float]]:
    """Lengths in code points, each twice the one before, with the seconds of processor time that annotating took."""
    length = _LEAST
    while length <= most:
        text = (repeated * (length // len(repeated) + 1))[:length]
        # Processor time, since the wall time on a shared machine varies.
        began = time.process_time()
        annotate(Article(text), names=names)
        yield length, time.process_time() - began
        length *= 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=int, default=1_000_000, help="code points of the longest text")
    parser.add_argument(
        "--annotators", default="", help="names separated by commas; without any, the default ones together"
    )
    options = parser.parse_args()
    names = tuple(options.annotators.split(",")) if options.annotators else default_names()
    annotate(Article(_SENTENCE), names=names)  # This reads the lexicons, so that it is not measured.
    print(f"annotators: {', '.join(names)}\n\n{'text':38}{'code points':>12}{'seconds':>9}{'chars/s':>12}{'ratio':>7}")
    for description, repeated in texts().items():
        before = 0.0
        for length, seconds in measure(repeated, options.most, names):
            ratio = f"{seconds / before:.1f}" if before > _NOTICEABLE else ""
            print(f"{description:38}{length:12,}{seconds:9.3f}{length / seconds:12,.0f}{ratio:>7}", flush=True)
            before, description = seconds, ""


if __name__ == "__main__":
    main()
