"""How roles and attributes are picked and filled, in a real store and without a screen."""

from __future__ import annotations

import pytest
from stand_ins import ACTION, CUE, MOSCOW, Parts

from reader.ui.reading.pending import Pending, Picking


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
    assert parts.said == ["Roles belong to commitments: put the caret on a cue, or tag one first."]
    assert parts.hand.pending == Pending()
