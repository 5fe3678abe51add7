"""Each part of the reading screen alone, on one article, without a screen: what it does to the caret and to the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from notation import marked
from stand_ins import Parts

from reader.errors import RefusedError, StoreError
from reader.journal import tagging
from reader.journal.operations import Operation
from reader.model import Annotation, Decision, Span
from reader.reading.review import Review, ReviewOrder
from reader.ui.reading.changes import Change, Extent, Relisting
from reader.ui.reading.pending import Counting, Pending, Picking

TEXT, SPANS = marked("⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف⟧\n\nقال ⟦لافروف⟧ في ⟦موسكو⟧ إن الأمر تم.\nنهاية الخبر.")
MOSCOW, CUE, ACTION, LAVROV, MOSCOW_AGAIN = SPANS


def proposal(span: Span, label: str, *, score: float = 0.5, rule: str = "list") -> Annotation:
    return Annotation(span, label, source="names", score=score, rule=rule)


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    made = Parts(TEXT, proposal(MOSCOW, "place"), proposal(LAVROV, "person", score=0.2, rule="title")).open(tmp_path)
    yield made
    made.work.workspace.close()


def counting(parts: Parts, digits: str) -> None:
    parts.hand.pending = Pending(Counting(digits))


# The caret


@pytest.mark.parametrize(
    ("action", "landing"),
    [
        ("move.word_forward", CUE.start),
        ("move.word_left", CUE.start),
        ("move.sentence_forward", TEXT.index("قال")),
        ("move.paragraph_forward", TEXT.index("قال")),
        ("move.line_end", ACTION.end - 1),
        ("move.article_end", len(TEXT)),
        ("move.down", ACTION.end + 1),
        ("annotation.next", LAVROV.start),
    ],
)
def test_the_caret_goes_where_the_action_says(action: str, landing: int) -> None:
    parts = Parts(TEXT, proposal(MOSCOW, "place"), proposal(LAVROV, "person"))
    parts.caret.actions[action]()
    assert parts.session.caret == landing
    assert len(parts.shown) == 1


def test_selecting_keeps_the_other_end() -> None:
    parts = Parts(TEXT)
    parts.caret.actions["select.word_left"]()
    assert parts.session.selection.span == Span(MOSCOW.start, CUE.start)
    parts.caret.actions["select.swap"]()
    assert parts.session.caret == MOSCOW.start
    parts.caret.leave_selection()
    assert parts.session.selection.is_caret


def test_a_page_turned_back_leads_to_where_the_turn_began() -> None:
    parts = Parts("\n".join(f"السطر {number}" for number in range(20)))
    parts.caret.actions["move.screen_down"]()
    assert parts.session.layout.place_of(parts.session.caret).paragraph == 3
    assert parts.pane.asked == ["reveal"]
    parts.caret.actions["move.screen_up"]()
    assert (parts.session.caret, parts.pane.top) == (0, parts.session.layout.first)


def test_where_there_is_no_annotation_it_is_said() -> None:
    parts = Parts(TEXT)
    parts.caret.actions["annotation.next"]()
    parts.caret.actions["annotation.same_next"]()
    assert parts.said == ["There is no annotation after this one.", "The caret is on no annotation."]
    assert parts.shown == []


def test_the_word_under_the_caret_is_copied_as_it_is_written() -> None:
    parts = Parts(TEXT)
    parts.caret.copy()
    assert parts.copied == ["موسكو"]


# The tagger


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
    parts.tagger.choose_type()
    assert parts.pane.has_focus
    assert parts.waited_keys.take("p")
    assert parts.stored() == {("تتعهد", "pledge", "accepted")}


# The edges


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


# Roles


@pytest.fixture
def pledging(parts: Parts) -> Parts:
    """The caret is on a pledge that was tagged."""
    parts.session.move_to(CUE.start)
    parts.tagger.tag("pledge")
    return parts


def test_a_role_is_picked_by_its_key_and_filled_with_what_is_under_the_caret(pledging: Parts) -> None:
    pledging.role_picker.choose_slot()
    assert pledging.waited_keys.take("w")
    picking = pledging.hand.pending.picking
    assert isinstance(picking, Picking)
    assert picking.role.name == "committer"
    pledging.session.move_to(MOSCOW.start)
    assert pledging.waited_keys.take("enter")
    assert pledging.roles() == {"committer": "موسكو"}
    assert pledging.hand.pending == Pending()
    assert pledging.session.caret == CUE.start


def test_a_cue_fills_no_role_of_its_own(pledging: Parts) -> None:
    pledging.role_picker.pick("action")
    pledging.waited_keys.take("enter")
    assert pledging.said == ["The caret is on the cue: go to what fills the role, or select it."]
    assert pledging.roles() == {}
    assert pledging.hand.pending.picking is not None


def test_a_role_is_filled_by_the_mouse_and_emptied_by_backspace(pledging: Parts) -> None:
    pledging.role_picker.pick("action")
    pledging.session.select(ACTION)
    pledging.role_picker.fill_from_mouse()
    assert pledging.roles() == {"action": "بوقف القصف"}
    pledging.role_picker.pick("action")
    pledging.waited_keys.take("backspace")
    assert pledging.roles() == {}


def test_an_attribute_turns_to_its_next_value(pledging: Parts) -> None:
    pledging.role_picker.choose_slot()
    pledging.waited_keys.take("k")
    current = pledging.session.current
    assert current is not None
    assert current.attribute("status") == "kept"


def test_a_role_needs_a_commitment(parts: Parts) -> None:
    parts.role_picker.choose_slot()
    assert parts.said == ["Roles belong to commitments: put the caret on a cue, or press c to make one."]
    assert parts.hand.pending == Pending()


# The review


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
    assert parts.said[0] == "Rejected 1 proposals of the rule “list”; u takes them back."


# The recorder


def test_an_undo_goes_where_it_was_and_a_redo_brings_it_back(parts: Parts) -> None:
    parts.session.move_to(MOSCOW_AGAIN.start)
    parts.tagger.tag("place")
    parts.session.move_to(0)
    parts.recorder.actions["tag.undo"]()
    assert (parts.stored(), parts.session.caret) == (set(), MOSCOW_AGAIN.start)
    parts.recorder.actions["tag.redo"]()
    assert parts.stored() == {("موسكو", "place", "accepted")}
    parts.recorder.actions["tag.redo"]()
    assert parts.said == ["There is nothing to redo."]


def test_what_is_recorded_is_to_be_shown_with_the_panel_after_the_text(parts: Parts) -> None:
    parts.tagger.tag("place")
    assert parts.shown[0] == Change(Extent.MARKS, Relisting.SOON)


@pytest.mark.parametrize(
    ("error", "labels", "is_shown"),
    [(StoreError("The disk is full."), ["misc"], True), (RefusedError("No such article."), [], False)],
)
def test_what_cannot_be_written_yet_is_shown_and_what_never_can_is_not(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, error: StoreError, labels: list[str], is_shown: bool
) -> None:
    def fail(_: object) -> tuple[Operation, ...]:
        raise error

    monkeypatch.setattr(parts.work.workspace, "apply", fail)
    assert parts.recorder.record(tagging.tag(parts.work.authorship, CUE, "misc")) is is_shown
    assert parts.said == [f"unwritten: {error}"]
    assert [each.label for each in parts.session.overlay if each.decision is Decision.ACCEPTED] == labels
    assert bool(parts.shown) is is_shown


# The article as a whole


def test_flag_bookmark_note_and_tags_are_on_disk(parts: Parts) -> None:
    parts.marker.turn_flag()
    parts.session.move_to(CUE.start)
    parts.marker.turn_bookmark()
    parts.boxes.text = "مهم #عاجل"
    parts.marker.actions["article.tag"]()
    parts.marker.actions["article.note"]()
    state = parts.work.workspace.reading_state(parts.session.article.id)
    assert state.flag == "in progress"
    assert [each.offset for each in state.bookmarks] == [CUE.start]
    assert state.tags == ("عاجل", "مهم")
    assert state.note == "مهم #عاجل"
    parts.marker.turn_bookmark()
    assert parts.work.state.bookmarks == ()


def test_a_note_on_an_annotation_leaves_it_a_proposal(parts: Parts) -> None:
    parts.boxes.text = "من العنوان"
    parts.marker.actions["tag.note"]()
    assert parts.boxes.opened == ["Note: موسكو []"]
    assert parts.stored() == {("موسكو", "place", "proposed")}


def test_what_is_picked_from_the_history_is_gone_to(parts: Parts) -> None:
    parts.boxes.event = LAVROV.start
    parts.marker.actions["article.history"]()
    assert parts.session.caret == LAVROV.start
    assert parts.shown == [Change(Extent.CENTRED)]


def test_a_box_that_is_left_changes_nothing(parts: Parts) -> None:
    for action in ("article.note", "article.tag", "article.history", "tag.note"):
        parts.marker.actions[action]()
    assert parts.shown == []
    assert parts.work.undo() == ()


def test_every_occurrence_that_was_ticked_is_tagged_as_one_action(parts: Parts) -> None:
    parts.boxes.occurrences = [(parts.session.article.id, MOSCOW_AGAIN), (parts.session.article.id, CUE)]
    parts.occurrence_tagger.actions["tag.everywhere"]()
    assert parts.boxes.opened == ["موسكو as place"]
    assert [each.id for each in parts.remembered] == [parts.session.article.id]
    assert parts.stored() == {("موسكو", "place", "accepted"), ("تتعهد", "place", "accepted")}
    parts.recorder.actions["tag.undo"]()
    assert parts.stored() == set()


# The view


def test_the_view_turns_and_what_was_at_the_top_stays_there() -> None:
    parts = Parts("كَتَبَ الخبر")
    parts.view_switches.turn_tashkeel()
    parts.view_switches.turn_justify()
    parts.view_switches.turn_direction()
    view = parts.session.view
    assert (view.tashkeel, view.justify, view.base) == ("strip", "tatweel", "ltr")
    assert parts.pane.asked == ["lay out at 0"] * 3
    parts.view_switches.actions["view.wider"]()
    parts.view_switches.turn_spacing()
    assert (parts.pane.measure, parts.pane.spacing) == (94, 1)
