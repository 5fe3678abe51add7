"""What an action changes is shown once, at its end."""

from __future__ import annotations

import pytest

from reader.ui.reading.changes import Change, Changes, Extent, Relisting


def test_what_is_noted_while_no_action_is_under_way_is_shown_at_once() -> None:
    shown: list[Change] = []
    Changes(shown.append).note(Extent.BARS)
    assert shown == [Change(Extent.BARS)]


def test_an_action_is_shown_once_by_the_most_that_it_changed() -> None:
    shown: list[Change] = []
    changes = Changes(shown.append)
    with changes.collected():
        changes.note(Extent.CENTRED)
        changes.note(Extent.MARKS, Relisting.SOON)
        with changes.collected():
            changes.note(Extent.BARS)
        assert shown == []
    assert shown == [Change(Extent.CENTRED, Relisting.SOON)]


def test_an_action_that_changes_nothing_shows_nothing() -> None:
    shown: list[Change] = []
    with Changes(shown.append).collected():
        pass
    assert shown == []


def test_after_an_action_that_fails_the_next_one_is_shown() -> None:
    shown: list[Change] = []
    changes = Changes(shown.append)
    with pytest.raises(ZeroDivisionError), changes.collected():
        raise ZeroDivisionError
    changes.note(Extent.CARET)
    assert shown == [Change(Extent.CARET)]
