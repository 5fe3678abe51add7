"""Runs the small network that comes with the reader: what each word of an article may be, in its surroundings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.annotate.recogniser.role_scorer import MATRICES, RoleScorer
from reader.annotate.recogniser.subwords import PADDING, Vocabulary
from reader.annotate.recogniser.windows import SubwordWindow, pack_windows
from reader.errors import AnnotateError
from reader.wording import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NETWORK = "entities.onnx"
VOCABULARY = "vocabulary.json"
RESULTS = ("entities", "cues", "words_for_roles", "cues_for_roles")
"""What the network says of every subword, by the names in its file."""

BATCH = 1024
"""The most subwords that go through the network at once, padding included."""

ALIKE = 0.85
"""The least length of a batch's shortest window, as a share of its longest, since padding costs as much as text."""

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The labels, roles and subwords, in the network's order."""

    labels: tuple[str, ...]
    cue_labels: tuple[str, ...]
    roles: tuple[str, ...]
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class WindowOutput:
    """What the network says of the words of one window, a row for each word in the order of `words`."""

    words: list[tuple[int, int, int]]
    """For each word: its sentence's number, its number in the sentence, its first subword's position in the window."""
    entities: NDArray[np.float32]
    """The chances of the labels of entities: [words, labels]."""
    cues: NDArray[np.float32]
    """The chances of the labels of cues: [words, cue labels]."""
    words_for_roles: NDArray[np.float32]
    """Vectors of the words as what may fill a role."""
    cues_for_roles: NDArray[np.float32]
    """Vectors of the words as what may be the cue."""


class Recogniser:
    """Reads sentences once for entities, cues of commitments and their roles.

    The network is read at the first use. Neighbouring sentences are context for each other, so pass an article's
    sentences together and in order.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        """Take the folder of a model to use instead of the shipped one, and the number of processor threads to use."""
        self._folder = folder
        self._threads = threads

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that a word can get: "O", and each kind of entity after "B-" and after "I-"."""
        return self._spelling.labels

    @property
    def cue_labels(self) -> tuple[str, ...]:
        """The labels of cues: "O", and each type of commitment after "B-" and after "I-"."""
        return self._spelling.cue_labels

    @cached_property
    def role_scorer(self) -> RoleScorer:
        """What finds the roles of a cue in the vectors of a window."""
        return RoleScorer.read(BytesIO(self._read(MATRICES)), self._spelling.roles)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, float]]]:
        """Label the words of sentences: a list for each sentence, with a label and its chance for each word.

        AnnotateError where the model or onnxruntime is missing.
        """
        import numpy as np

        chances = [np.zeros((len(sentence), len(self.labels)), np.float32) for sentence in sentences]
        for output in self.run(sentences):
            for (sentence, word, _), row in zip(output.words, output.entities, strict=True):
                chances[sentence][word] = row
        return [choose_labels(rows, self.labels) for rows in chances]

    def run(self, sentences: Sequence[Sequence[str]]) -> Iterator[WindowOutput]:
        """Read sentences, a window at a time, in no certain order; each word is in exactly one window.

        AnnotateError where the model or onnxruntime is missing.
        """
        vocabulary = self._spelling.vocabulary
        for batch in _batch_windows(pack_windows([[vocabulary.cut(word) for word in words] for words in sentences])):
            results = self._run(batch)
            for row, window in enumerate(batch):
                at = [position for *_, position in window.words]
                yield WindowOutput(window.words, *(result[row, at] for result in results))

    def _run(self, batch: Sequence[SubwordWindow]) -> list[NDArray[np.float32]]:
        """The four results for every subword, each [windows, subwords, its width]."""
        import numpy as np

        longest = max(len(window.subwords) for window in batch)
        ids = np.full((len(batch), longest), PADDING, np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.subwords)] = window.subwords
        results: list[NDArray[np.float32]] = self._session.run(list(RESULTS), {"ids": ids})
        return results

    @cached_property
    def _spelling(self) -> _Spelling:
        content = json.loads(self._read(VOCABULARY))
        labels, cue_labels, roles = (tuple(content[name]) for name in ("labels", "cue_labels", "roles"))
        return _Spelling(labels, cue_labels, roles, Vocabulary(content["pieces"]))

    @cached_property
    def _session(self) -> Any:
        try:
            import onnxruntime
        except ImportError as error:
            raise AnnotateError(
                say("The recogniser needs the package onnxruntime; install it and try again.")
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        # Threads that spin while they wait would take the cores from the reader and from a batch's other processes.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(self._read(NETWORK), options, providers=["CPUExecutionProvider"])

    def _read(self, name: str) -> bytes:
        folder = files("reader.annotate.recogniser") / "model" if self._folder is None else self._folder
        try:
            with as_file(folder / name) as path:
                return path.read_bytes()
        except OSError as error:
            raise AnnotateError(
                say("The recogniser cannot read its file {value}; install the reader again.", value=folder / name)
            ) from error


def _batch_windows(windows: Sequence[SubwordWindow]) -> list[list[SubwordWindow]]:
    """Put windows of similar length together in batches, the longest first."""
    batches: list[list[SubwordWindow]] = []
    for window in sorted(windows, key=lambda window: -len(window.subwords)):
        longest = len(batches[-1][0].subwords) if batches else 0
        if batches and longest * (len(batches[-1]) + 1) <= BATCH and len(window.subwords) >= ALIKE * longest:
            batches[-1].append(window)
        else:
            batches.append([window])
    return batches


def can_follow(label: str, before: str) -> bool:
    """Whether one label may come after another: I- may only follow B- or I- of the same kind."""
    return not label.startswith("I-") or before[1:] == label[1:]


def choose_labels(chances: NDArray[np.float32], labels: Sequence[str]) -> list[tuple[str, float]]:
    """Choose the likeliest legal labels of a sentence, with the chance of each, from chances [words, labels]."""
    likeliest = chances.argmax(axis=1).tolist() if len(chances) else []
    names = [OUTSIDE, *(labels[number] for number in likeliest)]
    if not all(can_follow(label, before) for before, label in pairwise(names)):
        likeliest = _find_best_path(chances, labels)
    return [(labels[number], float(row[number])) for number, row in zip(likeliest, chances, strict=True)]


@cache
def _bar_steps(labels: tuple[str, ...]) -> NDArray[np.float64]:
    """For each label, what is added for each label after it: nothing, or minus infinity where it may not follow."""
    import numpy as np

    return np.array([[0.0 if can_follow(label, before) else -np.inf for label in labels] for before in labels])


def _find_best_path(chances: NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    """The numbers of the labels in the legal sequence with the greatest product of chances (Viterbi algorithm)."""
    import numpy as np

    scores = np.log(np.maximum(chances, 1e-9))
    barred = _bar_steps(tuple(labels))
    best = scores[0] + barred[labels.index(OUTSIDE)]
    last_steps = []
    for row in scores[1:]:
        paths = best[:, None] + barred
        last_steps.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    chosen = [int(best.argmax())]
    for step in reversed(last_steps):
        chosen.append(int(step[chosen[-1]]))
    return chosen[::-1]
