"""Decides the training sentences: reads CoNLL files, maps their labels, and joins clitics to their words again."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

Sentence = list[tuple[str, str]]
"""Words with their labels."""

KINDS = ("person", "place", "organization", "misc")
LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))

UNSURE = "?"
"""The label of words that are not used in training, since the corpora disagree on their kind."""

_MEMBERS = {
    "person": "PERS PER Politician Religious_PER Artist Other_PER Scientist Police Athlete Businessperson Engineer"
    " Lawyer",
    "place": "LOC Population-Center Nation Water-Body State-or-Province Land-Region-Natural Path Continent GPE-Cluster"
    " County-or-District Airport Land",
    "organization": "ORG Commercial Non-Governmental Government Educational Media Sports Religious_ORG"
    " Medical-Science Entertainment",
    "misc": "MISC Air Book Software Hardware Water Movie Sound Projectile",
}
_KIND = {member: kind for kind, members in _MEMBERS.items() for member in members.split()}

_PREFIXES = frozenset("وفلبكس")
_SUFFIXES = frozenset(("ه", "ها", "هما", "نا", "ي"))
_ARABIC = re.compile("[ء-ي]")
_MARKS = str.maketrans("", "", "\u200e\ufeff")


def map_label(label: str) -> str:
    """The recogniser's label for a corpus's label; AQMAR's MIS and WikiFANE's groups and things are unsure."""
    mark, _, member = label.partition("-")
    if not member:
        return "O"
    return f"{mark}-{_KIND[member]}" if member in _KIND else UNSURE


def read_sentences(path: Path) -> list[Sentence]:
    """Read a file with one word and its label on each line, and blank lines between sentences."""
    sentences: list[Sentence] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.translate(_MARKS).split()
        if columns:
            sentences[-1].append((columns[0], map_label(columns[1] if len(columns) > 1 else "O")))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def join_clitics(sentence: Sentence) -> Sentence:
    """Join the clitics that WikiFANE separates from their words to them; the word's label is kept."""
    joined: Sentence = []
    prefix, mark = "", "O"
    for word, label in sentence:
        if prefix and not _ARABIC.match(word):
            joined.append((prefix, mark))
            prefix = ""
        if word in _PREFIXES and not prefix:
            prefix, mark = word, label
        elif word in _SUFFIXES and not prefix and joined and _ARABIC.match(joined[-1][0]):
            stem, kept = joined[-1]
            joined[-1] = (stem.removesuffix("ة") + "ت" * stem.endswith("ة") + word, kept)
        else:
            if prefix == "ل" and word.startswith("ال"):
                word = "ل" + word[2:]
            joined.append((prefix + word, label))
            prefix = ""
    return [*joined, (prefix, mark)] if prefix else joined


def read_words(paths: Iterable[Path]) -> Iterator[str]:
    """The words of plain texts or of packed JSON Lines, from which the vocabulary is counted."""
    for path in paths:
        if path.name.endswith(".jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                texts = [" ".join(str(value) for value in json.loads(line).values()) for line in lines]
        else:
            texts = [path.read_text(encoding="utf-8")]
        for text in texts:
            yield from re.findall(r"\w+|[^\w\s]", text)
