"""What the next key means: every state with every kind of key, as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.labels import default_labels
from reader.model import Annotation, Span
from reader.reading.review import Review
from reader.ui.reading.pending import (
    ChoosingSlot,
    ChoosingType,
    Counting,
    HitsLeft,
    Idle,
    Outcome,
    Passed,
    Pending,
    Picking,
    RoleEmptied,
    RoleFilled,
    RoleLeft,
    SelectionLeft,
    SlotChosen,
    TypeChosen,
    Waited,
    take_click,
    take_key,
)

COMMITMENT = Annotation(Span(6, 11), "pledge")
LABEL = default_labels()["pledge"]
ACTION = next(each for each in LABEL.roles if each.name == "action")
STATUS = next(each for each in LABEL.attributes if each.name == "status")
PICKING = Picking("key", COMMITMENT, ACTION)

IDLE = Pending()
COUNTING = Pending(Counting("0"))
TYPES = Pending(ChoosingType({"p": "pledge", "d": "demand"}))
SLOTS = Pending(ChoosingSlot(COMMITMENT, {"a": ACTION, "k": STATUS}))
FILLING = Pending(picking=PICKING)
REVIEWING = Pending(review=Review())
BOUND = frozenset("1234567")


def counted(pending: Pending, digits: str) -> Pending:
    return replace(pending, waiting=Counting(digits))


TABLE: tuple[tuple[str, Pending, str, Pending, Outcome], ...] = (
    ("a letter is a command", IDLE, "w", IDLE, Passed()),
    ("a digit with a label is a command", IDLE, "2", IDLE, Passed()),
    ("a digit without one begins a count", IDLE, "9", counted(IDLE, "9"), Waited()),
    ("so does 0", IDLE, "0", COUNTING, Waited()),
    ("after 0 every digit counts", COUNTING, "2", counted(IDLE, "02"), Waited()),
    ("in any layout", COUNTING, "٢", counted(IDLE, "02"), Waited()),
    ("but only right after it", counted(IDLE, "02"), "3", counted(IDLE, "02"), Passed()),
    ("a count waits for its command", COUNTING, "w", COUNTING, Passed()),
    ("escape leaves a count", COUNTING, "escape", IDLE, Waited()),
    ("escape with nothing pending is passed on", IDLE, "escape", IDLE, Passed()),
    ("a type is chosen", TYPES, "p", IDLE, TypeChosen("pledge")),
    ("in an Arabic layout too", TYPES, "ح", IDLE, TypeChosen("pledge")),
    ("any other key leaves the choice", TYPES, "w", IDLE, Waited()),
    ("and so does escape", TYPES, "escape", IDLE, Waited()),
    ("a digit is no count while a choice is open", TYPES, "0", IDLE, Waited()),
    ("a role is chosen", SLOTS, "a", IDLE, SlotChosen(COMMITMENT, ACTION)),
    ("an attribute is chosen", SLOTS, "k", IDLE, SlotChosen(COMMITMENT, STATUS)),
    ("enter fills the role", FILLING, "enter", FILLING, RoleFilled(PICKING)),
    ("backspace empties it", FILLING, "backspace", FILLING, RoleEmptied(PICKING)),
    ("and so does delete", FILLING, "delete", FILLING, RoleEmptied(PICKING)),
    ("escape leaves the role", FILLING, "escape", IDLE, RoleLeft(PICKING)),
    ("and not the review around it", replace(FILLING, review=Review()), "escape", REVIEWING, RoleLeft(PICKING)),
    ("escape leaves a count, and not the role", counted(FILLING, "0"), "escape", FILLING, Waited()),
    ("meanwhile the caret moves", FILLING, "w", FILLING, Passed()),
    ("and counts are typed", FILLING, "0", counted(FILLING, "0"), Waited()),
    ("a choice within a choice keeps the role", replace(TYPES, picking=PICKING), "w", FILLING, Waited()),
    ("escape ends a review", REVIEWING, "escape", IDLE, Waited()),
    ("enter is a command in a review", REVIEWING, "enter", REVIEWING, Passed()),
    ("a choice in a review goes on with it", replace(TYPES, review=Review()), "d", REVIEWING, TypeChosen("demand")),
)


@pytest.mark.parametrize(
    ("before", "key", "after", "outcome"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_key_leads_from_one_state_to_the_next(before: Pending, key: str, after: Pending, outcome: Outcome) -> None:
    assert take_key(before, key, bound_digits=BOUND) == (after, outcome)


def test_escape_leaves_one_level_at_a_time_the_innermost_first() -> None:
    state, is_selected, has_hits = replace(FILLING, waiting=Counting("0"), review=Review()), True, True
    left = []
    for _ in range(6):
        state, outcome = take_key(state, "escape", is_selected=is_selected, has_hits=has_hits)
        is_selected = is_selected and not isinstance(outcome, SelectionLeft)
        has_hits = has_hits and not isinstance(outcome, HitsLeft)
        left.append(outcome)
    assert left == [Waited(), RoleLeft(PICKING), SelectionLeft(), HitsLeft(), Waited(), Passed()]
    assert state == IDLE


@pytest.mark.parametrize(
    ("before", "key", "after", "outcome"),
    [
        (TYPES, "d", IDLE, TypeChosen("demand")),
        (TYPES, "w", IDLE, Waited()),
        (SLOTS, "a", IDLE, SlotChosen(COMMITMENT, ACTION)),
        (FILLING, "enter", FILLING, RoleFilled(PICKING)),
        (FILLING, "backspace", FILLING, RoleEmptied(PICKING)),
        (FILLING, "escape", IDLE, RoleLeft(PICKING)),
        (REVIEWING, "enter", REVIEWING, Waited()),
    ],
)
def test_a_click_on_a_key_of_the_bar_does_what_the_key_does(
    before: Pending, key: str, after: Pending, outcome: Outcome
) -> None:
    assert take_click(before, key) == (after, outcome)


@pytest.mark.parametrize(("digits", "count"), [("0", 1), ("05", 5), ("012", 12), ("99999", 1_000)])
def test_a_count_is_what_was_typed_within_bounds(digits: str, count: int) -> None:
    pending = Pending(Counting(digits), PICKING)
    assert pending.count == count
    assert pending.without_count() == FILLING


def test_without_a_count_everything_is_done_once_and_nothing_else_is_forgotten() -> None:
    assert IDLE.count == 1
    assert TYPES.without_count() == TYPES
    assert Idle() == Idle()
