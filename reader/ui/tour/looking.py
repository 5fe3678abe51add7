"""Sees how far the analyst has come: where the caret is, what is tagged, and which screen is shown."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import Annotation, Decision
from reader.reading.session import Session
from reader.ui.tour.tour_steps import Filled, Seen


def look_at(session: Session, *, is_searching: bool, is_in_ledger: bool) -> Seen:
    """What the tour sees now."""
    shown = session.overlay.shown
    accepted = [each for each in shown if each.decision is Decision.ACCEPTED]
    return Seen(
        caret=session.caret,
        tags=frozenset((each.span, each.label) for each in shown),
        accepted=frozenset((each.span, each.label) for each in accepted),
        roles=_list_roles(shown),
        accepted_roles=_list_roles(accepted),
        is_on_tag=bool(session.overlay.at(session.caret)),
        is_on_commitment=session.frame is not None,
        has_hits=bool(session.hits) and not is_searching,
        is_in_ledger=is_in_ledger,
    )


def _list_roles(annotations: Iterable[Annotation]) -> frozenset[Filled]:
    return frozenset((each.span, role, span) for each in annotations for role, span in each.roles)
