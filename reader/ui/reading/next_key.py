"""Decides what the role bar shows: what the next key does, or the annotation under the caret."""

from __future__ import annotations

from reader.annotate.names.glossing import mark_guess
from reader.labels import LabelSet
from reader.reading.reason import name_origin
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.pending import ChoosingSlot, ChoosingType, Counting
from reader.ui.reading.role_bar import (
    BarText,
    describe_count,
    describe_picking,
    describe_proposal,
    describe_roles,
    describe_slots,
    describe_types,
)
from reader.wording import either, number, say


def describe_next_key(hand: ArticleInHand, labels: LabelSet, *, language: str) -> BarText | None:
    """The choice that is pending, or else the annotation under the caret; None if there is neither."""
    waiting, picking = hand.pending.waiting, hand.pending.picking
    match waiting:
        case ChoosingType(types):
            return describe_types(labels, tuple(types.values()), language=language)
        case ChoosingSlot(commitment):
            return describe_slots(labels.of(commitment), commitment, language=language)
    if picking is not None:
        name = either(picking.role.english, picking.role.arabic)
        return describe_picking(name, is_filled=picking.commitment.role(picking.role.name) is not None)
    if isinstance(waiting, Counting):
        return describe_count(waiting.digits)
    return _describe_current(hand, labels, language)


def _describe_current(hand: ArticleInHand, labels: LabelSet, language: str) -> BarText | None:
    session, review = hand.session, hand.pending.review
    current = session.current
    if current is None:
        return None
    label, at = labels.of(current), ""
    if review is not None:
        queue = review.queue(session.overlay)
        many = len(queue)
        if current in queue:
            at = f"{number(queue.index(current) + 1)}/{number(many)}"
        else:
            at = say("{number} left", number=many)
    base = session.layout.direction
    if label.is_commitment:
        return describe_roles(label, current, session.text, base=base, language=language, at=at)
    return describe_proposal(
        current,
        label,
        at or mark_guess(current) or current.attribute("value") or name_origin(current),
        base=base,
        language=language,
    )
