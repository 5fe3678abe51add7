"""Computes precision, recall and F1 from counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How many annotations were wanted, how many were found, and how many of those were right."""

    right: float = 0
    """A whole number, unless partial matches count half."""
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of those found that is right, 0 to 1; 0 if nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those wanted that was found, 0 to 1; 0 if nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    def as_dict(self) -> dict[str, float]:
        """The figures by name."""
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**figures, "gold": self.wanted, "system": self.found}
