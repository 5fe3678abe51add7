"""How far the adjudication of an article has come, in the figures of the screen's first line."""

from __future__ import annotations

from reader.comparing.adjudication import Difference
from reader.comparing.settlement import Settling


def describe_progress(settling: Settling, difference: Difference | None, at: int, *, pile: int, piles: int) -> str:
    """What is settled, what is being written, and where one is; indices count from 0."""
    settled, many = settling.count()
    told = [f"{settled}/{many} settled"]
    if under_way := settling.under_way:
        told.append(f"{under_way} being written")
    if difference is not None:
        told.append(f"difference {at + 1}: {', '.join(difference.kinds)}")
    else:
        told = ["no differences"]
    if piles > 1:
        told.append(f"article {pile + 1} of {piles}")
    return " " + " · ".join(told) + "  "
