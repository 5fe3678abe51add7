"""A figure that nobody may lower unseen: the entities of the whole engine in sentences of the project's own."""

from __future__ import annotations

import re
from pathlib import Path

from reader.annotate.pipeline import annotate
from reader.model import Article

SENTENCES = Path(__file__).parent / "data" / "marked_sentences.txt"
LEAST = 0.85
"""The exact F1 below which something has broken; the sentences are too few to compare two good engines."""
_MARK = re.compile(r"\[(\w+) ([^\]]+)\]")


def _read(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    """A sentence without its brackets, and its entities."""
    text, at, marks = "", 0, set()
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marks.add((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return text + line[at:], marks


def test_the_engine_finds_most_entities_of_plain_sentences() -> None:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    right = marked = proposed = 0
    for text, marks in map(_read, lines):
        outcome = annotate(Article(text), names=("patterns", "names", "entities"))
        assert not outcome.failures
        found = {(each.span.start, each.span.end, each.label) for each in outcome.annotations}
        right, marked, proposed = right + len(found & marks), marked + len(marks), proposed + len(found)
    assert 2 * right / (marked + proposed) >= LEAST
