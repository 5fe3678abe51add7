"""Where the edges of a span land."""

from __future__ import annotations

import pytest
from notation import marked

from reader.reading.edges import move_edge


@pytest.mark.parametrize(
    ("before", "end", "forward", "by_letter", "after"),
    [
        ("في ⟦مدينة⟧ حلب.", True, True, False, "في ⟦مدينة حلب⟧."),
        ("في ⟦مدينة حلب⟧.", True, False, False, "في ⟦مدينة⟧ حلب."),
        ("في ⟦مدينة⟧ حلب.", False, False, False, "⟦في مدينة⟧ حلب."),
        ("⟦في مدينة⟧ حلب.", False, True, False, "في ⟦مدينة⟧ حلب."),
        ("⟦وحلب⟧", False, True, True, "و⟦حلب⟧"),
        ("و⟦حلب⟧", False, False, True, "⟦وحلب⟧"),
        ("⟦فَ⟧تحَ", True, True, True, "⟦فَت⟧حَ"),
        ("⟦فَتحَ⟧", True, False, True, "⟦فَت⟧حَ"),
        ("⟦مدينة⟧", True, False, False, "⟦مدينة⟧"),
        ("⟦م⟧", False, True, True, "⟦م⟧"),
        ("⟦حلب⟧", True, True, False, "⟦حلب⟧"),
        ("⟦حلب⟧", False, False, True, "⟦حلب⟧"),
    ],
)
def test_an_edge_moves_and_marks_stay_with_their_letter(
    before: str, end: bool, forward: bool, by_letter: bool, after: str
) -> None:
    text, (span,) = marked(before)
    moved = move_edge(text, span, end=end, forward=forward, by_letter=by_letter)
    assert marked(after) == (text, (moved,))
