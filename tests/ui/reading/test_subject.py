"""Which annotations a key is about, in the text and among cards, without a screen."""

from __future__ import annotations

from stand_ins import LAVROV, MOSCOW, Parts

from reader.journal.article_marks import Bookmark
from reader.model import Decision, Span


def test_in_the_text_it_is_the_annotation_under_the_caret(parts: Parts) -> None:
    assert [each.span for each in parts.subject.annotations] == [MOSCOW]
    parts.session.move_to(len(parts.session.text))
    assert parts.subject.annotations == ()


def test_among_cards_it_is_the_card_and_the_text_goes_there_before_an_action_on_it(parts: Parts) -> None:
    moscow, lavrov = parts.session.overlay.shown
    parts.cards.cards, parts.cards.at, parts.cards.has_keyboard = ((moscow,), (lavrov,)), 1, True
    assert parts.subject.annotations == (lavrov,)
    parts.subject.prepare("tag.undo")
    assert parts.session.current == moscow
    parts.subject.prepare("review.accept")
    assert parts.session.current == lavrov


def test_a_card_that_the_list_still_shows_as_it_was_is_taken_as_it_is_now(parts: Parts) -> None:
    moscow, lavrov = parts.session.overlay.shown
    parts.cards.cards, parts.cards.has_keyboard = ((moscow,), (lavrov,)), True
    parts.reviewer.accept()
    assert [each.decision for each in parts.subject.annotations] == [Decision.ACCEPTED]
    assert parts.session.current == lavrov
    parts.cards.at = 1
    parts.reviewer.reject()
    assert parts.subject.annotations == ()
    assert parts.session.current is not None
    assert parts.session.current.span == MOSCOW
    assert parts.said == ["No proposal is left in this list."]


def test_another_order_of_the_review_leads_to_its_first_proposal_from_a_card_too(parts: Parts) -> None:
    moscow, lavrov = parts.session.overlay.shown
    parts.cards.cards, parts.cards.at, parts.cards.has_keyboard = ((moscow,), (lavrov,)), 1, True
    parts.reviewer.turn_order()
    assert parts.session.current == lavrov


def test_leaving_the_cards_goes_back_to_the_selection_from_which_they_were_entered(parts: Parts) -> None:
    parts.session.select(Span(0, 5))
    parts.subject.enter_cards()
    parts.cards.cards, parts.cards.has_keyboard = (Bookmark(LAVROV.start),), True
    parts.subject.show_card()
    assert not parts.session.selection.is_caret
    parts.subject.prepare("article.bookmark")
    assert parts.session.caret == LAVROV.start
    parts.subject.leave_cards()
    assert parts.session.selection.span == Span(0, 5)
