"""Reads an article through the network once, for the annotators of entities and of commitments."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from reader.annotate.names.labelled_names import cut_sentences, spell
from reader.annotate.recogniser.network import Recogniser, WindowOutput
from reader.annotate.recogniser.role_scorer import find_stretch
from reader.annotate.tokens import read_tokens
from reader.errors import AnnotateError
from reader.wording import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THREADS = "READER_THREADS"
"""The environment variable for the number of threads that the network may use, as several processes share the cores."""
_PACKAGES = ("numpy", "onnxruntime")

POSSIBLE = 0.04
"""The least chance of belonging to a cue with which a word is looked at."""
_NEIGHBOUR = 0.2
"""The least share of a cue's strongest chance that a further word of it has."""


@dataclass(frozen=True, slots=True)
class RoleStretch:
    """A stretch of words that may fill a role."""

    role: str
    first: int
    """The number of its first token in the article."""
    last: int
    gain: float
    """How much likelier it is than that the role is not filled, as a sum of log-odds."""


@dataclass(frozen=True, slots=True)
class PossibleCue:
    """Words that the network takes for a cue with some chance."""

    first: int
    """The number of the first token in the article."""
    last: int
    chance: float
    """The chance that something binds here, 0 to 1."""
    types: tuple[tuple[str, float], ...]
    """The chance of each type, if something binds here; the likeliest first."""
    roles: tuple[RoleStretch, ...]


@dataclass(frozen=True, slots=True)
class ArticlePass:
    """What the network says of an article."""

    runs: list[list[int]]
    """The numbers of the tokens of each sentence."""
    labels: tuple[str, ...]
    """The labels of entities: "O", and each kind after "B-" and after "I-"."""
    entities: list[NDArray[np.float32]]
    """For each sentence, the chances of these labels for each of its tokens: [words, labels]."""
    cues: tuple[PossibleCue, ...]
    """In the order of the text."""


@lru_cache(maxsize=2)
def read_article(text: str) -> ArticlePass:
    """What the network says of a text, kept for the next annotator of the same text.

    AnnotateError where the model or a package that it needs is missing.
    """
    import numpy as np

    tokens = read_tokens(text)
    runs = cut_sentences(tokens)
    if not runs:
        return ArticlePass([], (), [], ())
    network = _open_network()
    chances = [np.zeros((len(run), len(network.labels)), np.float32) for run in runs]
    cues: list[PossibleCue] = []
    for output in network.run([spell(tokens, run) for run in runs]):
        for (sentence, word, _), row in zip(output.words, output.entities, strict=True):
            chances[sentence][word] = row
        numbers = [runs[sentence][word] for sentence, word, _ in output.words]
        cues += _find_cues(network, output, numbers)
    return ArticlePass(runs, network.labels, chances, tuple(sorted(cues, key=lambda cue: cue.first)))


@cache
def _open_network() -> Recogniser:
    for package in _PACKAGES:
        if find_spec(package) is None:
            raise AnnotateError(
                f"The recogniser needs the package {package}, which is not installed; run: uv pip install {package}"
            )
    return Recogniser(threads=_read_threads())


def _read_threads() -> int:
    written = os.environ.get(THREADS, "2")
    if not written.isdecimal() or int(written) < 1:
        raise AnnotateError(
            say(
                "{threads} is {written}, not a number of threads; set it to 1 or more, or unset it.",
                threads=THREADS,
                written=repr(written),
            )
        )
    return int(written)


def _find_cues(network: Recogniser, output: WindowOutput, numbers: Sequence[int]) -> Iterator[PossibleCue]:
    """The possible cues of one window, with their roles; `numbers` are its words' tokens."""
    names = network.cue_labels
    types = [name[2:] for name in names[1::2]]
    for first, after in _cut_cues(output.cues, numbers):
        rows = output.cues[first:after]
        weights = rows[:, 1::2].sum(axis=0) + rows[:, 2::2].sum(axis=0)
        kind = int(weights.argmax())
        shares = weights / weights.sum()
        ranked = sorted(zip(types, shares.tolist(), strict=True), key=lambda pair: -pair[1])
        scores = network.role_scorer.score(
            output.words_for_roles,
            output.cues_for_roles,
            [position for *_, position in output.words],
            range(first, after),
            kind,
        )
        roles = []
        for role, logits in zip(network.role_scorer.roles, scores.transpose(1, 0, 2), strict=True):
            if found := find_stretch(logits):
                start, end, gain = found
                roles.append(RoleStretch(role, numbers[start], numbers[end - 1], gain))
        chance = float(1 - rows[:, 0].min())
        yield PossibleCue(numbers[first], numbers[after - 1], chance, tuple(ranked), tuple(roles))


def _cut_cues(chances: NDArray[np.float32], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of words that may be cues, half-open, as rows.

    Neighbours are one cue even where both may begin one, since hardly one marked cue in a thousand follows another
    without a word between them.
    """
    likely = (1 - chances[:, 0]).tolist()
    at = 0
    while at < len(likely):
        strongest = likely[at]
        if strongest < POSSIBLE:
            at += 1
            continue
        after = at + 1
        while after < len(likely) and numbers[after] == numbers[after - 1] + 1:
            if likely[after] < max(POSSIBLE, _NEIGHBOUR * strongest):
                break
            strongest = max(strongest, likely[after])
            after += 1
        yield at, after
        at = after
