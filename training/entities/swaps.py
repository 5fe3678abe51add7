"""Decides which names replace a corpus's names in training, so that the network learns from context, not by heart."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpora import Sentence
from scoring import find_spans

SWAPPED = ("person", "place", "organization")
"""The kinds of names that are replaced; others stay, since newspapers and Wikipedia use them for different things."""

COMMON = 3
"""How often a name must be a given name, or a surname, in Wikidata to be used as one."""


class Swapper:
    """Replaces a share of the names with others of their kind: people's from a list, all kinds from the corpora."""

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
        """The sentence with some of its names replaced, and with labels for the new ones."""
        spans = sorted(find_spans([label for _, label in sentence]))
        if not any(kind in self.pools for *_, kind in spans):
            return sentence
        swapped: Sentence = []
        at = 0
        for start, end, kind in spans:
            swapped += sentence[at:start]
            at = end
            if kind in self.pools and random.random() < self.share:
                words = self.choose_name(kind)
                swapped += [(word, f"{'I' if number else 'B'}-{kind}") for number, word in enumerate(words)]
            else:
                swapped += sentence[start:end]
        return swapped + sentence[at:]

    def choose_name(self, kind: str) -> Sequence[str]:
        """A random name of the kind."""
        if kind == "person" and self.given and self.surnames and random.random() < 0.5:
            return [random.choice(self.given), random.choice(self.surnames)]
        return random.choice(self.pools[kind])


def read_names(path: Path) -> Iterator[tuple[str, int, int]]:
    """The names in a table with a header, with their counts as given names and as surnames."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) > 2 and columns[1].isdigit():
            yield columns[0], int(columns[1]), int(columns[2])
