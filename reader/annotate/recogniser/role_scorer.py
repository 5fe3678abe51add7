"""Finds the roles of a cue in the vectors that the network gives the words of one window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MATRICES = "roles.npz"
_ROOT = 0.7978845608
"""The square root of 2 over pi."""
_STEPS_TO_DOUBLE = 1.6
"""The classes of distance between a distance and its double."""


@dataclass(frozen=True, slots=True)
class RoleScorer:
    """The small matrices beside the network that look at a word and a cue together."""

    roles: tuple[str, ...]
    types: NDArray[np.float32]
    distances: NDArray[np.float32]
    out: NDArray[np.float32]
    bias: NDArray[np.float32]
    pair: NDArray[np.float32]

    @classmethod
    def read(cls, file: IO[bytes], roles: tuple[str, ...]) -> RoleScorer:
        """Read the matrices; `roles` in the network's order."""
        import numpy as np

        with np.load(file) as stored:
            names = ("types", "distances", "out", "bias", "pair")
            return cls(roles, *(stored[name] for name in names))

    def score(
        self,
        words: NDArray[np.float32],
        cues: NDArray[np.float32],
        positions: Sequence[int],
        cue: Sequence[int],
        kind: int,
    ) -> NDArray[np.float32]:
        """How likely each word is outside, first or further in each role: logits [words, roles, 3].

        `positions` are the places of the words' first subwords in the window, `cue` the rows of the cue's words, and
        `kind` is the number of its type.
        """
        import numpy as np

        width = self.types.shape[1]
        centre = cues[list(cue)].mean(axis=0)
        places = np.asarray(positions)
        joint = words[:, :width] + centre[:width] + self.types[kind] + self.distances[self._steps(places, cue)]
        pairs = words[:, width:] * centre[width:]
        logits: NDArray[np.float32] = _gelu(joint) @ self.out.T + self.bias + pairs @ self.pair.T
        return logits.reshape(len(words), len(self.roles), 3)

    def _steps(self, places: NDArray[np.int64], cue: Sequence[int]) -> NDArray[np.int64]:
        """The class of each word's distance from the nearest word of the cue, by sign and logarithm."""
        import numpy as np

        half = len(self.distances) // 2
        away = places[:, None] - places[list(cue)][None, :]
        nearest = away[np.arange(len(places)), np.abs(away).argmin(axis=1)]
        steps = (np.log2(np.abs(nearest) + 1.0) * _STEPS_TO_DOUBLE).astype(np.int64)
        classes: NDArray[np.int64] = np.minimum(steps, half - 1) + (nearest > 0) * half
        return classes


def find_stretch(logits: NDArray[np.float32]) -> tuple[int, int, float] | None:
    """The likeliest single stretch of one role, half-open, and what it gains over leaving its words outside.

    Takes logits [words, 3]; None where leaving every word outside is likelier than any stretch.
    """
    gains = logits[:, 1:] - logits[:, :1]
    best, found = 0.0, None
    total, start = 0.0, 0
    for at, (begin, inside) in enumerate(gains.tolist()):
        if begin >= total + inside or at == 0:
            total, start = begin, at
        else:
            total += inside
        if total > best:
            best, found = total, (start, at + 1)
    return None if found is None else (*found, best)


def _gelu(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """x · Φ(x), with the tangent for Φ (Hendrycks and Gimpel, 2016), which differs by less than 0.001."""
    import numpy as np

    inner = _ROOT * (values + 0.044715 * values * values * values)
    return np.asarray(0.5 * values * (np.tanh(inner) + 1.0), np.float32)
