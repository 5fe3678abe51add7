"""Describes how far the adjudication of an article has come, in figures for the screen's first line."""

from __future__ import annotations

from reader.comparing.adjudication import Difference
from reader.comparing.settlement import Settlement


def describe_progress(settlement: Settlement, difference: Difference | None, at: int, *, pile: int, piles: int) -> str:
    """The numbers of settled and unwritten differences, and the one that is shown; `at` and `pile` count from 0."""
    settled, total = settlement.count()
    figures = [f"{settled}/{total} settled"]
    if under_way := settlement.under_way:
        figures.append(f"{under_way} being written")
    if difference is not None:
        figures.append(f"difference {at + 1}: {', '.join(difference.kinds)}")
    else:
        figures = ["no differences"]
    if piles > 1:
        figures.append(f"article {pile + 1} of {piles}")
    return " " + " · ".join(figures) + "  "
