"""What is said of an article as a whole, in a real store and without a screen."""

from __future__ import annotations

from stand_ins import CUE, LAVROV, Parts

from reader.ui.reading.changes import Change, Extent


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
