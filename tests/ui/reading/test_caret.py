"""Where the caret goes, alone with an article: no screen, and no store."""

from __future__ import annotations

import pytest
from stand_ins import ACTION, CUE, LAVROV, MOSCOW, TEXT, Parts, proposal

from reader.model import Span


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
