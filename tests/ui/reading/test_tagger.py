"""What a label does to what is under the caret, and how edges move, in a real store and without a screen."""

from __future__ import annotations

from stand_ins import ACTION, CUE, LAVROV, MOSCOW_AGAIN, TEXT, Parts, counting

from reader.model import Span
from reader.ui.reading.pending import Pending


def test_a_label_tags_the_word_under_the_caret_and_takes_the_tag_away_again(parts: Parts) -> None:
    parts.session.move_to(CUE.start)
    parts.tagger.actions["label.misc"]()
    assert parts.stored() == {("تتعهد", "misc", "accepted")}
    parts.tagger.tag_again()
    assert parts.stored() == set()


def test_a_count_makes_it_so_many_words(parts: Parts) -> None:
    parts.session.move_to(ACTION.start)
    counting(parts, "02")
    parts.tagger.tag("misc")
    assert parts.stored() == {("بوقف القصف", "misc", "accepted")}
    assert parts.hand.pending == Pending()


def test_a_label_on_a_proposal_decides_on_it_and_goes_on_to_the_next(parts: Parts) -> None:
    parts.tagger.tag("organization")
    assert parts.stored() == {("موسكو", "organization", "accepted")}
    assert parts.session.caret == LAVROV.start


def test_without_a_workspace_nothing_is_tagged_and_it_is_said_once() -> None:
    parts = Parts(TEXT)
    parts.tagger.tag("place")
    assert parts.said == ["no workspace"]
    assert parts.tagger.last_label == ""


def test_the_type_of_a_commitment_is_waited_for_in_the_text(parts: Parts) -> None:
    parts.session.move_to(CUE.start)
    parts.tagger.actions["tag.commitment"]()
    assert parts.pane.has_focus
    assert parts.waited_keys.take("p")
    assert parts.stored() == {("تتعهد", "pledge", "accepted")}


def test_an_edge_moves_by_a_word_to_the_side_that_the_key_says(parts: Parts) -> None:
    parts.session.move_to(CUE.start)
    parts.tagger.tag("misc")
    parts.edge_mover.actions["tag.left_edge_left"]()
    assert parts.stored() == {("تتعهد بوقف", "misc", "accepted")}
    parts.edge_mover.actions["tag.right_edge_right"]()
    assert parts.stored() == {("موسكو تتعهد بوقف", "misc", "accepted")}


def test_a_selection_is_turned_to_whole_words_then_without_their_proclitics() -> None:
    parts = Parts(TEXT)
    parts.session.select(Span(ACTION.start + 1, ACTION.start + 3))
    parts.edge_mover.turn_words()
    assert parts.session.selection.span.of(TEXT) == "بوقف"
    parts.edge_mover.turn_words()
    assert parts.session.selection.span.of(TEXT) == "وقف"


def test_every_occurrence_that_was_ticked_is_tagged_as_one_action(parts: Parts) -> None:
    parts.boxes.occurrences = [(parts.session.article.id, MOSCOW_AGAIN), (parts.session.article.id, CUE)]
    parts.occurrence_tagger.actions["tag.everywhere"]()
    assert parts.boxes.opened == ["موسكو as place"]
    assert [each.id for each in parts.remembered] == [parts.session.article.id]
    assert parts.stored() == {("موسكو", "place", "accepted"), ("تتعهد", "place", "accepted")}
    parts.recorder.actions["tag.undo"]()
    assert parts.stored() == set()
