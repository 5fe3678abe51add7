"""Measures how fast each annotator is: python benchmarks/annotate.py [FILE_OR_FOLDER...], with the seeds by default.

It prints the words per second of processor time for each default annotator, on the texts repeated to about 100,000
words; the time until the first annotation in a new process; the time until an annotation process that runs already has
proposed something, and everything, for an article of 400 words; and the time for a million code points without a full
stop.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from reader.annotate import default_names, find_annotator
from reader.annotate.pipeline import annotate
from reader.annotate.process.background import BackgroundEngine
from reader.annotate.tokens import read_tokens
from reader.arabic.words import words
from reader.model import Annotation, Article
from reader.paths import bundled

_WORDS = 100_000
_MEGABYTE = 1_000_000
_SHOWN = 400
_ARTICLES = 50
"""The articles that are timed one by one, and their words."""
_FIRST = "import reader.annotate.pipeline as p; from reader.model import Article; p.annotate(Article('حلب'))"


def main() -> None:
    """Print the tables."""
    texts = list(_read([Path(name) for name in sys.argv[1:]] or [bundled("seeds")]))
    count = sum(1 for text in texts for _ in words(text))
    # Each copy differs, since the tokens of equal texts would be cached.
    articles = [Article(f"{text} {turn}") for turn in range(max(1, _WORDS // count)) for text in texts]
    megabyte = Article(
        "".join(f" {text}" for text in texts).replace(".", " ").replace("\n", " ") * (1 + _MEGABYTE // count)
    )
    print(f"{count * max(1, _WORDS // count):,} words in {len(articles):,} articles\n")
    print(f"{'annotator':<14}{'words/s':>12}{'proposals':>12}{'1 MB (s)':>12}")
    so_far: list[tuple[Annotation, ...]] = [()] * len(articles)
    long_so_far: tuple[Annotation, ...] = ()
    for name in default_names():
        _run(name, articles[:1], so_far[:1])
        seconds, found = _run(name, articles, so_far)
        long_seconds, (long,) = _run(name, [Article(megabyte.text[:_MEGABYTE])], [long_so_far])
        so_far = [before + after for before, after in zip(so_far, found, strict=True)]
        long_so_far += long
        proposals = sum(map(len, found))
        print(f"{name:<14}{_speed(count, articles, texts, seconds):>12,.0f}{proposals:>12,}{long_seconds:>12.2f}")
    for names in (("patterns", "names"), default_names()):
        read_tokens.cache_clear()
        start = process_time()
        for article in articles:
            annotate(article, names=names)
        seconds = process_time() - start
        print(f"{'together: ' + ', '.join(names)}: {_speed(count, articles, texts, seconds):,.0f} words/s")
    start = perf_counter()
    subprocess.run([sys.executable, "-c", _FIRST], check=True)
    print(f"\nfirst annotation in a new process: {perf_counter() - start:.2f} s")
    firsts, ends = zip(*asyncio.run(_answer_times([_cut(text) for text in texts])), strict=True)
    print(f"an article of {_SHOWN} words: first proposals {median(firsts):.3f} s, all of them {median(ends):.2f} s")


def _cut(text: str) -> Article:
    """An article of the first words of a text."""
    ends = [word.span.end for word in islice(words(text), _SHOWN)]
    return Article(text[: ends[-1]])


async def _answer_times(articles: Sequence[Article]) -> list[tuple[float, float]]:
    """For each article the seconds until its first proposals and until the last ones, as the reader gets them."""
    times: list[tuple[float, float]] = []
    async with BackgroundEngine() as engine:
        async for _ in engine.annotate(Article("حلب")):
            pass
        for article in articles[:_ARTICLES]:
            start, first = perf_counter(), 0.0
            async for outcome in engine.annotate(article):
                if outcome.annotations and not first:
                    first = perf_counter() - start
            times.append((first or perf_counter() - start, perf_counter() - start))
    return times


def _speed(count: int, articles: Sequence[Article], texts: Sequence[str], seconds: float) -> float:
    return count * len(articles) / len(texts) / seconds


def _run(
    name: str, articles: Sequence[Article], so_far: Sequence[tuple[Annotation, ...]]
) -> tuple[float, list[tuple[Annotation, ...]]]:
    annotator = find_annotator(name)
    read_tokens.cache_clear()
    start = process_time()
    found = [tuple(annotator.annotate(each, before)) for each, before in zip(articles, so_far, strict=True)]
    return process_time() - start, found


def _read(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        if path.is_dir():
            yield from _read(sorted(path.glob("*.txt")))
        else:
            yield path.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
