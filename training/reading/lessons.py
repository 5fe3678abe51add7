"""Makes windows of subwords with the labels that the network is to learn: entities, cues, and each cue's roles."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from marked import Marked

from reader.annotate.names.labelled_names import cut_sentences, spell
from reader.annotate.recogniser.subwords import Vocabulary
from reader.annotate.recogniser.windows import pack_windows
from reader.annotate.tokens import read_tokens

ENTITIES = ("person", "place", "organization", "group", "date", "quantity", "misc")
TYPES = ("pledge", "intent", "agreement", "acceptance", "refusal", "condition", "demand", "threat")
ROLES = ("committer", "action", "counterparty", "condition", "deadline", "source")
ENTITY_LABELS = ("O", *(f"{mark}-{kind}" for kind in ENTITIES for mark in "BI"))
CUE_LABELS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
IGNORED = -100
OPEN = -1
"""The entity label of a word that may be outside, or one of the kinds that the corpus does not mark."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a window: the positions of its words' first subwords, and for each role the positions filled."""

    positions: tuple[int, ...]
    kind: int
    roles: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window; labels stand at the first subword of each word, and are IGNORED elsewhere."""

    subwords: list[int]
    firsts: list[int]
    entities: list[int] | None
    cue_labels: list[int] | None
    cues: tuple[Cue, ...] = ()


def make_lessons(article: Marked, text: str, vocabulary: Vocabulary, *, is_shuffled: bool) -> list[Lesson]:
    """The windows of an article; shuffled ones begin anew after a random number of sentences."""
    tokens = read_tokens(text)
    runs = cut_sentences(tokens)
    cuts = [[vocabulary.cut(word) for word in spell(tokens, run)] for run in runs]
    lessons = []
    start = 0
    while start < len(runs):
        size = random.choice((2, 4, 8, 8, len(runs))) if is_shuffled else len(runs)
        for window in pack_windows(cuts[start : start + size]):
            places = [
                (tokens.starts[index], tokens.ends[index], position)
                for sentence, word, position in window.words
                for index in (list(runs[start + sentence])[word],)
            ]
            lessons.append(_mark(article, window.subwords, places))
        start += size
    return lessons


def _mark(article: Marked, subwords: list[int], places: Sequence[tuple[int, int, int]]) -> Lesson:
    def covered(start: int, end: int) -> list[int]:
        return [position for first, after, position in places if first < end and after > start]

    def label(spans: Sequence[tuple[int, int, int]]) -> list[int]:
        numbers = [IGNORED] * len(subwords)
        for *_, position in places:
            numbers[position] = 0
        for kind, start, end in spans:
            for number, position in enumerate(covered(start, end)):
                if numbers[position] <= 0 or number:
                    numbers[position] = 1 + 2 * kind + (number > 0)
        return numbers

    entities = None
    if article.entities is not None:
        spans = [(ENTITIES.index(each["label"]), each["start"], each["end"]) for each in article.entities]
        entities = label(sorted(spans, key=lambda span: span[1]))
    cues, cue_spans = [], []
    for each in article.commitments:
        kind = TYPES.index(each["type"])
        cue_spans.append((kind, *each["cue"]))
        positions = covered(*each["cue"])
        if positions:
            roles = tuple(tuple(covered(*each[role])) if each.get(role) else () for role in ROLES)
            cues.append(Cue(tuple(positions), kind, roles))
    cue_labels = label(sorted(cue_spans, key=lambda span: span[1]))
    return Lesson(subwords, [position for *_, position in places], entities, cue_labels, tuple(cues))
