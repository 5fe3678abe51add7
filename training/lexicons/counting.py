"""Count the folded words of running news, to distinguish names from common words when lexicons are built."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.arabic.words import fold, words


def read_texts(paths: Iterable[Path]) -> Iterator[str]:
    """The texts in .txt files, in folders of them, and in .jsonl.gz files with the fields title and text."""
    for path in paths:
        if path.is_dir():
            yield from read_texts(sorted(path.glob("*.txt")))
        elif path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    article = json.loads(line)
                    yield f"{article['title']}\n{article['text']}"
        else:
            yield path.read_text(encoding="utf-8")


def count_words(paths: Iterable[Path]) -> Counter[str]:
    """The number of times that each folded word, with its proclitics, occurs."""
    return Counter(fold(word.text) for text in read_texts(paths) for word in words(text))
