"""Describes how far the adjudication of an article has come, in figures for the screen's first line."""

from __future__ import annotations

from reader.comparing.adjudication import Difference, Differs
from reader.comparing.settlement import Settlement
from reader.wording import say, sayable

_KINDS = {
    Differs.PRESENCE: sayable("presence"),
    Differs.LABEL: sayable("label"),
    Differs.SPAN: sayable("span"),
    Differs.ROLE: sayable("role"),
    Differs.ATTRIBUTE: sayable("attribute"),
}
"""The ways in which layers differ, in words."""


def describe_progress(settlement: Settlement, difference: Difference | None, at: int, *, pile: int, piles: int) -> str:
    """The numbers of settled and unwritten differences, and the one that is shown; `at` and `pile` count from 0."""
    settled, total = settlement.count()
    figures = [say("{settled}/{total} settled", settled=settled, total=total)]
    if under_way := settlement.under_way:
        figures.append(say("{number} being written", number=under_way))
    if difference is not None:
        kinds = say(", ").join(say(_KINDS[each]) for each in difference.kinds)
        figures.append(say("difference {number}: {kinds}", number=at + 1, kinds=kinds))
    else:
        figures = [say("no differences")]
    if piles > 1:
        figures.append(say("article {number} of {many}", number=pile + 1, many=piles))
    return " · ".join(figures)
