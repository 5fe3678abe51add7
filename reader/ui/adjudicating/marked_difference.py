"""Marks the difference that is to be settled, and what is settled already, in the text of its article."""

from __future__ import annotations

from dataclasses import replace

from reader.comparing.adjudication import Difference
from reader.comparing.settlement import Settlement
from reader.model import Annotation, Decision
from reader.reading.session import Session


def show_difference(
    session: Session, settlement: Settlement, difference: Difference | None, answered: Annotation | None
) -> None:
    """Show the result, and the takes of a difference that is open; `answered` is the annotation that edits change."""
    result = settlement.result
    if difference is None:
        session.annotate(result)
        return
    is_settled = settlement.is_settled(difference)
    # The analysts have accepted their annotations, but here they are proposals until the difference is settled.
    variants = tuple(replace(each, decision=Decision.PROPOSED) for each in difference.variants)
    session.annotate((*result, *(() if is_settled else variants)))
    focused = answered or variants[0]
    session.move_to(focused.span.start)
    session.chosen = next((each for each in session.overlay if each == focused), None)
    # An open difference is marked as a whole; a settled one has the colours of its label.
    session.hits = () if is_settled and answered else (difference.span,)
    session.hit = None
