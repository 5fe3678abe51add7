"""Decides by which sign and colour a card shows its state: open, accepted in part or whole, rejected, with a note."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.model import Annotation, Decision
from reader.ui.reading.painting import NOTE

_SIGNS = {
    Decision.PROPOSED: ("○", "$muted"),
    Decision.ACCEPTED: ("✓", "$success"),
    Decision.REJECTED: ("✗", "$error"),
}
_IN_PART = ("◐", "$success")
_NOTED = (NOTE, "$warning")


def draw_state(mentions: Sequence[Annotation]) -> Content:
    """The sign for the state that annotations share, or for a part of them accepted, with that of a note on any."""
    decisions = {each.decision for each in mentions}
    if len(decisions) == 1:
        sign = _SIGNS[decisions.pop()]
    else:
        sign = _IN_PART if Decision.ACCEPTED in decisions else _SIGNS[Decision.PROPOSED]
    noted = any(each.note for each in mentions)
    return Content.assemble(sign, *([_NOTED] if noted else []))
