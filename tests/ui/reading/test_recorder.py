"""How an action is recorded and taken back, and what is said where it cannot be."""

from __future__ import annotations

import pytest
from stand_ins import CUE, MOSCOW_AGAIN, Parts

from reader.errors import RefusedError, StoreError
from reader.journal import tagging
from reader.journal.operations import Operation
from reader.model import Decision
from reader.ui.reading.changes import Change, Extent, Relisting


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
