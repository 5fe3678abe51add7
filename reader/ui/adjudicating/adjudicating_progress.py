"""Describes how far the adjudication of an article has come, in figures for the screen's first line."""

from __future__ import annotations

from reader.comparing.adjudication import Difference
from reader.comparing.settlement import Settling


def describe_progress(settling: Settling, difference: Difference | None, at: int, *, pile: int, piles: int) -> str:
    """How many differences are settled and being written, and which one is shown; `at` and `pile` count from 0."""
    settled, many = settling.count()
    figures = [f"{settled}/{many} settled"]
    if under_way := settling.under_way:
        figures.append(f"{under_way} being written")
    if difference is not None:
        figures.append(f"difference {at + 1}: {', '.join(difference.kinds)}")
    else:
        figures = ["no differences"]
    if piles > 1:
        figures.append(f"article {pile + 1} of {piles}")
    return " " + " · ".join(figures) + "  "
