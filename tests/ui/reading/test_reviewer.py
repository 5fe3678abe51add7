"""What is decided on proposals, in a real store and without a screen."""

from __future__ import annotations

from stand_ins import LAVROV, Parts

from reader.reading.review import Review, ReviewOrder


def test_accepting_goes_on_to_the_next_proposal_until_none_is_left(parts: Parts) -> None:
    parts.reviewer.accept()
    assert parts.session.caret == LAVROV.start
    parts.reviewer.reject()
    assert parts.said == ["No proposal is left to review."]
    assert parts.stored() == {("موسكو", "place", "accepted"), ("لافروف", "person", "rejected")}


def test_a_review_begins_with_the_least_sure_where_that_is_its_order(parts: Parts) -> None:
    parts.reviewer.turn_order()
    assert parts.hand.pending.review == Review(ReviewOrder.SCORE)
    assert parts.session.caret == LAVROV.start
    parts.reviewer.turn_filter()
    assert parts.hand.pending.review == Review(ReviewOrder.SCORE, "person")
    parts.reviewer.turn_filter()
    assert parts.hand.pending.review == Review(ReviewOrder.SCORE, "", "title")
    parts.reviewer.toggle()
    assert parts.hand.pending.review is None


def test_all_proposals_of_a_rule_are_rejected_at_once(parts: Parts) -> None:
    parts.reviewer.reject_rule()
    assert parts.stored() == {("موسكو", "place", "rejected")}
    assert parts.said[0] == "Rejected 1 proposal of the rule “list”; the key of tag.undo undoes it."


def test_accepting_where_nothing_is_goes_to_the_first_open_proposal(parts: Parts) -> None:
    parts.session.move_to(len(parts.session.text))
    parts.reviewer.accept()
    assert parts.session.caret == 0
    assert parts.stored() == set()
