"""Decides which other names stand in for a corpus's names in training, so that context counts and not memory."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpora import Sentence
from scoring import find_spans

SWAPPED = ("person", "place", "organization")
"""Other names are left: newspapers' are currencies and religions, Wikipedia's books and machines."""

COMMON = 3
"""How often Wikidata must know a name as given name, or as surname, for it to stand in as one."""


class Swapper:
    """Replaces a share of the names by others of their kind: persons from a list, all kinds from the corpora."""

    def __init__(self, sentences: Iterable[Sentence], names: Path | None, share: float) -> None:
        """Take the corpora, a table of names (name, times as given name, times as surname …), and the share."""
        self.share = share
        self.pools: defaultdict[str, list[list[str]]] = defaultdict(list)
        for sentence in sentences:
            for start, end, kind in find_spans([label for _, label in sentence]):
                if kind in SWAPPED:
                    self.pools[kind].append([word for word, _ in sentence[start:end]])
        self.given: list[str] = []
        self.surnames: list[str] = []
        for name, given, surname in read_names(names) if names else ():
            if given >= COMMON:
                self.given.append(name)
            if surname >= COMMON:
                self.surnames.append(name)

    def swap(self, sentence: Sentence) -> Sentence:
        """The sentence with some of its names replaced, labelled anew."""
        spans = sorted(find_spans([label for _, label in sentence]))
        if not any(kind in self.pools for *_, kind in spans):
            return sentence
        swapped: Sentence = []
        place = 0
        for start, end, kind in spans:
            swapped += sentence[place:start]
            place = end
            if kind in self.pools and random.random() < self.share:
                words = self.choose_name(kind)
                swapped += [(word, f"{'I' if number else 'B'}-{kind}") for number, word in enumerate(words)]
            else:
                swapped += sentence[start:end]
        return swapped + sentence[place:]

    def choose_name(self, kind: str) -> Sequence[str]:
        """A name of the kind, at random."""
        if kind == "person" and self.given and self.surnames and random.random() < 0.5:
            return [random.choice(self.given), random.choice(self.surnames)]
        return random.choice(self.pools[kind])


def read_names(path: Path) -> Iterator[tuple[str, int, int]]:
    """Names with the times they are known as given name and as surname, from a table with a header."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) > 2 and columns[1].isdigit():
            yield columns[0], int(columns[1]), int(columns[2])
