"""Labels the words of sentences as parts of names, with the small network that is shipped with the reader."""

import json
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.annotate.recogniser.subwords import PADDING, Vocabulary
from reader.annotate.recogniser.windows import SubwordWindow, pack_windows
from reader.errors import AnnotateError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NETWORK = "entities.onnx"
VOCABULARY = "vocabulary.json"

BATCH = 1024
"""Pieces that go through the network at once, padding included."""

ALIKE = 0.85
"""How long the shortest window of a batch must be, of the longest: padding costs as much as text."""

OUTSIDE = "O"


class Recogniser:
    """Finds persons, places, organizations and other names: every word gets a BIO label and how likely it is.

    The network is read at the first use. Neighbouring sentences lend each other context, so give an article's
    sentences together and in order.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        """Take the folder of another model than the shipped one, and how many processor threads to use."""
        self._folder = folder
        self._threads = threads

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that words can get: "O", and "B-" and "I-" before each kind of name."""
        return self._spelling[0]

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, float]]]:
        """Label the words of sentences: as many lists as sentences, as many pairs in each as it has words.

        Raises AnnotateError where the model or onnxruntime is missing.
        """
        import numpy as np

        labels, vocabulary = self._spelling
        windows = pack_windows([[vocabulary.cut(word) for word in sentence] for sentence in sentences])
        chances = [np.zeros((len(sentence), len(labels)), np.float32) for sentence in sentences]
        for batch in _batch_windows(windows):
            for window, rows in zip(batch, self._run(batch), strict=True):
                for sentence, word, place in window.words:
                    chances[sentence][word] = rows[place]
        return [choose_labels(rows, labels) for rows in chances]

    def _run(self, batch: Sequence[SubwordWindow]) -> "NDArray[np.float32]":
        """The chances of the labels: [windows, pieces, labels]."""
        import numpy as np

        longest = max(len(window.pieces) for window in batch)
        ids = np.full((len(batch), longest), PADDING, np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.pieces)] = window.pieces
        chances: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0]
        return chances

    @cached_property
    def _spelling(self) -> tuple[tuple[str, ...], Vocabulary]:
        """The labels and the vocabulary, in the network's order."""
        content = json.loads(self._read(VOCABULARY))
        return tuple(content["labels"]), Vocabulary(content["pieces"])

    @cached_property
    def _session(self) -> Any:
        try:
            import onnxruntime
        except ImportError as error:
            raise AnnotateError("The recogniser needs the package onnxruntime; install it and try again.") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        # Threads that spin while they wait take the cores from the reader, and from the other processes of a batch.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(self._read(NETWORK), options, providers=["CPUExecutionProvider"])

    def _read(self, name: str) -> bytes:
        folder = files("reader.annotate.recogniser") / "model" if self._folder is None else self._folder
        try:
            with as_file(folder / name) as path:
                return path.read_bytes()
        except OSError as error:
            raise AnnotateError(
                f"The recogniser cannot read its file {folder / name}; reinstall the reader."
            ) from error


def _batch_windows(windows: Sequence[SubwordWindow]) -> list[list[SubwordWindow]]:
    """Put windows of like length together, the longest first."""
    batches: list[list[SubwordWindow]] = []
    for window in sorted(windows, key=lambda window: -len(window.pieces)):
        longest = len(batches[-1][0].pieces) if batches else 0
        if batches and longest * (len(batches[-1]) + 1) <= BATCH and len(window.pieces) >= ALIKE * longest:
            batches[-1].append(window)
        else:
            batches.append([window])
    return batches


def can_follow(label: str, before: str) -> bool:
    """Whether one label may come after another: a name goes on only where one of its kind has begun."""
    return not label.startswith("I-") or before[1:] == label[1:]


def choose_labels(chances: "NDArray[np.float32]", labels: Sequence[str]) -> list[tuple[str, float]]:
    """Choose the likeliest legal labels of a sentence, [words, labels] in, with the chance of each."""
    likeliest = chances.argmax(axis=1).tolist() if len(chances) else []
    names = [OUTSIDE, *(labels[number] for number in likeliest)]
    if not all(can_follow(label, before) for before, label in pairwise(names)):
        likeliest = _find_best_path(chances, labels)
    return [(labels[number], float(row[number])) for number, row in zip(likeliest, chances, strict=True)]


def _find_best_path(chances: "NDArray[np.float32]", labels: Sequence[str]) -> list[int]:
    """The numbers of the labels with the greatest product of chances among the legal ways (Viterbi)."""
    import numpy as np

    scores = np.log(np.maximum(chances, 1e-9))
    barred = np.array([[0.0 if can_follow(label, before) else -np.inf for label in labels] for before in labels])
    best = scores[0] + barred[labels.index(OUTSIDE)]
    came = []
    for row in scores[1:]:
        paths = best[:, None] + barred
        came.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    chosen = [int(best.argmax())]
    for step in reversed(came):
        chosen.append(int(step[chosen[-1]]))
    return chosen[::-1]
